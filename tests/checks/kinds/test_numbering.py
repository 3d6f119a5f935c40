from __future__ import annotations

from collections.abc import Callable

import pytest

from nianbao.checks.outcome import Outcome

Judged = Callable[..., Outcome]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (["1", "2", "", "3"], None),
        (["一", "二", "三"], None),
        (["表1-1", "表1-2"], None),
        (["4", "5", "7"], "缺 6"),
        (["1", "2", "2"], "2 重复"),
        (["1", "3", "2"], "缺 2"),
        (["2", "1"], "2 之后是 1"),
        (["3", "4"], None),
        ([], None),
    ],
)
def test_numbers_run_on(judged: Judged, rows: list[str], said: str | None) -> None:
    outcome = judged("numbering", rows=rows)

    assert outcome.verdict == ("pass" if said is None else "fail")
    assert said is None or outcome.details["said"] == said


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (["1", "2", "3"], None),
        (["1", "3"], "缺 2"),
        (["1", "2", "3", "4"], "多出 4"),
        (["1", "2", "2", "3"], "多出 2"),
        (["2", "1", "3"], "顺序不对，此处应为 1"),
    ],
)
def test_numbers_are_those_of_the_form(judged: Judged, rows: list[str], said: str | None) -> None:
    outcome = judged("numbering", {"expected": ["1", "2", "3"]}, rows=rows)

    assert outcome.details.get("said") == said
