"""What is read for analysis: one branch, what was handed in, with the figures that figures rest on."""

from __future__ import annotations

from decimal import Decimal

import pytest

from nianbao.analysis.attention import Cause
from nianbao.framework.loader import load_catalogue
from nianbao.sample.district import make_sample
from nianbao.web.accounts.models import Person
from nianbao.web.audit.models import ChainHead, Event
from nianbao.web.campaigns.models import Campaign
from nianbao.web.config.multitude import load_multitude
from nianbao.web.manuscripts.models import Manuscript
from nianbao.web.organisations.models import Grant, Organisation, OrganisationName
from nianbao.web.publications import analysis
from nianbao.web.publications.analysis import choices, dashboard, read_panel
from nianbao.web.reviews.models import Decision, HandIn, Pass
from nianbao.web.submissions.models import Entry, State, Submission


@pytest.fixture(autouse=True)
def _nothing_kept_of_panels() -> None:
    analysis._KEPT.clear()


def test_the_district_s_ratio_comes_from_its_schools_base_items() -> None:
    district = Organisation.objects.get(level="district")
    records = make_sample().records["dy2024/school"]
    above = sum(
        Decimal(one.facts["teachers_dual_qualified"].cell.raw) for one in records if one.organisation.has_students
    )
    below = sum(Decimal(one.facts["full_time_teachers"].cell.raw) for one in records if one.organisation.has_students)
    value = read_panel(district, ["teachers_dual_qualified_share"]).value(
        district.code, 2024, "teachers_dual_qualified_share"
    )
    assert value == pytest.approx(100 * above / below)


def test_drafts_are_no_figures() -> None:
    district = Organisation.objects.get(level="district")
    Submission.objects.filter(campaign__edition="dy2025/school").update(state=State.DRAFTED)
    assert read_panel(district, ["graduates"]).data_years == (2023, 2024)


def test_every_choice_can_be_looked_at() -> None:
    district = Organisation.objects.get(level="district")
    for name in choices(load_catalogue()):
        found = dashboard(district, indicator=name, data_year="2024", target=Decimal(1))
        assert found.indicator.id == name
        assert found.series
        assert found.table("distribution").columns
        found.what_if  # noqa: B018 - a Problem is an answer, an error is not


@pytest.fixture
def _nation() -> None:
    """A province of many districts instead of the demonstration; the test's transaction brings it back."""
    for model in (Manuscript, Decision, HandIn, Pass, Submission, Campaign, Grant, OrganisationName):
        model.objects.all().delete()
    Organisation.objects.all().update(parent=None)
    Organisation.objects.all().delete()
    Event.objects.all().delete()
    ChainHead.objects.all().delete()
    Person.objects.all().delete()
    load_multitude(schools=360, people=40, patterns=40)


@pytest.mark.usefixtures("_nation")
def test_a_city_officer_sees_which_district_to_call_first_and_why() -> None:
    districts = Organisation.objects.filter(level="district").order_by("path")
    province, strange = districts[0].parent, districts[0]
    assert province is not None
    # One district's schools report three times as many graduates as the year before.
    rows = Entry.objects.filter(
        submission__organisation__path__startswith=strange.path,
        submission__campaign__edition="dy2024/school",
        indicator="graduates",
    )
    for entry in rows[:3]:
        Entry.objects.filter(pk=entry.pk).update(raw=str(int(Decimal(entry.raw)) * 9))
    found = dashboard(province, data_year="2024")
    first = found.calls[0]
    assert first.unit.name == strange.name
    moved = [reason for reason in first.reasons if reason.cause is Cause.MOVED]
    assert {reason.indicator for reason in moved} == {"graduates"}
    assert "共 3 所" in moved[0].message
    assert "倍" in moved[0].message
