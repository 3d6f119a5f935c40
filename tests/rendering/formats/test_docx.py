"""Word: the file is opened again and asked for what GB/T 9704 and a reader's program need."""

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from lxml import etree

from nianbao.rendering.formats.docx import render
from nianbao.rendering.view import Front, PlainTable, ReportView
from nianbao.writing.composition import WrittenBlock, WrittenReference
from nianbao.writing.link import FigureLink
from nianbao.writing.sentence import WrittenFigure

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def document(annex: ReportView) -> Any:
    return docx.Document(io.BytesIO(render(annex)))


def _texts(table: Any) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_margins_are_those_of_official_documents(document: Any) -> None:
    section = document.sections[0]
    margins = [section.top_margin, section.bottom_margin, section.left_margin, section.right_margin]
    assert [round(margin.mm) for margin in margins] == [37, 35, 28, 26]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)


def test_official_faces_are_named_for_chinese_and_latin(document: Any) -> None:
    faces = {}
    for style in document.styles.element.iter(f"{W}style"):
        fonts = style.find(f"{W}rPr/{W}rFonts")
        if fonts is not None:
            faces[style.find(f"{W}name").get(f"{W}val")] = fonts.get(f"{W}eastAsia"), fonts.get(f"{W}ascii")
    assert faces["公文标题"] == ("方正小标宋简体", "Times New Roman")
    assert faces["公文一级标题"] == ("黑体", "Times New Roman")
    assert faces["公文正文"] == ("仿宋_GB2312", "Times New Roman")
    assert faces["公文题下信息"] == ("楷体_GB2312", "Times New Roman")


def test_no_theme_font_overrides_the_named_ones(document: Any) -> None:
    for fonts in document.styles.element.iter(f"{W}rFonts"):
        assert not [name for name in fonts.attrib if name.endswith("Theme")]


def test_head_rows_repeat_and_no_row_is_split(document: Any) -> None:
    for table in document.tables:
        first, *rest = table._tbl.tr_lst
        assert first.find(f"{W}trPr/{W}tblHeader") is not None
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in (first, *rest))


def test_a_caption_stands_above_and_stays_with_its_table(document: Any) -> None:
    style = next(item for item in document.styles if item.name == "表题")
    assert style.paragraph_format.keep_with_next
    captions = [paragraph.text for paragraph in document.paragraphs if paragraph.style.name == "表题"]
    assert captions[:3] == ["表1　人才培养质量计分卡", "表1附　专业群清单", "表2　满意度调查表"]
    for paragraph in document.paragraphs:
        if paragraph.style.name == "表题":
            assert paragraph._p.getnext().tag == f"{W}tbl"


def test_official_numbers_are_fields_that_an_update_does_not_change(document: Any) -> None:
    instructions = [item.text for item in document.element.body.iter(f"{W}instrText")]
    assert " SEQ 表 \\* ARABIC \\r 1 " in instructions
    assert " SEQ 表 \\* ARABIC \\r 2 " in instructions


def test_courses_and_hours_share_one_merged_label(document: Any) -> None:
    rows = document.tables[0]._tbl.tr_lst
    merges = [[cell.find(f"{W}tcPr/{W}vMerge") for cell in rows[position].tc_lst] for position in (6, 7)]
    assert [item is not None for item in merges[0]] == [True, True, False, False]
    assert merges[0][0].get(f"{W}val") == "restart"
    assert merges[1][0].get(f"{W}val") is None
    assert _texts(document.tables[0])[7] == ["5", "教学计划内课程总数★", "学时", "不适用"]


def test_subordinate_rows_are_indented(document: Any) -> None:
    paragraph = document.tables[0].rows[4].cells[1].paragraphs[0]
    assert paragraph._p.find(f"{W}pPr/{W}ind").get(f"{W}leftChars") == "200"


def test_page_numbers_stand_at_the_outer_edge(document: Any) -> None:
    section = document.sections[0]
    assert document.settings.odd_and_even_pages_header_footer
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        paragraph = footer.paragraphs[0]
        assert paragraph.text == "— 1 —"
        assert paragraph._p.find(f"{W}pPr/{W}jc").get(f"{W}val") == side


def test_every_figure_stands_in_its_row_beside_its_unit(document: Any, annex: ReportView) -> None:
    rows = [row for table in document.tables for row in _texts(table)]
    for table in annex.tables:
        for row in table.rows:
            figures = [figure.text if figure else "" for figure in row.figures]
            assert any(printed[2:] == [row.unit, *figures] for printed in rows if len(printed) == 3 + len(figures))


def test_hostile_text_is_printed_as_it_is(document: Any) -> None:
    text = document.tables[2].rows[1].cells[5].text
    assert text.startswith("<script>alert(1)</script> #set *a* `b`")
    assert text.endswith("&amp; \\x07\\x1b\\u202e=1+1")


def test_a_wide_table_lies_across_and_the_next_page_stands_again(annex_with: Callable[..., ReportView]) -> None:
    import dataclasses

    header = ("学校", *(f"一个相当长的指标名称{position}" for position in range(8)))
    wide = PlainTable("wide", "宽表", header, (tuple("x" * 9),))
    view = dataclasses.replace(annex_with(), details=(wide,))
    sections = docx.Document(io.BytesIO(render(view))).sections
    assert [section.orientation for section in sections] == [
        WD_ORIENT.PORTRAIT,
        WD_ORIENT.LANDSCAPE,
        WD_ORIENT.PORTRAIT,
    ]


def test_nothing_in_the_file_tells_the_time_of_making(annex: ReportView) -> None:
    with zipfile.ZipFile(io.BytesIO(render(annex))) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"2023-12-31T00:00:00Z" in archive.read("docProps/core.xml")
        assert not [name for name in archive.namelist() if "thumbnail" in name]


def test_a_reference_before_a_figure_stands_in_a_control_of_its_own(annex: ReportView) -> None:
    """LibreOffice prints the instruction of a bare field that stands before a content control."""
    parts = (
        "见",
        WrittenReference("表1-1", "t-one"),
        "，毕业生",
        WrittenFigure(FigureLink("graduates"), "683人"),
        "。",
    )
    written = docx.Document(io.BytesIO(render(replace(annex, narrative=(WrittenBlock(parts, 0, "body", "p1"),)))))
    (field,) = [one for one in written.element.iter(f"{W}instrText") if " REF " in (one.text or "")]
    names = [one.find(f"{W}sdtPr/{W}tag").get(f"{W}val") for one in field.iterancestors(f"{W}sdt")]
    assert names == ["reference:t-one", "block:p1"]


def whole(annex: ReportView, *narrative: WrittenBlock) -> ReportView:
    return replace(annex, narrative=narrative, front=Front("二〇二五年十二月", "数据属实。", "校长"))


def test_the_text_begins_with_page_one_behind_roman_contents_and_a_cover_without_number(annex: ReportView) -> None:
    written = docx.Document(io.BytesIO(render(whole(annex, WrittenBlock(("一、甲",), 1, "body", "h1")))))
    front, contents, text = [section._sectPr for section in written.sections][:3]
    assert not front.findall(qn("w:footerReference"))
    number = qn("w:pgNumType")
    assert contents.find(number).get(qn("w:fmt")) == "upperRoman"
    assert text.find(number).get(qn("w:start")) == "1"
    assert text.find(number).get(qn("w:fmt")) is None


def test_a_case_has_one_rule_beside_all_of_it(annex: ReportView) -> None:
    story = (
        WrittenBlock(("【案例1-1】田头的课　（甲校）",), 0, "case", "c1"),
        WrittenBlock(("背景：", "田里没有黑板。"), 0, "told", "c1-background"),
    )
    written = docx.Document(io.BytesIO(render(whole(annex, *story))))
    title, told = (next(p for p in written.paragraphs if text in p._p.xml) for text in ("田头的课", "田里没有黑板"))
    rules = [paragraph.style.element.pPr.find(qn("w:pBdr")) for paragraph in (title, told)]
    assert etree.tostring(rules[0]) == etree.tostring(rules[1])  # or Word draws two rules
    assert "".join(title._p.xpath(".//w:t/text()")) == "【案例1-1】田头的课　（甲校）"
    assert '<w:rFonts w:hint="eastAsia" w:eastAsia="黑体"/>' in told._p.xml


def test_faces_are_named_also_as_newer_machines_have_them(annex: ReportView) -> None:
    table = zipfile.ZipFile(io.BytesIO(render(annex))).read("word/fontTable.xml").decode()
    assert re.search(r"仿宋_GB2312'><w:altName w:val='仿宋,", table)
