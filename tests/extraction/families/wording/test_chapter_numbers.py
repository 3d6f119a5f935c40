"""A caption of two numbers begins with the number of its chapter."""

from __future__ import annotations

import pytest
from family_reading import failing, is_confirmed, is_contradicted

FAMILY = "chapter-numbers"
_TABLE = "学校\t人数\n甲校\t120\n乙校\t80\n"


def report(numbers: tuple[str, ...], heading: str, caption: str) -> str:
    titles = ("学生发展", "教育教学", "产教融合", "国际合作", "发展保障")
    parts = []
    for index, (number, title) in enumerate(zip(numbers, titles, strict=True), start=1):
        head = heading.format(index=index, han="一二三四五"[index - 1])
        parts.append(f"{head}{title}\n\n工作扎实推进。\n\n{caption.format(number)}{title}情况\n\n{_TABLE}")
    return "\n".join(parts)


@pytest.mark.parametrize("heading", ["{han}、", "第{han}部分 ", "{index} ", "{index}. "])
@pytest.mark.parametrize("caption", ["表{}  ", "【案例{}】", "表 {} "])
def test_a_caption_brought_from_another_chapter_is_told(heading: str, caption: str) -> None:
    assert is_contradicted(FAMILY, report(("1-1", "2-1", "3-1", "3-2", "5-1"), heading, caption))
    assert is_confirmed(FAMILY, report(("1-1", "2-1", "3-1", "4-1", "5-1"), heading, caption))


@pytest.mark.parametrize(
    "numbers",
    [("1-1", "1-2", "1-3", "1-4", "1-5"), ("2-1", "3-1", "4-1", "5-1", "6-1"), ("1-1", "1-2", "2-1", "2-2", "5-1")],
)
def test_captions_that_count_otherwise_are_left_alone(numbers: tuple[str, ...]) -> None:
    assert failing(FAMILY, report(numbers, "{han}、", "表{} ")) == []


def test_a_list_of_contents_counts_the_chapters_a_first_time() -> None:
    contents = "目录\n\n一、学生发展\n\n二、教育教学\n\n三、产教融合\n\n四、国际合作\n\n五、发展保障\n\n"
    text = report(("1-1", "2-1", "3-1", "4-1", "5-1"), "{han}、", "表{} ")
    assert failing(FAMILY, contents + text) == []
    assert failing(FAMILY, contents + text.replace("表4-1", "表3-1")) != []


def test_tables_of_an_annex_stand_in_no_chapter() -> None:
    text = report(("1-1", "2-1", "3-1", "4-1", "5-1"), "{han}、", "表{} ")
    assert failing(FAMILY, f"{text}\n附件\n\n表6-1 计分卡\n\n{_TABLE}") == []
