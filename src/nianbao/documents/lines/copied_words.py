"""The words of a table as a copy gives them out, one behind the other, and what may be one cell.

Inside a cell stands nothing but a break of the line, and only where the line was full.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from nianbao.documents.document import Text
from nianbao.documents.running_text import display_width, joined, tidy
from nianbao.documents.values import is_figure, is_ordinal, is_value
from nianbao.facts.pattern import as_pattern

SLACK = 3  # half-width columns that may stay free at the end of a full line: one Han character and a mark
_UNIT_TAIL = as_pattern(r"[（(]([^（）()]+)[）)]$")
_CLOSING = "）)]】》”、，,/%％"
_WHOLE_TOTALS = frozenset(["合计", "总计", "小计", "总数", "共计"])
_NUMBER_HALF = as_pattern(r"[-−+]?[\d,，.．]*[\d,，.．:：][:：1]?")
_UNIT_LIKE = as_pattern(
    r"[:：]?1?|[%％‰]|[人名个所门项本册台套件间次期家天日元分课时学Mbps/／·生平方米㎡万亿千瓦]{1,6}|人次|学时|课时|Mbps|人日"
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a line; ``begins`` and ``ends`` say that it is the first or the last there."""

    text: Text
    plain: str
    width: int
    begins: bool
    ends: bool
    is_value: bool
    number: int | None  # where it may be the serial number of a row

    @classmethod
    def of(cls, text: Text, begins: bool, ends: bool) -> Word:
        plain = text.text
        number = int("".join(c for c in plain if c.isdecimal())) if is_ordinal(plain) else None
        figure = is_value(plain) and "岁" not in plain  # 30岁及以下 names a row
        return cls(text, plain, display_width(plain), begins, ends, figure, number)


@lru_cache(8_192)
def is_unit(text: str) -> bool:
    """True for what may stand in a column of units.

    >>> is_unit("元/生"), is_unit("%"), is_unit("Mbps"), is_unit("专业名称")
    (True, True, True, False)
    """
    return _UNIT_LIKE.fullmatch(tidy(text)) is not None


@dataclass(frozen=True, slots=True)
class Span:
    """Words that may be one cell: up to which, what speaks against it, and how wide the lines are that must be full."""

    end: int
    price: float
    full: tuple[int, ...]
    is_unit: bool

    def price_in(self, edge: int) -> float:
        """How unlikely this cell is in a column so wide; 0 where the width is not known."""
        if not edge:
            return self.price + 0.25 * len(self.full)
        # The next character must not have fitted, or it may not begin a line.
        price = self.price
        for width in self.full:
            free = edge - width
            if free > SLACK:
                price += min(free - SLACK, 6) + 0.3
            elif free > 1:
                price += 0.3
        return price


def spans_from(words: Sequence[Word], first: int, last: int) -> Iterator[Span]:
    """The word at ``first`` as one cell, then with the next one and so on up to ``last``."""
    price, plain = 0.0, ""
    full: tuple[int, ...] = ()
    for end in range(first + 1, last + 1):
        following = words[end - 1]
        if plain:
            word = words[end - 2]
            if not word.ends:
                # Programs put a blank between figures or Latin letters and Han characters.
                price += 0.4 if word.plain[-1].isascii() != following.plain[0].isascii() else 2.5
            elif following.plain[0] in "（(" and following.plain[-1] in "）)":
                price += 0.1  # a unit on a line of its own
            else:
                full = (*full, word.width)
            tail = _UNIT_TAIL.search(word.plain)
            if tail is not None and is_unit(tail[1]) and following.plain[0] not in "（(":
                price += 5.0  # nothing comes behind a unit
            if following.plain.startswith("其中") or not _WHOLE_TOTALS.isdisjoint((word.plain, following.plain)):
                price += 4.0
        plain += following.plain
        yield _span(words[first], plain, end, price, full)


def _span(head: Word, plain: str, end: int, price: float, full: tuple[int, ...]) -> Span:
    """What the words say together: ``price`` is what speaks against the seams between them."""
    if plain != head.plain:
        price -= 0.05  # a break explained is better than a cell more
    price += 3.0 * abs(plain.count("（") + plain.count("(") - plain.count("）") - plain.count(")"))
    unit = is_unit(plain)
    if (plain[0] in _CLOSING and not unit) or (head.plain[0] in "（(" and head.plain[-1] in "）)"):
        price += 5.0
    if tidy(plain) in ("合", "计", "总", "小"):
        price += 4.0
    return Span(end, price, full, unit)


def is_torn_figure(first: Word, second: Word) -> bool:
    """True for a figure that its narrow column broke: 112697 and 9.79 below, 14.34: and 1."""
    if not (first.ends and second.begins) or not _NUMBER_HALF.fullmatch(first.plain):
        return False
    whole = first.plain + second.plain
    return is_figure(whole) and len(second.plain) <= len(first.plain) and second.plain[0] in "0123456789.．,，:：%％"


def whole(words: Sequence[Word]) -> Text:
    """The words of a cell as one text."""
    if len(words) == 1:
        return words[0].text
    lines: list[list[Text]] = []
    for position, word in enumerate(words):
        if not position or words[position - 1].ends:
            lines.append([])
        lines[-1].append(word.text)
    return joined([joined(line, " ") for line in lines])
