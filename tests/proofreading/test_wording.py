"""Messages say what is printed and the arithmetic, in both languages."""

from __future__ import annotations

import pytest

from nianbao.documents.reading import read_document
from nianbao.proofreading.proofread import proofread

CASES = (
    ("毕业生300人，升学240人，升学率85%。", "与分子、分母不符", "does not follow"),
    ("项目\t人次\n电工\t120\n焊工\t80\n合计\t210\n", "与各分项之和不符", "is not the sum"),
    ("在校生350人，其中住宿生420人。", "不应大于", "must not exceed"),
    ("开设语文、数学、英语四门课程。", "写明的数目与列出的项数不符", "differs from the list"),
    (
        "各专业合格率均为100%。\n\n合格情况\n\n专业\t合格率\n会计\t100%\n汽修\t98.5%\n电商\t100%\n",
        "原文说",
        "does not hold",
    ),
)


@pytest.mark.parametrize(("text", "zh", "en"), CASES)
def test_a_message_tells_the_trouble_in_both_languages(text: str, zh: str, en: str) -> None:
    finding = next(f for f in proofread(read_document(text.encode(), name="a.txt")).findings if f.severity == "error")
    assert zh in finding.message
    assert en in finding.message_en
    assert finding.formula
