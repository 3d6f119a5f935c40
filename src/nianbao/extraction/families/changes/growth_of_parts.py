"""What a whole grew by is what its parts grew by together.

Cue: a whole and right behind or before it the parts that make it up, each with the rate by which it rose or fell (财政支出 2400 万元，增长 2%；
其中基本支出 2000 万元，增长 5%，项目支出 400 万元，下降 10.7%). Why it should hold in any report: a rate tells what there was before, and what there
was of the parts made up what there was of the whole; so a whole never grows faster than all of its parts or slower than all of them. Guards:
the parts as printed must add up to the whole; each has its own rate, told right behind it; rounding of every figure is allowed
for; where no rate turned round makes it right and the whole lies between its parts it is only hinted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from nianbao.extraction.claims import Hint, Remark, hint_at
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention, Passage
from nianbao.extraction.told.clause_subjects import is_change, is_compared
from nianbao.facts.pattern import as_pattern
from nianbao.facts.place import Place
from nianbao.facts.printed_number import Hedge
from nianbao.facts.unit import are_comparable

FAULT = "direction"
EXAMPLES = (
    Example(
        "fail", "全年支出1863.2万元，增长0.96%。其中基本支出1584.6万元，增长3.38%；项目支出278.6万元，增长10.89%。"
    ),
    Example("fail", "全市在校生2100人，增长5.0%，其中公办1540人，增长10.0%，民办560人，增长6.7%。"),
    Example(
        "pass", "全年支出1863.2万元，增长0.96%。其中基本支出1584.6万元，增长3.38%；项目支出278.6万元，下降10.89%。"
    ),
    Example(
        "silent", "全年支出1863.2万元，增长0.96%。其中基本支出1384.6万元，增长3.38%；项目支出278.6万元，增长10.89%。"
    ),
)
_RATE = as_pattern(
    r"(?:(?P<up>增长|增加|上升|提高|上涨|增幅|增)|(?P<down>下降|减少|降低|下滑|回落|降幅|降|减))(?:了|约|为|达|幅度)*\s*$"
)
_MOST_PARTS = 5
_LEAST_PARTS = 2
_ROUNDING = Decimal("0.0004")  # of the whole, for figures that were rounded before they were added


@dataclass(frozen=True, eq=False)
class _Grown:
    """A figure and the rate by which it came from what there was before; ``sign`` is that of the word."""

    level: Mention
    rate: Mention
    sign: int

    def before(self, sign: int) -> tuple[Decimal, Decimal]:
        """The least and the most that there may have been before."""
        half = self.rate.number.ulp / 2
        low, high = (1 + sign * self.rate.number.value - half), (1 + sign * self.rate.number.value + half)
        room = self.level.number.ulp / 2
        value = self.level.number.value
        return (value - room) / high, (value + room) / low

    @property
    def growth(self) -> Decimal:
        return self.sign * self.rate.number.value


def find(manuscript: Manuscript) -> Iterator[Remark | Hint]:
    """Wholes with their parts, passage by passage."""
    for passage in manuscript.prose_with("%"):
        grown = _grown(passage)
        for at in range(len(grown)):
            if (parts := _parts_of(grown, at)) is not None:
                yield _judged(passage, grown[at], parts)


def _grown(passage: Passage) -> list[_Grown]:
    """The figures with their rates in reading order."""
    found: list[_Grown] = []
    level: Mention | None = None
    last = 0
    for mention in passage.mentions:
        lead = passage.plain[max(last, mention.clause[0]) : mention.start]
        if not mention.is_percent:
            if (
                mention.unit is not None
                and not mention.is_loose
                and not is_compared(mention)
                and not is_change(passage, mention, last)
            ):
                level = mention if mention.number.hedge is Hedge.NONE else None
        elif level is not None and (match := _RATE.search(lead)) is not None:
            same = passage.full_sentence_at(level.start) == passage.full_sentence_at(mention.start)
            exact = mention.number.hedge is Hedge.NONE and 0 < mention.number.value < 1
            if same and exact and (mention.unit is None or mention.unit.dimension == "share"):
                found.append(_Grown(level, mention, 1 if match["up"] else -1))
            level = None
        last = mention.end
    return found


def _parts_of(grown: Sequence[_Grown], at: int) -> Sequence[_Grown] | None:
    """Those right behind the whole, or right before it, that add up to it."""
    whole = grown[at].level
    for size in range(_LEAST_PARTS, _MOST_PARTS + 1):
        for parts in (grown[at + 1 : at + 1 + size], grown[max(0, at - size) : at]):
            if len(parts) != size or not all(are_comparable(whole.unit, part.level.unit) for part in parts):
                continue
            gap = abs(sum((part.level.number.value for part in parts), Decimal(0)) - whole.number.value)
            if gap <= (whole.number.ulp + sum((part.level.number.ulp for part in parts), Decimal(0))) / 2:
                return parts
    return None


def _fits(whole: _Grown, parts: Sequence[_Grown], signs: Sequence[int]) -> bool:
    """``signs`` are those of the whole and of each part."""
    low, high = whole.before(signs[0])
    ranges = [part.before(sign) for part, sign in zip(parts, signs[1:], strict=True)]
    room = whole.level.number.value * _ROUNDING
    return sum(least for least, _ in ranges) <= high + room and sum(most for _, most in ranges) >= low - room


def _judged(passage: Passage, whole: _Grown, parts: Sequence[_Grown]) -> Remark | Hint:
    every = (whole, *parts)
    signs = [each.sign for each in every]
    holds = _fits(whole, parts, signs)
    turned = [
        n
        for n in range(len(signs))
        if not holds and _fits(whole, parts, [-s if i == n else s for i, s in enumerate(signs)])
    ]
    outside = (
        not min(part.growth for part in parts) - whole.rate.number.ulp
        <= whole.growth
        <= (max(part.growth for part in parts) + whole.rate.number.ulp)
    )
    suspects = [every[n] for n in turned] or list(every)
    first = suspects[0].rate
    places = tuple(_place(passage, each) for each in (*suspects, *(each for each in every if each not in suspects)))
    shown = "；".join(
        f"{each.level.raw.strip()} {'+' if each.sign > 0 else '-'}{each.rate.raw.strip()}" for each in every
    )
    name = f"{whole.level.id}:{len(parts)}"
    keys = tuple(key for each in every for key in (each.level.id, each.rate.id))
    zh = "总数与各部分的增幅相符" if holds else f"各部分的增减合起来得不出总数的增减（{shown}），请核对升降和幅度"
    en = (
        "the parts grew by what the whole grew by"
        if holds
        else f"the parts cannot have grown like that if the whole did ({shown})"
    )
    if not holds and not turned and not outside:
        return hint_at(
            "growth-of-parts",
            name,
            FAULT,
            places,
            zh,
            en,
            reported=first.raw.strip(),
            formula=shown,
            keys=keys,
            weight=0.4,
        )
    return Remark(
        f"growth-of-parts:{name}", "growth-of-parts", FAULT, places, zh, en, severity="warning", holds=holds,
        reported=first.raw.strip(), formula=shown, keys=keys,
    )  # fmt: skip


def _place(passage: Passage, each: _Grown) -> Place:
    lead = passage.plain[each.rate.clause[0] : each.rate.start]
    match = _RATE.search(lead)
    return passage.place(each.rate.clause[0] + match.start() if match is not None else each.rate.start, each.rate.end)
