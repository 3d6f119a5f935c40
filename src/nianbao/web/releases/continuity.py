"""Whether figures of two years are of the same thing: by the definitions that were released with them.

Equal words, unit and arithmetic make a figure the same. Where they differ, the catalogue's crosswalk says whether
the old one continues (same), can be converted, or is only alike. Whatever it says nothing about is a break.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, DivisionByZero, InvalidOperation
from enum import StrEnum

from nianbao.framework.model import Catalogue, CrosswalkEntry
from nianbao.web.releases.models import Definition

_TOKEN = re.compile(r"\s*([a-z][a-z0-9_]*|\d+(?:\.\d+)?|[×÷+])\s*")
PLACES = Decimal("0.01")


class Comparability(StrEnum):
    SAME = "same"
    CONVERTIBLE = "convertible"
    BREAK = "break"


@dataclass(frozen=True, slots=True)
class Continuity:
    """How an earlier definition goes on in a later one, and why."""

    comparability: Comparability
    note: str = ""
    formula: str = ""


SAME = Continuity(Comparability.SAME)


def continuity(earlier: Definition, later: Definition, catalogue: Catalogue) -> Continuity:
    """How comparable a figure of an earlier definition is with the same of a later one."""
    if earlier.meaning == later.meaning and earlier.indicator == later.indicator:
        return SAME
    entry = _entry(earlier.indicator, later.indicator, catalogue)
    if entry is not None:
        match entry.relation:
            case "same":
                return Continuity(Comparability.SAME, entry.note)
            case "convertible":
                return Continuity(Comparability.CONVERTIBLE, entry.note, entry.formula)
        return Continuity(Comparability.BREAK, entry.note)
    return Continuity(Comparability.BREAK)


def forerunners(indicator: str, catalogue: Catalogue) -> tuple[str, ...]:
    """The older indicators that the crosswalk continues as this one, itself left out."""
    found = [
        entry.old for entry in catalogue.crosswalk if entry.new == indicator and entry.old not in (None, indicator)
    ]
    return tuple(dict.fromkeys(name for name in found if name is not None))


def operands(formula: str) -> tuple[str, ...]:
    """The indicators that a conversion asks for.

    >>> operands("graduates_placed_share × graduates ÷ 100")
    ('graduates_placed_share', 'graduates')
    """
    return tuple(token for token in _tokens(formula) if token[0].isalpha())


def converted(formula: str, figures: Mapping[str, Decimal]) -> Decimal | None:
    """What a conversion gives, from left to right, to two decimal places; None where a figure is missing.

    >>> converted("share × graduates ÷ 100", {"share": Decimal("97.5"), "graduates": Decimal(200)})
    Decimal('195')
    >>> converted("share × graduates ÷ 100", {"share": Decimal("97.5")}) is None
    True
    """
    result: Decimal | None = None
    operator = ""
    for token in _tokens(formula):
        if token in "×÷":
            operator = token
            continue
        value = figures.get(token) if token[0].isalpha() else Decimal(token)
        if value is None:
            return None
        try:
            result = value if result is None else result * value if operator == "×" else result / value
        except (DivisionByZero, InvalidOperation):
            return None
    if result is None:
        return None
    rounded = result.quantize(PLACES)
    return rounded.to_integral_value() if rounded == rounded.to_integral_value() else rounded.normalize()


def _entry(old: str, new: str, catalogue: Catalogue) -> CrosswalkEntry | None:
    return next((one for one in catalogue.crosswalk if one.old == old and one.new == new), None)


def _tokens(formula: str) -> list[str]:
    return [found[1] for found in _TOKEN.finditer(formula)]
