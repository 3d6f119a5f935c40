"""A remark and a decision are shown by what they say."""

from __future__ import annotations

from collections.abc import Callable

from nianbao.web.organisations.permissions import Standing
from nianbao.web.reviews.actions import remark
from nianbao.web.submissions.models import Submission


def test_a_remark_keeps_what_stood_in_the_cell(
    standing: Callable[[str], Standing], submission: Callable[..., Submission]
) -> None:
    made = remark(
        submission("9901020003"), key="full_time_students", text="与学籍系统不符", standing=standing("高审之")
    )
    assert made.value == submission("9901020003").entries.get(indicator="full_time_students").raw
    assert str(made) == "与学籍系统不符"


def test_a_decision_names_its_kind(submission: Callable[..., Submission]) -> None:
    kinds = [one.get_kind_display() for one in submission("9901020001").decisions.all()]
    assert kinds == ["通过", "接收"]
