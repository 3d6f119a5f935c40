"""Ratios against numerator and denominator, over many records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from nianbao.checks.columnar.claim import against_quotient, settle_operands
from nianbao.checks.columnar.line import Line, Verdicts


def evaluate(roles: Mapping[str, Sequence[Line]], parameters: Mapping[str, Any]) -> Verdicts:
    (claim,), above, below = roles["ratio"], roles["numerator"], roles["denominator"]
    result = against_quotient(claim, above, below, Fraction(parameters.get("multiplier", 1)))
    return settle_operands(result, [above, below], claim, none_is_zero=True)
