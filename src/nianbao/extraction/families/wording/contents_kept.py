"""A heading stands in the text as it stands in the list of contents.

Cue: lines with their pages, or a line 目录, short lines behind it, and the first of them once more where the text begins; then a heading that has the number of a line
of the contents, stands where that line puts it, and says almost the same. Why it should hold in any report: the contents are made of the
headings. Guards: only between two neighbours (or ends) that are alike in both; headings without a number, and those that say something
else altogether, were rewritten and are left alone; another year or number in the same words is an alarm, one other word of the same length a hint;
words put in or left out are a matter of taste.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from nianbao.extraction.claims import Hint, Remark, hint_at
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Passage
from nianbao.extraction.tables.table_facts import compact
from nianbao.facts.pattern import as_pattern

FAULT = "label"
_TEXT = (
    "某校质量年度报告（2024）\n\n目录\n\n一、2024年度学生发展情况\n\n二、2024年度教学改革情况\n\n三、2024年度服务贡献情况\n\n"
    "一、2024年度学生发展情况\n\n学生发展良好。\n\n二、{}\n\n教学改革稳步推进。\n\n三、2024年度服务贡献情况\n\n服务贡献突出。\n"
)
EXAMPLES = (
    Example("fail", _TEXT.format("2023年度教学改革情况")),
    Example("silent", _TEXT.format("2024年度教学改革情况")),
    Example("silent", _TEXT.format("特色与创新")),
)
_CONTENTS = as_pattern(r"\s*目\s*[录次]\s*")
_LEADER = as_pattern(r"[.．…·•。_\s—-]*[(（—-]?\s*\d{0,3}\s*[)）—-]?\s*$")
_NUMBER = as_pattern(
    r"第[一二三四五六七八九十]{1,3}[章节部篇]分?|[（(]?[一二三四五六七八九十]{1,3}[、.．）)]|[（(]?\d{1,2}(?:\.\d{1,2}){0,2}[、.．）)]?"
)
_DIGITS = as_pattern(r"\d+")
_LONGEST, _MOST = 60, 300  # characters of a heading; lines of contents
_LEAST_LINES, _LEAST_WORDS = 3, 4
_ALIKE = 0.75  # of the letters of two headings
_WEIGHT = 0.5


class _Line(NamedTuple):
    passage: Passage
    number: str
    words: str


def find(manuscript: Manuscript) -> Iterator[Remark | Hint]:
    """Lines of the contents that no heading repeats, between two that one does."""
    contents, body = _divided(manuscript)
    if len(contents) < _LEAST_LINES:
        return
    at = 0
    known = {(line.number, line.words) for line in contents}
    for position, line in enumerate(contents):
        same = next((n for n in range(at, len(body)) if body[n][1:] == line[1:]), None)
        if same is not None:
            at = same + 1
            continue
        later = next(
            (
                n for following in contents[position + 1 :]
                for n in range(at, len(body)) if body[n][1:] == following[1:]
            ),
            len(body),
        )  # fmt: skip
        other = next((each for each in body[at:later] if each.number == line.number), None)
        if other is not None and (other.number, other.words) not in known and len(line.words) >= _LEAST_WORDS:
            yield from _compared(line, other)


def _divided(manuscript: Manuscript) -> tuple[list[_Line], list[_Line]]:
    """The lines of the contents, and the headings of the text behind them."""
    passages = manuscript.passages
    if manuscript.document.contents:
        # Lines with their pages were told from the text by the reader.
        told = (Passage.of(f"contents:{n}", line) for n, line in enumerate(manuscript.document.contents))
        return [line for each in told if (line := _read(each)) is not None], _headings(passages)
    start = next((n for n, passage in enumerate(passages[:_MOST]) if _CONTENTS.fullmatch(passage.plain)), None)
    if start is None:
        return [], []
    lines: list[_Line] = []
    for position in range(start + 1, min(len(passages), start + _MOST)):
        line = _read(passages[position])
        if line is None:
            if lines and len(passages[position].plain) > _LONGEST:
                return [], []
            continue
        if lines and line[1:] == lines[0][1:]:
            return lines, _headings(passages[position:])
        lines.append(line)
    return [], []


def _headings(passages: Sequence[Passage]) -> list[_Line]:
    return [line for passage in passages if (line := _read(passage)) is not None]


def _read(passage: Passage) -> _Line | None:
    words = compact(_LEADER.sub("", passage.plain) if len(passage.plain) <= _LONGEST else passage.plain)
    match = _NUMBER.match(words)
    if match is None or len(words) > _LONGEST or as_pattern(r"[。；]|^\d+(?:\.\d+)?[%万人元个]").search(words):
        return None
    return _Line(passage, match[0].strip("()、.．"), words[match.end() :])


def _compared(line: _Line, heading: _Line) -> Iterator[Remark | Hint]:
    left, right = line.words, heading.words
    here, there = (each.passage.place(0, len(each.passage.plain)) for each in (heading, line))
    where = f"第{there.line}行" if there.line else "前面"
    if _DIGITS.sub("0", left) == _DIGITS.sub("0", right):
        told = next(
            (pair for pair in zip(_DIGITS.findall(left), _DIGITS.findall(right), strict=True) if len(set(pair)) > 1),
            None,
        )
        if told is None:
            return
        found = re.search(rf"(?<!\d){told[1]}(?!\d)", heading.passage.plain)
        own = here if found is None else heading.passage.place(*found.span())
        yield Remark(
            f"contents-kept:{heading.passage.id}", "contents-kept", "date", (own, there),
            f"此处标题写「{told[1]}」，{where}的目录里同一标题写「{told[0]}」，请核对", f"the heading says {told[1]}, its line in the contents {told[0]}",
            severity="warning", reported=told[1], expected=told[0], formula=f"{told[1]} ≠ {told[0]}", is_plain=True,
        )  # fmt: skip
    elif len(left) == len(right) and SequenceMatcher(None, left, right, autojunk=False).ratio() >= _ALIKE:
        yield hint_at(
            "contents-kept", heading.passage.id, FAULT, (here, there),
            f"此处标题「{right}」与{where}目录里的「{left}」写法不一，请核对", f"the contents call this heading “{left}”: please compare",
            reported=right, expected=left, formula=f"{right} ≠ {left}", weight=_WEIGHT,
        )  # fmt: skip
