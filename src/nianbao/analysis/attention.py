"""Whom to call first, and why: every reason to ask an organisation something, said in a sentence.

The order follows how much there is to ask, never how good anybody is. A reason is one of five: nothing was handed in
yet; answers are owed; a figure moved unlike its peers'; a figure lies outside the range that its definition expects;
more than half of the whole's change comes from here. Nothing else counts, and what each reason weighs stands below.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType

from nianbao.analysis.decomposition import Source, decompose, multiplier_of, shares
from nianbao.analysis.panel import Panel, Subject, shown
from nianbao.analysis.peer_group import Basis, Standing, review
from nianbao.analysis.wording import brief, english_list, listed
from nianbao.facts.cell import CellState
from nianbao.facts.problem import Problem
from nianbao.framework.model import AggregationMethod, Catalogue, Indicator, Meaning

CARRIES = Fraction(1, 2)  # of the whole's change
FEWEST_UNITS = 4  # below this somebody always carries most of a change
NAMED = 3  # schools that a reason names


class Cause(StrEnum):
    UNFILED = "unfiled"
    OWING = "owing"
    MOVED = "moved"
    OUTSIDE = "outside"
    CARRIES = "carries"


WEIGHTS: Mapping[Cause, int] = {Cause.UNFILED: 5, Cause.OWING: 1, Cause.MOVED: 3, Cause.OUTSIDE: 2, Cause.CARRIES: 1}
LABELS = {
    Cause.UNFILED: ("尚未报送", "nothing handed in"),
    Cause.OWING: ("缺数", "answers owed"),
    Cause.MOVED: ("变动异常", "moved unlike its peers"),
    Cause.OUTSIDE: ("超出常见范围", "outside the expected range"),
    Cause.CARRIES: ("主要变化来源", "carries the change"),
}


@dataclass(frozen=True, slots=True)
class Unit:
    """Who is called: a school, or a district with its schools."""

    code: str
    name: str
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unfiled:
    """A school that owes a filing and has handed nothing in; ``due`` is its day as it is written."""

    subject: Subject
    due: str


@dataclass(frozen=True, slots=True)
class Reason:
    cause: Cause
    indicator: str  # empty where it is about no single figure
    message: str
    message_en: str
    schools: tuple[str, ...] = ()  # codes of whom to ask about


@dataclass(frozen=True, slots=True)
class Call:
    """One organisation with its reasons, heaviest first."""

    unit: Unit
    reasons: tuple[Reason, ...]

    @property
    def weight(self) -> int:
        return sum(WEIGHTS[one.cause] for one in self.reasons)


def units_of(panel: Panel, data_year: int, subjects: Sequence[Subject], *, by_parent: bool) -> tuple[Unit, ...]:
    """Schools one by one, or gathered by the district that they report to."""
    if not by_parent:
        return tuple(Unit(one.code, one.name, (one.code,)) for one in subjects)
    found: dict[str, list[str]] = {}
    for one in subjects:
        found.setdefault(one.parent or "", []).append(one.code)
    return tuple(Unit(code, panel.name(code), tuple(members)) for code, members in sorted(found.items()))


def call_list(
    panel: Panel,
    catalogue: Catalogue,
    indicators: Sequence[str],
    data_year: int,
    *,
    subjects: Sequence[Subject] | None = None,
    by_parent: bool = False,
    unfiled: Sequence[Unfiled] = (),
    names: Mapping[str, str] = MappingProxyType({}),
) -> tuple[Call, ...]:
    """Every organisation, those with most to ask about first; whoever gives no reason comes last, by code.

    ``names`` has those of organisations that the panel knows nothing of yet.
    """
    chosen = tuple(subjects) if subjects is not None else panel.members(data_year)
    units = units_of(panel, data_year, chosen, by_parent=by_parent)
    silent = _silent(unfiled, by_parent=by_parent)
    missing = sorted(set(silent) - {unit.code for unit in units})
    units = (*units, *(Unit(code, names.get(code) or panel.name(code), ()) for code in missing))
    known = {one.code: one for one in chosen}
    reasons: dict[str, list[Reason]] = {unit.code: [] for unit in units}
    for code, found in silent.items():
        reasons[code].append(_unfiled(found, by_parent=by_parent))
    for name in indicators:
        indicator = catalogue.indicators[name]
        try:
            meaning = indicator.meaning_in(f"dy{data_year}")
        except LookupError:
            continue
        unusual = {
            one.subject.code: one for one in review(panel, catalogue, name, data_year, Basis.BEFORE, chosen).unusual
        }
        carried = _carried(panel, catalogue, name, data_year, chosen)
        for unit in units:
            reasons[unit.code] += [
                one
                for one in (
                    _owing(panel, indicator, meaning, data_year, unit, known),
                    _moved(unusual, indicator, unit),
                    _outside(panel, indicator, meaning, data_year, unit),
                    _carries(carried, indicator, unit) if len(units) >= FEWEST_UNITS else None,
                )
                if one is not None
            ]
    order = list(WEIGHTS)
    calls = [
        Call(unit, tuple(sorted(reasons[unit.code], key=lambda one: (-WEIGHTS[one.cause], order.index(one.cause)))))
        for unit in units
    ]
    return tuple(sorted(calls, key=lambda call: (-call.weight, call.unit.code)))


def _silent(unfiled: Sequence[Unfiled], *, by_parent: bool) -> Mapping[str, Sequence[Unfiled]]:
    """Who handed nothing in, by the unit that is called about it."""
    found: dict[str, list[Unfiled]] = {}
    for one in sorted(unfiled, key=lambda one: one.subject.code):
        found.setdefault((one.subject.parent or "") if by_parent else one.subject.code, []).append(one)
    return found


def _unfiled(found: Sequence[Unfiled], *, by_parent: bool) -> Reason:
    schools = tuple(one.subject.code for one in found)
    if not by_parent:
        (one,) = found
        return Reason(
            Cause.UNFILED, "", f"还没有报送（{one.due} 截止）。", f"Nothing handed in yet (due {one.due}).", schools
        )
    names = [one.subject.name for one in found]
    due = min(one.due for one in found)
    return Reason(
        Cause.UNFILED,
        "",
        f"有 {len(found)} 所学校还没有报送（{due} 截止）：{listed(names, NAMED)}。",
        f"{len(found)} schools have handed nothing in yet (due {due}): {english_list(names, NAMED)}.",
        schools,
    )


def _owing(
    panel: Panel, indicator: Indicator, meaning: Meaning, data_year: int, unit: Unit, known: Mapping[str, Subject]
) -> Reason | None:
    owing = []
    for code in unit.members:
        one = known[code]
        exempt = (meaning.applies_when == "has_students" and not one.has_students) or (
            meaning.applies_when == "has_graduates" and not (one.has_graduates and one.has_students)
        )
        found = panel.observation(code, data_year, indicator.id)
        if not exempt and (found is None or found.state in (CellState.BLANK, CellState.MISSING)):
            owing.append(code)
    if not owing:
        return None
    names, names_en = _names(panel, owing)
    only = unit.members == (unit.code,)
    return Reason(
        Cause.OWING,
        indicator.id,
        f"“{indicator.label}”没有填。" if only else f"“{indicator.label}”有 {len(owing)} 所学校没有填：{names}。",
        f"{indicator.label_en} is not filled in."
        if only
        else f"{indicator.label_en}: {len(owing)} schools owe it ({names_en}).",
        tuple(owing),
    )


def _moved(unusual: Mapping[str, Standing], indicator: Indicator, unit: Unit) -> Reason | None:
    found = [unusual[code] for code in unit.members if code in unusual]
    if not found:
        return None
    first = max(found, key=lambda one: (abs(one.ratio - 1), one.subject.code))
    others = f"（共 {len(found)} 所）" if len(found) > 1 else ""
    others_en = f" ({len(found)} schools in all)" if len(found) > 1 else ""
    low, high, median = (brief(one, 2) for one in (first.low, first.high, first.median))
    return Reason(
        Cause.MOVED,
        indicator.id,
        f"“{indicator.label}”由 {brief(first.base)} 变为 {brief(first.value)}，是上年的 {brief(first.ratio, 2)} 倍；"
        f"{first.peers} 所同类学校的中位数是 {median} 倍，通常在 {low}～{high} 倍：{first.subject.name}{others}。",
        f"{indicator.label_en} went from {brief(first.base)} to {brief(first.value)}, {brief(first.ratio, 2)} times "
        f"the year before; the median of {first.peers} like schools is {median}, {low} to {high} is usual: "
        f"{first.subject.name}{others_en}.",
        tuple(one.subject.code for one in found),
    )


def _outside(panel: Panel, indicator: Indicator, meaning: Meaning, data_year: int, unit: Unit) -> Reason | None:
    low, high = meaning.expected_low, meaning.expected_high
    if (low is None and high is None) or meaning.aggregation.method is AggregationMethod.SUM:
        return None
    value = _value(panel, meaning, indicator.id, data_year, unit)
    if value is None or ((low is None or value >= low) and (high is None or value <= high)):
        return None
    span = f"{'' if low is None else brief(low)}～{'' if high is None else brief(high)}"
    unit_label = meaning.unit.label if meaning.unit else ""
    return Reason(
        Cause.OUTSIDE,
        indicator.id,
        f"“{indicator.label}”是 {brief(value)}{unit_label}，常见范围是 {span}。",
        f"{indicator.label_en} is {brief(value)}{unit_label}; {span.replace('～', ' to ')} is expected.",
        unit.members if len(unit.members) == 1 else (),
    )


def _value(panel: Panel, meaning: Meaning, indicator: str, data_year: int, unit: Unit) -> Decimal | None:
    if len(unit.members) == 1:
        return panel.value(unit.members[0], data_year, indicator)
    found = shares(panel, meaning, indicator, data_year, unit.members)
    below = sum((one.denominator or Fraction(0) for one in found.values()), Fraction(0))
    if not below:
        return None
    return shown(sum((one.numerator for one in found.values()), Fraction(0)) / below * multiplier_of(meaning))


def _carried(
    panel: Panel, catalogue: Catalogue, indicator: str, data_year: int, subjects: Sequence[Subject]
) -> tuple[Mapping[str, Fraction], Fraction] | None:
    """Each school's part in the whole's change, and that change; None where it has no parts."""
    try:
        made = decompose(
            panel, catalogue, indicator, data_year - 1, data_year, organisations=[one.code for one in subjects]
        )
    except Problem:
        return None
    found: dict[str, Fraction] = {}
    for one in made.effects:
        # Who is counted in one of the two data years alone did not change: an answer is owed, or a school is new.
        if one.source in (Source.OWN, Source.WEIGHT):
            found[one.organisation] = found.get(one.organisation, Fraction(0)) + one.exact
    change = sum(found.values(), Fraction(0))
    return (found, change) if change else None


def _carries(
    carried: tuple[Mapping[str, Fraction], Fraction] | None, indicator: Indicator, unit: Unit
) -> Reason | None:
    if carried is None:
        return None
    parts, change = carried
    own = sum((parts.get(code, Fraction(0)) for code in unit.members), Fraction(0))
    if own / change <= CARRIES:
        return None
    share = brief(shown(own / change * 100), 0)
    return Reason(
        Cause.CARRIES,
        indicator.id,
        f"“{indicator.label}”总体变化 {brief(shown(change), 2, signed=True)}，其中 {share}% 来自这里。",
        f"{indicator.label_en} changed by {brief(shown(change), 2, signed=True)} overall; {share}% comes from here.",
        unit.members if len(unit.members) == 1 else (),
    )


def _names(panel: Panel, codes: Sequence[str]) -> tuple[str, str]:
    names = [panel.name(code) for code in codes]
    return listed(names, NAMED), english_list(names, NAMED)
