from __future__ import annotations

from nianbao.writing.content import Content, Note
from nianbao.writing.returned.chapters import distributed

FILES = [Content("年报", (Note("a", ""), Note("b", ""))), Content("", (Note("c", ""), Note("d", "")))]


def ids(*order: str) -> list[list[str]]:
    content = Content("年报", tuple(Note(name, "") for name in order))
    return [[block.id for block in one.blocks] for one in distributed(FILES, content)]


def test_new_blocks_stand_with_the_block_before_them() -> None:
    assert ids("x", "a", "b", "c", "y", "d", "z") == [["x", "a", "b"], ["c", "y", "d", "z"]]


def test_a_block_moved_to_another_chapter_changes_its_file() -> None:
    assert ids("b", "c", "d", "a") == [["b"], ["c", "d", "a"]]
    assert ids("a", "d", "b", "c") == [["a", "d", "b"], ["c"]]


def test_the_title_stays_with_the_first_file() -> None:
    assert [one.title for one in distributed(FILES, Content("新", ()))] == ["年报", ""]
