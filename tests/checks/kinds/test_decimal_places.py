from __future__ import annotations

from collections.abc import Callable

import pytest

from nianbao.checks.outcome import Outcome

Judged = Callable[..., Outcome]


@pytest.mark.parametrize(
    ("value", "verdict"),
    [
        ("330.66", "pass"),
        ("330.655917", "fail"),
        ("12.3400", "fail"),
        ("12", "pass"),
        ("无", "pass"),
        ("不适用", "pass"),
        (None, "unknown"),
        ("问卷", "unknown"),
    ],
)
def test_no_more_places_than_asked(judged: Judged, value: str, verdict: str) -> None:
    assert judged("decimal_places", {"most": 2}, value=value).verdict == verdict


def test_the_rounded_figure_is_offered(judged: Judged) -> None:
    assert judged("decimal_places", {"most": 2}, value="330.655917万元").expected == "330.66万元"
