"""A manuscript knows its passages, tables and period."""

from __future__ import annotations

from family_reading import read


def test_the_title_names_the_period() -> None:
    manuscript = read("东山区中等职业教育质量年度报告（2022）\n\n2021年和2021年、2021年的工作。")
    assert manuscript.title_period == manuscript.data_period == 2022


def test_without_a_title_the_text_decides() -> None:
    assert read("2021年招生300人。\n\n2021年毕业生200人，2020年毕业生190人。").data_period == 2021


def test_headings_are_no_prose() -> None:
    manuscript = read("一、基本情况\n\n全区有3所学校。\n")
    assert [passage.kind for passage in manuscript.prose()] == ["paragraph"]


def test_blocks_are_counted_in_reading_order() -> None:
    manuscript = read("一、基本情况\n\n全区有3所学校。\n\n学校\t人数\n甲校\t12\n乙校\t25\n")
    (passage,) = manuscript.prose()
    (sheet,) = manuscript.sheets
    assert [manuscript.positions[name] for name in (passage.id, sheet.id)] == [1, 2]
