"""Schools beside each other for one table: what each says, and what lies far from the others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from nianbao.web.publications.peers import COMPARED_AS_THEY_ARE, FARTHEST, FEWEST, deviations
from nianbao.web.submissions.content import cell_of
from nianbao.web.submissions.models import Entry, Submission
from nianbao.workbooks.layout import Box, SheetPlan

MOST_SCHOOLS = 16
MOST_OFFERED = 60  # a name or a type narrows the list


@dataclass(frozen=True, slots=True)
class ComparedCell:
    raw: str
    is_far: bool = False


@dataclass(frozen=True)
class ComparedRow:
    box: Box
    cells: tuple[ComparedCell, ...]  # one for each school, in their order


@dataclass(frozen=True)
class Choice:
    """Which schools stand beside each other, and which are offered beside them for a name or a type."""

    shown: tuple[Submission, ...]
    ticked: tuple[Submission, ...]  # empty: nobody was chosen, and the first that fit are shown
    left_out: int  # ticked beyond the most
    offered: tuple[Submission, ...]
    more: int  # that fit and are not offered, because the list would be too long
    types: tuple[str, ...]


def choose(submissions: Sequence[Submission], *, ticked: Iterable[str], name: str, school_type: str) -> Choice:
    """The schools that were ticked, at most sixteen, else the first that fit; whoever else fits is offered."""
    wanted = set(ticked)
    picked = [one for one in submissions if str(one.pk) in wanted]
    kept = tuple(picked[:MOST_SCHOOLS])
    fitting = [
        one
        for one in submissions
        if one not in kept
        and (not name or name in one.organisation.name or name in one.organisation.code)
        and (not school_type or one.organisation.school_type == school_type)
    ]
    types = tuple(sorted({one.organisation.school_type for one in submissions} - {""}))
    return Choice(
        kept or tuple(fitting[:MOST_SCHOOLS]), kept, len(picked) - len(kept), tuple(fitting[:MOST_OFFERED]),
        max(0, len(fitting) - MOST_OFFERED), types,
    )  # fmt: skip


def side_by_side(sheet: SheetPlan, submissions: Sequence[Submission]) -> list[ComparedRow]:
    """A row for each box of the table; one query.

    Shares, ratios and rates far from the median of the others are marked, where there are five others at least;
    plain counts go with the size of a school and are not.
    """
    chosen = [one.pk for one in submissions[:MOST_SCHOOLS]]
    boxes = list(sheet.boxes())
    found = {
        (owner, name): raw
        for owner, name, raw in Entry.objects.filter(
            submission__in=chosen, indicator__in=[box.indicator for box in boxes]
        ).values_list("submission_id", "indicator", "raw")
    }
    rows = []
    for box in boxes:
        raws = [found.get((owner, box.indicator), "") for owner in chosen]
        far = far_ones(raws, box)
        rows.append(ComparedRow(box, tuple(ComparedCell(raw, at in far) for at, raw in enumerate(raws))))
    return rows


def far_ones(raws: Iterable[str], box: Box) -> frozenset[int]:
    """The places of those values that lie far from the median of the others."""
    if box.value_type not in COMPARED_AS_THEY_ARE:
        return frozenset()
    numbers: dict[int, float] = {}
    for at, raw in enumerate(raws):
        number = cell_of(raw, box).number if raw else None
        if number is not None:
            numbers[at] = float(number.digits * number.scale)
    if len(numbers) <= FEWEST:
        return frozenset()
    far = set()
    for at, own in numbers.items():
        others = np.array([[other] for place, other in numbers.items() if place != at])
        distances, _middles = deviations(np.array([own]), others)
        if distances[0].round(1) > FARTHEST:
            far.add(at)
    return frozenset(far)


def are_enough(submissions: Sequence[Submission]) -> bool:
    """Whether each school has five others to be measured by."""
    return len(submissions[:MOST_SCHOOLS]) > FEWEST
