from __future__ import annotations

from collections.abc import Callable

import pytest

from nianbao.checks.kinds.share import solve
from nianbao.checks.outcome import Outcome
from nianbao.facts.relation import Reading

Judged = Callable[..., Outcome]


def test_a_share_that_its_numbers_do_not_give_fails(judged: Judged) -> None:
    outcome = judged("share", share="44%", part="124名", whole="256名")

    assert outcome.verdict == "fail"
    assert outcome.formula == "124名 ÷ 256名 = 48.44% ≠ 44%"
    assert outcome.expected == "48%"


def test_cut_digits_and_balanced_groups_are_no_faults(judged: Judged) -> None:
    assert judged("share", share="3.42%", part="6", whole="175").grade == "truncated"
    assert judged("share", share="3.67%", part="7", whole="191").verdict == "fail"
    balanced = judged("share", share="3.67%", part="7", whole="191", group=["3.67%", "96.33%"])
    assert balanced.grade == "balanced"


def test_a_group_with_a_gap_balances_nothing(judged: Judged) -> None:
    assert judged("share", share="3.67%", part="7", whole="191", group=["3.67%", None]).verdict == "fail"


def test_the_numerator_may_be_several_groups(judged: Judged) -> None:
    assert judged("share", share="100%", part=["81", "110"], whole="191").formula == "(81 + 110) ÷ 191 = 100%"


def test_different_things_make_no_share(judged: Judged) -> None:
    assert judged("share", share="10%", part="10人", whole="100元").verdict == "broken"


@pytest.mark.parametrize(
    ("roles", "verdict"),
    [
        ({"share": "0%", "part": "无", "whole": "5"}, "pass"),
        ({"share": "无", "part": "1", "whole": "5"}, "unknown"),
        ({"share": "不适用", "part": "0", "whole": "0"}, "pass"),
        ({"share": "20%", "part": None, "whole": "5"}, "unknown"),
        ({"share": None, "part": "1", "whole": "5"}, "unknown"),
        ({"share": "20%", "part": "1", "whole": "0"}, "unknown"),  # nothing can be divided by zero
        ({"share": "20%", "part": "1", "whole": "无"}, "unknown"),
        ({"share": "20%", "part": "不适用", "whole": "5"}, "pass"),
        ({"share": "20%", "part": "缺报", "whole": "5"}, "unknown"),
    ],
)
def test_each_cell_state_has_its_meaning(judged: Judged, roles: dict[str, object], verdict: str) -> None:
    assert judged("share", **roles).verdict == verdict


def test_a_negative_share_fails_and_names_no_part(judged: Judged, reading: Callable[..., Reading]) -> None:
    roles = {"share": "-7.35%", "part": "60名", "whole": "150名"}

    assert judged("share", **roles).verdict == "fail"
    assert solve(reading("share", **roles), "part0") is None
    assert solve(reading("share", **roles), "share0") is not None
