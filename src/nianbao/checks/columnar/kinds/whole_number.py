"""Counts that are whole and not negative, over many records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from nianbao.checks.columnar.line import FAIL, LOOK, UNKNOWN, Flags, Line, Verdicts, any_of, put


def evaluate(roles: Mapping[str, Sequence[Line]], parameters: Mapping[str, Any]) -> Verdicts:
    values = roles["values"]
    result = np.zeros(values[0].size, np.int8)
    put(result, any_of([line.blocked for line in values]), UNKNOWN)
    for line in values:
        put(result, _is_no_count(line), FAIL)
    # A number that is held apart may be the one that fails.
    put(result, any_of([line.apart for line in values]), LOOK)
    return result


def _is_no_count(line: Line) -> Flags:
    wrong = line.scaled < 0
    return wrong | (line.scaled % np.int64(10**line.exponent) != 0) if line.exponent else wrong
