"""Why a district's figure changed: its schools, the weight each of them has, and the definition.

Everything is done in fractions, so that the parts add up to the change exactly. A ratio's change falls into what each
school changed itself, what larger and smaller schools' weights changed, and who came or went (the midpoint
method: neither of the two data years is the measure of the other); a total's change is its schools' changes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from nianbao.analysis.comparability import link
from nianbao.analysis.panel import Panel, shown
from nianbao.analysis.series import require_indicator, unit_of
from nianbao.facts.problem import Problem
from nianbao.framework.model import AggregationMethod, Catalogue, Meaning

ZERO = Fraction(0)


class Source(StrEnum):
    OWN = "own"  # the school itself changed
    WEIGHT = "weight"  # the school weighs more or less in the whole
    ENTERED = "entered"
    LEFT = "left"
    DEFINITION = "definition"


LABELS = {
    Source.OWN: ("学校自身变化", "the school's own change"),
    Source.WEIGHT: ("规模结构变化", "its weight in the whole"),
    Source.ENTERED: ("新计入", "newly counted"),
    Source.LEFT: ("不再计入", "no longer counted"),
    Source.DEFINITION: ("口径变化", "change of definition"),
}


@dataclass(frozen=True, slots=True)
class Effect:
    """One part of the change; ``organisation`` is empty for the definition, which is nobody's."""

    source: Source
    organisation: str
    name: str
    exact: Fraction

    @property
    def amount(self) -> Decimal:
        return shown(self.exact)


@dataclass(frozen=True, slots=True)
class Decomposition:
    """A change and its parts, largest first; they add up to it without a rest."""

    indicator: str
    label: str
    label_en: str
    unit: str
    earlier: int
    later: int
    exact_before: Fraction
    exact_after: Fraction
    effects: tuple[Effect, ...]

    @property
    def before(self) -> Decimal:
        return shown(self.exact_before)

    @property
    def after(self) -> Decimal:
        return shown(self.exact_after)

    @property
    def exact_change(self) -> Fraction:
        return self.exact_after - self.exact_before

    @property
    def change(self) -> Decimal:
        return shown(self.exact_change)

    @property
    def adds_up(self) -> bool:
        return sum((one.exact for one in self.effects), ZERO) == self.exact_change

    def by_source(self) -> Mapping[Source, Decimal]:
        """The parts of each kind together."""
        return {
            source: shown(sum((one.exact for one in self.effects if one.source is source), ZERO)) for source in Source
        }

    def by_organisation(self) -> tuple[tuple[str, str, Decimal], ...]:
        """Code, name and whole part of each school, largest first."""
        found: dict[tuple[str, str], Fraction] = {}
        for one in self.effects:
            if one.organisation:
                key = one.organisation, one.name
                found[key] = found.get(key, ZERO) + one.exact
        ordered = sorted(found.items(), key=lambda item: (-abs(item[1]), item[0]))
        return tuple((code, name, shown(exact)) for (code, name), exact in ordered)


@dataclass(frozen=True, slots=True)
class Share:
    """What one school puts into a figure: numerator and, for a ratio or mean, denominator or weight."""

    numerator: Fraction
    denominator: Fraction | None = None


def decompose(
    panel: Panel,
    catalogue: Catalogue,
    indicator: str,
    earlier: int,
    later: int,
    *,
    parent: str | None = None,
    organisations: Sequence[str] | None = None,
) -> Decomposition:
    """The change of the schools' common figure between two data years.

    Raises Problem where the definitions are no more comparable and the older figures do not say what the newer
    definition asks for, or where no school has figures in one of the two.
    """
    known = require_indicator(catalogue, indicator)
    indicator = known.id
    now = _meaning(catalogue, indicator, later)
    if _method(now) is AggregationMethod.NONE:
        raise Problem(
            "decompose-not-aggregated",
            f"“{known.label}”不能由各校的数汇成（没有公式或权重），不能分解。",
            f"{known.label_en} cannot be made from schools' figures, so its change has no parts.",
        )
    before = shares(panel, now, indicator, earlier, _members(panel, earlier, parent, organisations))
    after = shares(panel, now, indicator, later, _members(panel, later, parent, organisations))
    if not before or not after:
        raise Problem(
            "decompose-no-figures",
            f"“{known.label}”在 {later if before else earlier} 年没有学校的数，不能分解变化。",
            f"No school has the figures of {known.label_en} in {later if before else earlier}.",
        )
    found = link(catalogue, indicator, earlier, later)
    effects: list[Effect] = []
    old = before
    if not found.is_comparable:
        # Both definitions can be worked out from the older base items, or the two figures have nothing in common.
        then = _meaning(catalogue, indicator, earlier)
        old = shares(panel, then, indicator, earlier, _members(panel, earlier, parent, organisations))
        if not old or _method(then) is AggregationMethod.NONE or _whole(now, before) is None:
            raise Problem(
                "decompose-break",
                f"“{known.label}”{earlier}年与{later}年口径不同，且不能按新口径重算，变化不能分解。{found.note}",
                f"{known.label_en} was defined otherwise in {earlier} and cannot be worked out anew. {found.note_en}",
            )
        began = _whole(then, old)
    else:
        began = _whole(now, before)
    start, end = _whole(now, before), _whole(now, after)
    if began is None or start is None or end is None:
        raise Problem(
            "decompose-no-figures",
            f"“{known.label}”的分母为零，不能分解变化。",
            f"The denominator of {known.label_en} is zero, so its change cannot be taken apart.",
        )
    if start != began:
        effects.append(Effect(Source.DEFINITION, "", "", start - began))
    effects += (
        _ratio_effects(panel, now, before, after) if _is_ratio(now) else _total_effects(panel, now, before, after)
    )
    ordered = sorted(
        (one for one in effects if one.exact), key=lambda one: (-abs(one.exact), one.organisation, one.source)
    )
    return Decomposition(
        indicator, known.label, known.label_en, unit_of(catalogue, indicator, later), earlier, later, began, end,
        tuple(ordered),
    )  # fmt: skip


def shares(
    panel: Panel, meaning: Meaning, indicator: str, data_year: int, organisations: Sequence[str]
) -> dict[str, Share]:
    """What each school puts into a figure; schools that lack a part of it are left out."""
    found: dict[str, Share] = {}
    for code in organisations:
        one = share_of(panel, meaning, indicator, code, data_year)
        if one is not None:
            found[code] = one
    return found


def share_of(panel: Panel, meaning: Meaning, indicator: str, organisation: str, data_year: int) -> Share | None:
    """One school's numerator and denominator in the units of the form."""

    def total(names: Sequence[str]) -> Fraction | None:
        values = [panel.value(organisation, data_year, name) for name in names]
        return None if None in values else sum((Fraction(one) for one in values if one is not None), ZERO)

    match _method(meaning):
        case AggregationMethod.RECOMPUTE:
            assert meaning.formula is not None
            above, below = total(meaning.formula.numerator), total(meaning.formula.denominator)
            return None if above is None or not below else Share(above, below)
        case AggregationMethod.WEIGHTED_MEAN:
            assert meaning.aggregation.weight is not None
            value, weight = total([indicator]), total([meaning.aggregation.weight])
            return None if value is None or not weight else Share(value * weight, weight)
        case AggregationMethod.NONE:
            return None
        case _:
            value = total([indicator])
            return None if value is None else Share(value)


def multiplier_of(meaning: Meaning) -> Fraction:
    """What a quotient of base items is multiplied by to stand in the form's unit."""
    if _method(meaning) is AggregationMethod.RECOMPUTE and meaning.formula is not None:
        return Fraction(meaning.formula.multiplier)
    return Fraction(1)


def _ratio_effects(
    panel: Panel, meaning: Meaning, before: Mapping[str, Share], after: Mapping[str, Share]
) -> list[Effect]:
    times = multiplier_of(meaning)
    old_total = sum((one.denominator or ZERO for one in before.values()), ZERO)
    new_total = sum((one.denominator or ZERO for one in after.values()), ZERO)
    start, end = _whole(meaning, before), _whole(meaning, after)
    assert start is not None
    assert end is not None
    middle = (start + end) / 2
    effects = []
    for code in sorted({*before, *after}):
        name = panel.name(code)
        rate_before, weight_before = _rate(before.get(code), times), _weight(before.get(code), old_total)
        rate_after, weight_after = _rate(after.get(code), times), _weight(after.get(code), new_total)
        if rate_before is None and rate_after is not None:
            effects.append(Effect(Source.ENTERED, code, name, weight_after * (rate_after - middle)))
        elif rate_after is None and rate_before is not None:
            effects.append(Effect(Source.LEFT, code, name, -weight_before * (rate_before - middle)))
        elif rate_before is not None and rate_after is not None:
            own = (weight_before + weight_after) / 2 * (rate_after - rate_before)
            weight = ((rate_before + rate_after) / 2 - middle) * (weight_after - weight_before)
            effects += [Effect(Source.OWN, code, name, own), Effect(Source.WEIGHT, code, name, weight)]
    return effects


def _total_effects(
    panel: Panel, meaning: Meaning, before: Mapping[str, Share], after: Mapping[str, Share]
) -> list[Effect]:
    if _method(meaning) is AggregationMethod.MAXIMUM:
        raise Problem(
            "decompose-maximum",
            "取最大值的指标不由各校相加，变化不能分解。",
            "A maximum is not the sum of its schools, so its change has no parts.",
        )
    effects = []
    for code in sorted({*before, *after}):
        old, new = before.get(code), after.get(code)
        source = Source.ENTERED if old is None else Source.LEFT if new is None else Source.OWN
        amount = (new.numerator if new else ZERO) - (old.numerator if old else ZERO)
        effects.append(Effect(source, code, panel.name(code), amount))
    return effects


def _whole(meaning: Meaning, found: Mapping[str, Share]) -> Fraction | None:
    above = sum((one.numerator for one in found.values()), ZERO)
    if not _is_ratio(meaning):
        return above
    below = sum((one.denominator or ZERO for one in found.values()), ZERO)
    return above / below * multiplier_of(meaning) if below else None


def _rate(share: Share | None, times: Fraction) -> Fraction | None:
    return None if share is None or not share.denominator else share.numerator / share.denominator * times


def _weight(share: Share | None, total: Fraction) -> Fraction:
    return ZERO if share is None or not share.denominator else share.denominator / total


def _is_ratio(meaning: Meaning) -> bool:
    return _method(meaning) in (AggregationMethod.RECOMPUTE, AggregationMethod.WEIGHTED_MEAN)


def _method(meaning: Meaning) -> AggregationMethod:
    method = meaning.aggregation.method
    if method is AggregationMethod.RECOMPUTE and meaning.formula is None:
        return AggregationMethod.NONE
    if method is AggregationMethod.WEIGHTED_MEAN and meaning.aggregation.weight is None:
        return AggregationMethod.NONE
    # The union of lists needs the lists; their sizes do not add up.
    return AggregationMethod.NONE if method is AggregationMethod.DISTINCT else method


def _meaning(catalogue: Catalogue, indicator: str, data_year: int) -> Meaning:
    try:
        return catalogue.indicators[indicator].meaning_in(f"dy{data_year}")
    except LookupError:
        label, label_en = catalogue.indicators[indicator].label, catalogue.indicators[indicator].label_en
        raise Problem(
            "indicator-not-asked",
            f"{data_year}年没有“{label}”这个指标。",
            f"{label_en} was not asked in {data_year}.",
        ) from None


def _members(panel: Panel, data_year: int, parent: str | None, organisations: Sequence[str] | None) -> tuple[str, ...]:
    codes = tuple(one.code for one in panel.members(data_year, parent=parent))
    return codes if organisations is None else tuple(code for code in codes if code in set(organisations))
