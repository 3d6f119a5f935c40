from __future__ import annotations

from nianbao.rendering.layout import Block, Caption, Contents, Cover, Grid, GridCell, GridColumn, Heading, Paragraph
from nianbao.rendering.page_estimate import LINE_LETTERS, PAGE_LINES, estimated_pages


def page_of_text(lines: int) -> Paragraph:
    return Paragraph("字" * (LINE_LETTERS * lines - 2))


def test_a_page_holds_twenty_two_lines() -> None:
    content: list[Block] = [page_of_text(PAGE_LINES), page_of_text(3), Heading("一、甲", "a")]
    assert estimated_pages(content) == {"a": 2}


def test_cover_and_contents_are_not_counted() -> None:
    content: list[Block] = [Cover(("甲区",), ()), Contents(()), Heading("一、甲", "a"), page_of_text(1)]
    assert estimated_pages(content) == {"a": 1}


def test_a_heading_goes_with_what_follows_it() -> None:
    content: list[Block] = [
        page_of_text(PAGE_LINES - 2),
        Heading("一、甲", "a"),
        Heading("（一）乙", "b", 2),
        page_of_text(1),
    ]
    assert estimated_pages(content) == {"a": 2, "b": 2}


def test_a_table_that_lies_across_has_pages_of_its_own() -> None:
    columns = (GridColumn("甲", 200.0),)
    wide = Grid("w", Caption("表", 1, "宽表"), columns, ((GridCell("1"),),), landscape=True)
    content: list[Block] = [page_of_text(1), wide, Heading("一、甲", "a"), page_of_text(1)]
    assert estimated_pages(content) == {"a": 3}
    content.insert(2, Grid("n", Caption("表", 2, "窄表"), columns, ((GridCell("1"),),)))
    assert estimated_pages(content) == {"a": 3}


def test_a_long_table_goes_on_with_its_heading_on_the_next_page() -> None:
    grid = Grid("t", Caption("表", 1, "长表"), (GridColumn("甲", 40.0),), ((GridCell("1"),),) * 50)
    assert estimated_pages([grid, Heading("一、甲", "a"), page_of_text(1)]) == {"a": 2}
