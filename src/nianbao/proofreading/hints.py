"""Which hints are told: the likeliest, no more than a report of its length bears, and none about what is told already.

A hint rests on signs, not on proof. Most authors will look at a handful and at none of fifty, so
their number is bounded, and where there are too many, the weakest are left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from nianbao.proofreading.finding import ReportFinding

FEWEST = 4
MOST = 30
CHARACTERS_EACH = 1200  # of prose to one hint


def bearable(characters: int) -> int:
    """How many hints a report with so many characters of prose bears.

    >>> bearable(900), bearable(15_000), bearable(400_000)
    (4, 12, 30)
    """
    return min(MOST, max(FEWEST, characters // CHARACTERS_EACH))


def kept_hints(
    hints: Iterable[tuple[float, ReportFinding]], told: Sequence[ReportFinding], characters: int
) -> list[ReportFinding]:
    """The heaviest hints, each about a place of its own that no finding suspects."""
    taken = {m.place.spot for finding in told for m in finding.places if not finding.is_folded or m.role == "suspect"}
    kept: list[ReportFinding] = []
    for _, finding in sorted(hints, key=lambda hint: (-hint[0], hint[1].first_place.sort_key, hint[1].id)):
        spots = {m.place.spot for m in finding.places if m.role == "suspect"}
        if len(kept) == bearable(characters):
            break
        if spots & taken:
            continue
        taken |= spots
        kept.append(finding)
    return kept
