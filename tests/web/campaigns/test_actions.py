"""Opening, excusing, extending, announcing: each with its reason, each harmless twice."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest

from nianbao.facts.problem import Problem
from nianbao.web.accounts.models import Person
from nianbao.web.campaigns.actions import announce, extend, open_campaign
from nianbao.web.campaigns.models import Campaign
from nianbao.web.organisations.actions import add_organisation
from nianbao.web.organisations.models import Organisation

DAYS = {
    "opens_on": datetime.date(2026, 1, 1),
    "due_on": datetime.date(2026, 1, 20),
    "closes_on": datetime.date(2026, 1, 31),
}


@pytest.fixture
def district() -> Organisation:
    new = add_organisation(code="990103", name="望川市石桥区", level="district", parent=None, by=None)
    for number in (1, 2):
        add_organisation(code=f"990103000{number}", name=f"石桥{number}校", level="school", parent=new, by=None)
    return new


def test_a_campaign_opened_twice_is_one(district: Organisation) -> None:
    campaigns = {open_campaign(edition="dy2025/school", district=district, by=None, **DAYS).pk for _ in range(2)}
    assert len(campaigns) == 1
    assert Campaign.objects.get(pk=campaigns.pop()).participations.count() == 2


def test_who_takes_no_part_is_named_with_the_reason(district: Organisation) -> None:
    excused = {"9901030002": "停办"}
    campaign = open_campaign(edition="dy2025/school", district=district, by=None, excused=excused, **DAYS)
    (absent,) = campaign.participations.filter(takes_part=False)
    assert absent.reason == "停办"
    with pytest.raises(Problem, match="写明原因"):
        open_campaign(edition="dy2024/school", district=district, by=None, excused={"9901030002": " "}, **DAYS)


@pytest.mark.parametrize(
    ("closed_on", "owes"), [(datetime.date(2025, 12, 31), 1), (DAYS["opens_on"], 1), (datetime.date(2026, 8, 31), 2)]
)
def test_a_school_that_closes_after_the_opening_still_takes_part(
    district: Organisation, closed_on: datetime.date, owes: int
) -> None:
    Organisation.objects.filter(code="9901030002").update(closed_on=closed_on)
    campaign = open_campaign(edition="dy2025/school", district=district, by=None, **DAYS)
    assert campaign.participations.filter(takes_part=True).count() == owes


def test_dates_in_the_wrong_order_are_refused(district: Organisation) -> None:
    with pytest.raises(Problem, match="日期顺序"):
        open_campaign(
            edition="dy2025/school", district=district, by=None, **DAYS | {"due_on": datetime.date(2026, 3, 1)}
        )


def test_an_edition_for_districts_is_not_for_schools_to_fill_in(district: Organisation) -> None:
    with pytest.raises(Problem, match="没有"):
        open_campaign(edition="dy2025/district", district=district, by=None, **DAYS)


def test_more_time_needs_a_reason_and_a_later_day(person: Callable[[str], Person]) -> None:
    campaign = Campaign.objects.order_by("-edition")[0]
    participation = campaign.participations.all()[0]
    later = campaign.due_on + datetime.timedelta(days=5)
    with pytest.raises(Problem, match="原因"):
        extend(participation, until=later, reason=" ", by=person("郑守正"))
    with pytest.raises(Problem, match="晚于"):
        extend(participation, until=campaign.due_on, reason="台风停课", by=person("郑守正"))
    for _ in range(2):
        extend(participation, until=later, reason="台风停课", by=person("郑守正"))
    participation.refresh_from_db()
    assert participation.extended_until == later


def test_the_same_announcement_twice_is_told_once(person: Callable[[str], Person]) -> None:
    campaign = Campaign.objects.order_by("-edition")[0]
    before = campaign.announcements.count()
    for _ in range(2):
        announce(campaign, text="周五截止", by=person("郑守正"))
    assert campaign.announcements.count() == before + 1
    with pytest.raises(Problem, match="没有内容"):
        announce(campaign, text=" ", by=person("郑守正"))
