"""A figure has no more decimal places than its form asks for.

``most`` is the number of places. Cells without a number have none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from nianbao.checks.kind import Figures, Parameter, Role, Shortcut
from nianbao.checks.measure import obstacle, plain, present, printed, suffix_of
from nianbao.checks.outcome import Grade, Outcome, Verdict, not_applicable, unknown
from nianbao.facts.cell import CellState
from nianbao.facts.relation import Reading

LABEL = "小数位不超过规定"
FAULT = "rounding"
DETAILS = ("places", "most")
ROLES = (Role("value", "要看小数位的数"),)
PARAMETERS = (Parameter("most", "number", "小数至多几位"),)
TWO = Decimal(2)


def evaluate(reading: Reading) -> Outcome:
    """Printed places against the most allowed."""
    value, most = reading.operands["value"][0], reading.parameters.get("most", TWO)
    if not present([value]) or value.cell.state is CellState.NONE:
        return not_applicable(value.label)
    blocked = obstacle(value)
    if blocked is not None:
        return unknown(blocked)
    number = value.cell.number
    assert number is not None
    if number.places <= most:
        return Outcome(Verdict.PASS, Grade.EXACT, printed(value), reported=printed(value))
    rounded = number.digits.quantize(Decimal(1).scaleb(-int(most)), ROUND_HALF_UP)
    return Outcome(
        Verdict.FAIL,
        formula=f"{printed(value)} 有 {number.places} 位小数 > {plain(most)}",
        reported=printed(value),
        expected=f"{rounded:f}" + suffix_of(number),
        suspects=(value.key,),
        details={"places": str(number.places), "most": plain(most)},
    )


def shortcut(
    roles: Mapping[str, Sequence[str]], parameters: Mapping[str, Any], factors: Mapping[str, Decimal]
) -> Shortcut | None:
    """A plain figure that rounding to the places allowed does not change."""
    keys, most = tuple(roles["value"]), int(parameters.get("most", TWO))

    def holds(figures: Figures) -> bool:
        try:
            for key in keys:
                # Padded zeros are digits too: 12.3400 has four.
                exponent = figures[key].as_tuple().exponent
                if not isinstance(exponent, int) or -exponent > most:
                    return False
        except KeyError:
            return False
        return True

    return holds
