from __future__ import annotations

from lxml import etree

from nianbao.documents.page_tree import TreeReader
from nianbao.documents.passage import Grid, Passage


def read(source: str) -> list:
    return TreeReader("a.html", []).read(etree.fromstring(f"<body>{source}</body>", etree.HTMLParser()))


def test_hidden_words_are_not_read() -> None:
    pieces = read('<p>共有<span style="display: none">假</span>12人<script>7</script><i hidden>9</i></p>')
    assert [piece.text.text for piece in pieces] == ["共有12人"]


def test_spans_are_laid_out_as_a_browser_does() -> None:
    (grid,) = read("<table><tr><td rowspan=2>甲<td colspan=2>乙<tr><td>1<td>2</table>")
    assert isinstance(grid, Grid)
    assert [(c.row, c.column, c.row_span, c.column_span) for c in grid.cells] == [
        (0, 0, 2, 1), (0, 1, 1, 2), (1, 1, 1, 1), (1, 2, 1, 1),
    ]  # fmt: skip


def test_a_frame_of_one_cell_is_no_table() -> None:
    assert all(isinstance(piece, Passage) for piece in read("<table><tr><td><p>案例</p><p>共有12人。</p></table>"))


def test_a_line_end_between_two_han_leaves_no_gap() -> None:
    assert read("<p>共有\n  学生 12\n人</p>")[0].text.text == "共有学生 12 人"


def test_a_number_split_by_markup_is_one_number() -> None:
    assert read("<p>共<b>1,2</b><i>34</i>人</p>")[0].text.text == "共1,234人"


def test_deleted_words_are_gone() -> None:
    assert read("<p><del>11</del><ins>12</ins>人</p>")[0].text.text == "12人"
