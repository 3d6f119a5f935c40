from __future__ import annotations

from nianbao.documents.document import Note
from nianbao.documents.lines.tabbed_table import with_tabbed_tables
from nianbao.documents.passage import Grid, Passage, Piece
from nianbao.documents.running_text import text_at
from nianbao.facts.place import Place


def passages(*texts: str) -> list[Piece]:
    return [Passage(text_at(text, Place(paragraph=n, run=1, column=1))) for n, text in enumerate(texts, 1)]


def kinds(pieces: list[Piece]) -> list[str]:
    return [type(piece).__name__ for piece in pieces]


def test_paragraphs_with_cells_between_tabs_are_a_table() -> None:
    notes: list[Note] = []
    found = with_tabbed_tables(
        passages("各专业人数如下。", "专业\t招生", "会计\t30", "护理\t50", "以上为人数。"), notes
    )
    assert kinds(found) == ["Passage", "Grid", "Passage"]
    grid = found[1]
    assert isinstance(grid, Grid)
    assert [[text.text for text in row if text is not None] for row in grid.rows()] == [
        ["专业", "招生"],
        ["会计", "30"],
        ["护理", "50"],
    ]
    place = grid.rows()[2][1].spans[0].place  # type: ignore[union-attr]
    assert (place.paragraph, place.column) == (4, 4)
    assert notes == []


def test_one_tabbed_line_alone_is_no_table() -> None:
    assert kinds(with_tabbed_tables(passages("校长：张某\t日期：3月1日", "特此报告"), [])) == ["Passage", "Passage"]


def test_a_tab_that_sets_a_paragraph_in_makes_no_table() -> None:
    pieces = passages("\t学校深化产教融合。", "\t学校推进三教改革。", "\t学校建设双师队伍。")
    assert kinds(with_tabbed_tables(pieces, [])) == ["Passage"] * 3


def test_a_row_with_too_few_cells_is_placed_by_what_columns_hold_and_said_so() -> None:
    rows = [
        f"{name}\t教学部{n}\t{n * 7}\t{n * 9}"
        for n, name in enumerate(("会计", "护理", "机电", "烹饪", "园艺", "物流"), 1)
    ]
    notes: list[Note] = []
    with_tabbed_tables(passages("专业\t部门\t招生\t在校", *rows, "合计\t147\t189"), notes)
    assert [note.message[:3] for note in notes] == ["第1段"]
