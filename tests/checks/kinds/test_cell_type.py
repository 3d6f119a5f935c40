from __future__ import annotations

from collections.abc import Callable

import pytest

from nianbao.checks.outcome import Outcome

Judged = Callable[..., Outcome]


def test_a_text_in_a_number_cell_points_to_its_neighbour(judged: Judged) -> None:
    outcome = judged("cell_type", value="网上调查", neighbour="问卷")

    assert outcome.verdict == "fail"
    assert "现为「问卷」" in outcome.details["hint"]


@pytest.mark.parametrize(
    ("parameters", "value", "verdict"),
    [
        ({}, "96.4", "pass"),
        ({}, "无", "pass"),
        ({}, "不适用", "pass"),
        ({}, None, "unknown"),
        ({}, "缺报", "unknown"),
        ({"wanted": "text"}, "汽车", "pass"),
        ({"wanted": "text"}, "12", "fail"),
        ({"wanted": "text", "pattern": "[0-9]{6}号"}, "720201号", "pass"),
        ({"wanted": "text", "pattern": "[0-9]{6}号"}, "七二", "fail"),
        ({"wanted": "choice", "choices": ["电话", "问卷"]}, "电话", "pass"),
        ({"wanted": "choice", "choices": ["电话", "问卷"]}, "602", "fail"),
        ({"wanted": "choice"}, "电话", "broken"),
        ({"pattern": "("}, "1", "broken"),
    ],
)
def test_each_column_takes_its_own(judged: Judged, parameters: dict[str, object], value: str, verdict: str) -> None:
    assert judged("cell_type", parameters, value=value).verdict == verdict
