from __future__ import annotations

import pytest

from nianbao.documents.wording import NOTE, UNIT_LINE, case_number, is_case_title, is_contents_line, is_table_caption


@pytest.mark.parametrize(
    "line", ["表 1 计分卡", "表1-2：资源", "续表3", "附表 1 名录", "表2-1．就业", "【表 3】经费", "表 1"]
)
def test_captions_are_known(line) -> None:
    assert is_table_caption(line)


@pytest.mark.parametrize(
    "line",
    [
        "表1显示，全区有2所学校。",
        "表彰3人",
        "表 2 中可见招生增长",
        "表1和表2说明了变化。",
        "表现突出",
        "表 1 学生 ..... 12",
    ],
)
def test_sentences_that_begin_so_are_no_captions(line) -> None:
    assert not is_table_caption(line)


def test_cases_with_and_without_number() -> None:
    lines = ("【案例 2-1】校企合作", "【典型案例】", "案例1：合作", "案例中有12人")
    assert [is_case_title(line) for line in lines] == [
        True, True, True, False,
    ]  # fmt: skip
    assert case_number("案例2-3 校企合作") == "2-3"


def test_notes_and_units() -> None:
    assert all(NOTE.match(line) for line in ("数据来源：教委", "注：不含民办", "说明:以年末为准", "注1：略"))
    assert UNIT_LINE.match("（单位：万元）")["unit"] == "万元"


def test_contents_lines_end_with_a_page() -> None:
    assert is_contents_line("一、人才培养\t12")
    assert not is_contents_line("共有学生 12")


def test_endless_space_is_looked_at_only_once() -> None:
    assert not is_contents_line(" " * 2_000_000 + "a1b")
