"""Finding a figure by what an author types: its name, a piece of it, the initials of its pinyin, its id or its row.

Initials come from the order of the national character set GB 2312, whose common characters stand by their reading;
a character with two readings has both where the names of figures use the second.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nianbao.facts.problem import Problem
from nianbao.framework.model import Catalogue, Edition
from nianbao.writing.link import Names

# Where each initial begins among the common characters of GB 2312 (row and cell as two bytes).
_STARTS = (
    (0xB0A1, "a"), (0xB0C5, "b"), (0xB2C1, "c"), (0xB4EE, "d"), (0xB6EA, "e"), (0xB7A2, "f"), (0xB8C1, "g"),
    (0xB9FE, "h"), (0xBBF7, "j"), (0xBFA6, "k"), (0xC0AC, "l"), (0xC2E8, "m"), (0xC4C3, "n"), (0xC5B6, "o"),
    (0xC5BE, "p"), (0xC6DA, "q"), (0xC8BB, "r"), (0xC8F6, "s"), (0xCBFA, "t"), (0xCDDA, "w"), (0xCEF4, "x"),
    (0xD1B9, "y"), (0xD4D1, "z"),
)  # fmt: skip
_END = 0xD7FA
_CODES = [code for code, _ in _STARTS]
_ALSO = {"长": "z", "重": "z", "校": "j", "率": "s", "行": "h", "调": "d", "会": "k", "参": "s", "区": "o", "乐": "y",
         "都": "d"}  # fmt: skip
_SPACE = re.compile(r"[\s，,、（）()“”\"·]+")
MOST = 12


@dataclass(frozen=True, slots=True)
class Found:
    """A figure that fits; ``name`` is what a link says, the id where its term means several."""

    indicator: str
    label: str
    name: str
    table: str  # 表3 教学资源表, or empty for a base item
    row: str = ""


def initials(text: str) -> tuple[str, ...]:
    """For each sign of a text, the letters that its reading may begin with.

    >>> initials("毕业生率A")
    ('b', 'y', 's', 'ls', 'a')
    """
    return tuple(_initial(sign) for sign in text)


def find_figures(query: str, edition: Edition, catalogue: Catalogue, *, most: int = MOST) -> tuple[Found, ...]:
    """The figures of an edition that fit, the best first; everything in printed order for an empty query."""
    wanted = _SPACE.sub("", query).lower()
    ranked = []
    for place, (found, words) in enumerate(_all(edition.id, catalogue)):
        rank = min((rank for word in words if (rank := _rank(wanted, word)) is not None), default=None)
        if rank is None:
            rank = _rank_of_id(wanted, found)
        if rank is not None:
            ranked.append((rank, len(found.label) if wanted else 0, place, found))
    return tuple(found for *_, found in sorted(ranked, key=lambda one: one[:3])[:most])


def _rank(wanted: str, word: str) -> int | None:
    bare = _SPACE.sub("", word).lower()
    for rank, fits in enumerate((bare == wanted, bare.startswith(wanted), wanted in bare)):
        if fits:
            return rank
    if not wanted.isascii() or not wanted.isalnum():
        return None
    letters = initials(bare)
    for start in range(len(letters) - len(wanted) + 1):
        if all(sign in letters[start + at] for at, sign in enumerate(wanted)):
            return 3 if start == 0 else 4
    # Letters left out in between: byslsl for 毕业生毕业去向落实率 typed in haste.
    at = 0
    for sign in letters:
        if at < len(wanted) and wanted[at] in sign:
            at += 1
    return 6 if at == len(wanted) and len(wanted) >= 3 and wanted[0] in letters[0] else None


def _rank_of_id(wanted: str, found: Found) -> int | None:
    if wanted and wanted in found.indicator.replace("_", ""):
        return 5
    if wanted and wanted in found.indicator:
        return 5
    row = f"{found.table.partition(' ')[0]}-{found.row}".lower()
    return 2 if found.row and wanted in (row, row.removeprefix("表")) else None


def _all(edition: str, catalogue: Catalogue) -> Sequence[tuple[Found, tuple[str, ...]]]:
    """Made once for a catalogue, which does not change while a process runs."""
    key = (edition, id(catalogue))
    if key not in _KEPT:
        _KEPT[key] = (catalogue, tuple(_made(catalogue.editions[edition], catalogue)))
    return _KEPT[key][1]


# With the catalogue itself, so that another one never comes by its number.
_KEPT: dict[tuple[str, int], tuple[Catalogue, Sequence[tuple[Found, tuple[str, ...]]]]] = {}


def _made(edition: Edition, catalogue: Catalogue) -> Iterator[tuple[Found, tuple[str, ...]]]:
    names = Names(edition, catalogue)
    places: dict[str, tuple[str, str]] = {}
    for form in edition.tables:
        number = ""
        for line, cell in form.cells():
            number = line.number or number
            places.setdefault(cell.indicator, (f"{form.number} {form.label}", number))
    for name in dict.fromkeys(edition.indicators()):
        indicator = catalogue.indicators[name]
        try:
            word = indicator.label if names.find(indicator.label) == name else name
        except Problem:
            word = name
        table, row = places.get(name, ("", ""))
        yield Found(name, indicator.label, word, table, row), (indicator.label, *indicator.aliases)


def _initial(sign: str) -> str:
    if sign.isascii():
        return sign.lower()
    try:
        code = int.from_bytes(sign.encode("gb2312"), "big")
    except UnicodeEncodeError:
        return _ALSO.get(sign, "")
    if not _CODES[0] <= code < _END:
        return _ALSO.get(sign, "")
    return _STARTS[bisect_right(_CODES, code) - 1][1] + _ALSO.get(sign, "")
