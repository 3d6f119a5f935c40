"""Corrections of a school's cells on its own page."""

from __future__ import annotations

from collections.abc import Callable

from django.test import Client

from nianbao.web.organisations.permissions import Standing
from nianbao.web.presentation.corrections import corrections_of
from nianbao.web.publications.corrections import correct, withdraw_correction
from nianbao.web.submissions.models import Submission

ACCEPTED = "9901020001"


def test_the_school_and_the_reviewer_see_what_is_read_otherwise_until_it_is_withdrawn(
    submission: Callable[..., Submission], standing: Callable[[str], Standing], enter: Callable[[str], Client]
) -> None:
    school = submission(ACCEPTED)
    raw, by = school.entries.get(indicator="graduates").raw, standing("高审之")
    made = correct(
        school.campaign, indicator="graduates", submission=school, seen=raw, after="9", reason="有重复", standing=by
    )

    assert [(one.label, one.correction.after) for one in corrections_of(school)] == [("毕业生人数", "9")]
    page = enter("沈知远").get(f"/submissions/{school.pk}/").content.decode()
    assert f"<del>{raw}</del> → <ins>9</ins>" in page
    assert "有重复" in page
    assert "区级对这所学校的数有更正" in enter("高审之").get(f"/reviews/{school.pk}/").content.decode()

    withdraw_correction(made, reason="查明没有重复", standing=by)
    assert corrections_of(school) == []
