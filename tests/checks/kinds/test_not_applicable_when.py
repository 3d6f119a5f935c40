from __future__ import annotations

from collections.abc import Callable

import pytest

from nianbao.checks.outcome import Outcome

Judged = Callable[..., Outcome]


@pytest.mark.parametrize(
    ("value", "condition", "verdict"),
    [
        ("4100", "38", "pass"),
        ("0", "0", "fail"),
        ("4100", "无", "fail"),
        ("0", "不适用", "fail"),
        ("不适用", "0", "pass"),
        ("无", "0", "pass"),
        (None, "0", "unknown"),
        ("0", None, "unknown"),
        ("0", "缺报", "unknown"),
        ("0", ["0", "3"], "pass"),
        ("0", [None, "3"], "pass"),
        ("0", ["0", None], "unknown"),
    ],
)
def test_nothing_is_measured_of_nobody(judged: Judged, value: str, condition: object, verdict: str) -> None:
    assert judged("not_applicable_when", value=value, condition=condition).verdict == verdict
