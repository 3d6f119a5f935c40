from __future__ import annotations

from nianbao.documents.paged.glyphs import Glyph, PageLine, Strip
from nianbao.documents.paged.prose import ProseLine, body_em, margins, mark_page_furniture


def line(text: str, bottom: float, page: int = 1, left: float = 80) -> PageLine:
    glyphs = [Glyph(c, left + 12 * i, bottom, left + 12 * (i + 1), bottom + 14) for i, c in enumerate(text)]
    return PageLine(page, [Strip(glyphs)], bottom, bottom + 14)


def page(number: int) -> list[PageLine]:
    body = [line(f"第{'一二三四五六'[number]}页的正文写满了这一整行文字", 700 - 20 * n, number) for n in range(8)]
    return [line("示例区年度报告", 800, number), *body, line(str(number), 30, number)]


def test_what_comes_back_at_the_edge_of_every_page_is_furniture() -> None:
    pages = [page(n) for n in range(5)]
    mark_page_furniture(pages, [842.0] * 5)
    assert [entry.furniture for entry in pages[2]] == [True, *[False] * 8, True]


def test_margins_are_those_of_the_long_lines() -> None:
    left, right = margins([page(1)])
    assert left == 80
    assert right == 80 + 12 * 15


def test_an_indent_is_measured_in_han_characters() -> None:
    assert body_em([page(1)]) == 12
    assert ProseLine("a.pdf", line("文字", 700, left=104), (80, 260), 12).is_indented
    assert not ProseLine("a.pdf", line("文字", 700), (80, 260), 12).is_indented


def test_heads_said_again_on_every_page_are_none_of_its_furniture() -> None:
    def row(texts: tuple[str, ...], bottom: float, number: int) -> PageLine:
        strips = [strip for n, text in enumerate(texts) for strip in line(text, bottom, number, 80 + 150 * n).strips]
        return PageLine(number, strips, bottom, bottom + 14)

    pages = []
    for number in range(1, 5):
        figures = [row((f"第{'一二三四五'[number]}项", "人", str(40 + n)), 736 - 24 * n, number) for n in range(9)]
        pages.append([line("示例区年度报告", 800, number), row(("指标", "单位", "2023年"), 760, number), *figures])
    mark_page_furniture(pages, [842.0] * 4)
    assert [entry.furniture for entry in pages[2]] == [True, *[False] * 10]


def test_a_part_of_a_line_is_cut_where_its_words_stand() -> None:
    strips = [*line("教师", 700).strips, *line("120", 700, left=200).strips]
    found = ProseLine("a.pdf", PageLine(1, strips, 700, 714), (80, 400), 12)
    assert found.text(4).text == found.plain[4:] == "120"
    assert found.text(4).spans[0].place.box == (200, 700, 236, 714)
