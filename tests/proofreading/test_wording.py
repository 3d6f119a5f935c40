"""Messages say what is printed and the arithmetic, in both languages."""

from __future__ import annotations

import pytest

from nianbao.documents.reading import read_document
from nianbao.proofreading.proofread import proofread

CASES = (
    ("毕业生300人，升学240人，升学率85%。", "与算得的比例不符", "does not follow"),
    ("项目\t人次\n电工\t120\n焊工\t80\n合计\t210\n", "与各分项之和不符", "is not the sum"),
    ("在校生350人，其中住宿生420人。", "不应大于", "must not exceed"),
    ("开设语文、数学、英语四门课程。", "写明「四门课程」，列出的却是 3 项", "but 3 are listed"),
    (
        "各专业合格率均为100%。\n\n合格情况\n\n专业\t合格率\n会计\t100%\n汽修\t98.5%\n电商\t100%\n",
        "原文说「各专业合格率均为100%」，而表中「汽修 合格率」是 98.5%",
        "does not hold for “汽修 合格率”, which is 98.5%",
    ),
)


WARNED = (
    ("现有教师108人，其中35岁以下的55人，占三成。", "55人 ÷ 108人 = 50.93% ≠ 三成", "50.93%"),
    ("生师比由15.2:1上升到14.1:1，师资紧张缓解。", "由 15.2:1 到 14.1:1 是降低，不是升高", "is a fall, not a rise"),
    (
        "五个专业就业率分别为95.1%、96.2%、97.3%、98.4%和94.0%，均在95%以上。",
        "原文说「95%以上」，与「94.0%」不符",
        "does not keep",
    ),
    (
        "学校为实习学生761名购买责任保险，每人50元，保费合计38.05万元。",
        "「38.05万元」与数量、标准相乘所得不符：761名 × 50元",
        "is not the number multiplied by the rate",
    ),
    ("2023年总收入2.22万元，保障了办学。", "请核对小数点和单位", "check the decimal point and the unit"),
)


@pytest.mark.parametrize(("text", "zh", "en"), WARNED)
def test_the_sentence_says_what_is_right_and_not_only_the_arithmetic(text: str, zh: str, en: str) -> None:
    messages = [(f.message, f.message_en) for f in proofread(read_document(text.encode(), name="a.txt")).findings]
    assert any(zh in message and en in message_en for message, message_en in messages), messages


def test_an_english_message_holds_no_chinese_signs() -> None:
    text = "生师比由15.2:1上升到14.1:1。毕业生300人，升学240人，升学率85%。共有语文、数学、英语四门课程。"
    findings = proofread(read_document(text.encode(), name="a.txt")).findings
    assert len(findings) >= 3
    for finding in findings:
        assert not set("，；：（）「」") & set(finding.message_en), finding.message_en


@pytest.mark.parametrize(("text", "zh", "en"), CASES)
def test_a_message_tells_the_trouble_in_both_languages(text: str, zh: str, en: str) -> None:
    finding = next(f for f in proofread(read_document(text.encode(), name="a.txt")).findings if not f.is_folded)
    assert zh in finding.message
    assert en in finding.message_en
    assert finding.formula


def test_no_value_is_expected_where_the_suggestion_leaves_the_claim_as_it_is() -> None:
    text = "表1 职称\n\n职称\t人数\t占比\n正高级\t3\t1.46%\n副高级\t65\t26.70%\n中级\t87\t42.23%\n初级\t61\t29.61%\n合计\t206\t100%\n"
    (finding,) = proofread(read_document(text.encode(), name="a.txt")).of_severity("error")
    assert [repair.suggested for repair in finding.repairs] == ["55"]
    assert "26.70%" in finding.message
    assert "应为" not in finding.message
    assert "expected" not in finding.message_en


def test_what_two_cells_say_is_no_sentence_that_was_misread() -> None:
    text = (
        "表1 学生\n\n项目\t数值\n在校生数（人）\t172\n毕业生数（人）\t50\n\n以上为学生情况。\n\n"
        "表2 教师\n\n项目\t数值\n专任教师数（人）\t141\n生师比\t1.18:1\n"
    )
    (finding,) = proofread(read_document(text.encode(), name="a.txt")).findings
    assert "读错了表格" in finding.message
    assert finding.message_en.endswith("misread the tables")
