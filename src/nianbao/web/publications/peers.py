"""Values far from those of schools of the same type: this year's ratios, and every figure's way since last year.

Ratios are compared by their distance from the median in units of the median deviation. Changes are
compared as Hidiroglou and Berthelot do: a small school's doubling says less than a large one's, so
each change is weighed by the size of what changed. Both need five others, and say so where there are fewer.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

import numpy as np
from django.db.models import Q
from numpy.typing import NDArray

from nianbao.framework.model import ValueType
from nianbao.web.publications.kept_numbers import Floats, Key, numbers_of
from nianbao.web.submissions.content import boxes_by_indicator, edition_of
from nianbao.web.submissions.models import Submission
from nianbao.workbooks.layout import Box

FEWEST = 5
FARTHEST = 3.5  # deviations from the median
TO_DEVIATION = 0.6745  # of a normal distribution
WIDTH = 4  # of a quartile's distance
NARROWEST = 0.05
COMPARED_AS_THEY_ARE = (ValueType.SHARE, ValueType.RATIO, ValueType.RATE)
# A float does for a hint: it keeps the twelve digits that are shown, and a hundred figures of three hundred schools
# are compared in milliseconds.


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
    boxes = _boxes(submission)
    now, before = _numbers(submission, boxes)
    others = [organisation for organisation, row in now.items() if organisation != own and not np.isnan(row).all()]
    if len(others) < FEWEST:
        return PeerReading(len(others))
    nothing = np.full(len(boxes), np.nan)
    mine, mine_before = now.get(own, nothing), before.get(own, nothing)
    theirs = np.array([now[one] for one in others])
    theirs_before = np.array([before.get(one, nothing) for one in others])
    found = [*_far_values(mine, theirs, boxes), *_far_changes((mine_before, mine), (theirs_before, theirs), boxes)]
    return PeerReading(len(others), tuple(sorted(found, key=lambda one: (-one.distance, one.indicator))))


def read_peers(submission: Submission) -> None:
    """Read what a comparison needs, so that the next one finds it kept; one query where nothing was saved since."""
    _numbers(submission, _boxes(submission))


def deviations(values: Floats, others: Floats) -> tuple[Floats, Floats]:
    """Robust deviations of ``values`` from the medians of ``others``' columns, and these medians.

    Not a number where fewer than five others have one, or all are alike.

    >>> others = np.array([[10.0], [11], [12], [13], [14]])
    >>> [float(deviations(np.array([value]), others)[0].round(1)[0]) for value in (12.0, 30.0)]
    [0.0, 12.1]
    >>> deviations(np.array([30.0]), others[:4])[0]
    array([nan])
    """
    (middles,) = _quantiles(others, 0.5)
    (spreads,) = _quantiles(np.abs(others - middles), 0.5)
    told = (spreads > _crumbs(middles)) & (_count(others) >= FEWEST)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(told, TO_DEVIATION * np.abs(values - middles) / spreads, np.nan), middles


def change_distances(
    change: tuple[Floats, Floats], others: tuple[Floats, Floats]
) -> tuple[Floats, Floats, NDArray[np.int_]]:
    """How far changes (before, now) lie outside the usual ones, in widths of their acceptance interval.

    Above 1 they are outside; not a number where fewer than five others have both figures. With the median of the
    ratios now : before, and how many others there were.

    >>> others = np.full((5, 1), 100.0), np.array([[95.0], [98], [100], [102], [106]])
    >>> [bool(change_distances((np.array([100.0]), np.array([now])), others)[0] > 1) for now in (101.0, 1000.0)]
    [False, True]
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio, sizes = _ratios(*change)
        ratios, all_sizes = _ratios(*others)
        (middles,) = _quantiles(ratios, 0.5)
        low, centre, high = _quantiles(_effects(ratios, middles, all_sizes), 0.25, 0.5, 0.75)
        # Where most others did not move at all, a twentieth of the figure's weight keeps a step of one from
        # standing out.
        floor = np.maximum(np.abs(NARROWEST * centre), NARROWEST * sizes)
        own = _effects(ratio, middles, sizes)
        width = WIDTH * np.maximum(np.where(own > centre, high - centre, centre - low), floor)
        counts = _count(ratios)
        return np.where(counts >= FEWEST, np.abs(own - centre) / width, np.nan), middles, counts


def _ratios(before: Floats, now: Floats) -> tuple[Floats, Floats]:
    """Now : before where both are above zero, and the root of the larger, by which a change weighs."""
    both = (before > 0) & (now > 0)
    return np.where(both, now / before, np.nan), np.sqrt(np.where(both, np.maximum(before, now), np.nan))


def _effects(ratios: Floats, middles: Floats, sizes: Floats) -> Floats:
    skew: Floats = np.where(ratios >= middles, ratios / middles - 1, 1 - middles / ratios)
    return skew * sizes


def _crumbs(middles: Floats) -> Floats:
    """What is left over where equal decimals are subtracted as floats."""
    left: Floats = 1e-12 * np.abs(middles)
    return left


def _count(rows: Floats) -> NDArray[np.int_]:
    counted: NDArray[np.int_] = np.sum(~np.isnan(rows), axis=0)
    return counted


def _quantiles(rows: Floats, *shares: float) -> list[Floats]:
    """Quantiles of each column, in a straight line between neighbours; numbers that are missing are not counted."""
    ordered = np.sort(rows, axis=0)  # what is no number stands at the end
    last = np.maximum(_count(rows) - 1, 0)
    found = []
    for share in shares:
        place = last * share
        below = np.floor(place).astype(int)
        low = np.take_along_axis(ordered, below[None, :], axis=0)[0]
        high = np.take_along_axis(ordered, np.minimum(below + 1, last)[None, :], axis=0)[0]
        found.append(low + (high - low) * (place - below))
    return found


def _boxes(submission: Submission) -> list[Box]:
    return [box for box in boxes_by_indicator(submission.campaign.edition).values() if box.takes_number]


def _numbers(submission: Submission, boxes: Sequence[Box]) -> tuple[dict[int, Floats], dict[int, Floats]]:
    """By organisation: what the school and those of its type say now, and what they said the year before."""
    edition = edition_of(submission)
    campaigns = Q(campaign=submission.campaign_id)
    if edition.previous is not None:
        campaigns |= Q(campaign__edition=edition.previous)
    alike = Q(organisation__school_type=submission.organisation.school_type)
    same = alike & Q(organisation__parent=submission.organisation.parent_id)
    found = Submission.objects.filter(campaigns & (same | Q(organisation=submission.organisation_id))).order_by()
    rows = list(found.values_list("pk", "revision", "saved_at", "organisation_id", "campaign_id"))
    figures = numbers_of([Key(*row[:3]) for row in rows], boxes, campaign=submission.campaign_id)
    now: dict[int, Floats] = {}
    before: dict[int, Floats] = {}
    for number, _revision, _saved_at, organisation, campaign in rows:
        (now if campaign == submission.campaign_id else before)[organisation] = figures[number]
    return now, before


def _far_values(mine: Floats, theirs: Floats, boxes: Sequence[Box]) -> Iterator[Outlier]:
    distances, middles = deviations(mine, theirs)
    counts = _count(theirs)
    for position, box in enumerate(boxes):
        distance = _tenths(distances[position])
        if box.value_type in COMPARED_AS_THEY_ARE and distance is not None and distance > FARTHEST:
            text, typical = shown(_exact(mine[position]), box), shown(_exact(middles[position]), box)
            yield Outlier(box.indicator, box.label, text, typical, distance, False, int(counts[position]))


def _far_changes(mine: tuple[Floats, Floats], theirs: tuple[Floats, Floats], boxes: Sequence[Box]) -> Iterator[Outlier]:
    distances, middles, counts = change_distances(mine, theirs)
    before, now = mine
    for position, box in enumerate(boxes):
        distance = _tenths(distances[position])
        if distance is not None and distance > 1:
            text = f"{shown(_exact(before[position]), box)} → {shown(_exact(now[position]), box)}"
            typical = signed_percent(_exact(middles[position]) - 1)
            yield Outlier(box.indicator, box.label, text, typical, distance, True, int(counts[position]))


def _tenths(distance: float) -> Decimal | None:
    return Decimal(f"{distance:.1f}") if np.isfinite(distance) else None


def _exact(number: float) -> Decimal:
    """The number that was entered: it has at most twelve digits, and the float nearest to it keeps them."""
    return Decimal(f"{number:.12g}")


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
