"""A manuscript knows its passages, tables and period."""

from __future__ import annotations

import gc
import weakref

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


HEADS_OF_NOW = "某区职业教育质量年度报告（2021）\n\n附表\n\n序号\t指标\t单位\t上年\t本年\n1\t在校生数\t人\t900\t980\n2\t教职工数\t人\t80\t84\n"


def test_this_year_at_the_head_of_a_column_is_the_year_of_the_title() -> None:
    (sheet,) = read(HEADS_OF_NOW).sheets
    assert [sheet.period(1, column) for column in (3, 4)] == [2020, 2021]


def test_where_other_tables_end_with_another_year_this_year_stays_open() -> None:
    more = "\n经费\n\n项目\t2018年\t2019年\n拨款\t300\t320\n办公\t20\t21\n"
    first, _ = read(HEADS_OF_NOW + more).sheets
    assert [first.period(1, column) for column in (3, 4)] == [None, None]


def test_a_table_whose_heads_name_no_year_stays_as_it_was_read() -> None:
    manuscript = read(HEADS_OF_NOW + "\n经费\n\n项目\t拨款\t自筹\n办公\t300\t320\n培训\t20\t21\n")
    relative, plain = manuscript.sheets
    assert (relative.now, plain.now) == (2021, None)


def test_what_was_let_go_is_gone_without_a_collection_of_garbage() -> None:
    manuscript = read(
        "2021年招生300人，其中女生120人。\n\n学校\t人数\t备注\n甲校\t12\t另有外聘教师3人\n乙校\t25\t无在编教师\n"
    )
    (sheet,) = manuscript.sheets
    mentions = (*manuscript.mentions, *(m for passage in sheet.cell_passages for m in passage.mentions))
    known = [weakref.ref(thing) for thing in (*mentions, *sheet.figures.values())]
    assert len(known) > 4
    gc.disable()
    try:
        manuscript.let_go()
        del manuscript, sheet, mentions
        assert not any(reference() for reference in known)
    finally:
        gc.enable()
