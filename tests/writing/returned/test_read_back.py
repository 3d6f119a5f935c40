from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from typing import Any

import msgspec
import pytest

from nianbao.rendering.chart_image import png_of
from nianbao.writing.content import Block, Content, Heading, Link, OwnTable, Paragraph, Picture, Text
from nianbao.writing.markdown import read_markdown, write_markdown
from nianbao.writing.returned.proposal import Change, Proposal, apply, joined
from nianbao.writing.returned.read_back import read_back

EDITS_A_FILE = 10
FILES = 20
SENTENCES = (
    "学校据此调整了下一年的安排",
    "这一做法得到了家长的认可",
    "有关部门将继续跟踪",
    "各校交流了各自的经验",
    "相关设备已经投入使用",
    "教师普遍反映效果良好",
)


def paragraphs(content: Content) -> list[Paragraph]:
    return [block for block in content.blocks if isinstance(block, Paragraph)]


def linked(content: Content) -> Paragraph:
    return next(block for block in paragraphs(content) if sum(isinstance(part, Link) for part in block.parts) >= 2)


def words(block: Block) -> str:
    return "".join(part.text for part in getattr(block, "parts", ()) if isinstance(part, Text))


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


class Edits:
    """Random edits of a file, and what the content must be after each of them."""

    def __init__(self, content: Content, hand: Any, random: Random) -> None:
        self.hand, self.random = hand, random
        self.blocks: list[Block] = list(content.blocks)
        self.free = [block.id for block in paragraphs(content) if len(words(block)) > 30 and self.typed_parts(block)]
        self.figures: list[str] = []
        self.said: list[str] = []
        random.shuffle(self.free)

    def take(self, wanted: Callable[[Paragraph], bool] = lambda block: True) -> tuple[int, Paragraph]:
        for name in self.free:
            at = next(n for n, one in enumerate(self.blocks) if one.id == name)
            block = self.blocks[at]
            assert isinstance(block, Paragraph)
            if wanted(block):
                self.free.remove(name)
                return at, block
        raise AssertionError("no paragraph is left to edit")

    def sentence(self) -> str:
        self.said.append(f"{self.random.choice(SENTENCES)}第{len(self.said)}回")
        return self.said[-1]

    @staticmethod
    def typed_parts(block: Paragraph) -> list[int]:
        """The parts with enough typed words to edit inside of them."""
        return [n for n, part in enumerate(block.parts) if isinstance(part, Text) and len(part.text) > 8]

    def place(self, block: Paragraph) -> tuple[int, int]:
        """A random place inside a typed part: the part, and the characters before."""
        part = self.random.choice(self.typed_parts(block))
        text = block.parts[part]
        assert isinstance(text, Text)
        return part, self.random.randrange(3, len(text.text) - 3)

    def typed(self) -> None:
        at, block = self.take()
        part, offset = self.place(block)
        old = block.parts[part]
        assert isinstance(old, Text)
        new = old.text[:offset] + self.sentence() + old.text[offset + self.random.randrange(3) :]
        self.hand.retype(block.id, old.text, new)
        self.blocks[at] = Paragraph(block.id, (*block.parts[:part], Text(new), *block.parts[part + 1 :]))

    def moved(self) -> None:
        at, block = self.take()
        other = self.random.choice([name for name in self.free if name != block.id])
        self.hand.move(block.id, other)
        self.blocks.pop(at)
        self.blocks.insert(next(n for n, one in enumerate(self.blocks) if one.id == other) + 1, block)

    def deleted(self) -> None:
        at, block = self.take()
        self.hand.delete(block.id)
        self.blocks.pop(at)

    def split(self) -> None:
        at, block = self.take()
        part, offset = self.place(block)
        text = block.parts[part]
        assert isinstance(text, Text)
        before = sum(
            len(one.text) if isinstance(one, Text) else len(shown)
            for one, shown in zip(block.parts[:part], self.shown(block), strict=False)
        )
        self.hand.split(block.id, before + offset, with_ids=self.random.random() < 0.5)
        first = joined((*block.parts[:part], Text(text.text[:offset])))
        second = joined((Text(text.text[offset:]), *block.parts[part + 1 :]))
        self.blocks[at : at + 1] = [Paragraph(block.id, first), Paragraph("new", second)]

    def shown(self, block: Paragraph) -> list[str]:
        w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
        outer = self.hand.paragraph(block.id).find(f"{w}sdt/{w}sdtContent")
        return [self.hand.text(child) for child in outer if self.hand.text(child)]

    def merged(self) -> None:
        def has_neighbour(block: Paragraph) -> bool:
            at = self.blocks.index(block)
            return at + 1 < len(self.blocks) and self.blocks[at + 1].id in self.free

        at, block = self.take(has_neighbour)
        following = self.blocks[at + 1]
        assert isinstance(following, Paragraph)
        self.free.remove(following.id)
        self.hand.merge(block.id, following.id)
        self.blocks[at : at + 2] = [Paragraph(block.id, joined((*block.parts, *following.parts)))]

    def number(self) -> None:
        _, block = self.take(lambda one: any(isinstance(part, Link) for part in one.parts))
        controls = self.hand.figures(block.id)
        position = self.random.randrange(len(controls))
        text = self.hand.text(controls[position])
        digits = [n for n, letter in enumerate(text) if letter.isdigit()]
        if not digits:
            return
        at = self.random.choice(digits)
        new = text[:at] + str((int(text[at]) + self.random.randrange(1, 9)) % 10) + text[at + 1 :]
        self.hand.retype_figure(block.id, position, new)
        self.figures.append(new)

    def new(self) -> None:
        at, block = self.take()
        text = self.sentence() + "。"
        self.hand.insert(block.id, text)
        self.blocks.insert(at + 1, Paragraph("new", (Text(text),)))

    def one(self) -> None:
        kinds = [self.typed, self.typed, self.moved, self.deleted, self.split, self.merged, self.number, self.new]
        self.random.choice(kinds)()


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
