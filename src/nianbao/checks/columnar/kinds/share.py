"""Shares against part and whole, over many records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from nianbao.checks.columnar.claim import against_quotient, settle_operands
from nianbao.checks.columnar.line import FAIL, LOOK, Line, Verdicts


def evaluate(roles: Mapping[str, Sequence[Line]], parameters: Mapping[str, Any]) -> Verdicts:
    (claim,), part, whole = roles["share"], roles["part"], roles["whole"]
    result = against_quotient(claim, part, whole)
    if roles.get("group"):
        result[result == FAIL] = LOOK  # the partition may have been balanced to 100 %
    counted = not any(line.is_rate for line in (*part, *whole))
    return settle_operands(result, [part, whole], claim, none_is_zero=counted)
