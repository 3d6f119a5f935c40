"""Where the answers of a file begin: which sheet, which row names the questions, and whether it takes two rows.

Exports carry titles above their headings, name the parts of a matrix in a second row, or put a summary on the sheet
in front. The row (or pair of rows) among the first ten that names most of the questions is taken, one row before two,
the earlier of two alike.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from nianbao.framework.instrument import Instrument

ALIKE = 0.82  # how alike a heading and a question must be; below it a person has to say
MOST_TITLES = 10  # rows that may stand above the headings
NUMBER = re.compile(r"^\s*(?:[Qq]\s*)?\d+\s*[、.．:：)）]\s*")
MATRIX = re.compile(r"[—–]{1,2}|--")
_TAIL = re.compile(r"[（(\[【](?:单选|必填|量表|矩阵|single|required)[^）)\]】]*[）)\]】]|[*?？。：:]+$")
_NOISE = re.compile(r"[\s,，。、“”\"'；;—_-]+")

Rows = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class AnswerTable:
    """``head`` names the columns; ``rows`` are what follows it, the first of them row ``first`` of the file."""

    sheet: str
    head: tuple[str, ...]
    rows: Rows
    first: int


def find_table(
    instrument: Instrument, sheets: Sequence[tuple[str, Rows]], named: Collection[str] = ()
) -> AnswerTable | None:
    """The table of answers among the sheets; ``named`` are headings that the user wrote. None of empty sheets.

    Where nothing looks like a question the first row of the first sheet is taken, so that what is missing can be told.
    """
    best: tuple[tuple[int, int], AnswerTable] | None = None
    for sheet, rows in sheets:
        for place, row in enumerate(rows[:MOST_TITLES]):
            if not any(cell.strip() for cell in row):
                continue
            below = rows[place + 1] if place + 1 < len(rows) else ()
            for head, depth in ((_stripped(row), 1), (_two_rows(row, below), 2)):
                found = names_questions(instrument, head, named), -depth
                if best is None or found > best[0]:
                    first = place + depth
                    best = found, AnswerTable(sheet, head, rows[first:], first + 1)
    return best[1] if best is not None else None


def names_questions(instrument: Instrument, head: Sequence[str], named: Collection[str] = ()) -> int:
    """How many questions a row names, by id or by words, and how many headings that the user wrote.

    >>> from nianbao.framework.loader import load_catalogue
    >>> names_questions(load_catalogue().instruments["staff/1"], ["序号", "1、工作条件和教学设施", "part/whole"])
    2
    """
    found = sum(text in named for text in head if text)
    left = list(instrument.questions)
    for text in head:
        identifier = re.split(r"[/.]", text)[-1]
        fits = next(
            (one for one in left if identifier == one.id or likeness(text, one.text, one.text_en) >= ALIKE), None
        )
        if fits is not None:
            left.remove(fits)
            found += 1
    return found


def likeness(heading: str, *wordings: str) -> float:
    """How alike a heading is to the likest of some wordings, its number and the name of its matrix left out.

    >>> likeness("3、您对学校的评价—总的来说，您对学校是否满意？（单选题）", "总的来说，您对学校是否满意")
    1.0
    """
    plain = NUMBER.sub("", heading)
    return max((alike(part, one) for part in {plain, MATRIX.split(plain)[-1]} for one in wordings), default=0.0)


def plain(text: str) -> str:
    return _NOISE.sub("", text).lower()


def without_tail(text: str) -> str:
    """A heading without its number and without the kind of question behind it.

    >>> without_tail("2、所学专业（必填）*")
    '所学专业'
    """
    return _TAIL.sub("", NUMBER.sub("", text)).strip()


def alike(one: str, other: str) -> float:
    """How alike two wordings are, from 0 to 1; 0 where they are clearly less alike than headings must be.

    >>> round(alike("总的来说，您对学校是否满意？", "总的来说，您对学校是否满意"), 2)
    1.0
    """
    # 是否满意？（单选题）: behind the kind of question its mark still stands.
    a, b = plain(_TAIL.sub("", _TAIL.sub("", one.strip()))), plain(other)
    if not a or not b:
        return 0.0
    matcher = difflib.SequenceMatcher(None, a, b, autojunk=False)
    if matcher.real_quick_ratio() < ALIKE or matcher.quick_ratio() < ALIKE:
        return 0.0
    return matcher.ratio()


def column_letter(place: int) -> str:
    """The name that spreadsheets give a column.

    >>> column_letter(0), column_letter(25), column_letter(26)
    ('A', 'Z', 'AA')
    """
    letters = ""
    while place >= 0:
        letters = chr(ord("A") + place % 26) + letters
        place = place // 26 - 1
    return letters


def _stripped(row: Sequence[str]) -> tuple[str, ...]:
    return tuple(" ".join(cell.split()) for cell in row)


def _two_rows(above: Sequence[str], below: Sequence[str]) -> tuple[str, ...]:
    """Headings of a row whose cells were merged over those of the next."""
    head, last = [], ""
    upper, lower = _stripped(above), _stripped(below)
    for place in range(max(len(upper), len(lower))):
        top = upper[place] if place < len(upper) else ""
        part = lower[place] if place < len(lower) else ""
        last = top or last
        head.append(f"{last}—{part}" if part and last else part or top)
    return tuple(head)
