"""Whom a school is compared with, and who moves or stands unlike its peers.

Peers are schools of the same type and of a similar size in the same data year; a group that is too small takes in the
nearest by size and says so. Who is unlike the others is Hidiroglou and Berthelot's test (``checks.outlier``), in
either direction: it says what to ask about, and never who is better.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from nianbao.analysis.comparability import converted, link
from nianbao.analysis.panel import Panel, Subject, shown
from nianbao.analysis.series import require_indicator
from nianbao.checks.outlier import FEWEST_PEERS, WIDTH, spread_of
from nianbao.framework.model import Catalogue

FEWEST = 8  # members of a group, below which it takes in the nearest by size


class Basis(StrEnum):
    BEFORE = "before"  # the same figure of the data year before: who moves unlike the others
    SIZE = "size"  # full-time students: who stands unlike the others


@dataclass(frozen=True, slots=True)
class PeerGroup:
    """A group of like organisations; ``borrowed`` were taken in because the group alone is too small."""

    kind: str
    size_band: str
    members: tuple[Subject, ...]
    borrowed: tuple[Subject, ...] = ()

    @property
    def everyone(self) -> tuple[Subject, ...]:
        return (*self.members, *self.borrowed)

    @property
    def label(self) -> str:
        return f"{self.kind}{'，' if self.kind else ''}{self.size_band}人"


@dataclass(frozen=True, slots=True)
class Standing:
    """One organisation among its peers; ``low`` and ``high`` bound the ratios that are usual for its size."""

    subject: Subject
    group: PeerGroup
    value: Decimal
    base: Decimal
    ratio: Decimal
    low: Decimal | None = None
    high: Decimal | None = None
    median: Decimal | None = None
    peers: int = 0

    @property
    def is_judged(self) -> bool:
        return self.low is not None

    @property
    def is_unusual(self) -> bool:
        return self.low is not None and self.high is not None and not self.low <= self.ratio <= self.high


@dataclass(frozen=True, slots=True)
class PeerReview:
    """Everybody's standing; ``without`` lack a figure or a base and are in no comparison."""

    indicator: str
    data_year: int
    basis: Basis
    standings: tuple[Standing, ...]
    without: tuple[Subject, ...]

    @property
    def unusual(self) -> tuple[Standing, ...]:
        return tuple(one for one in self.standings if one.is_unusual)


def peer_groups(subjects: Sequence[Subject], fewest: int = FEWEST) -> tuple[PeerGroup, ...]:
    """Groups by type and size, in that order; each organisation is a member of exactly one."""
    found: dict[tuple[str, str], list[Subject]] = {}
    for one in sorted(
        subjects, key=lambda one: (one.kind, one.size if one.size is not None else Decimal(-1), one.code)
    ):
        found.setdefault((one.kind, one.size_band), []).append(one)
    groups = []
    for (kind, band), members in found.items():
        borrowed: list[Subject] = []
        if len(members) < fewest and band != "?":
            centre = sum((one.size or Decimal(0) for one in members), Decimal(0)) / len(members)
            others = [one for one in subjects if one.kind == kind and one.size is not None and one.size_band != band]
            others.sort(key=lambda one: (abs((one.size or Decimal(0)) - centre), one.code))
            borrowed = others[: fewest - len(members)]
        groups.append(PeerGroup(kind, band, tuple(members), tuple(borrowed)))
    return tuple(groups)


def review(
    panel: Panel,
    catalogue: Catalogue,
    indicator: str,
    data_year: int,
    basis: Basis = Basis.BEFORE,
    subjects: Sequence[Subject] | None = None,
    width: Decimal = WIDTH,
) -> PeerReview:
    """Every organisation's figure against its base, beside its peers'."""
    indicator = require_indicator(catalogue, indicator).id
    chosen = tuple(subjects) if subjects is not None else panel.members(data_year)
    pairs: dict[str, tuple[Decimal, Decimal]] = {}
    for one in chosen:
        value = panel.value(one.code, data_year, indicator)
        base = one.size if basis is Basis.SIZE else _before(panel, catalogue, indicator, one.code, data_year)
        if value is not None and base is not None and value > 0 and base > 0:
            pairs[one.code] = (value, base)
    standings = []
    for group in peer_groups(chosen):
        spread = spread_of([pairs[one.code] for one in group.everyone if one.code in pairs], width)
        for one in group.members:
            if one.code not in pairs:
                continue
            value, base = pairs[one.code]
            ratio = shown(Fraction(value) / Fraction(base))
            if spread is None or spread.peers < FEWEST_PEERS:
                standings.append(Standing(one, group, value, base, ratio))
                continue
            low, high = spread.usual_ratios(value, base)
            standings.append(Standing(one, group, value, base, ratio, low, high, spread.median_ratio, spread.peers))
    standings.sort(key=lambda one: one.subject.code)
    without = tuple(one for one in chosen if one.code not in pairs)
    return PeerReview(indicator, data_year, basis, tuple(standings), without)


def _before(panel: Panel, catalogue: Catalogue, indicator: str, code: str, data_year: int) -> Decimal | None:
    return converted(panel, code, data_year - 1, link(catalogue, indicator, data_year - 1, data_year))
