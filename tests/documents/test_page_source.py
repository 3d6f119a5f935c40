"""The source of a page, from its tree."""

from __future__ import annotations

from nianbao.documents.page_source import read_page


def test_paragraphs_and_cells_come_in_the_order_of_the_page() -> None:
    table = "<table><tr><td>车间</td><td>3</td></tr><tr><td>机房</td><td>11</td></tr></table>"
    source = f"<html><body><p>实训室 14 间。</p>{table}</body></html>"
    first, grid = read_page(source.encode(), "a.html").blocks
    assert (first.text.text, [cell.text.text for cell in grid.cells]) == (
        "实训室 14 间。",
        ["车间", "3", "机房", "11"],
    )


def test_a_page_without_words_says_so() -> None:
    document = read_page(b"<!-- -->", "a.html")
    assert not document.blocks
    assert document.notes[0].message_en == "The page has no visible text."
