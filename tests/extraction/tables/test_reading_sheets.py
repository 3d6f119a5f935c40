"""The tables of a document as sheets."""

from __future__ import annotations

from nianbao.documents.reading import read_document
from nianbao.extraction.tables.reading_sheets import read_sheets
from nianbao.extraction.tables.table_facts import Sheet


def sheets_of(text: str) -> tuple[Sheet, ...]:
    return read_sheets(read_document(text.encode(), name="r.txt"))


def test_the_line_of_the_unit_is_no_caption_and_gives_its_unit() -> None:
    (sheet,) = sheets_of("表1 经费收入\n\n单位：万元\n\n项目\t金额\n财政\t120.5\n学费\t30.2\n")
    assert sheet.caption == "表1 经费收入"
    assert sheet.figures[1, 1].number.raw == "120.5"
    unit = sheet.figures[1, 1].number.unit
    assert unit is not None
    assert unit.id == "ten_thousand_yuan"


def test_a_unit_below_its_table_is_that_of_the_table_above() -> None:
    first, second = sheets_of(
        "经费\n\n项目\t金额\n财政\t120.5\n学费\t30.2\n\n（单位：万元）\n\n以下为人数，与经费无关，按专业分列，请一并查看，数据截至九月三十日，由教务处提供。\n\n专业\t人数\n护理\t90\n会计\t80\n"
    )
    unit = first.figures[1, 1].number.unit
    assert unit is not None
    assert unit.id == "ten_thousand_yuan"
    assert second.figures[1, 1].number.unit is None


def test_the_section_of_a_table_is_the_heading_above_it() -> None:
    (sheet,) = sheets_of("一、学生发展\n\n在校生情况见下表，数据由教务处提供。\n\n专业\t人数\n护理\t90\n会计\t80\n")
    assert sheet.section == "一、学生发展"
