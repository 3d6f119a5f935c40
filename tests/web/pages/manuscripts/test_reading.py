"""From the review of a submission to the report that came with it."""

from __future__ import annotations

from collections.abc import Callable

from django.test import Client

from nianbao.web.manuscripts.models import Manuscript
from nianbao.web.submissions.models import State, Submission

Enter = Callable[[str], Client]


def test_a_reviewer_goes_to_the_report_once_it_was_handed_in(
    enter: Enter, submission: Callable[..., Submission]
) -> None:
    one, reviewer = submission("9901020002"), enter("高审之")
    here = f"/reviews/{one.pk}/report/"
    assert reviewer.get(here).status_code == 409
    Submission.objects.filter(pk=one.pk).update(state=State.HANDED_IN)
    found = Manuscript.objects.get(campaign=one.campaign_id, organisation=one.organisation_id)
    assert here in reviewer.get(f"/reviews/{one.pk}/").content.decode()
    answer = reviewer.get(here, follow=True)
    assert answer.redirect_chain == [(f"/manuscripts/{found.pk}/", 302)]
    page = answer.content.decode()
    assert "不能再改" in page
    assert "保存分工" not in page
    assert enter("白路遥").get(here).status_code == 404
