from __future__ import annotations

from collections.abc import Callable

import pytest

from nianbao.checks.outcome import Outcome

Judged = Callable[..., Outcome]
PEERS = ["101", "99", "102", "100", "98", "103", "97", "100", "102"]


@pytest.mark.parametrize(
    ("value", "base", "verdict"),
    [
        ("102", "100", "pass"),
        ("500", "100", "fail"),
        ("20", "100", "fail"),
        (None, "100", "unknown"),
        ("102", "0", "unknown"),
        ("无", "100", "unknown"),
        ("102", "不适用", "pass"),
    ],
)
def test_an_organisation_stands_among_its_peers(judged: Judged, value: str, base: str, verdict: str) -> None:
    assert judged("peer", value=value, base=base, values=PEERS, bases=["100"] * len(PEERS)).verdict == verdict


def test_the_usual_ratio_is_shown(judged: Judged) -> None:
    outcome = judged("peer", value="500", base="100", values=PEERS, bases=["100"] * len(PEERS))

    assert outcome.formula == "500 ÷ 100 = 5，同类 9 个单位的中位数 1"
    assert outcome.details["formula_en"].endswith("the median of 9 peers is 1")


def test_too_few_peers_say_nothing(judged: Judged) -> None:
    outcome = judged("peer", value="500", base="100", values=PEERS[:3], bases=["100"] * 3)

    assert outcome.reason is not None
    assert outcome.reason.code == "too-few-peers"
    assert judged("peer", value="500", base="100", values=PEERS, bases=["100"]).verdict == "broken"
