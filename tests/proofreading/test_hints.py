"""Hints are few, the likeliest first, and silent about what is told already."""

from __future__ import annotations

import pytest

from nianbao.extraction.claims import Hint, Remark
from nianbao.facts.place import Place
from nianbao.proofreading.finding import MarkedPlace, ReportFinding
from nianbao.proofreading.hints import bearable, kept_hints


def finding(name: str, line: int, severity: str = "info", role: str = "suspect") -> ReportFinding:
    return ReportFinding(
        id=name, group="contradiction", check="c", kind="label", severity=severity, message=name, message_en=name,
        places=(MarkedPlace(Place(line=line, column=1, text=str(line)), role),),
    )  # fmt: skip


def test_the_heaviest_are_told_and_no_more_than_a_report_bears() -> None:
    hints = [(number / 100, finding(f"h{number}", number)) for number in range(1, 50)]
    kept = kept_hints(hints, [], 6000)
    assert len(kept) == bearable(6000) == 5
    assert [hint.id for hint in kept] == ["h49", "h48", "h47", "h46", "h45"]


def test_nothing_is_hinted_at_where_something_is_told() -> None:
    told = [finding("error", 3, "error"), finding("beside", 4, "warning", "evidence"), finding("note", 5)]
    kept = kept_hints([(0.9, finding(f"h{line}", line)) for line in (3, 4, 5, 6)], told, 6000)
    assert [hint.id for hint in kept] == ["h6"]


def test_one_place_gets_one_hint() -> None:
    kept = kept_hints([(0.3, finding("weak", 7)), (0.6, finding("strong", 7))], [], 6000)
    assert [hint.id for hint in kept] == ["strong"]


@pytest.mark.parametrize(("severity", "weight"), [("warning", 0.5), ("info", 0.0), ("info", 1.0)])
def test_a_hint_is_an_info_with_a_weight(severity: str, weight: float) -> None:
    remark = Remark("r", "f", "label", (), "甲", "a", severity=severity)
    with pytest.raises(ValueError, match="weight between"):
        Hint(remark, weight)
