"""Differences against new and old values, over many records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from nianbao.checks.columnar.claim import against_sum
from nianbao.checks.columnar.line import LOOK, PASS, UNKNOWN, Line, Verdicts, any_of, put, verdicts


def evaluate(roles: Mapping[str, Sequence[Line]], parameters: Mapping[str, Any]) -> Verdicts:
    (claim,), (new,), (old,) = roles["difference"], roles["new"], roles["old"]
    lines = [claim, new, old]
    if not parameters.get("signed", True):
        return verdicts(claim, LOOK)
    result = against_sum(claim, [new], [old])
    put(result, any_of([line.blocked for line in lines]), UNKNOWN)
    if any(line.is_rate for line in lines):
        put(result, any_of([line.nothing for line in lines]), LOOK)
    put(result, any_of([line.absent for line in lines]), PASS)
    put(result, any_of([line.apart for line in lines]), LOOK)
    return result
