"""Figures about nobody, over many records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from nianbao.checks.columnar.line import FAIL, LOOK, PASS, UNKNOWN, Line, Verdicts, any_of, either, put


def evaluate(roles: Mapping[str, Sequence[Line]], parameters: Mapping[str, Any]) -> Verdicts:
    (value,), conditions = roles["value"], roles["condition"]
    result = np.full(value.size, FAIL, np.int8)
    put(result, either(value.nothing, value.absent), PASS)
    put(result, value.empty, UNKNOWN)
    put(result, any_of([condition.blocked for condition in conditions]), UNKNOWN)
    for condition in conditions:
        half = condition.ulp if condition.ulp is not None else 0
        result[2 * condition.scaled - half > 0] = PASS
    put(result, any_of([line.apart for line in (value, *conditions)]), LOOK)
    return result
