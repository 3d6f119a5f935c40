"""One indicator of one organisation through the data years, with what may be compared and how it grew.

All points are held against the newest definition. Growth is said only between neighbours on the same side of a
break, in percentage points for shares and in percent for everything else, and never from a figure that not all stand
behind.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from nianbao.analysis.comparability import Link, converted, link
from nianbao.analysis.panel import Observation, Panel, shown
from nianbao.facts.cell import CellState
from nianbao.facts.problem import Problem
from nianbao.framework.model import Catalogue, Indicator, ValueType


@dataclass(frozen=True, slots=True)
class Point:
    """One data year: the figure as it was published, and as the newest definition has it.

    ``change`` and ``growth`` are against the data year before; ``segment`` counts up at each break.
    """

    data_year: int
    observation: Observation | None
    link: Link
    value: Decimal | None
    segment: int
    change: Decimal | None = None
    growth: Decimal | None = None  # percent; None for shares, whose change is in percentage points

    @property
    def published(self) -> Decimal | None:
        return self.observation.value if self.observation is not None else None

    @property
    def state(self) -> CellState | None:
        return self.observation.state if self.observation is not None else None

    @property
    def drawn(self) -> Decimal | None:
        """What a chart shows: the comparable value, else the published one on its own side of the break."""
        return self.value if self.value is not None else self.published


@dataclass(frozen=True, slots=True)
class Series:
    organisation: str
    name: str
    indicator: str
    label: str
    label_en: str
    unit: str
    is_share: bool
    points: tuple[Point, ...]

    @property
    def breaks(self) -> tuple[int, ...]:
        """The data years with which a new segment begins."""
        return tuple(
            later.data_year
            for earlier, later in zip(self.points, self.points[1:], strict=False)
            if later.segment != earlier.segment
        )

    @property
    def latest(self) -> Point | None:
        return next((one for one in reversed(self.points) if one.drawn is not None), None)


def series_of(
    panel: Panel,
    catalogue: Catalogue,
    organisation: str,
    indicator: str,
    data_years: Sequence[int] | None = None,
) -> Series:
    """The series over the panel's data years, or over those given; Problem where the indicator is unknown."""
    known = require_indicator(catalogue, indicator)
    indicator = known.id
    asked = tuple(sorted(data_years)) if data_years is not None else panel.data_years
    newest = asked[-1] if asked else 0
    is_share = known.value_type is ValueType.SHARE
    points: list[Point] = []
    segment = 0
    for data_year in asked:
        found = link(catalogue, indicator, data_year, newest)
        observation = panel.observation(organisation, data_year, found.indicator) if found.indicator else None
        value = converted(panel, organisation, data_year, found)
        before = points[-1] if points else None
        # Held against the newest definition, comparable years come last: a step between the two kinds is the break.
        if before is not None and before.link.is_comparable != found.is_comparable:
            segment += 1
        change, growth = _moved(before, value, observation, is_share)
        points.append(Point(data_year, observation, found, value, segment, change, growth))
    return Series(
        organisation, panel.name(organisation), indicator, known.label, known.label_en,
        unit_of(catalogue, indicator, newest), is_share, tuple(points),
    )  # fmt: skip


def require_indicator(catalogue: Catalogue, indicator: str) -> Indicator:
    """The indicator with this id or this official name; Problem where there is none."""
    found = catalogue.indicators.get(indicator)
    if found is None:
        # Two editions may use one name for unlike things: what is still asked for is meant.
        named = [one for _, one in sorted(catalogue.indicators.items()) if one.label == indicator]
        found = max(named, key=lambda one: one.meanings[-1].until is None, default=None)
    if found is None:
        raise Problem(
            "indicator-unknown",
            f"没有指标“{indicator}”。可写英文名或官方名称，见 docs/reference/indicators.md。",
            f"There is no indicator {indicator!r}; write its id or its official name (docs/reference/indicators.md).",
        )
    return found


def unit_of(catalogue: Catalogue, indicator: str, data_year: int) -> str:
    """The label of the unit that a data year's form asks for; empty where it has none."""
    try:
        unit = catalogue.indicators[indicator].meaning_in(f"dy{data_year}").unit
    except LookupError:
        return ""
    return unit.label if unit is not None else ""


def _moved(
    before: Point | None, value: Decimal | None, observation: Observation | None, is_share: bool
) -> tuple[Decimal | None, Decimal | None]:
    """The change from the data year before and the growth in percent, where both may be said."""
    if before is None or before.value is None or value is None:
        return None, None
    if not _is_whole(before.observation) or not _is_whole(observation):
        return None, None
    change = value - before.value
    if is_share or before.value == 0:
        return change, None
    return change, shown(Fraction(change) / abs(Fraction(before.value)) * 100)


def _is_whole(observation: Observation | None) -> bool:
    return observation is None or observation.is_complete
