"""Cells against what their column asks for, over many records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from nianbao.checks.columnar.line import FAIL, LOOK, PASS, UNKNOWN, Line, Verdicts, either, put, verdicts


def evaluate(roles: Mapping[str, Sequence[Line]], parameters: Mapping[str, Any]) -> Verdicts:
    (value,) = roles["value"]
    wanted = parameters.get("wanted", "number")
    if wanted == "number":
        result = verdicts(value, PASS)
        put(result, value.text, FAIL)
    elif wanted == "choice":
        choices = frozenset(parameters.get("choices", ()))
        result = np.array([PASS if cell.raw.strip() in choices else FAIL for cell in value.cells], np.int8)
    else:
        return verdicts(value, LOOK)
    put(result, value.empty, UNKNOWN)
    put(result, either(value.absent, value.nothing), PASS)
    return result
