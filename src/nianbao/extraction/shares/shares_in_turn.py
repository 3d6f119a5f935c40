"""Shares that are told in turn: a 人、b 人和 c 人，分别占 p%、q% 和 r%.

Which share goes with which count is settled by their order; shares that stand in another order than their counts are
those of the others.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from nianbao.extraction.claims import derived, relation, share_of
from nianbao.extraction.mention import Mention, Passage
from nianbao.extraction.told.counted_things import counted
from nianbao.facts.interval import Rounding
from nianbao.facts.pattern import as_pattern
from nianbao.facts.relation import Operand, Relation

_FEW = 6  # shares that may have been put in another order


def is_further(passage: Passage, share: Mention) -> bool:
    """The second and later of shares that stand in a row."""
    before = next((m for m in reversed(passage.mentions) if m.digits_start < share.digits_start), None)
    return (
        before is not None
        and before.is_percent
        and as_pattern(r"\s*[、和及]\s*").fullmatch(passage.plain[before.end : share.start]) is not None
    )


def shares_in_turn(family: str, passage: Passage) -> Iterator[Relation]:
    """甲组 10 人，乙组 30 人，丙组 60 人，分别占 10%、30%、60%."""
    for cue in as_pattern(
        r"(?:(?:分别|依次|各)占(?!地|用)|(?:占比|比例|比重|占)(?:分别|依次|各)[为是达]?)[^，。；\d]{0,14}"
    ).finditer(passage.plain):
        start, end = passage.sentence_at(cue.start())
        shares = [m for m in passage.mentions_in(cue.end(), end) if m.is_percent]
        shares = shares[:1] + [m for m in shares[1:] if is_further(passage, m)]
        counts = [c.mention for c in counted(passage, start, cue.start())]
        if len(shares) < 2 or len(counts) < len(shares):
            continue
        parts = counts[-len(shares) :]
        total = sum((part.number.value for part in parts), start=Decimal(0))
        candidates = [
            derived(f"{parts[0].id}:sum", "各项之和", total, like=parts[0].number),
            *(m.operand() for m in counts[: -len(shares)]),
        ]
        best = max(
            candidates,
            key=lambda whole: sum(
                follows(s, p.number.value / value_of(whole))
                for s, p in zip(shares, parts, strict=True)
                if value_of(whole)
            ),
        )
        good = sum(
            follows(s, p.number.value / value_of(best)) for s, p in zip(shares, parts, strict=True) if value_of(best)
        )
        if good * 2 <= len(shares) and not _in_another_order(shares, parts, best):
            continue
        for share, part in zip(shares, parts, strict=True):
            yield relation(
                family, [share_of(share.operand(trust=0.5), [part.named_operand()], [best])],
                cue=cue[0], place=passage.place(part.start, share.end),
            )  # fmt: skip


def _in_another_order(shares: Sequence[Mention], parts: Sequence[Mention], whole: Operand) -> bool:
    """a、b、c 占比依次为 p(a)、p(c)、p(b): the shares are those of the parts, but for their order."""
    if not value_of(whole) or len(shares) > _FEW or any(not share.number.places for share in shares):
        return False
    left = list(shares)
    for part in parts:
        fitting = next((s for s in left if follows(s, part.number.value / value_of(whole))), None)
        if fitting is None:
            return False
        left.remove(fitting)
    return True


def value_of(operand: Operand) -> Decimal:
    """The number of an operand, nought where it has none."""
    number = operand.cell.number
    return number.value if number is not None else Decimal(0)


def follows(share: Mention, quotient: Decimal) -> bool:
    """Whether the share was rounded or cut off from the quotient."""
    return any(share.number.interval(habit).contains(quotient) for habit in (Rounding.NEAREST, Rounding.TRUNCATED))
