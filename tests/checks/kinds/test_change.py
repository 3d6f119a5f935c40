from __future__ import annotations

from collections.abc import Callable

import pytest

from nianbao.checks.outcome import Outcome

Judged = Callable[..., Outcome]


@pytest.mark.parametrize(
    ("value", "before", "verdict"),
    [
        ("950", "900", "pass"),
        ("90", "900", "fail"),
        ("12", "5", "pass"),  # too small for percentages
        ("40", "0", "unknown"),
        ("40", "无", "unknown"),
        (None, "900", "unknown"),
        ("900", "缺报", "unknown"),
        ("900", "不适用", "pass"),
        ("900人", "900元", "broken"),
    ],
)
def test_large_changes_are_asked_about(judged: Judged, value: str, before: str, verdict: str) -> None:
    assert judged("change", value=value, before=before).verdict == verdict


def test_the_change_is_shown_with_its_sign(judged: Judged) -> None:
    assert judged("change", value="200", before="100").formula == "100 → 200（+100%）"
