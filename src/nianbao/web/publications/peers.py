"""Values far from those of schools of the same type: this year's ratios, and every figure's way since last year.

Ratios are compared by their distance from the median in units of the median deviation. Changes are
compared as Hidiroglou and Berthelot do: a small school's doubling says less than a large one's, so
each change is weighed by the size of what changed. Both need five others, and say so where there are fewer.
"""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from statistics import median, quantiles
from threading import Lock

from django.db.models import Q

from nianbao.framework.model import ValueType
from nianbao.web.submissions.content import boxes_of, cell_of, edition_of, plan_of_submission
from nianbao.web.submissions.models import Entry, Submission
from nianbao.workbooks.layout import Box

FEWEST = 5
FARTHEST = Decimal("3.5")  # deviations from the median
TO_DEVIATION = Decimal("0.6745")  # of a normal distribution
WIDTH = 4  # of a quartile's distance
NARROWEST = Decimal("0.05")
COMPARED_AS_THEY_ARE = (ValueType.SHARE, ValueType.RATIO, ValueType.RATE)
MOST_KEPT = 3_000  # submissions whose numbers stay in memory, some ten kilobytes each
Figures = dict[str, Decimal]  # indicator → number in base units
Numbers = dict[str, dict[int, Decimal]]  # indicator → organisation → number in base units

_KEPT: OrderedDict[tuple[int, int], Figures] = OrderedDict()  # by submission and revision
_LOCK = Lock()


@dataclass(frozen=True, slots=True)
class Outlier:
    """A value of the school that lies far from its peers'."""

    indicator: str
    label: str
    text: str
    typical: str  # what is usual among the peers
    distance: Decimal
    is_change: bool  # since last year, or of the value itself
    peers: int


@dataclass(frozen=True, slots=True)
class PeerReading:
    """``peers`` are the other schools of the type; with fewer than five nothing is compared."""

    peers: int
    outliers: tuple[Outlier, ...] = ()

    @property
    def is_enough(self) -> bool:
        return self.peers >= FEWEST

    @property
    def fewest(self) -> int:
        return FEWEST


def far_from_peers(submission: Submission) -> PeerReading:
    """The school's values that lie far from those of its peers in the campaign, the farthest first; two queries."""
    own = submission.organisation_id
    boxes = {name: box for name, box in boxes_of(plan_of_submission(submission)).items() if box.takes_number}
    now, before = _numbers(submission, boxes)
    peers = {organisation for numbers in now.values() for organisation in numbers} - {own}
    if len(peers) < FEWEST:
        return PeerReading(len(peers))
    found = [*_far_values(now, own, boxes), *_far_changes(now, before, own, boxes)]
    return PeerReading(len(peers), tuple(sorted(found, key=lambda one: (-one.distance, one.indicator))))


def deviation(value: Decimal, others: Sequence[Decimal]) -> Decimal | None:
    """Robust deviations of ``value`` from the median of ``others``; None where they are too few or all alike.

    >>> others = [Decimal(number) for number in (10, 11, 12, 13, 14)]
    >>> deviation(Decimal(12), others), deviation(Decimal(30), others)
    (Decimal('0.0'), Decimal('12.1'))
    >>> deviation(Decimal(30), others[:4]) is None
    True
    """
    if len(others) < FEWEST:
        return None
    middle = median(others)
    spread = median(abs(one - middle) for one in others)
    if not spread:
        return None
    return (TO_DEVIATION * abs(value - middle) / spread).quantize(Decimal("0.1"), ROUND_HALF_UP)


def change_distance(change: tuple[Decimal, Decimal], others: Sequence[tuple[Decimal, Decimal]]) -> Decimal | None:
    """How far a change (before, now) lies outside the usual ones, in widths of their acceptance interval.

    Above 1 it is outside. None where fewer than five others have both figures.

    >>> others = [(Decimal(100), Decimal(now)) for now in (95, 98, 100, 102, 106)]
    >>> [change_distance((Decimal(100), Decimal(now)), others) > 1 for now in (101, 1000)]
    [False, True]
    """
    if len(others) < FEWEST:
        return None
    middle = median(now / before for before, now in others)
    if not middle:
        return None
    effects = [_effect(one, middle) for one in others]
    low, centre, high = quantiles(effects, n=4, method="inclusive")
    least = abs(NARROWEST * centre)
    # Where most others did not move at all, a twentieth of the figure's weight keeps a step of one from standing out.
    floor = max(least, NARROWEST * Decimal(math.sqrt(max(change))))
    own = _effect(change, middle)
    width = WIDTH * (max(high - centre, floor) if own > centre else max(centre - low, floor))
    return (abs(own - centre) / width).quantize(Decimal("0.1"), ROUND_HALF_UP)


def _effect(change: tuple[Decimal, Decimal], middle: Decimal) -> Decimal:
    before, now = change
    ratio = now / before
    skew = ratio / middle - 1 if ratio >= middle else 1 - middle / ratio
    # A rank among hints, no verdict: the root of a float is exact enough and ten times quicker.
    return skew * Decimal(math.sqrt(max(change)))


def _numbers(submission: Submission, boxes: Mapping[str, Box]) -> tuple[Numbers, Numbers]:
    now: Numbers = {}
    before: Numbers = {}
    edition = edition_of(submission)
    campaigns = Q(campaign=submission.campaign_id)
    if edition.previous is not None:
        campaigns |= Q(campaign__edition=edition.previous)
    alike = Q(organisation__school_type=submission.organisation.school_type)
    same = alike & Q(organisation__parent=submission.organisation.parent_id)
    found = Submission.objects.filter(campaigns & (same | Q(organisation=submission.organisation_id)))
    rows = list(found.values_list("pk", "revision", "organisation_id", "campaign_id"))
    figures = _figures_of([(number, revision) for number, revision, *_ in rows], boxes)
    for number, revision, organisation, campaign in rows:
        side = now if campaign == submission.campaign_id else before
        for name, value in figures[number, revision].items():
            side.setdefault(name, {})[organisation] = value
    return now, before


def _figures_of(wanted: Sequence[tuple[int, int]], boxes: Mapping[str, Box]) -> dict[tuple[int, int], Figures]:
    """The numbers of submissions as they stand; those of a revision that was read before are not read again."""
    found = {key: kept for key in wanted if (kept := _KEPT.get(key)) is not None}
    missing = {number: (number, revision) for number, revision in wanted if (number, revision) not in found}
    found |= {key: {} for key in missing.values()}
    if missing:
        rows = Entry.objects.filter(submission__in=missing)
        for number, name, raw in rows.values_list("submission_id", "indicator", "raw"):
            value = cell_of(raw, boxes[name]).number if name in boxes else None
            if value is not None:
                found[missing[number]][name] = value.digits * value.scale
    with _LOCK:
        for key in missing.values():
            _KEPT[key] = found[key]
        while len(_KEPT) > MOST_KEPT:
            _KEPT.popitem(last=False)
    return found


def _far_values(now: Numbers, own: int, boxes: Mapping[str, Box]) -> Iterator[Outlier]:
    for name, numbers in now.items():
        if own not in numbers or boxes[name].value_type not in COMPARED_AS_THEY_ARE:
            continue
        others = [number for organisation, number in numbers.items() if organisation != own]
        distance = deviation(numbers[own], others)
        if distance is not None and distance > FARTHEST:
            typical = shown(median(others), boxes[name])
            yield Outlier(
                name, boxes[name].label, shown(numbers[own], boxes[name]), typical, distance, False, len(others)
            )


def _far_changes(now: Numbers, before: Numbers, own: int, boxes: Mapping[str, Box]) -> Iterator[Outlier]:
    for name, numbers in now.items():
        last = before.get(name, {})
        pairs = {
            organisation: (last[organisation], number)
            for organisation, number in numbers.items()
            if last.get(organisation, 0) > 0 and number > 0
        }
        if own not in pairs:
            continue
        others = [pair for organisation, pair in pairs.items() if organisation != own]
        distance = change_distance(pairs[own], others)
        if distance is not None and distance > 1:
            middle = median(after / first for first, after in others)
            text = f"{shown(pairs[own][0], boxes[name])} → {shown(pairs[own][1], boxes[name])}"
            yield Outlier(name, boxes[name].label, text, signed_percent(middle - 1), distance, True, len(others))


def shown(number: Decimal, box: Box) -> str:
    """A number of base units as the form writes it."""
    factor = box.unit.factor if box.unit is not None else Decimal(1)
    rounded = (number / factor).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return f"{rounded:f}".rstrip("0").rstrip(".") if "." in f"{rounded:f}" else f"{rounded:f}"


def signed_percent(share: Decimal) -> str:
    """A share as a change in percent.

    >>> signed_percent(Decimal("0.034")), signed_percent(Decimal("-0.5"))
    ('+3.4%', '-50.0%')
    """
    return f"{100 * share:+.1f}%"
