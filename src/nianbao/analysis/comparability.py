"""Whether figures of two data years may stand side by side: the same, convertible by a formula, or a break.

An indicator's definition is dated; the crosswalk says how an older indicator continues. What neither of the two
declares comparable is a break: nothing is joined on a title.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from nianbao.analysis.panel import Panel, shown
from nianbao.facts.unit import Unit
from nianbao.framework.model import Catalogue, CrosswalkEntry, Meaning


class Comparability(StrEnum):
    SAME = "same"
    CONVERTIBLE = "convertible"
    BREAK = "break"
    ABSENT = "absent"  # nothing was asked that year that continues as this indicator


LABELS = {
    Comparability.SAME: ("口径相同", "same definition"),
    Comparability.CONVERTIBLE: ("可换算", "convertible"),
    Comparability.BREAK: ("口径改变", "definition changed"),
    Comparability.ABSENT: ("没有此指标", "not asked"),
}
_RANK = {Comparability.SAME: 0, Comparability.CONVERTIBLE: 1, Comparability.BREAK: 2, Comparability.ABSENT: 3}


@dataclass(frozen=True, slots=True)
class Link:
    """How an indicator as it is defined in a later data year was answered in an earlier one.

    ``indicator`` is what it was called then; ``formula`` makes its figures comparable where it needs one, ``factor``
    where only the unit is another.
    """

    comparability: Comparability
    indicator: str | None
    note: str = ""
    note_en: str = ""
    formula: str = ""
    factor: Fraction = Fraction(1)

    @property
    def is_comparable(self) -> bool:
        return self.comparability in (Comparability.SAME, Comparability.CONVERTIBLE)


def link(catalogue: Catalogue, indicator: str, data_year: int, as_of_data_year: int) -> Link:
    """How ``indicator``, as ``as_of_data_year`` defines it, was answered in ``data_year``.

    Where several older indicators continue as it, the best comparable one is taken.
    """
    now = _meaning(catalogue, indicator, as_of_data_year)
    then = _meaning(catalogue, indicator, data_year)
    entries = [one for one in catalogue.crosswalk if one.new == indicator and one.old is not None]
    if now is None:
        return Link(Comparability.ABSENT, None, "指标目录没有这一年的定义。", "The catalogue has no definition for it.")
    found: list[Link] = []
    if then is not None:
        found.append(_own(indicator, then, now, next((one for one in entries if one.old == indicator), None)))
    elif data_year < as_of_data_year:
        for entry in entries:
            if entry.old != indicator and entry.old is not None and _meaning(catalogue, entry.old, data_year):
                found.append(_continued(catalogue, entry, entry.old, data_year, now))
    if not found:
        return Link(Comparability.ABSENT, None, "这一年没有问到此指标。", "It was not asked in that data year.")
    return min(found, key=lambda one: _RANK[one.comparability])


def converted(panel: Panel, organisation: str, data_year: int, found: Link) -> Decimal | None:
    """A figure of an earlier data year as the later definition would have it; None where it cannot be made."""
    if not found.is_comparable or found.indicator is None:
        return None
    if found.formula:
        exact = evaluate(found.formula, panel, organisation, data_year)
        return None if exact is None else shown(exact)
    value = panel.value(organisation, data_year, found.indicator)
    return None if value is None else shown(Fraction(value) * found.factor)


def evaluate(formula: str, panel: Panel, organisation: str, data_year: int) -> Fraction | None:
    """The crosswalk's formula on one organisation's figures: names and numbers joined by × and ÷, from the left.

    >>> from nianbao.analysis.panel import Observation
    >>> from nianbao.facts.cell import CellState
    >>> half = Observation("1", 2019, "dy2019/x", "share", "dy2019", CellState.VALUE, Decimal(50))
    >>> whole = Observation("1", 2019, "dy2019/x", "graduates", "dy2019", CellState.VALUE, Decimal(80))
    >>> evaluate("share × graduates ÷ 100", Panel.of([half, whole], []), "1", 2019)
    Fraction(40, 1)
    """
    result, sign = Fraction(1), "×"
    for token in re.findall(r"[×÷]|[\w.]+", formula):
        if token in "×÷":
            sign = token
            continue
        number = Decimal(token) if re.fullmatch(r"\d+(\.\d+)?", token) else panel.value(organisation, data_year, token)
        if number is None or (sign == "÷" and number == 0):
            return None
        result = result * Fraction(number) if sign == "×" else result / Fraction(number)
    return result


def _own(indicator: str, then: Meaning, now: Meaning, entry: CrosswalkEntry | None) -> Link:
    if then is now:
        return Link(Comparability.SAME, indicator)
    factor = _factor(then.unit, now.unit)
    if entry is not None:
        return _declared(entry, indicator, factor)
    if factor is None or then.formula != now.formula or then.definition != now.definition:
        return Link(
            Comparability.BREAK,
            indicator,
            f"定义自{now.since.removeprefix('dy')}年改变，沿革表没有说可比。",
            f"The definition changed in {now.since.removeprefix('dy')} and no crosswalk calls the two comparable.",
        )
    same = factor == 1
    return Link(
        Comparability.SAME if same else Comparability.CONVERTIBLE,
        indicator,
        "" if same else "只换了单位。",
        "" if same else "Only the unit is another.",
        factor=factor,
    )


def _continued(catalogue: Catalogue, entry: CrosswalkEntry, old: str, data_year: int, now: Meaning) -> Link:
    then = _meaning(catalogue, old, data_year)
    assert then is not None
    return _declared(entry, old, _factor(then.unit, now.unit))


def _declared(entry: CrosswalkEntry, old: str, factor: Fraction | None) -> Link:
    english = f"Crosswalk: {entry.relation.replace('_', ' ')}."
    if entry.relation == "convertible" and entry.formula:
        return Link(Comparability.CONVERTIBLE, old, entry.note, f"{english} {entry.formula}", entry.formula)
    if entry.relation == "same" and factor is not None:
        kind = Comparability.SAME if factor == 1 else Comparability.CONVERTIBLE
        return Link(kind, old, entry.note, english, factor=factor)
    return Link(Comparability.BREAK, old, entry.note or "沿革表说不可直接比较。", english)


def _factor(then: Unit | None, now: Unit | None) -> Fraction | None:
    """What turns digits in the old unit into digits in the new one; None where the two measure unlike things."""
    if then is None or now is None or then.dimension != now.dimension:
        return Fraction(1) if then == now else None
    return Fraction(then.factor) / Fraction(now.factor)


def _meaning(catalogue: Catalogue, indicator: str, data_year: int) -> Meaning | None:
    try:
        return catalogue.indicators[indicator].meaning_in(f"dy{data_year}")
    except LookupError:
        return None
