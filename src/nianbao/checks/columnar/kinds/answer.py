"""Answers that can be misread, over many records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from nianbao.checks.columnar.line import FAIL, LOOK, PASS, Line, Verdicts, any_of, put, verdicts
from nianbao.checks.kinds.answer import REFUSED


def evaluate(roles: Mapping[str, Sequence[Line]], parameters: Mapping[str, Any]) -> Verdicts:
    values, refused = roles["values"], frozenset(parameters.get("refuse", REFUSED))
    if not refused <= {"none", "not_applicable"}:
        return verdicts(values[0], LOOK)
    result = verdicts(values[0], PASS)
    if "none" in refused:
        put(result, any_of([line.nothing for line in values]), FAIL)
    if "not_applicable" in refused:
        put(result, any_of([line.absent for line in values]), FAIL)
    return result
