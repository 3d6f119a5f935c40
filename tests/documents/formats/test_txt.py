from __future__ import annotations

from nianbao.documents.document import Note
from nianbao.documents.formats import txt


def test_a_place_is_line_and_column() -> None:
    document = txt.read("一、规模\n\n　　共有学生958人。\n".encode(), "a.txt")
    place = document.blocks[1].text.place(4, 7)
    assert (place.file, place.line, place.column, place.text) == ("a.txt", 3, 7, "958")


def test_another_encoding_is_said() -> None:
    assert txt.read("共有学生958人，教师120人。".encode("gb18030"), "a.txt").notes == (
        Note("按 GB18030 编码读入。", "Read as GB18030."),
    )


def test_only_text_is_accepted() -> None:
    assert txt.accepts("年报".encode(), "a")
    assert not txt.accepts(b"\x00\x01\x02\x03" * 100, "a.txt")
