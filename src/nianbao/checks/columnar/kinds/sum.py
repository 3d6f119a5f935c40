"""Parts against their total, over many records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from nianbao.checks.columnar.claim import against_sum
from nianbao.checks.columnar.line import (
    FAIL,
    LOOK,
    PASS,
    SAFE,
    UNKNOWN,
    Line,
    Verdicts,
    added,
    all_of,
    any_of,
    common_exponent,
    put,
    reach,
)


def evaluate(roles: Mapping[str, Sequence[Line]], parameters: Mapping[str, Any]) -> Verdicts:
    (total,), parts = roles["total"], roles["parts"]
    lines = [total, *parts]
    result = against_sum(total, parts)
    unsure = any_of([part.blocked for part in parts])
    if unsure is not None:
        result[unsure] = UNKNOWN
        exponent = common_exponent(lines)
        if 2 * reach(lines, exponent) >= SAFE:
            result[unsure] = LOOK
        else:
            # Known parts that already exceed the total decide the matter, whatever the blank ones are.
            exceeds = unsure & (added(parts, exponent) > added([total], exponent))
            is_plain = all(line.ulp is None for line in lines)
            result[exceeds] = FAIL if is_plain else LOOK
            if is_plain:
                put(result, any_of([exceeds & (part.scaled < 0) for part in parts]), LOOK)
    put(result, total.blocked, UNKNOWN)
    if any(line.is_rate for line in lines):
        put(result, any_of([line.nothing for line in lines]), LOOK)
    put(result, all_of([part.absent for part in parts]), PASS)
    put(result, total.absent, PASS)
    put(result, any_of([line.apart for line in lines]), LOOK)
    return result
