"""What is said twice, over many records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from nianbao.checks.columnar.claim import against_sum
from nianbao.checks.columnar.line import (
    LOOK,
    PASS,
    SAFE,
    UNKNOWN,
    Line,
    Verdicts,
    any_of,
    common_exponent,
    put,
    reach,
    verdicts,
)


def evaluate(roles: Mapping[str, Sequence[Line]], parameters: Mapping[str, Any]) -> Verdicts:
    values = roles["values"]
    if len(values) == 2:
        evidence, claim = values
        result = against_sum(claim, [evidence])
    else:
        exponent = common_exponent(values)
        if reach(values, exponent) >= SAFE:
            return verdicts(values[0], LOOK)
        lifted = [line.scaled * np.int64(10 ** (exponent - line.exponent)) for line in values]
        # Which of three is the odd one out is for the exact path to say.
        result = np.where(np.logical_and.reduce([one == lifted[0] for one in lifted]), PASS, LOOK).astype(np.int8)
    put(result, any_of([line.empty for line in values]), UNKNOWN)
    if any(line.is_rate for line in values):
        put(result, any_of([line.nothing for line in values]), LOOK)
    absent = any_of([line.absent for line in values])
    put(result, absent, PASS if len(values) == 2 else LOOK)  # one value alone agrees with itself
    apart = any_of([line.apart for line in values])
    texts = any_of([line.text for line in values])
    for odd in (apart, texts):
        if odd is not None and absent is not None and len(values) == 2:
            odd = odd & ~absent
        put(result, odd, LOOK)
    return result
