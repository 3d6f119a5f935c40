"""What a district could release, and what of it is public already."""

from __future__ import annotations

from collections.abc import Callable

from django.db import connection
from django.test.utils import CaptureQueriesContext

from nianbao.web.campaigns.models import Campaign
from nianbao.web.releases.candidates import candidates_of, chosen, data_year_of
from nianbao.web.releases.models import Release


def test_accepted_schools_and_the_district_can_be_released(campaign: Campaign) -> None:
    with CaptureQueriesContext(connection) as queries:
        groups = candidates_of(campaign.district)
    assert len(queries) <= 5
    assert [(one.data_year, len(one.candidates), one.expected) for one in groups] == [
        (2025, 3, 4), (2024, 5, 4), (2023, 5, 4),
    ]  # fmt: skip
    assert groups[0].candidates[0].organisation == campaign.district
    assert groups[1].fresh == 5


def test_what_was_released_says_so(campaign: Campaign, released: Callable[..., Release]) -> None:
    made = released()
    group = candidates_of(campaign.district)[1]
    assert [one.released for one in group.candidates if one.organisation == made.organisation] == [made]
    assert group.fresh == 4


def test_keys_of_other_districts_and_nonsense_choose_nothing(campaign: Campaign) -> None:
    keys = [one.key for one in candidates_of(campaign.district)[1].candidates]
    assert len(chosen(campaign.district, keys)) == 5
    assert not chosen(campaign.district, ["s-999999", "x-1", "c-", "s-1'"])
    city = campaign.district.parent
    assert city is not None
    assert not chosen(city, keys)


def test_the_data_year_stands_in_the_edition() -> None:
    assert data_year_of("dy2021/beijing-district") == 2021
    assert data_year_of("dy2018/unknown") == 2018
