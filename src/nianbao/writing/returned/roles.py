"""Which block of the content each paragraph, table and picture of a printed Word file stands for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nianbao.documents.word.annotated import Unit
from nianbao.writing.content import (
    CASE_PARTS,
    Block,
    Case,
    Chart,
    Content,
    DataTable,
    Heading,
    Inline,
    ListBlock,
    OwnTable,
    Paragraph,
    Picture,
    Text,
)
from nianbao.writing.draft import bare_title
from nianbao.writing.link import bookmark

NOTE_STYLE = "表注"
SOURCE = "数据来源："
MOST_PARTS = 40  # of one table that is too wide for a page
_ITEM = re.compile(r"· ?|（\d+）")
_CASE_PART = re.compile(r"(?:背景|做法|成效|佐证)[：:]\s*")
_CAPTION = re.compile(r"[表图]\s*[\d一二三四五六七八九十]*(?:[-.－—–]\d+)*[\s　:：]+|[表图]\d+(?:[-.]\d+)*\s*")
_TITLE = re.compile(r"(?:【[^】]*】)?(.*?)(?:　+（(.*)）)?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Role:
    """``part`` is empty for the block's own words, else an item's number, a part of a case, or what a table has."""

    block: Block
    part: str = ""

    @property
    def has_sentence(self) -> bool:
        """True for words that hold links; captions, titles and sources are plain."""
        match self.block:
            case Paragraph() | Heading():
                return self.part == ""
            case ListBlock():
                return self.part.isdigit()
            case Case():
                return self.part in dict(CASE_PARTS)
            case _:
                return False

    def parts(self) -> tuple[Inline, ...]:
        match self.block:
            case Paragraph(parts=parts):
                return parts
            case Heading(text=text):
                return (Text(bare_title(text)),)
            case ListBlock(items=items):
                return items[int(self.part)]
            case Case():
                found: tuple[Inline, ...] = getattr(self.block, self.part)
                return found
            case _:
                return ()


def roles(content: Content, units: Sequence[Unit]) -> list[Role | None]:
    """A role for each unit; None for what is not text of the content: cover, contents, forms, annexes."""
    anchors = _anchors(content)
    found: list[Role | None] = []
    block: Block | None = None  # the table or picture whose parts follow
    for unit in units:
        role: Role | None = None
        named = [anchors[name] for name in unit.names if name in anchors]
        if unit.kind == "table":
            named = []
        if named:
            role = named[0]
            block = role.block if role.part in ("caption", "more") else None
            below = found and units[len(found) - 1].kind == "picture"
            if role.part == "caption" and isinstance(block, Chart | Picture) and below:
                found[-1] = Role(block, "picture")
        elif isinstance(block, DataTable | OwnTable) and unit.kind == "table":
            before = found[-1]
            role = Role(block, "grid" if before is not None and before.part == "caption" else "more")
        elif block is not None and unit.kind == "paragraph" and unit.style == NOTE_STYLE:
            role = Role(block, "source")
        else:
            block = None
        found.append(role)
    return found


def prefix(role: Role | None, text: str) -> int:
    """How many of a paragraph's first characters are printed by the program: a number, a bullet, 背景：.

    >>> from nianbao.writing.content import Heading
    >>> prefix(Role(Heading("h1", 1, "概况")), "1.1 概况")
    4
    """
    if role is None:
        return 0
    match role.block:
        case Heading():
            bare = bare_title(text)
            return text.rfind(bare) if bare else 0
        case ListBlock():
            found = _ITEM.match(text)
        case Case() if role.part != "title":
            found = _CASE_PART.match(text)
        case _:
            return 0
    return found.end() if found else 0


def caption_text(text: str) -> str:
    """A caption without its number.

    >>> caption_text("表1-2　全区概况"), caption_text("图 3 就业"), caption_text("表彰情况")
    ('全区概况', '就业', '表彰情况')
    """
    found = _CAPTION.match(text)
    return (text[found.end() :] if found else text).strip()


def source_text(text: str) -> str:
    return text.strip().removeprefix(SOURCE).strip()


def case_title(text: str) -> tuple[str, str]:
    """The title of a case and who told it.

    >>> case_title("【案例1-3】下田　（第一学校）")
    ('下田', '第一学校')
    """
    found = _TITLE.fullmatch(text.strip())
    return (found[1].strip(), found[2] or "") if found else (text.strip(), "")


def _anchors(content: Content) -> Mapping[str, Role]:
    found: dict[str, Role] = {}
    for block in content.blocks:
        match block:
            case ListBlock():
                for position in range(len(block.items)):
                    name = block.id if not position else f"{block.id}-{position + 1}"
                    found[f"block:{name}"] = Role(block, str(position))
            case Case():
                found[f"block:{block.id}"] = Role(block, "title")
                for part in (*dict(CASE_PARTS), "evidence"):
                    found[f"block:{block.id}-{part}"] = Role(block, part)
            case DataTable() | OwnTable() | Chart() | Picture():
                found[bookmark(block.id)] = Role(block, "caption")
                found[f"block:{block.id}"] = Role(block, "gap")
                if isinstance(block, DataTable | OwnTable):
                    for number in range(2, MOST_PARTS):
                        found[bookmark(f"{block.id}-{number}")] = Role(block, "more")
            case Heading() | Paragraph():
                found[f"block:{block.id}"] = Role(block)
            case _:
                pass
    return found
