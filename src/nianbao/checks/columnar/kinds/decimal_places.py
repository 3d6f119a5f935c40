"""Decimal places against the most allowed, over many records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import ROUND_CEILING, Decimal
from typing import Any

import numpy as np

from nianbao.checks.columnar.line import FAIL, LOOK, PASS, SAFE, UNKNOWN, Line, Verdicts, either, put, verdicts
from nianbao.checks.kinds.decimal_places import TWO


def evaluate(roles: Mapping[str, Sequence[Line]], parameters: Mapping[str, Any]) -> Verdicts:
    (value,) = roles["value"]
    most: Decimal = parameters.get("most", TWO)
    if most < 0 or most % 1:
        return verdicts(value, LOOK)
    result = verdicts(value, PASS)
    if value.ulp is not None:
        # The last place is worth less than the smallest that the form asks for; counts have a last place of zero here.
        smallest = (value.factor * 10**value.exponent / 10 ** int(most)).to_integral_value(ROUND_CEILING)
        result = np.where((value.ulp > 0) & (value.ulp < min(int(smallest), SAFE)), FAIL, PASS).astype(np.int8)
    put(result, value.rescaled, LOOK)
    put(result, value.blocked, UNKNOWN)
    put(result, either(value.absent, value.nothing), PASS)
    put(result, value.apart, LOOK)
    return result
