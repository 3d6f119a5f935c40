"""Many made-up schools: as many as asked for, consistent, with a whole chain, and only where nothing is yet."""

from __future__ import annotations

import pytest

from nianbao.checks.outcome import Verdict
from nianbao.checks.run import check_record
from nianbao.facts.problem import Problem
from nianbao.framework.loader import load_catalogue
from nianbao.sample.district import LATEST
from nianbao.web.accounts.models import Person
from nianbao.web.audit.actions import verify_chain
from nianbao.web.audit.models import ChainHead, Event
from nianbao.web.campaigns.models import Campaign
from nianbao.web.config.multitude import load_multitude
from nianbao.web.manuscripts.models import Manuscript
from nianbao.web.organisations.models import Grant, Organisation, OrganisationName
from nianbao.web.reviews.models import Decision, HandIn, Pass
from nianbao.web.submissions.content import read_record
from nianbao.web.submissions.models import Change, Entry, Submission


@pytest.fixture
def _empty() -> None:
    """Without the demonstration; the test's transaction brings it back."""
    for model in (Manuscript, Decision, HandIn, Pass, Submission, Campaign, Grant, OrganisationName):
        model.objects.all().delete()
    Organisation.objects.all().update(parent=None)
    Organisation.objects.all().delete()
    Event.objects.all().delete()
    ChainHead.objects.all().delete()
    Person.objects.all().delete()


@pytest.mark.usefixtures("_empty")
def test_each_school_has_three_years_and_repeats_one_pattern() -> None:
    made = load_multitude(schools=7, people=20, patterns=2)
    assert (made.schools, made.people, made.submissions) == (7, 20, 21)
    assert verify_chain().is_whole
    assert made.events == verify_chain().events == 9 + 21
    latest = list(Submission.objects.filter(campaign__edition=LATEST).select_related("campaign", "organisation"))
    copied, source = latest[4], latest[0]
    assert [tuple(one) for one in source.entries.order_by("indicator").values_list("indicator", "raw", "note")] == [
        tuple(one) for one in copied.entries.order_by("indicator").values_list("indicator", "raw", "note")
    ]
    record, _ = read_record(copied)
    assert record.previous is not None
    assert Verdict.FAIL not in {one.verdict for one in check_record(record, load_catalogue())}
    assert Change.objects.filter(submission=copied).count() == Entry.objects.filter(submission=copied).count()


def test_a_workbench_in_use_is_left_alone() -> None:
    before = Organisation.objects.count()
    with pytest.raises(Problem, match="已有单位"):
        load_multitude(schools=7, people=20)
    assert Organisation.objects.count() == before
