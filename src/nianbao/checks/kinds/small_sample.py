"""A result of 100 % (or 0 %) needs more than a handful of people behind it.

Fails where ``rate`` is at an extreme and ``sample`` is below ``minimum`` (30 by default),
but not below ``floor``, so that two checks can speak of small and of middling samples.
``unstated`` says what an empty sample means: fail asks for it, unknown leaves it open.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from nianbao.checks.kind import Figures, Parameter, Role, Shortcut
from nianbao.checks.measure import number_of, obstacle, plain, present, printed
from nianbao.checks.outcome import Grade, Outcome, Verdict, not_applicable, unknown
from nianbao.facts.cell import CellState
from nianbao.facts.relation import Reading

LABEL = "100% 的结果要有足够的样本"
FAULT = "magnitude"
DETAILS = ("size", "size_en", "minimum")
ROLES = (Role("rate", "比率"), Role("sample", "样本数"))
PARAMETERS = (
    Parameter("minimum", "number", "样本至少"),
    Parameter("floor", "number", "样本小于此数时由别的规则负责"),
    Parameter("unstated", "word", "没有样本数时", ("fail", "unknown")),
)
ENOUGH = Decimal(30)


def evaluate(reading: Reading) -> Outcome:
    """Rate and sample together; see the module for an empty sample."""
    rate, sample = reading.operands["rate"][0], reading.operands["sample"][0]
    minimum: Decimal = reading.parameters.get("minimum", ENOUGH)
    if not present([rate]) or rate.cell.state is CellState.NONE:
        return not_applicable(rate.label)
    blocked = obstacle(rate)
    if blocked is not None:
        return unknown(blocked)
    number = number_of(rate)
    if number.digits not in (Decimal(100), Decimal(0)):
        return Outcome(Verdict.PASS, Grade.EXACT, printed(rate), reported=printed(rate))
    blocked = obstacle(sample)
    if blocked is not None or not present([sample]):
        if blocked is not None and reading.parameters.get("unstated", "unknown") == "unknown":
            return unknown(blocked)
        size, formula = "未写明", f"{rate.label} {printed(rate)}，样本数未写明"
    else:
        n = number_of(sample).value
        if n >= minimum or n < reading.parameters.get("floor", 0):
            return Outcome(
                Verdict.PASS, Grade.EXACT, f"{printed(rate)}，样本 {printed(sample)}", reported=printed(rate)
            )
        size, formula = printed(sample), f"{rate.label} {printed(rate)}，样本仅 {printed(sample)} < {plain(minimum)}"
    return Outcome(
        Verdict.FAIL,
        formula=formula,
        reported=printed(rate),
        expected=f"样本 ≥ {plain(minimum)}",
        suspects=(rate.key, sample.key),
        details={"size": size, "size_en": "not stated" if size == "未写明" else size, "minimum": plain(minimum)},
    )


def shortcut(
    roles: Mapping[str, Sequence[str]], parameters: Mapping[str, Any], factors: Mapping[str, Decimal]
) -> Shortcut | None:
    """A plain rate that is neither nothing nor all, or a sample that is large enough."""
    rate, sample, minimum = roles["rate"][0], roles["sample"][0], parameters.get("minimum", ENOUGH)
    nothing, everything = Decimal(0), Decimal(100)

    def holds(figures: Figures) -> bool:
        value = figures.get(rate)
        if value is None:
            return False
        return nothing < value < everything or (figures.get(sample, nothing) >= minimum)

    return holds
