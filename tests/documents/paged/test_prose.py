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
