"""Required cells that are empty, over many records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from nianbao.checks.columnar.line import FAIL, PASS, Line, Verdicts, all_of, any_of, put, verdicts


def evaluate(roles: Mapping[str, Sequence[Line]], parameters: Mapping[str, Any]) -> Verdicts:
    empty = [line.empty for line in roles["required"]]
    result = verdicts(roles["required"][0], PASS)
    put(result, all_of(empty) if parameters.get("all") else any_of(empty), FAIL)
    return result
