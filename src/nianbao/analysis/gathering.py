"""Schools' figures gathered into their district's or province's, by each indicator's own method, for any data year.

What ``aggregation`` makes of whole records is made here of a few indicators of a panel, in fractions, with how many
schools stand behind each figure; who is exempt is not expected.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from nianbao.analysis.decomposition import multiplier_of, shares
from nianbao.analysis.panel import Observation, Panel, Subject, shown
from nianbao.facts.cell import CellState
from nianbao.framework.model import AggregationMethod, Catalogue, Meaning


def gathered(panel: Panel, catalogue: Catalogue, unit: Subject, indicators: Iterable[str]) -> Panel:
    """The unit's own observations over all data years, made of its members: those whose parent it is, or all of them.

    ``unit`` says who is made; its data year is replaced by each of the panel's. A province's members are all schools
    of the panel.
    """
    names = sorted(set(indicators))
    figures: list[Observation] = []
    subjects: list[Subject] = []
    parent = unit.code if unit.level == "district" else None
    for data_year in panel.data_years:
        members = panel.members(data_year, parent=parent)
        if not members:
            continue
        subjects.append(Subject(unit.code, unit.name, unit.level, unit.parent, data_year))
        for name in names:
            try:
                meaning = catalogue.indicators[name].meaning_in(f"dy{data_year}")
            except LookupError:
                continue
            figures.append(_figure(panel, meaning, name, data_year, unit, members))
    return Panel.of(figures, subjects)


def _figure(
    panel: Panel, meaning: Meaning, indicator: str, data_year: int, unit: Subject, members: Sequence[Subject]
) -> Observation:
    found = shares(panel, meaning, indicator, data_year, [one.code for one in members])
    expected = sum(one.code in found or not is_exempt(panel, meaning, indicator, one, data_year) for one in members)
    above = sum((one.numerator for one in found.values()), Fraction(0))
    value = None
    if found and meaning.aggregation.method is AggregationMethod.MAXIMUM:
        value = shown(max(one.numerator for one in found.values()))
    elif found:
        below = sum((one.denominator or Fraction(0) for one in found.values()), Fraction(0))
        value = shown(above / below * multiplier_of(meaning) if below else above)
    edition = next(
        (one.edition for code in found if (one := panel.observation(code, data_year, indicator)) is not None), ""
    )
    state = CellState.VALUE if value is not None else CellState.NONE if expected == 0 else CellState.MISSING
    unit_label = meaning.unit.label if meaning.unit is not None else ""
    return Observation(
        unit.code, data_year, edition, indicator, meaning.since, state, value, unit_label, len(found), expected
    )


def is_exempt(panel: Panel, meaning: Meaning, indicator: str, subject: Subject, data_year: int) -> bool:
    """Whether a school owes no answer: by the registry, or because it says 无 or 不适用."""
    if meaning.applies_when in ("has_students", "has_graduates") and not subject.has_students:
        return True
    if meaning.applies_when == "has_graduates" and not subject.has_graduates:
        return True
    found = panel.observation(subject.code, data_year, indicator)
    return found is not None and found.state in (CellState.NONE, CellState.NOT_APPLICABLE)
