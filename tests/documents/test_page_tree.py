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


def test_lines_that_are_shown_as_written_are_read_as_those_of_a_text() -> None:
    source = "<p>各专业人数如下。</p><pre>\n专业\t<b>招生</b>\t在校\n会计\t\t90\n护理\t50\t150<del>5</del></pre>"
    before, table = read(source)
    assert before.text.text == "各专业人数如下。"
    assert isinstance(table, Grid)
    assert [[text.text for text in row if text is not None] for row in table.rows()] == [
        ["专业", "招生", "在校"],
        ["会计", "", "90"],
        ["护理", "50", "150"],
    ]
    place = table.rows()[2][1].spans[0].place
    assert (place.line, place.column) == (4, 4)


def test_deleted_words_are_gone() -> None:
    assert read("<p><del>11</del><ins>12</ins>人</p>")[0].text.text == "12人"


def test_an_article_that_a_script_shows_is_read_and_a_hidden_hint_is_not() -> None:
    hidden = '<div style="visibility: hidden; opacity: 0;"><p>共有学生 120 人，教师 12 人。</p></div>'
    assert [piece.text.text for piece in read(f"<h1>年报</h1>{hidden}")] == ["年报", "共有学生 120 人，教师 12 人。"]
    shown = "<p>全校共有学生 120 人，专任教师 12 人，教辅人员 3 人，管理人员 2 人。</p>"
    assert len(read(shown + hidden)) == 1


def test_a_table_that_lays_out_the_page_is_no_table() -> None:
    inner = "<table><tr><td>甲<td>1<td>2</tr><tr><td>乙<td>3<td>4</tr></table>"
    article = "".join(f"<p>第{n}段，学校坚持立德树人，深化产教融合，办学质量稳步提升。</p>" for n in range(12))
    pieces = read(f"<table><tr><td><p>首页</p><p>机构</p><td>{article}{inner}</table>")
    assert [isinstance(piece, Grid) for piece in pieces] == [False] * 14 + [True]


def test_a_long_cell_of_a_table_stays_a_cell() -> None:
    words = "学校坚持立德树人，深化产教融合，办学质量稳步提升。" * 16
    (grid,) = read(f"<table><tr><td>项目<td>说明</tr><tr><td>德育<td><p>{words}</p><p>另有一段。</p></tr></table>")
    assert isinstance(grid, Grid)
