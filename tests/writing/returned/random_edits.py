"""Random edits of a printed Word file, as people make them, and what the text must be after each."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

from nianbao.writing.content import Block, Content, Link, Paragraph, Text
from nianbao.writing.returned.proposal import joined

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


class Edits:
    """Random edits of a file, and what the content must be after each of them."""

    def __init__(self, content: Content, hand: Any, random: Random) -> None:
        self.hand, self.random = hand, random
        self.blocks: list[Block] = list(content.blocks)
        self.free = [block.id for block in paragraphs(content) if len(words(block)) > 30]
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

    def place(self, block: Paragraph) -> tuple[int, int]:
        """A random place inside a typed part: the part, and the characters before."""
        long = [n for n, part in enumerate(block.parts) if isinstance(part, Text) and len(part.text) > 8]
        part = self.random.choice(long)
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
