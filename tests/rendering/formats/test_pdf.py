"""PDF: the text layer is read back, and fonts are taken away."""

import dataclasses
import datetime
import re

import pypdfium2
import pypdfium2.raw as raw
import pytest
import typst

from nianbao.rendering.fonts import TYPEFACES
from nianbao.rendering.formats.pdf import breakable, render, render_with
from nianbao.rendering.renderer import RenderingError
from nianbao.rendering.view import Front, ReportView
from nianbao.writing.composition import WrittenBlock, WrittenReference
from nianbao.writing.data_table import TableText
from nianbao.writing.numbering import Number
from nianbao.writing.printing import WrittenPicture, WrittenTable

CHART = {
    "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
    "width": 100,
    "height": 50,
    "data": {"values": [{"group": "甲", "value": 3}]},
    "mark": "bar",
    "encoding": {"x": {"field": "group", "type": "nominal"}, "y": {"field": "value", "type": "quantitative"}},
}


def _pages(content: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(content)
    return [page.get_textpage().get_text_bounded() for page in document]


def _text(content: bytes) -> str:
    return re.sub(r"[\s\u200b]+", "", "".join(_pages(content)))


def test_every_figure_and_label_is_in_the_text(annex: ReportView) -> None:
    text = _text(render(annex))
    for figure in annex.figures():
        assert re.sub(r"\s+", "", figure.text) in text
    for table in annex.tables:
        assert table.label in text
        for row in table.rows:
            assert re.sub(r"\s+", "", row.printed_label) in text


def test_rare_characters_of_names_are_there_and_no_box_is(annex: ReportView) -> None:
    text = _text(render(annex))
    assert "喆赟镕堃祎瑄" in text
    assert "\ufffe" not in text
    assert "\ufffd" not in text


def test_markup_of_the_typesetter_is_printed_as_it_is(annex: ReportView) -> None:
    assert "#set*a*`b`@c$d$[e]_f_\\g|~h{i}&amp;\\x07\\x1b\\u202e=1+1" in _text(render(annex))


def test_the_file_is_archival_and_carries_bookmarks(annex: ReportView) -> None:
    content = render(annex)
    assert b"<pdfaid:part>2</pdfaid:part>" in content
    assert b"<pdfaid:conformance>B</pdfaid:conformance>" in content
    titles = [item.get_title() for item in pypdfium2.PdfDocument(content).get_toc()]
    assert titles[:3] == ["数据表", "表1　人才培养质量计分卡", "表1附　专业群清单"]


def test_odd_pages_are_numbered_right_and_even_ones_left(annex: ReportView) -> None:
    document = pypdfium2.PdfDocument(render(annex))
    for number, page in enumerate(document, start=1):
        text = page.get_textpage()
        found = text.search(f"— {number} —").get_next()
        assert found is not None
        left, *_ = text.get_charbox(found[0])
        assert (left > page.get_width() / 2) == (number % 2 == 1)


def test_a_machine_without_chinese_fonts_prints_with_the_typefaces_of_the_package(annex: ReportView) -> None:
    import dataclasses

    packed = typst.Fonts(include_system_fonts=False, font_paths=[str(TYPEFACES)])
    text = _text(render_with(dataclasses.replace(annex, title="二〇二五年☑"), packed))
    assert "二〇二五年☑" in text
    assert "喆赟镕堃祎瑄" in text
    assert "★表示" in text
    assert "†表示" in text


def test_where_even_those_are_gone_the_message_says_what_to_install(annex: ReportView) -> None:
    bare = typst.Fonts(include_system_fonts=False)
    with pytest.raises(RenderingError) as caught:
        render_with(annex, bare)
    assert caught.value.code == "rendering-no-chinese-font"


def test_a_character_without_glyph_is_a_problem_and_never_a_box(annex: ReportView) -> None:
    import dataclasses

    view = dataclasses.replace(annex, title="报告\U0010fffd")
    with pytest.raises(RenderingError) as caught:
        render(view)
    assert caught.value.code == "rendering-character-without-glyph"


def test_the_date_comes_from_the_view(annex: ReportView) -> None:
    import dataclasses

    dated = dataclasses.replace(annex, dated=datetime.date(2024, 2, 3))
    assert b"D:20240203" in render(dated)


def test_ordinary_words_are_left_alone_and_long_ones_may_break() -> None:
    assert breakable("Mbps 1000", 20) == "Mbps 1000"
    assert breakable("a" * 40, 20).replace("\u200b", "") == "a" * 40


def test_a_reference_leads_to_what_it_names(annex: ReportView) -> None:
    def links(narrative: tuple[WrittenBlock | WrittenTable, ...]) -> int:
        document = pypdfium2.PdfDocument(render(dataclasses.replace(annex, narrative=narrative)))
        return sum(pypdfium2.raw.FPDFPage_GetAnnotCount(page) for page in document)

    table = WrittenTable("t-one", Number("表1-", 1), "概况", TableText(("项目", "数"), (("甲", "1"),)))
    text = WrittenBlock(("见", WrittenReference("表1-1", "t-one"), "。"), 0, "body", "p1")
    gone = WrittenBlock(("见", WrittenReference("表9-9", "t-gone"), "。"), 0, "body", "p1")
    assert links((text, table)) == links((gone, table)) + 1
    not_printed = WrittenBlock(("〔待补：概况〕",), 0, "body", "t-one")
    assert links((text, not_printed)) == links((gone, not_printed))


def test_the_text_begins_with_page_one_behind_roman_contents_and_a_cover_without_number(annex: ReportView) -> None:
    front = Front("二〇二五年十二月", "数据属实。", "校长")
    chapter = WrittenBlock(("一、甲",), 1, "body", "h1")
    pages = _pages(render(dataclasses.replace(annex, front=front, narrative=(chapter,))))
    assert not any("—" in page for page in pages[:2])
    assert "— I —" in pages[2]
    assert re.search(r"一、甲[ .]+1\b", pages[2])
    assert "— 1 —" in pages[3]
    assert "— 2 —" in pages[4]


def test_what_an_archive_forbids_or_asks_for(annex: ReportView) -> None:
    front = Front("二〇二五年十二月", "数据属实。", "校长")
    chart = WrittenPicture("g1", Number("图", 1), "毕业生", "毕业生 3 人", specification=CHART)
    content = render(dataclasses.replace(annex, front=front, narrative=(chart,)))
    document = pypdfium2.PdfDocument(content)
    assert raw.FPDF_GetSecurityHandlerRevision(document) == -1  # not encrypted
    assert raw.FPDFDoc_GetJavaScriptActionCount(document) == 0
    assert raw.FPDFDoc_GetAttachmentCount(document) == 0
    assert b"/OutputIntents" in content
    fonts = 0
    for page in document:
        for one in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
            fonts += 1
            assert raw.FPDFFont_GetIsEmbedded(raw.FPDFTextObj_GetFont(one)) == 1
    assert fonts > 100


def test_the_reader_shows_the_numbers_that_are_printed(annex: ReportView) -> None:
    chapter = WrittenBlock(("一、甲",), 1, "body", "h1")
    document = pypdfium2.PdfDocument(render(dataclasses.replace(annex, front=Front("", "", ""), narrative=(chapter,))))
    assert [document.get_page_label(number) for number in (1, 2, 3)] == ["I", "1", "2"]
    assert raw.FPDFCatalog_IsTagged(document)


def test_spaces_are_letters_of_the_text_also_where_wide_ones_and_broken_words_stand_beside_them(
    annex: ReportView,
) -> None:
    front = Front("二〇二五年十二月", "数据属实。", "校长")
    chapter = WrittenBlock(("1 人才培养",), 1, "body", "h1")
    rows = (("甲", "https://example.org/very/long/address/of/a/page"),)
    table = WrittenTable("t1", Number("表", 1), "网址", TableText(("名称", *"乙丙丁戊己庚"), (rows[0] + ("1",) * 5,)))
    document = pypdfium2.PdfDocument(render(dataclasses.replace(annex, front=front, narrative=(chapter, table))))
    text = document[3].get_textpage()
    at = text.get_text_range().index("1 人才培养")
    assert raw.FPDFText_IsGenerated(text, at + 1) == 0
