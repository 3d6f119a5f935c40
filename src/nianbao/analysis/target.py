"""What a target would take: how much the district's numerator must change, and what each school would need.

Two honest ways are shown. ``floor``: the schools that are below a common floor rise to it, and the floor is just as
high as the target asks. ``even``: every school changes by the same proportion. Whole things (people, books) are rounded
up for each school, so that the target is met and never just missed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from enum import StrEnum
from fractions import Fraction

from nianbao.analysis.decomposition import multiplier_of, share_of
from nianbao.analysis.panel import Panel, shown
from nianbao.analysis.series import require_indicator, unit_of
from nianbao.facts.problem import Problem
from nianbao.framework.model import AggregationMethod, Catalogue, Meaning

ZERO = Fraction(0)


class Way(StrEnum):
    FLOOR = "floor"
    EVEN = "even"


@dataclass(frozen=True, slots=True)
class Need:
    """One school: where it stands, where it would have to stand, and what that takes in its numerator."""

    organisation: str
    name: str
    now: Decimal
    then: Decimal
    numerator: Decimal
    extra: Decimal


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The whole district: today, the target, what is missing of the numerator, and each school's part."""

    indicator: str
    label: str
    label_en: str
    unit: str
    data_year: int
    target: Decimal
    now: Decimal
    reached: Decimal  # what the schools' rounded parts make
    way: Way
    bar: Decimal | None  # the common floor (or ceiling, where the target is lower)
    extra: Decimal
    needs: tuple[Need, ...]
    without: tuple[str, ...]  # names of schools whose figures are missing
    numerator_label: str
    numerator_unit: str


def what_if(
    panel: Panel,
    catalogue: Catalogue,
    indicator: str,
    data_year: int,
    target: Decimal,
    *,
    way: Way = Way.FLOOR,
    parent: str | None = None,
    organisations: Sequence[str] | None = None,
) -> WhatIf:
    """What it takes that the schools' common figure is ``target``, all denominators staying as they are."""
    known = require_indicator(catalogue, indicator)
    try:
        meaning = known.meaning_in(f"dy{data_year}")
    except LookupError:
        raise Problem(
            "indicator-not-asked",
            f"{data_year}年没有“{known.label}”这个指标。",
            f"{known.label_en} was not asked in {data_year}.",
        ) from None
    members = panel.members(data_year, parent=parent)
    codes = [one.code for one in members if organisations is None or one.code in organisations]
    found = {
        code: share for code in codes if (share := share_of(panel, meaning, known.id, code, data_year)) is not None
    }
    method = meaning.aggregation.method
    if method not in (AggregationMethod.SUM, AggregationMethod.RECOMPUTE, AggregationMethod.WEIGHTED_MEAN) or not found:
        raise Problem(
            "what-if-not-possible",
            f"“{known.label}”不能由各校的数算出，或没有学校的数，不能测算目标。",
            f"{known.label_en} is not made from schools' figures, or no school has any: no target can be worked out.",
        )
    times = multiplier_of(meaning)
    whole = method is AggregationMethod.RECOMPUTE and _counts(catalogue, meaning, data_year)
    whole = whole or (method is AggregationMethod.SUM and meaning.unit is not None and meaning.unit.counts)
    wanted = Fraction(target)
    weights = {code: one.denominator or Fraction(1) for code, one in found.items()}
    rates = {code: one.numerator / weights[code] * times for code, one in found.items()}
    # A ratio divides by all weights together; a total is only added up.
    below = Fraction(1) if method is AggregationMethod.SUM else sum(weights.values(), ZERO)

    def whole_of(numerators: Mapping[str, Fraction]) -> Fraction:
        return sum(numerators.values(), ZERO) / below * times

    now = whole_of({code: one.numerator for code, one in found.items()})
    rising = wanted >= now
    bar = None
    if method is not AggregationMethod.SUM and way is Way.FLOOR:
        bar = _bar(rates, weights, wanted, rising)
        wanted_rates = {code: max(one, bar) if rising else min(one, bar) for code, one in rates.items()}
    elif now:
        wanted_rates = {code: one * wanted / now for code, one in rates.items()}
    else:
        wanted_rates = dict.fromkeys(rates, wanted / len(rates) if method is AggregationMethod.SUM else wanted)
    then = {code: wanted_rates[code] / times * weights[code] for code in found}
    if whole:
        then = {code: _to_whole(one, rising) for code, one in then.items()}
    needs = tuple(
        Need(
            code,
            panel.name(code),
            shown(rates[code]),
            shown(then[code] / weights[code] * times),
            shown(found[code].numerator),
            shown(then[code] - found[code].numerator),
        )
        for code in sorted(found, key=lambda code: (-abs(then[code] - found[code].numerator), code))
    )
    label, unit = _numerator(catalogue, known.id, meaning, data_year)
    extra = sum((then[code] - one.numerator for code, one in found.items()), ZERO)
    without = tuple(one.name for one in members if one.code in codes and one.code not in found)
    return WhatIf(
        known.id, known.label, known.label_en, unit_of(catalogue, known.id, data_year), data_year, target, shown(now),
        shown(whole_of(then)), way, None if bar is None else shown(bar), shown(extra), needs, without, label, unit,
    )  # fmt: skip


def _bar(rates: Mapping[str, Fraction], weights: Mapping[str, Fraction], wanted: Fraction, rising: bool) -> Fraction:
    """The floor to which all below must rise (or the ceiling to fall) so that the whole is ``wanted``; exact.

    Schools are taken from the far end; as soon as those taken, all at one level, make the whole, that level is the bar.
    """
    total = sum(weights.values(), ZERO)
    ordered = sorted(rates, key=lambda code: (rates[code], code), reverse=not rising)
    rest = sum((rates[code] * weights[code] for code in ordered), ZERO)
    taken = ZERO
    level = wanted
    for place, code in enumerate(ordered):
        taken += weights[code]
        rest -= rates[code] * weights[code]
        level = (wanted * total - rest) / taken
        following = rates[ordered[place + 1]] if place + 1 < len(ordered) else None
        if following is None or (level <= following if rising else level >= following):
            break
    return level


def _to_whole(amount: Fraction, rising: bool) -> Fraction:
    exact = shown(amount)
    return Fraction(exact.to_integral_value(ROUND_CEILING if rising else ROUND_FLOOR))


def _counts(catalogue: Catalogue, meaning: Meaning, data_year: int) -> bool:
    assert meaning.formula is not None
    units = [catalogue.indicators[name].meaning_in(f"dy{data_year}").unit for name in meaning.formula.numerator]
    return all(unit is not None and unit.counts for unit in units)


def _numerator(catalogue: Catalogue, indicator: str, meaning: Meaning, data_year: int) -> tuple[str, str]:
    if meaning.aggregation.method is AggregationMethod.RECOMPUTE and meaning.formula is not None:
        names = meaning.formula.numerator
        return "＋".join(catalogue.indicators[name].label for name in names), unit_of(catalogue, names[0], data_year)
    label = catalogue.indicators[indicator].label
    if meaning.aggregation.method is AggregationMethod.WEIGHTED_MEAN and meaning.aggregation.weight is not None:
        return f"{label}×{catalogue.indicators[meaning.aggregation.weight].label}", ""
    return label, unit_of(catalogue, indicator, data_year)
