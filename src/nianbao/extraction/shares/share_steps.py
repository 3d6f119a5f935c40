"""Whether the step between two shares was printed as a rate of growth."""

from __future__ import annotations

from decimal import Decimal

from nianbao.extraction.claims import Remark
from nianbao.extraction.mention import Mention
from nianbao.extraction.tables.table_facts import Figure
from nianbao.facts.printed_number import Hedge


def step_as_percent(family: str, one: Mention | Figure, other: Mention | Figure, step: Mention) -> Remark | None:
    """The remark that a step in per cent is one in points, where it is the difference exactly and no rate of growth."""
    values = (one.number.value, other.number.value)
    if (
        step.number.hedge is not Hedge.NONE
        or not all(values)
        or any(share.number.hedge is not Hedge.NONE for share in (one, other))
    ):
        return None
    apart, said = abs(values[0] - values[1]), abs(step.number.value)
    half = step.number.scale.scaleb(-step.number.places) / 2
    grown = tuple(apart / value for value in values)
    if abs(apart - said) > half or not apart or any(abs(rate - said) <= half for rate in grown):
        return None
    if step.number.places < max(one.number.places, other.number.places) and abs(apart - said) > Decimal(0):
        # 12.4% and 15.3%，提高 3%: a step that was rounded may be a rate of something else.
        return None
    printed = step.raw.strip()
    points = printed.rstrip("%％") + "个百分点"
    return Remark(
        f"{family}:{step.id}:points", family, "typo", (step.place, one.place, other.place),
        f"两个比例之差应写「{points}」；写成「{printed}」指的是增长率（{grown[1] * 100:.2f}%）", f"{printed} should be {points.removesuffix('个百分点')} percentage points",
        severity="warning" if step.number.places else "info", reported=printed, expected=points, suggestion=points,
        formula=f"{values[0] * 100:.{one.number.places}f}% − {values[1] * 100:.{other.number.places}f}% = {points}", keys=(step.id,),
    )  # fmt: skip
