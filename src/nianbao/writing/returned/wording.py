"""An edited sentence laid beside the printed one: which of its links are still there, and what they say now."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from nianbao.documents.word.annotated import Mark
from nianbao.writing.content import Inline, Text
from nianbao.writing.returned.proposal import Piece

GAP = "〔待补："
_TOKEN = re.compile(r"[A-Za-z]+|\d+(?:[.,]\d+)*%?|.", re.DOTALL)
_NUMBER = re.compile(r"[+-]?\d+(?:[.,，]\d+)*")
_DIGIT = re.compile(r"[0-9.,％%]")
Opcode = tuple[str, int, int, int, int]


@dataclass(frozen=True, slots=True)
class Segment:
    """A printed stretch and the part of the content that it came from; ``name`` is its control's."""

    text: str
    part: Inline
    name: str = ""

    @property
    def is_whole(self) -> bool:
        """True for what is not typed letter by letter: links, references, text printed with names hidden."""
        return not isinstance(self.part, Text) or self.part.text != self.text


@dataclass(frozen=True, slots=True)
class Placed:
    """A part of the new sentence with the characters of the edited text that it stands for."""

    start: int
    end: int
    part: Inline
    printed: str = ""  # of a link: what the printed file said
    found: str = ""

    @property
    def is_changed(self) -> bool:
        return self.printed != self.found


@dataclass(frozen=True, slots=True)
class Sentence:
    parts: tuple[Placed, ...]
    removed: tuple[Segment, ...] = ()


def segments(text: str, marks: Sequence[Mark], parts: Sequence[Inline]) -> tuple[Segment, ...]:
    """Which part of the content each stretch of a printed paragraph came from.

    >>> from nianbao.writing.content import Link
    >>> parts = [Text("共"), Link("甲"), Text("。")]
    >>> [one.text for one in segments("共2人。", [Mark("figure:a|值", 1, 3)], parts)]
    ['共', '2人', '。']
    """
    named = sorted((m for m in marks if m.name.startswith(("figure:", "reference:"))), key=lambda m: m.start)
    found: list[Segment] = []
    at = 0
    for position, part in enumerate(parts):
        following = parts[position + 1] if position + 1 < len(parts) else None
        if isinstance(part, Text):
            end = len(text) if following is None else at + len(part.text)
            if following is not None and not isinstance(following, Text):
                starts = [mark.start for mark in named if mark.start >= at]
                gap = text.find(GAP, at)
                end = min([*starts, *([gap] if gap >= 0 else [])], default=len(text))
            found.append(Segment(text[at:end], part))
        else:
            mark = next((one for one in named if one.start == at), None)
            end = mark.end if mark is not None else at
            if mark is None and text.startswith(GAP, at):
                end = text.find("〕", at) + 1 or len(text)
            found.append(Segment(text[at:end], part, mark.name if mark is not None else ""))
            if mark is not None:
                named.remove(mark)
        at = end
    return tuple(found)


def rewritten(printed: Sequence[Segment], edited: str, marks: Sequence[Mark], known: Mapping[str, Segment]) -> Sentence:
    """The parts of an edited sentence. ``known`` are links of the whole report by their controls' names."""
    text = "".join(segment.text for segment in printed)
    opcodes: list[Opcode] = list(difflib.SequenceMatcher(None, text, edited, autojunk=False).get_opcodes())
    left = [mark for mark in marks if mark.end > mark.start]
    placed: list[Placed] = []
    removed: list[Segment] = []
    at = 0
    for segment in printed:
        start, end = at, at + len(segment.text)
        at = end
        if not segment.is_whole:
            continue
        mark = next((one for one in left if segment.name and one.name == segment.name), None)
        if mark is not None:
            left.remove(mark)
            span: tuple[int, int] | None = (mark.start, mark.end)
        else:
            span = _span(text, edited, start, end, opcodes)
        if span is not None:
            span = _whole_number(text, edited, start, end, span)
        if span is None or span[0] >= span[1]:
            removed.append(segment)
        else:
            placed.append(_placed(segment, *span, edited))
    for mark in left:
        # A link brought from elsewhere; a part of one that was cut in two is plain text.
        elsewhere = known.get(mark.name)
        if elsewhere is not None and edited[mark.start : mark.end] == elsewhere.text:
            placed.append(_placed(elsewhere, mark.start, mark.end, edited))
    return Sentence(tuple(_filled(placed, edited)), tuple(removed))


def cut(sentence: Sentence, boundaries: Sequence[int]) -> Iterator[tuple[Placed, ...]]:
    """The sentence in pieces; a part that crosses a boundary goes with the piece in which it begins."""
    edges = [0, *boundaries, 1 << 60]
    for low, high in pairwise(edges):
        piece: list[Placed] = []
        for one in sentence.parts:
            if isinstance(one.part, Text) and one.printed == one.found == "":
                start, end = max(low, one.start), min(high, one.end)
                if start < end:
                    piece.append(Placed(start, end, Text(one.part.text[start - one.start : end - one.start])))
            elif low <= one.start < high:
                piece.append(one)
        yield tuple(piece)


def difference(before: str, after: str) -> tuple[Piece, ...]:
    """Two texts laid beside each other, numbers and words whole.

    >>> [(piece.kind, piece.text) for piece in difference("共12人。", "共15人。")]
    [('same', '共'), ('removed', '12'), ('added', '15'), ('same', '人。')]
    """
    if before == after:
        return (Piece("same", before),) if before else ()
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    pieces: list[Piece] = []
    for kind, i1, i2, j1, j2 in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append(Piece("same", "".join(old[i1:i2])))
            continue
        if i2 > i1:
            pieces.append(Piece("removed", "".join(old[i1:i2])))
        if j2 > j1:
            pieces.append(Piece("added", "".join(new[j1:j2])))
    return tuple(pieces)


def changed_cells(old: Sequence[Sequence[str]], new: Sequence[Sequence[str]]) -> Iterator[tuple[str, str, str]]:
    """Where two tables differ: the row and column by name, what stood there and what stands there.

    >>> list(changed_cells([["项目", "本年"], ["学生", "12"]], [["项目", "本年"], ["学生", "13"]]))
    [('学生·本年', '12', '13')]
    """
    header = old[0] if old else ()
    if [len(row) for row in old] == [len(row) for row in new]:
        for row, (before, after) in enumerate(zip(old, new, strict=True)):
            for column, (one, other) in enumerate(zip(before, after, strict=True)):
                if "".join(one.split()) != "".join(other.split()):
                    name = before[0] if column else f"第{row + 1}行"
                    label = header[column] if row and column < len(header) else f"第{column + 1}列"
                    yield f"{name}·{label}", one, other
        return
    lines = ["｜".join(row) for row in old], ["｜".join(row) for row in new]
    for position, line in enumerate(lines[0]):
        if line not in lines[1]:
            yield f"第{position + 1}行", line, ""
    for position, line in enumerate(lines[1]):
        if line not in lines[0]:
            yield f"第{position + 1}行", "", line


def _placed(segment: Segment, start: int, end: int, edited: str) -> Placed:
    found = edited[start:end]
    if isinstance(segment.part, Text) and found != segment.text:
        return Placed(start, end, Text(found))  # words printed with a name hidden, typed over
    return Placed(start, end, segment.part, segment.text, found)


def _span(text: str, edited: str, start: int, end: int, opcodes: Sequence[Opcode]) -> tuple[int, int] | None:
    """Where characters ``start`` to ``end`` of the printed text stand in the edited one."""
    over = [one for one in opcodes if one[1] < end and one[2] > start]
    if all(one[0] == "delete" for one in over):
        return None
    first, last = over[0], over[-1]
    low = first[3] + (start - first[1] if first[0] == "equal" else 0)
    high = last[3] + (end - last[1]) if last[0] == "equal" else last[4]
    spills = (first[0] == "replace" and first[1] < start) or (last[0] == "replace" and last[2] > end)
    if not spills:
        return low, high
    # The words around the number were changed with it.
    if (at := edited.find(text[start:end], low, high)) >= 0:
        return at, at + end - start
    before = len(_NUMBER.findall(text, first[1], start))
    numbers = list(_NUMBER.finditer(edited, low, high))
    if _NUMBER.search(text, start, end) is None or before >= len(numbers):
        return None
    number = numbers[before]
    mine = list(_NUMBER.finditer(text, start, end))
    tail = text[mine[-1].end() : end]
    finish = numbers[min(before + len(mine), len(numbers)) - 1].end()
    return number.start(), finish + (len(tail) if edited.startswith(tail, finish) else 0)


def _whole_number(text: str, edited: str, start: int, end: int, span: tuple[int, int]) -> tuple[int, int]:
    """The span grown over digits typed against its edges: 12940人 is not 2940人 with a 1 before it."""
    low, high = span
    if edited[low : low + 1].isdigit() and not (start and _DIGIT.match(text[start - 1])):
        while low and _DIGIT.match(edited[low - 1]):
            low -= 1
    if edited[high - 1 : high].isdigit() and not (end < len(text) and _DIGIT.match(text[end])):
        while high < len(edited) and _DIGIT.match(edited[high]) and edited[high] not in ",.":
            high += 1
    return low, high


def _filled(placed: Sequence[Placed], edited: str) -> Iterator[Placed]:
    """The parts in order with the text between them; of two that overlap the later is plain text."""
    at = 0
    for one in sorted(placed, key=lambda one: (one.start, one.end)):
        if one.start < at:
            continue
        if one.start > at:
            yield Placed(at, one.start, Text(edited[at : one.start]))
        yield one
        at = one.end
    if at < len(edited):
        yield Placed(at, len(edited), Text(edited[at:]))
