"""Conditions and their consequences, over many records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from nianbao.checks.columnar.line import FAIL, LOOK, PASS, UNKNOWN, Flags, Line, Verdicts, Whole, any_of, either, put


def evaluate(roles: Mapping[str, Sequence[Line]], parameters: Mapping[str, Any]) -> Verdicts:
    conditions, consequences = roles["condition"], roles["consequence"]
    when, then = parameters.get("when", "positive"), parameters.get("then", "positive")
    result = _implies(conditions, when, consequences, then)
    if parameters.get("both_ways"):
        back = _implies(consequences, then, conditions, when)
        result[(result == PASS) & (back != PASS)] = UNKNOWN
        result[back == FAIL] = FAIL
        # An open first direction stays open; only a failure of the second is stronger.
    put(result, any_of([line.apart for line in (*conditions, *consequences)]), LOOK)
    return result


def _implies(conditions: Sequence[Line], when: str, consequences: Sequence[Line], then: str) -> Verdicts:
    premises = [_is(line, when) for line in conditions]
    results = [_is(line, then) for line in consequences]
    some_premise, no_premise = premises[0][0], premises[0][1]
    for yes, no in premises[1:]:
        some_premise, no_premise = some_premise | yes, no_premise & no
    all_results, some_miss = results[0][0], results[0][1]
    for yes, no in results[1:]:
        all_results, some_miss = all_results & yes, some_miss | no
    found = np.full(conditions[0].size, UNKNOWN, np.int8)
    found[some_premise & some_miss] = FAIL
    found[no_premise | all_results] = PASS
    return found


def _is(line: Line, wanted: str) -> tuple[Flags, Flags]:
    """Where the line certainly is as wanted, and where it certainly is not."""
    nowhere = np.zeros(line.size, np.bool_)
    if wanted == "present":
        no = either(line.absent, None if line.empty is None else line.empty & ~_missing(line))
        unsure = either(no, line.empty)
        yes = ~unsure if unsure is not None else ~nowhere
        return yes, no if no is not None else nowhere
    if wanted == "absent":
        gone = either(line.nothing, line.absent)
        unsure = either(gone, line.empty)
        return gone if gone is not None else nowhere, ~unsure if unsure is not None else ~nowhere
    half: Whole | np.int64 = np.int64(0)
    if line.ulp is not None:
        # A bare 0 says nothing of it; 0.0 may be a little that was rounded away.
        half = np.where(line.ulp == int(line.factor * 10**line.exponent), 0, line.ulp)
    if wanted == "positive":
        yes, no = 2 * line.scaled - half > 0, 2 * line.scaled + half <= 0
    else:
        yes = (line.scaled == 0) & (half == 0)
        no = (2 * line.scaled - half > 0) | (2 * line.scaled + half < 0)
    # 无 is an exact zero, which is what its place in the array already says; 不适用 is neither positive nor unknown.
    blocked = line.blocked
    if blocked is not None:
        yes, no = yes & ~blocked, no & ~blocked
    return yes, no


def _missing(line: Line) -> Flags:
    return np.array([str(cell.state) == "missing" for cell in line.cells], np.bool_)
