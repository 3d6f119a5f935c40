from __future__ import annotations

from typing import Any

from nianbao.writing.content import Case, Chart, Content, DataTable, OwnTable, Text
from nianbao.writing.returned.proposal import Change, apply
from nianbao.writing.returned.read_back import read_back

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def first(content: Content, kind: type[Any]) -> Any:
    return next(block for block in content.blocks if isinstance(block, kind))


def test_a_case_edited_in_word_is_still_a_case(printed: Any, hand: Any) -> None:
    case = first(printed.content, Case)
    hand.retype(case.id, case.title, "新的题目")
    hand.retype(f"{case.id}-result", case.result[0].text[:4], "效果是")
    hand.delete(f"{case.id}-evidence")
    proposal = read_back(printed.content, printed.docx, hand.saved())
    (step,) = proposal.changes()
    assert step.change is Change.CHANGED
    after = apply(proposal, printed.content).by_id()[case.id]
    assert isinstance(after, Case)
    assert (after.title, after.organisation, after.evidence) == ("新的题目", case.organisation, "")
    assert after.practice == case.practice
    assert after.result == (Text("效果是" + case.result[0].text[4:]),)


def test_a_paragraph_typed_into_a_case_joins_the_part_before_it(printed: Any, hand: Any) -> None:
    case = first(printed.content, Case)
    hand.insert(f"{case.id}-practice", "补充的做法。")
    proposal = read_back(printed.content, printed.docx, hand.saved())
    after = apply(proposal, printed.content).by_id()[case.id]
    assert isinstance(after, Case)
    assert after.practice == (Text(case.practice[0].text + "补充的做法。"),)
    assert [one.where for one in proposal.unplaced] == [f"案例「{case.title}」"]


def test_captions_and_cells_are_changed_and_the_data_are_not(printed: Any, hand: Any) -> None:
    table = first(printed.content, DataTable)
    caption = next(p for p in hand.body.iter(f"{W}p") if hand.text(p).endswith(table.caption))
    next(t for t in caption.iter(f"{W}t") if table.caption in (t.text or "")).text = "　新的表题"
    proposal = read_back(printed.content, printed.docx, hand.saved())
    after = apply(proposal, printed.content).by_id()[table.id]
    assert isinstance(after, DataTable)
    assert (after.caption, after.indicators) == ("新的表题", table.indicators)


def test_a_line_that_the_program_prints_is_told_when_it_is_deleted(printed: Any, hand: Any) -> None:
    table = first(printed.content, DataTable)
    caption = next(p for p in hand.body.iter(f"{W}p") if hand.text(p).endswith(table.caption))
    caption.getparent().remove(caption)
    proposal = read_back(printed.content, printed.docx, hand.saved())
    assert not proposal.changes()
    assert [one.before for one in proposal.unplaced] == [table.caption]


def test_the_whole_table_can_be_taken_as_typed(printed: Any, hand: Any) -> None:
    table = first(printed.content, DataTable)
    grid = next(hand.body.iter(f"{W}tbl"))
    row = list(grid.iter(f"{W}tr"))[-1]
    row.getparent().remove(row)
    proposal = read_back(printed.content, printed.docx, hand.saved())
    (figure,) = proposal.figures()
    after = apply(proposal, printed.content, unlink=[figure.id]).by_id()[table.id]
    assert isinstance(after, OwnTable)
    assert len(after.rows) == len(table.indicators) - 1


def test_a_picture_put_in_a_chart_s_place_is_proposed_beside_it_and_a_deleted_chart_is_told(
    printed: Any, new_hand: Any
) -> None:
    chart = first(printed.content, Chart)
    hand = new_hand()
    drawing = next(hand.body.iter(f"{W}drawing"))
    hand.insert_picture(printed.content.blocks[0].id, b"another", "换上的图")
    blip = next(e for e in drawing.iter() if str(e.tag).endswith("}blip"))
    blip.set("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed", "rIdInserted")
    hand.body.remove(hand.paragraph(printed.content.blocks[0].id).getnext())
    proposal = read_back(printed.content, printed.docx, hand.saved())
    assert [step.change for step in proposal.changes()] == [Change.NEW]
    assert chart.id in apply(proposal, printed.content).by_id()

    hand = new_hand()
    paragraph = next(next(hand.body.iter(f"{W}drawing")).iterancestors(f"{W}p"))
    paragraph.getparent().remove(paragraph)
    proposal = read_back(printed.content, printed.docx, hand.saved())
    assert [step.change for step in proposal.changes()] == [Change.DELETED]
