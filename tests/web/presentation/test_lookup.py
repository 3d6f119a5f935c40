"""What somebody may not see does not exist."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.http import Http404
from django.test import Client, RequestFactory

from nianbao.web.organisations.permissions import Standing
from nianbao.web.organisations.tree import rename
from nianbao.web.presentation.lookup import reviewed_submission, school_submission, standing_in
from nianbao.web.submissions.models import Submission


@pytest.mark.parametrize(("name", "as_school", "as_district"), [
    ("邱明溪", True, False), ("沈知远", False, False), ("高审之", False, True), ("江市平", False, True),
])  # fmt: skip
def test_a_submission_is_found_by_those_whom_it_concerns(
    name: str,
    as_school: bool,
    as_district: bool,
    standing: Callable[[str], Standing],
    submission: Callable[..., Submission],
) -> None:
    request = RequestFactory().get("/")
    request.standing = standing(name)  # type: ignore[attr-defined]
    number = submission("9901020002").pk
    for look, allowed in ((school_submission, as_school), (reviewed_submission, as_district)):
        if allowed:
            assert look(request, number).pk == number
        else:
            with pytest.raises(Http404):
                look(request, number)


def test_nobody_has_no_standing() -> None:
    with pytest.raises(Http404):
        standing_in(RequestFactory().get("/"))


def test_an_old_filing_keeps_the_name_of_its_year(
    enter: Callable[[str], Client], submission: Callable[..., Submission], standing: Callable[[str], Standing]
) -> None:
    found = submission("9901020002")
    before, day = found.organisation.name, found.campaign.due_on
    older = Submission.objects.filter(organisation=found.organisation, campaign__due_on__lt=day).order_by("pk")[0]
    rename(found.organisation, name="望川职业学校", since=day, standing=standing("郑守正"))
    reviewer = enter("高审之")
    assert "望川职业学校" in reviewer.get(f"/reviews/{found.pk}/").content.decode()
    shown = reviewer.get(f"/reviews/{older.pk}/").content.decode()
    assert before in shown
    assert "望川职业学校" not in shown
