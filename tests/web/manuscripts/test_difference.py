"""What changed between two states reads as a person would tell it."""

from __future__ import annotations

from nianbao.web.manuscripts.difference import block_text, compared, differences
from nianbao.writing.content import Heading, Link, Paragraph, Text


def paragraph(name: str, *parts: object) -> Paragraph:
    return Paragraph(name, tuple(Text(one) if isinstance(one, str) else one for one in parts))  # type: ignore[misc]


def test_a_changed_number_is_shown_whole() -> None:
    assert compared("达到94.62%。", "达到95.1%。") == (
        ("same", "达到"), ("removed", "94.62%"), ("added", "95.1%"), ("same", "。"),
    )  # fmt: skip


def test_added_removed_changed_and_moved_blocks_are_told_apart() -> None:
    a, b, c, d = (paragraph(name, f"第{name}段") for name in "abcd")
    before = (a, b, c, d)
    after = (b, paragraph("a", "第甲段"), paragraph("d", "第d段改"), paragraph("e", "新段"))
    kinds = {one.block: one.kind for one in differences(before, after)}
    assert kinds["c"] == "removed"
    assert kinds["d"] == "changed"
    assert kinds["e"] == "added"
    assert "moved" in {kinds.get("a"), kinds.get("b")}
    assert differences(before, before) == ()


def test_a_link_is_shown_as_it_is_typed_and_ids_are_not() -> None:
    assert block_text(paragraph("p1", "毕业生", Link("毕业生人数"), "。")) == "毕业生[[毕业生人数]]。"
    assert block_text(Heading("h1", 2, "概况", "overview")) == "### 概况"
