from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from typing import Any

import msgspec
import pytest
from random_edits import Edits, linked, paragraphs, words

from nianbao.rendering.chart_image import png_of
from nianbao.writing.content import Block, Heading, Link, OwnTable, Paragraph, Picture
from nianbao.writing.markdown import read_markdown, write_markdown
from nianbao.writing.returned.proposal import Change, Proposal, apply
from nianbao.writing.returned.read_back import read_back

EDITS_A_FILE = 10
FILES = 20


def changes(proposal: Proposal) -> list[Change]:
    return [step.change for step in proposal.changes()]


def test_an_untouched_file_changes_nothing(printed: Any) -> None:
    proposal = read_back(printed.content, printed.docx, printed.docx)
    assert not proposal.changes()
    assert not proposal.unplaced
    assert apply(proposal, printed.content) == printed.content


def test_typed_words_become_a_change_with_its_difference(printed: Any, hand: Any) -> None:
    block = paragraphs(printed.content)[0]
    old = words(block)[:4]
    hand.retype(block.id, old, "新写的字")
    proposal = read_back(printed.content, printed.docx, hand.saved())
    (step,) = proposal.changes()
    assert (step.change, step.before) == (Change.CHANGED, (block,))
    assert [(piece.kind, piece.text) for piece in step.difference][:2] == [("removed", old), ("added", "新写的字")]
    after = apply(proposal, printed.content).by_id()[block.id]
    assert words(after) == words(block).replace(old, "新写的字", 1)
    assert apply(proposal, printed.content, accept=()) == printed.content


def test_a_linked_number_typed_over_stays_linked_until_it_is_unlinked(printed: Any, hand: Any) -> None:
    block = linked(printed.content)
    before = hand.retype_figure(block.id, 0, "9999人")
    proposal = read_back(printed.content, printed.docx, hand.saved())
    (figure,) = proposal.figures()
    assert (figure.printed, figure.found, figure.block) == (before, "9999人", block.id)
    assert apply(proposal, printed.content) == printed.content
    after = apply(proposal, printed.content, unlink=[figure.id]).by_id()[block.id]
    assert isinstance(after, Paragraph)
    assert sum(isinstance(part, Link) for part in after.parts) == sum(isinstance(p, Link) for p in block.parts) - 1
    assert "9999人" in words(after)


def test_a_digit_typed_against_a_number_is_part_of_the_number(printed: Any, hand: Any) -> None:
    block = linked(printed.content)
    control = hand.figures(block.id)[0]
    number = hand.text(control)
    previous = control.getprevious()
    (text,) = previous.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t")
    text.text += "1"
    (figure,) = read_back(printed.content, printed.docx, hand.saved()).figures()
    assert (figure.printed, figure.found) == (number, f"1{number}")


def test_a_number_typed_over_is_noticed_where_the_ids_are_gone(printed: Any, hand: Any) -> None:
    block = linked(printed.content)
    before = hand.retype_figure(block.id, 1, "比上年增加9人，增长9.9%")
    hand.strip_ids()
    (figure,) = read_back(printed.content, printed.docx, hand.saved()).figures()
    assert (figure.printed, figure.found) == (before, "比上年增加9人，增长9.9%")


def test_paragraphs_tables_and_pictures_that_are_new_land_where_they_were_put(printed: Any, hand: Any) -> None:
    block = paragraphs(printed.content)[3]
    image = png_of({"data": {"values": [{"a": 1}]}, "mark": "bar", "encoding": {"x": {"field": "a"}}})
    hand.insert_picture(block.id, image, "新的照片")
    hand.insert_table(block.id, [["项目", "数量"], ["甲", "3"]])
    hand.insert(block.id, "新的一段。")
    hand.insert(block.id, "新的一节", "NianbaoHeading2")
    proposal = read_back(printed.content, printed.docx, hand.saved())
    assert changes(proposal) == [Change.NEW] * 4
    blocks = apply(proposal, printed.content).blocks
    at = blocks.index(block)
    heading, paragraph, table, picture = blocks[at + 1 : at + 5]
    assert isinstance(heading, Heading)
    assert (heading.level, heading.text) == (2, "新的一节")
    assert isinstance(paragraph, Paragraph)
    assert words(paragraph) == "新的一段。"
    assert isinstance(table, OwnTable)
    assert (table.header, table.rows) == (("项目", "数量"), (("甲", "3"),))
    assert isinstance(picture, Picture)
    assert proposal.pictures == {picture.file: image}
    assert picture.alternative == "新的照片"


def test_tracked_changes_and_comments_come_along(printed: Any, hand: Any) -> None:
    first, second, third = paragraphs(printed.content)[:3]
    hand.track(first.id, "补充一句。", "张老师")
    hand.comment(second.id, "李主任", "这里要不要写得具体些？")
    hand.track_deletion(third.id, "张老师")
    proposal = read_back(printed.content, printed.docx, hand.saved())
    traces = {trace.kind: trace for step in proposal.steps for trace in step.traces}
    assert (traces["inserted"].author, traces["inserted"].text) == ("张老师", "补充一句。")
    assert traces["comment"].text == "这里要不要写得具体些？"
    assert traces["comment"].quote == words(second)
    assert words(third)[:6] in traces["deleted"].text
    (deleted,) = [step for step in proposal.steps if step.change is Change.DELETED]
    assert deleted.traces == (traces["deleted"],)
    blocks = apply(proposal, printed.content).by_id()
    assert third.id not in blocks
    assert words(blocks[first.id]).endswith("补充一句。")


def test_what_is_no_text_of_the_report_is_listed(printed: Any, hand: Any) -> None:
    body = list(hand.body.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p"))
    cover = next(p for p in body if hand.text(p).startswith("编制单位"))
    next(iter(cover.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"))).text = "编制单位：别处"
    form = next(p for p in body if hand.text(p).isdigit() and len(hand.text(p)) == 4)
    number = hand.text(form)
    next(iter(form.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"))).text = "8888"
    proposal = read_back(printed.content, printed.docx, hand.saved())
    assert any("编制单位：别处" in one.text for one in proposal.unplaced)
    told = [one.text for one in proposal.unplaced] + [figure.found for figure in proposal.figures()]
    assert any("8888" in one for one in told), number


def test_a_cell_of_a_table_from_data_is_a_changed_number(printed: Any, hand: Any) -> None:
    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    table = next(iter(hand.body.iter(f"{w}tbl")))
    cell = list(list(table.iter(f"{w}tr"))[1].iter(f"{w}t"))[1]
    before, cell.text = cell.text, "1"
    proposal = read_back(printed.content, printed.docx, hand.saved())
    (figure,) = proposal.figures()
    assert (figure.printed, figure.found) == (before, "1")
    assert apply(proposal, printed.content) == printed.content
    unlinked = apply(proposal, printed.content, unlink=[figure.id]).by_id()[figure.block]
    assert isinstance(unlinked, OwnTable)


def test_a_deleted_block_comes_back_where_it_stood_when_that_is_refused(printed: Any, hand: Any) -> None:
    second = paragraphs(printed.content)[1]
    hand.delete(second.id)
    proposal = read_back(printed.content, printed.docx, hand.saved())
    assert changes(proposal) == [Change.DELETED]
    assert second.id not in apply(proposal, printed.content).by_id()
    assert apply(proposal, printed.content, accept=()) == printed.content


def bare(blocks: Sequence[Block], known: frozenset[str]) -> list[Block]:
    """Blocks whose ids do not matter where the content did not have them."""
    return [block if block.id in known else msgspec.structs.replace(block, id="new") for block in blocks]


def edited_files(
    printed: Any, new_hand: Callable[[], Any], save: Callable[[int, Any], bytes], files: Sequence[int]
) -> None:
    known = frozenset(block.id for block in printed.content.blocks)
    for number in files:
        edits = Edits(printed.content, new_hand(), Random(number))
        for _ in range(EDITS_A_FILE):
            edits.one()
        proposal = read_back(printed.content, printed.docx, save(number, edits.hand))
        after = apply(proposal, printed.content)
        assert bare(after.blocks, known) == bare(edits.blocks, known), number
        assert sorted(figure.found for figure in proposal.figures()) == sorted(edits.figures), number
        assert not proposal.unplaced, number
        again = read_markdown([write_markdown(after)])
        assert again.blocks == after.blocks, number


def test_two_hundred_random_edits_come_back_right(printed: Any, new_hand: Callable[[], Any]) -> None:
    edited_files(printed, new_hand, lambda _, hand: hand.saved(), range(FILES))


def test_random_edits_come_back_right_where_every_id_is_gone(printed: Any, new_hand: Callable[[], Any]) -> None:
    def save(_: int, hand: Any) -> bytes:
        hand.strip_ids()
        return hand.saved()  # type: ignore[no-any-return]

    edited_files(printed, new_hand, save, range(100, 100 + FILES // 2))


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_random_edits_come_back_right_after_libreoffice_saved_the_file(
    printed: Any, new_hand: Callable[[], Any], tmp_path: Path
) -> None:
    def save(number: int, hand: Any) -> bytes:
        path = tmp_path / f"{number}.docx"
        path.write_bytes(hand.saved())
        subprocess.run(
            ["soffice", "--headless", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
             "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(tmp_path / "saved"), str(path)],
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip
        return (tmp_path / "saved" / path.name).read_bytes()

    edited_files(printed, new_hand, save, range(200, 200 + FILES // 2))
