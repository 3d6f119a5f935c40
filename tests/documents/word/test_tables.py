from __future__ import annotations

from spoiled_files import word

from nianbao.documents.document import BlockKind
from nianbao.documents.formats import docx


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr>{properties}{''.join(cells)}</w:tr>"


def cells(body: str) -> list[tuple[int, int, int, int, str]]:
    (table,) = docx.read(word(f"<w:tbl>{body}</w:tbl>"), "a.docx").of_kind(BlockKind.TABLE)
    return [(c.row, c.column, c.row_span, c.column_span, c.text.text) for c in table.cells]


START, ON, WIDE = '<w:vMerge w:val="restart"/>', "<w:vMerge/>", '<w:gridSpan w:val="2"/>'


def test_merged_cells_stand_once_with_their_spans() -> None:
    found = cells(
        row(cell("项目", START), cell("数量", WIDE)) + row(cell("", ON), cell("2022年"), cell("2023年"))
        + row(cell("教师"), cell("12"), cell("13"))
    )  # fmt: skip
    assert found[:4] == [(0, 0, 2, 1, "项目"), (0, 1, 1, 2, "数量"), (1, 1, 1, 1, "2022年"), (1, 2, 1, 1, "2023年")]


def test_a_cell_that_goes_on_from_nothing_is_read() -> None:
    assert cells(row(cell("甲", ON), cell("1")) + row(cell("乙"), cell("2")))[0] == (0, 0, 1, 1, "甲")


def test_a_deleted_row_is_gone() -> None:
    gone = "<w:trPr><w:del/></w:trPr>"
    assert (
        len(
            cells(row(cell("甲"), cell("1")) + row(cell("乙"), cell("2"), properties=gone) + row(cell("丙"), cell("3")))
        )
        == 4
    )


def test_rows_and_cells_in_content_controls_are_read() -> None:
    start, end = "<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"
    inner = start + row(cell("乙"), start + cell("2") + end) + end
    assert [found[4] for found in cells(row(cell("甲"), cell("1")) + inner)] == ["甲", "1", "乙", "2"]


def test_column_edges_that_a_hand_moved_are_one() -> None:
    grid = "<w:tblGrid>" + "".join(f'<w:gridCol w:w="{w}"/>' for w in (2000, 40, 2000)) + "</w:tblGrid>"
    body = grid + row(cell("甲", WIDE), cell("1")) + row(cell("乙"), cell("2", WIDE))
    assert [found[:4] for found in cells(body)] == [(0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 1), (1, 1, 1, 1)]


def test_a_frame_around_a_case_is_no_table() -> None:
    document = docx.read(word(f"<w:tbl>{row(cell('【案例1】合作'))}{row(cell('共有12人。'))}</w:tbl>"), "a.docx")
    assert [block.kind for block in document.blocks] == [BlockKind.CASE, BlockKind.PARAGRAPH]
