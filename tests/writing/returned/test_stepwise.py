from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

import msgspec
import pytest
from random_edits import Edits, linked, paragraphs

from nianbao.facts.problem import Problem
from nianbao.writing.content import Block, Heading, Paragraph, Text
from nianbao.writing.returned.proposal import Change, Proposal, Step, apply
from nianbao.writing.returned.read_back import read_back
from nianbao.writing.returned.stepwise import chapter_at, is_disputed, order_of, stands, take

FILES, EDITS_A_FILE = 12, 10
INSERTED = Paragraph("p-web", (Text("在页面上写的。"),))


def one_by_one(proposal: Proposal, steps: list[Step], blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    done: list[str] = []
    for step in steps:
        blocks = take(step, order_of(proposal), blocks, done=done)
        done.append(step.id)
        assert stands(step, order_of(proposal), blocks, done=done) or step.figures
    return blocks


def the_step(proposal: Proposal, change: Change) -> Step:
    (found,) = [step for step in proposal.changes() if step.change is change]
    return found


@pytest.mark.parametrize("number", range(FILES))
def test_steps_taken_one_by_one_make_the_text_that_all_of_them_make(
    printed: Any, new_hand: Callable[[], Any], number: int
) -> None:
    edits = Edits(printed.content, new_hand(), Random(number))
    for _ in range(EDITS_A_FILE):
        edits.one()
    proposal = read_back(printed.content, printed.docx, edits.hand.saved())
    wanted = apply(proposal, printed.content).blocks
    steps = list(proposal.changes())
    assert one_by_one(proposal, steps, printed.content.blocks) == wanted
    Random(number).shuffle(steps)
    shuffled = one_by_one(proposal, steps, printed.content.blocks)
    assert sorted(block.id for block in shuffled) == sorted(block.id for block in wanted)
    assert {block.id: block for block in shuffled} == {block.id: block for block in wanted}


def test_what_others_typed_moved_and_added_in_the_meantime_stays(printed: Any, hand: Any) -> None:
    first, second, third = paragraphs(printed.content)[:3]
    text = next(part for part in first.parts if isinstance(part, Text))
    hand.retype(first.id, text.text[:3], "改过的")
    proposal = read_back(printed.content, printed.docx, hand.saved())
    (step,) = proposal.changes()
    now = [block for block in printed.content.blocks if block.id not in (second.id, third.id)]
    typed = msgspec.structs.replace(second, parts=(Text("页面上改的。"),))
    now += [INSERTED, third, typed]
    after = take(step, order_of(proposal), now)
    assert [block.id for block in after] == [block.id for block in now]
    assert [block for block in after if block.id != first.id] == [block for block in now if block.id != first.id]
    assert after != tuple(now)


def test_a_change_to_words_that_changed_meanwhile_is_disputed(printed: Any, hand: Any) -> None:
    block = paragraphs(printed.content)[0]
    text = next(part for part in block.parts if isinstance(part, Text))
    hand.retype(block.id, text.text[:3], "改过的")
    (step,) = read_back(printed.content, printed.docx, hand.saved()).changes()
    assert not is_disputed(step, printed.content.blocks)
    typed = msgspec.structs.replace(block, parts=(Text("页面上改的。"),))
    assert is_disputed(step, [typed if one == block else one for one in printed.content.blocks])
    assert is_disputed(step, [one for one in printed.content.blocks if one != block])


def test_a_new_paragraph_lands_behind_its_neighbour_wherever_that_stands_now(printed: Any, hand: Any) -> None:
    first, second = paragraphs(printed.content)[:2]
    hand.insert(first.id, "新的一段。")
    proposal = read_back(printed.content, printed.docx, hand.saved())
    step = the_step(proposal, Change.NEW)
    now = [*(block for block in printed.content.blocks if block != first), first]
    after = take(step, order_of(proposal), now)
    assert after[-2:] == (first, *step.after)
    chapter = [block for block in now if isinstance(block, Heading) and block.level == 1][-1]
    assert chapter_at(step, order_of(proposal), now) == chapter.id
    assert take(step, order_of(proposal), after) == after
    without = [block for block in now if block not in (first, second)]
    assert set(step.after) < set(take(step, order_of(proposal), without))


def test_a_number_typed_over_stays_linked_or_becomes_text(printed: Any, hand: Any) -> None:
    block = linked(printed.content)
    hand.retype_figure(block.id, 0, "9999人")
    proposal = read_back(printed.content, printed.docx, hand.saved())
    (step,) = proposal.changes()
    assert not stands(step, order_of(proposal), printed.content.blocks)
    assert take(step, order_of(proposal), printed.content.blocks) == printed.content.blocks
    unlinked = take(step, order_of(proposal), printed.content.blocks, unlink=[step.figures[0].id])
    assert "9999人" in str({one.id: one for one in unlinked}[block.id])


def test_a_chapter_keeps_its_heading(printed: Any) -> None:
    heading = next(block for block in printed.content.blocks if isinstance(block, Heading) and block.level == 1)
    gone = Step("1", Change.DELETED, (heading,), ())
    lower = Step("2", Change.CHANGED, (heading,), (msgspec.structs.replace(heading, level=2),))
    for step in (gone, lower):
        with pytest.raises(Problem, match="一章的标题"):
            take(step, order_of(Proposal((step,))), printed.content.blocks)


def test_what_was_typed_before_the_first_heading_comes_behind_it(printed: Any) -> None:
    step = Step("1", Change.NEW, (), (INSERTED,))
    kept = tuple(Step(f"={block.id}", Change.KEPT, (block,), (block,)) for block in printed.content.blocks)
    after = take(step, order_of(Proposal((step, *kept))), printed.content.blocks)
    assert after[:2] == (printed.content.blocks[0], INSERTED)
