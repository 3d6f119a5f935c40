"""How much a finding matters to the district: what its figure becomes if the suspected cell is put right.

Where no single repair is known, the cell's share of the district's figure says how much is at stake.
The district is every school that has handed in, and the one under review.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import Q

from nianbao.checks.finding import Finding
from nianbao.framework.model import AggregationMethod
from nianbao.web.publications.aggregate import PROVISIONAL
from nianbao.web.submissions.content import Content, boxes_of, cell_of, plan_of_submission
from nianbao.web.submissions.models import Entry
from nianbao.workbooks.layout import Box

Figures = Mapping[str, Decimal]
SEVERITY_ORDER = {"error": 0, "warning": 1, "info": 2}


@dataclass(frozen=True)
class Influence:
    """``percent`` of the district's figure that moves, or at most could; None where no figure adds up from the cell."""

    percent: Decimal | None = None
    label: str = ""
    before: str = ""
    after: str = ""  # the district's figure once repaired; empty where only the share is known

    @property
    def is_a_move(self) -> bool:
        return bool(self.after)


@dataclass(frozen=True)
class Ranked:
    finding: Finding
    influence: Influence


def ranked(content: Content, findings: Iterable[Finding]) -> list[Ranked]:
    """Errors first, then warnings; within each those that touch the district's figures most."""
    found = list(findings)
    boxes = boxes_of(plan_of_submission(content.submission))
    keys = {indicator_of(spot.key) for one in found for spot in one.spots}
    keys |= {indicator_of(change.key) for one in found for repair in one.repairs[:1] for change in repair.changes}
    ratios = [box for box in boxes.values() if keys & set(operands_of(box))]
    wanted = keys | {name for box in ratios for name in operands_of(box)}
    totals = totals_of(content, sorted(wanted & boxes.keys()), boxes)
    own = {name: number for name in wanted & boxes.keys() if (number := _own(content, name, boxes[name])) is not None}
    made = [Ranked(one, influence_of(one, own, totals, boxes, ratios)) for one in found]
    return sorted(
        made,
        key=lambda one: (
            SEVERITY_ORDER[one.finding.severity],
            -(one.influence.percent if one.influence.percent is not None else Decimal(-1)),
            one.finding.check,
            one.finding.id,
        ),
    )


def influence_of(
    finding: Finding, own: Figures, totals: Figures, boxes: Mapping[str, Box], ratios: Sequence[Box]
) -> Influence:
    """The largest move that the first repair makes, else the largest share of a suspected cell."""
    changed: dict[str, Decimal] = {}
    for repair in finding.repairs[:1]:
        for change in repair.changes:
            box = boxes.get(change.key)
            if box is not None:
                number = cell_of(change.suggested, box).number
                if number is not None:
                    changed[change.key] = number.digits * number.scale
    moves = [_move(box, changed, own, totals) for box in (*(boxes[key] for key in changed), *ratios)]
    known = [one for one in moves if one is not None and one.percent]
    if known:
        return max(known, key=lambda one: (one.percent or 0, one.label))
    spots = [spot for spot in finding.suspects or finding.spots if spot.key in boxes]
    shares = [_share(boxes[spot.key], own, totals) for spot in spots]
    largest = [one for one in shares if one is not None]
    return max(largest, key=lambda one: (one.percent or 0, one.label)) if largest else Influence()


def totals_of(content: Content, indicators: Sequence[str], boxes: Mapping[str, Box]) -> Figures:
    """The sums over the schools that have handed in and this one, in one query."""
    submission = content.submission
    totals: dict[str, Decimal] = {}
    counted = Q(submission__campaign=submission.campaign_id, submission__state__in=PROVISIONAL)
    entries = Entry.objects.filter(counted | Q(submission=submission.pk), indicator__in=indicators)
    for name, raw in entries.order_by("indicator").values_list("indicator", "raw"):
        number = cell_of(raw, boxes[name]).number
        if number is not None:
            totals[name] = totals.get(name, Decimal()) + number.digits * number.scale
    return totals


def operands_of(box: Box) -> tuple[str, ...]:
    """The base items that a ratio of the district is made from."""
    formula = box.meaning.formula
    if formula is None or box.meaning.aggregation.method is not AggregationMethod.RECOMPUTE:
        return ()
    return (*formula.numerator, *formula.denominator)


def indicator_of(key: str) -> str:
    """The indicator in an operand's key.

    >>> indicator_of("graduates@previous")
    'graduates'
    """
    return key.partition("@")[0].partition("#")[0]


def _own(content: Content, name: str, box: Box) -> Decimal | None:
    entry = content.entries.get(name)
    number = cell_of(entry.raw, box).number if entry is not None else None
    return number.digits * number.scale if number is not None else None


def _move(box: Box, changed: Figures, own: Figures, totals: Figures) -> Influence | None:
    after = dict(totals)
    for key, number in changed.items():
        after[key] = after.get(key, Decimal()) - own.get(key, Decimal()) + number
    if box.meaning.aggregation.method is AggregationMethod.SUM and box.indicator in changed:
        old, new = totals.get(box.indicator), after.get(box.indicator)
    elif set(operands_of(box)) & changed.keys():
        old, new = _ratio(box, totals), _ratio(box, after)
    else:
        return None
    if old is None or new is None or old == new or not old:
        return None
    return Influence(_percent(abs(new - old) / abs(old)), box.label, _shown(old, box), _shown(new, box))


def _share(box: Box, own: Figures, totals: Figures) -> Influence | None:
    total = totals.get(box.indicator)
    if box.meaning.aggregation.method is not AggregationMethod.SUM or not total or box.indicator not in own:
        return None
    return Influence(_percent(abs(own[box.indicator] / total)), box.label, _shown(total, box))


def _ratio(box: Box, figures: Figures) -> Decimal | None:
    formula = box.meaning.formula
    assert formula is not None
    above = sum((figures.get(name, Decimal()) for name in formula.numerator), Decimal())
    below = sum((figures.get(name, Decimal()) for name in formula.denominator), Decimal())
    return above / below * formula.multiplier if below else None


def _percent(share: Decimal) -> Decimal:
    return (100 * share).quantize(Decimal("0.01"), ROUND_HALF_UP)


def _shown(number: Decimal, box: Box) -> str:
    """A figure in the form's unit, to two places at most.

    A ratio of base items has its unit already.
    """
    if box.meaning.aggregation.method is AggregationMethod.SUM and box.unit is not None:
        number = number / box.unit.factor
    rounded = number.quantize(Decimal("0.01"), ROUND_HALF_UP)
    return f"{rounded:,.2f}".rstrip("0").rstrip(".") + box.unit_label
