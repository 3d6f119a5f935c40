"""Paragraphs, tables and pictures of a Word file that no content knows yet, as blocks."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from nianbao.documents.word.annotated import Unit
from nianbao.writing.content import Block, Case, Heading, Inline, ListBlock, OwnTable, Paragraph, Picture, Text
from nianbao.writing.draft import bare_title
from nianbao.writing.returned.proposal import fresh
from nianbao.writing.returned.roles import NOTE_STYLE, SOURCE, caption_text, case_title, source_text

DEEPEST = 4
LONGEST_CAPTION = 60
_PARTS: Mapping[str, str] = {"背景": "background", "做法": "practice", "成效": "result"}
_CASE = re.compile(
    r"【\s*案例[^】]*】|典型案例\s*[\d一二三四五六七八九十]*\s*[：:]"
    r"|案例\s*[\d一二三四五六七八九十]+(?:[-.]\d+)*\s*[：:\s　]"
)
_CASE_PART = re.compile(r"[（(]?[一二三123]?[）)、.]?\s*(?:案例)?(背景|做法|成效|佐证)[^：:]{0,4}[：:]\s*")
_TABLE_CAPTION = re.compile(r"(?:续)?表\s*[\d一二三四五六七八九十]")
_FIGURE_CAPTION = re.compile(r"图\s*[\d一二三四五六七八九十]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


@dataclass
class NewBlocks:
    """``positions`` has, for each block, which of the units it was made of."""

    blocks: list[Block] = field(default_factory=list)
    positions: list[list[int]] = field(default_factory=list)
    pictures: dict[str, bytes] = field(default_factory=dict)
    left: list[int] = field(default_factory=list)  # units that no kind of block can hold

    def put(self, block: Block, *positions: int) -> None:
        self.blocks.append(block)
        self.positions.append(list(positions))


def new_blocks(
    units: Sequence[Unit], taken: Collection[str], sentences: Mapping[int, tuple[Inline, ...]] | None = None
) -> NewBlocks:
    """Blocks for units in a row. ``sentences`` has the parts of those paragraphs that hold links already."""
    made = NewBlocks()
    ids = set(taken)
    sentences = sentences or {}

    def name(letter: str, text: str) -> str:
        found = fresh(letter + hashlib.sha256(f"{text}\n".encode()).hexdigest()[:10], ids)
        ids.add(found)
        return found

    def parts(at: int, start: int = 0) -> tuple[Inline, ...]:
        if at in sentences and not start:
            return sentences[at]
        return (Text(clean(units[at].text[start:])),)

    used: set[int] = set()
    for at, unit in enumerate(units):
        if at in used:
            continue
        text = clean(unit.text)
        last = made.blocks[-1] if made.blocks else None
        if unit.kind == "table":
            caption, source = _table_words(units, at, used)
            if len(unit.rows) == 1 and len(unit.rows[0]) == 1:
                made.put(Paragraph(name("p", unit.rows[0][0]), (Text(clean(unit.rows[0][0])),)), at)
            elif unit.rows:
                if caption is not None and made.positions and made.positions[-1] == [caption]:
                    made.blocks.pop()
                    made.positions.pop()
                table = own_table(name("t", "|".join(unit.rows[0])), unit.rows)
                positions = [one for one in (caption, at, source) if one is not None]
                used.update(positions)
                words = caption_text(clean(units[caption].text)) if caption is not None else ""
                noted = source_text(clean(units[source].text)) if source is not None else ""
                made.put(OwnTable(table.id, words, table.header, table.rows, noted), *positions)
        elif unit.kind == "picture":
            if unit.image is None:
                made.left.append(at)
                continue
            digest = hashlib.sha256(unit.image).hexdigest()[:10]
            ending = unit.image_name.rpartition(".")[2].lower() or "png"
            file = f"picture-{digest}.{ending}"
            made.pictures[file] = unit.image
            below = _figure_caption(units, at)
            words = caption_text(clean(units[below].text)) if below is not None else ""
            used.update(one for one in (below,) if one is not None)
            alternative = clean(unit.alternative)
            caption_words = words or alternative[:LONGEST_CAPTION] or "图片"
            picture = Picture(name("g", digest), file, caption_words, alternative)
            made.put(picture, *(one for one in (at, below) if one is not None))
        elif unit.kind != "paragraph":
            made.left.append(at)
        elif 0 < unit.level <= DEEPEST and not unit.numbered and not _is_case_title(text) and bare_title(text):
            made.put(Heading(name("h", text), unit.level, bare_title(text)), at)
        elif _is_case_title(text):
            found = _CASE.match(text)
            title, teller = case_title(text[found.end() :] if found else text)
            made.put(Case(name("c", text), title, teller), at)
        elif isinstance(last, Case) and (match := _CASE_PART.match(text)) and not _has(last, match[1]):
            made.blocks[-1] = _with_part(last, match[1], parts(at, unit.text.find(text) + match.end()))
            made.positions[-1].append(at)
        elif unit.listed and not unit.level:
            if isinstance(last, ListBlock) and made.positions[-1][-1] == at - 1:
                made.blocks[-1] = ListBlock(last.id, (*last.items, parts(at)), last.numbered)
                made.positions[-1].append(at)
            else:
                made.put(ListBlock(name("l", text), (parts(at),), any(map(str.isdigit, unit.listed))), at)
        elif at in sentences:
            made.put(Paragraph(name("p", text), sentences[at]), at)
        else:
            for line in unit.text.split("\n"):
                if clean(line):
                    made.put(Paragraph(name("p", clean(line)), (Text(clean(line)),)), at)
    return made


def own_table(identifier: str, rows: Sequence[Sequence[str]], caption: str = "", source: str = "") -> OwnTable:
    """A table of texts from rows of any length; the first is the header."""
    width = max(len(row) for row in rows)
    cells = [tuple(cell_text(cell) for cell in (*row, *[""] * (width - len(row)))) for row in rows]
    return OwnTable(identifier, caption, cells[0], tuple(cells[1:]), source)


def cell_text(text: str) -> str:
    """A cell on one line; the bar that parts cells in a text file is written wide."""
    return " ".join(clean(text).split("\n")).replace("|", "｜").strip()


def clean(text: str) -> str:
    """A paragraph's words without the spaces around them and what no text file holds."""
    return _CONTROL.sub("", text).strip(" \t\n\u3000\xa0")


def _is_case_title(text: str) -> bool:
    return _CASE.match(text) is not None and len(text) <= LONGEST_CAPTION * 2


def _has(case: Case, word: str) -> bool:
    return bool(case.evidence if word == "佐证" else getattr(case, _PARTS[word]))


def _with_part(case: Case, word: str, parts: tuple[Inline, ...]) -> Case:
    if word == "佐证":
        evidence = "".join(part.text for part in parts if isinstance(part, Text))
        return Case(case.id, case.title, case.organisation, case.background, case.practice, case.result, evidence)
    made = {name: getattr(case, name) for name in _PARTS.values()} | {_PARTS[word]: parts}
    return Case(case.id, case.title, case.organisation, evidence=case.evidence, **made)


def _table_words(units: Sequence[Unit], at: int, used: Collection[int]) -> tuple[int | None, int | None]:
    """The paragraphs that are a table's caption and its source."""
    caption = source = None
    if at and at - 1 not in used and units[at - 1].kind == "paragraph":
        before = units[at - 1]
        if len(before.text) <= LONGEST_CAPTION and (before.numbered or _TABLE_CAPTION.match(before.text.strip())):
            caption = at - 1
    if at + 1 < len(units) and units[at + 1].kind == "paragraph":
        after = units[at + 1]
        if after.style == NOTE_STYLE or after.text.strip().startswith((SOURCE, "来源：", "资料来源：")):
            source = at + 1
    return caption, source


def _figure_caption(units: Sequence[Unit], at: int) -> int | None:
    if at + 1 < len(units) and units[at + 1].kind == "paragraph":
        after = units[at + 1]
        if len(after.text) <= LONGEST_CAPTION and (after.numbered or _FIGURE_CAPTION.match(after.text.strip())):
            return at + 1
    return None
