"""Things counted in a sentence, each under its name: what shares and rates are made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nianbao.extraction.mention import Mention, Passage
from nianbao.extraction.told.clause_subjects import is_compared, is_listed_with
from nianbao.extraction.wording import letters_in_order
from nianbao.facts.pattern import as_pattern
from nianbao.facts.relation import Operand
from nianbao.facts.unit import are_comparable

# 比上年增加 30 人: a change is neither part nor whole of a share.
CHANGED = as_pattern(r"(?<!新)(?:增加|减少|净增|增长|下降|提高|降低|缩减|扩大|多招|少招)了?$")
_AVERAGED = as_pattern(r"平均[^，。；]{0,6}$|[校班师生人]均$|每[个校班组队家所人名]$")
# What can be divided into shares; of quotients and points there are none.
_COUNTED = frozenset(
    (
        "people", "items", "money", "area", "schools", "attendance", "projects", "courses", "classes", "sets", "machines",
        "companies", "copies", "books", "occasions", "lesson_hours",
    )
)  # fmt: skip


@dataclass(frozen=True)
class Count:
    """A mention and what it counts."""

    mention: Mention
    name: str


def counted(passage: Passage, start: int, end: int) -> list[Count]:
    """What can be divided into shares between two positions; changes, means, noughts and what is only compared with are left out."""
    found = []
    for mention in passage.mentions_in(start, end):
        if mention.is_percent or mention.is_loose or mention.unit is None or mention.number.value == 0:
            continue
        if CHANGED.search(mention.words_before) or _AVERAGED.search(mention.words_before):
            continue
        if mention.unit.dimension in _COUNTED and not is_compared(mention):
            found.append(Count(mention, mention.name))
    return found


def are_of_one_kind(left: Count, right: Count) -> bool:
    """12 条产业链 and 793 个项目 have no share of each other, though both count things."""
    one, other = left.mention, right.mention
    things = one.unit is not None and one.unit.dimension == "items"
    return are_comparable(one.unit, other.unit) and (not things or one.measure == other.measure)


def listed_up_to(here: Sequence[Count]) -> Sequence[Count]:
    """The figures of one list that ends with the last one, where it is a list: a 人、b 人和 c 人."""
    first = len(here) - 1
    while (
        first
        and is_listed_with(here[first - 1].mention, here[first].mention)
        and are_of_one_kind(here[first - 1], here[first])
    ):
        first -= 1
    return here[first:] if first < len(here) - 1 else ()


def operand_of(count: Count) -> Operand:
    """The figure under its name."""
    return count.mention.operand(f"{count.name} {count.mention.raw.strip()}")


def is_named(base: str, count: Count) -> bool:
    """True where the words that a share is of (占专任教师的) name what is counted."""
    words = f"{count.name}{count.mention.noun}"
    return len(base) >= 2 and (
        base in words or letters_in_order(base, words) or (len(count.name) >= 2 and count.name in base)
    )
