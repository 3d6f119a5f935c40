"""Rows and columns by the names that sentences call them."""

from __future__ import annotations

from nianbao.documents.reading import read_document
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.tables.lines_of_tables import (
    column_of_measure,
    counts_in,
    named_column_lines,
    named_row_lines,
    row_names,
)

HEAD = "某区2023年度职业教育质量报告\n\n一、基本情况\n\n"


def read(text: str) -> Manuscript:
    return Manuscript.of(read_document((HEAD + text).encode(), name="report.txt"))


def test_a_row_bears_the_name_that_no_other_row_has() -> None:
    found = read(
        "专业名称\t所在学校\t专业群\t合计\n茶艺\t东湖职校\t文旅\t72\n汽修\t东湖职校\t制造\t244\n焊接\t西山职高\t制造\t190\n"
    )
    names = {name for _, name in row_names(found.sheets[0])}
    assert {"茶艺", "汽修", "焊接"} <= names
    assert not {"东湖职校", "制造"} & names


def test_a_subtotal_bears_the_name_of_its_school() -> None:
    found = read(
        "学校\t专业\t小计\n东湖职校\t茶艺\t98\n\t汽修\t243\n\t小计\t341\n西山职高\t焊接\t72\n\t护理\t248\n\t小计\t320\n合计\t\t661\n"
    )
    lines = named_row_lines(found).by_name
    assert [str(figure.value) for _, figure in lines["东湖职校"][0].figures] == ["341"]
    assert "合计" not in lines


def test_brackets_and_words_for_kinds_are_left_off() -> None:
    found = read(
        "类别\t项目数（个）\t人次\n乡村振兴培训（公益）\t6\t1540\n社区教育（公益）\t5\t2265\n护理专业\t4\t912\n"
    )
    assert {"乡村振兴培训", "社区教育", "护理", "护理专业"} <= set(named_row_lines(found).by_name)


def test_columns_bear_the_cores_of_their_heads() -> None:
    found = read(
        "专业\t毕业生（人）\t升学人数\t就业率\t较上年增加\n护理\t180\t112\t98.1%\t4\n汽修\t138\t82\t97.2%\t3\n"
    )
    assert set(named_column_lines(found).by_name) == {"毕业生", "升学"}


def test_a_measure_leads_to_one_column() -> None:
    found = read(
        "类别\t期数\t人次\t经费（万元）\n电工\t9\t486\t58.30\n果品\t6\t342\t27.40\n\n全年培训9期，培训486人次，使用58.30万元，共15人。\n"
    )
    sheet = found.sheets[0]
    told = {mention.measure: mention for mention in found.mentions if mention.place.line and mention.place.line > 8}
    assert [column_of_measure(sheet, told[measure]) for measure in ("期", "人次", "元", "人")] == [1, 2, 3, None]
    assert not counts_in(sheet, 2, "次")
