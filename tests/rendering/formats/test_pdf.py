"""PDF: the text layer is read back, and fonts are taken away."""

import dataclasses
import datetime
import re

import pypdfium2
import pytest
import typst

from nianbao.rendering.fonts import TYPEFACES
from nianbao.rendering.formats.pdf import breakable, render, render_with
from nianbao.rendering.renderer import RenderingError
from nianbao.rendering.view import Front, ReportView
from nianbao.writing.composition import WrittenBlock, WrittenReference
from nianbao.writing.data_table import TableText
from nianbao.writing.numbering import Number
from nianbao.writing.printing import WrittenTable


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
    packed = typst.Fonts(include_system_fonts=False, font_paths=[str(TYPEFACES)])
    text = _text(render_with(annex, packed))
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
