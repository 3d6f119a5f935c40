"""A past campaign keeps the names of its time: after a new name, and after a merger."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest
from django.test import Client

from nianbao.web.campaigns.models import Campaign, Participation
from nianbao.web.organisations.models import Organisation
from nianbao.web.organisations.names import named_then, with_names_on
from nianbao.web.organisations.permissions import Standing
from nianbao.web.organisations.tree import close, rename
from nianbao.web.publications.aggregate import district_tables
from nianbao.web.publications.board import board_of

Who = Callable[[str], Standing]
Enter = Callable[[str], Client]
CODE, OTHER, NEW = "9901020001", "9901020003", "岚溪区新职业学院"


@pytest.fixture
def campaign() -> Campaign:
    return Campaign.objects.select_related("district").order_by("-edition")[0]


@pytest.fixture
def before() -> str:
    return Organisation.objects.get(code=CODE).name


@pytest.fixture
def renamed(campaign: Campaign, before: str, standing: Who) -> Organisation:
    school = Organisation.objects.get(code=CODE)
    rename(school, name=NEW, since=campaign.due_on + datetime.timedelta(days=1), standing=standing("郑守正"))
    return Organisation.objects.get(code=CODE)


def test_rows_are_named_as_of_a_day_of_their_own(renamed: Organisation, before: str) -> None:
    assert renamed.name == NEW
    rows = Participation.objects.filter(organisation=renamed).select_related("organisation", "campaign")
    found = named_then(with_names_on(rows, "campaign__due_on"), lambda one: one.organisation)
    assert {one.organisation.name for one in found} == {before}
    now = named_then(with_names_on(rows, datetime.date(2099, 1, 1)), lambda one: one.organisation)
    assert {one.organisation.name for one in now} == {NEW}


def test_board_tables_and_home_of_a_past_campaign_keep_the_name(
    campaign: Campaign, renamed: Organisation, before: str, enter: Enter
) -> None:
    assert before in {row.organisation.name for row in board_of(campaign).rows}
    assert NEW not in {row.organisation.name for row in board_of(campaign).rows}
    made = district_tables(campaign, is_provisional=False)
    assert before in made.printed("html").decode()
    assert NEW not in made.printed("html").decode()
    client = enter("高审之")
    submission = campaign.submissions.get(organisation=renamed).pk
    for page in ("", "aggregate/", "compare/", "figures/graduates/", "owing/"):
        said = client.get(f"/campaigns/{campaign.pk}/{page}").content.decode()
        assert NEW not in said, page
    many = client.post(f"/campaigns/{campaign.pk}/many/", {"submission": [submission], "act": "accept"})
    assert before in many.content.decode()
    home = enter("沈知远").get("/").content.decode()
    assert before in home
    assert NEW not in home


def test_a_new_name_of_the_district_is_not_put_on_its_past(campaign: Campaign, standing: Who, enter: Enter) -> None:
    was = campaign.district.name
    since = campaign.due_on + datetime.timedelta(days=1)
    rename(campaign.district, name="望川市新岚区", since=since, standing=standing("系统管理员"))
    client = enter("高审之")
    for page in ("", "aggregate/", "corrections/"):
        said = client.get(f"/campaigns/{campaign.pk}/{page}").content.decode()
        assert was in said
        assert "望川市新岚区" not in said, page
    assert was in client.get("/").content.decode()


def test_a_school_that_was_merged_since_stands_in_its_past_campaigns_as_itself(
    campaign: Campaign, before: str, standing: Who
) -> None:
    school, heir = Organisation.objects.get(code=CODE), Organisation.objects.get(code=OTHER)
    day = campaign.due_on + datetime.timedelta(days=30)
    close(school, on=day, successors=[heir], standing=standing("郑守正"))
    rename(heir, name=NEW, since=day, standing=standing("郑守正"))
    names = {row.organisation.code: row.organisation.name for row in board_of(campaign).rows}
    assert names[CODE] == before
    assert names[OTHER] != NEW
    made = district_tables(campaign, is_provisional=True)
    assert before in {member.organisation.name for member in made.aggregate.members}
    assert NEW not in {member.organisation.name for member in made.aggregate.members}
