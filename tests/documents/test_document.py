from __future__ import annotations

from nianbao.documents.document import Block, BlockKind, GridCell, Span, Text
from nianbao.documents.reading import read_document
from nianbao.facts.place import Place


def test_a_number_on_the_second_line_of_a_paragraph_has_that_line() -> None:
    text = Text("共有学生958人", (Span(0, 4, Place(line=3, column=1)), Span(4, 8, Place(line=4, column=1))))
    place = text.place(4, 7)
    assert (place.line, place.column, place.text) == (4, 1, "958")


def test_a_table_is_as_large_as_its_cells_reach() -> None:
    cell = GridCell(1, 2, Text("", ()), row_span=2, column_span=3)
    block = Block("b1", BlockKind.TABLE, Text("", ()), cells=(cell,))
    assert (block.row_count, block.column_count) == (3, 5)


def test_what_a_reader_has_to_say_is_said_in_both_languages() -> None:
    (note,) = read_document("学生958人，教师120人。".encode("gb18030"), name="a.txt").notes
    assert (note.message, note.message_en) == ("按 GB18030 编码读入。", "Read as GB18030.")
    assert str(note) == note.message
