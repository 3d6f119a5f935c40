from __future__ import annotations

import pytest

from nianbao.facts.problem import Problem
from nianbao.writing.content import Content, Link, Note, Paragraph, Text
from nianbao.writing.returned.proposal import Change, ChangedFigure, Proposal, Step, apply, conflicts

FIRST, SECOND, THIRD = (Paragraph(name, (Text(f"{name}的话"),)) for name in ("p1", "p2", "p3"))
NOTE = Note("n1", "待核")
CONTENT = Content("年报", (FIRST, NOTE, SECOND, THIRD))


def kept(block: Paragraph) -> Step:
    return Step(f"={block.id}", Change.KEPT, (block,), (block,))


def test_a_note_that_is_never_printed_stays_behind_its_neighbour() -> None:
    moved = Step("1", Change.MOVED, (FIRST,), (FIRST,), moved=True)
    after = apply(Proposal((kept(SECOND), kept(THIRD), moved)), CONTENT)
    assert [block.id for block in after.blocks] == ["p2", "p3", "p1", "n1"]


def test_a_refused_move_goes_back() -> None:
    moved = Step("1", Change.MOVED, (FIRST,), (FIRST,), moved=True)
    assert apply(Proposal((kept(SECOND), kept(THIRD), moved)), CONTENT, accept=[]) == CONTENT


def test_what_was_written_in_the_meantime_is_kept() -> None:
    edited = Paragraph("p2", (Text("别人改过"),))
    added = Paragraph("p9", (Text("别人加的"),))
    now = Content("年报", (FIRST, NOTE, edited, added, THIRD))
    changed = Step("1", Change.CHANGED, (THIRD,), (Paragraph("p3", (Text("新的"),)),))
    proposal = Proposal((kept(FIRST), kept(SECOND), changed))
    assert apply(proposal, now).blocks == (FIRST, NOTE, edited, added, *changed.after)
    assert conflicts(proposal, now) == ()
    assert conflicts(proposal, Content("年报", (FIRST, SECOND))) == ("1",)


def test_only_the_number_that_is_unlinked_becomes_text() -> None:
    block = Paragraph("p1", (Text("共"), Link("甲"), Text("和"), Link("乙")))
    figures = tuple(
        ChangedFigure(f"1.{n}", asked, "1", "2", "p1", part)
        for n, (asked, part) in enumerate((("甲", 1), ("乙", 3)), 1)
    )
    proposal = Proposal((Step("1", Change.CHANGED, (block,), (block,), figures=figures),))
    (after,) = apply(proposal, Content("年报", (block,)), unlink=["1.2"]).blocks
    assert after == Paragraph("p1", (Text("共"), Link("甲"), Text("和2")))


def test_an_unknown_number_of_a_change_is_refused() -> None:
    with pytest.raises(Problem, match="7"):
        apply(Proposal((kept(FIRST),)), CONTENT, accept=["7"])
