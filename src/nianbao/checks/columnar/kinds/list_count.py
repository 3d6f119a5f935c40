"""Stated numbers of things against the rows listed, over many records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from nianbao.checks.columnar.line import FAIL, LOOK, PASS, SAFE, UNKNOWN, Line, Verdicts, either, put, verdicts

COUNTS_ROWS = frozenset({"items"})  # roles in which a list stands for the number of its rows


def evaluate(roles: Mapping[str, Sequence[Line]], parameters: Mapping[str, Any]) -> Verdicts:
    (count,), items = roles["count"], roles.get("items", ())
    if len(items) != 1 or parameters or not items[0].counts_rows:
        return verdicts(count, LOOK)
    (rows,) = items
    if 4 * (count.largest + max(rows.largest, 1) * 10**count.exponent) >= SAFE:
        return verdicts(count, LOOK)
    gap = 2 * np.abs(count.scaled - rows.scaled * np.int64(10**count.exponent))
    result = np.where(gap <= (count.ulp if count.ulp is not None else 0), PASS, FAIL).astype(np.int8)
    put(result, count.blocked, UNKNOWN)
    put(result, count.absent, PASS)
    put(result, either(count.apart, rows.apart), LOOK)
    return result
