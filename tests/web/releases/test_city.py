"""A city adds up what its districts signed, and says who is not in it yet."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone

from nianbao.facts.problem import Problem
from nianbao.web.campaigns.models import Campaign
from nianbao.web.organisations.models import Organisation
from nianbao.web.organisations.permissions import Standing
from nianbao.web.presentation.kept_pages import KEPT
from nianbao.web.releases.actions import answer_finding, prepare_again, prepare_aggregate, prepare_city, sign, withdraw
from nianbao.web.releases.candidates import candidates_of_city
from nianbao.web.releases.city import city_tables, districts_of
from nianbao.web.releases.freezing import frozen_city
from nianbao.web.releases.models import Release, ReleasedFact
from nianbao.web.submissions.models import Entry, Submission

CITY = "江市平"
Two = tuple[Release, Release]


@pytest.fixture
def city(campaign: Campaign) -> Organisation:
    assert campaign.district.parent is not None
    return campaign.district.parent


@pytest.fixture
def officer(standing: Callable[[str], Standing]) -> Standing:
    return standing(CITY)


def released(campaign: Campaign, head: Standing, **named: object) -> Release:
    """A district's tables, signed."""
    made = prepare_aggregate(campaign, standing=head, formats=("md",), **named)  # type: ignore[arg-type]
    for one in made.findings.all():
        answer_finding(one, reason="全区合计数。", standing=head)
    sign([made], signed_name=head.person.name, password="", standing=head)
    KEPT.forget()
    made.refresh_from_db()
    return made


@pytest.fixture
def neighbour(campaign: Campaign, city: Organisation) -> Campaign:
    """A second district of the city with one school, whose figures are those of a school of the first."""
    district = Organisation.objects.create(
        code="990103", name="望川市枫桥区", level="district", parent=city, path=f"{city.path}990103/"
    )
    school = Organisation.objects.create(
        code="9901030001", name="枫桥区职业学校", level="school", parent=district, path=f"{district.path}9901030001/"
    )
    made = Campaign.objects.get(pk=campaign.pk)
    made.pk, made.district, made.title = None, district, "枫桥区填报"
    made.save()
    made.participations.create(organisation=school)
    source = Submission.objects.get(organisation__code="9901020001", campaign=campaign)
    entries = list(source.entries.all())
    copy = Submission.objects.get(pk=source.pk)
    copy.pk, copy.organisation, copy.campaign = None, school, made
    copy.save()
    for one in entries:
        one.pk, one.submission = None, copy
    Entry.objects.bulk_create(entries)
    return made


@pytest.fixture
def neighbour_head(neighbour: Campaign, head: Standing) -> Standing:
    """The head of the first district looks after the second as well."""
    head.person.grants.create(organisation=neighbour.district, role="district_head")
    return Standing(head.person, tuple(head.person.grants.select_related("organisation")))


def number(release: Release, indicator: str) -> Decimal:
    return Decimal(ReleasedFact.objects.get(release=release, definition__indicator=indicator).number)


def coverage(release: Release) -> list[int]:
    """Schools behind the graduates of a release, of how many."""
    fact = ReleasedFact.objects.get(release=release, definition__indicator="graduates")
    return [fact.counted or 0, fact.expected or 0]


def test_a_city_without_a_signed_district_has_nothing_to_add_up(city: Organisation, officer: Standing) -> None:
    with pytest.raises(Problem, match="还没有一个区发布"):
        prepare_city(city, 2024, standing=officer, formats=())
    (group,) = [one for one in candidates_of_city(city, timezone.now()) if one.data_year == 2024]
    assert not group.candidates
    assert [one.counts for one in group.districts] == [False]


def test_a_city_s_figures_are_those_of_its_districts_added_up(
    city: Organisation, officer: Standing, campaign: Campaign, neighbour: Campaign, head: Standing,
    neighbour_head: Standing,
) -> None:  # fmt: skip
    one, other = released(campaign, head), released(neighbour, neighbour_head)
    made = prepare_city(city, 2024, standing=officer, formats=("md",))
    assert (made.level, made.counted, made.expected, made.origin_note) == ("province", 5, 5, "2/2")
    assert number(made, "graduates") == number(one, "graduates") + number(other, "graduates")
    above = sum(number(each, "teachers_dual_qualified") for each in (one, other))
    below = sum(number(each, "full_time_teachers") for each in (one, other))
    assert number(made, "teachers_dual_qualified_share") == (100 * above / below).quantize(Decimal("0.01"))
    assert coverage(made) == [sum(pair) for pair in zip(coverage(one), coverage(other), strict=True)]


def test_a_district_that_has_not_signed_is_not_in_it_and_is_named(
    city: Organisation, officer: Standing, campaign: Campaign, neighbour: Campaign, head: Standing
) -> None:
    one = released(campaign, head)
    found = city_tables(city, 2024, timezone.now())
    assert (found.counted, found.expected) == (4, 5)
    assert [(each.district.name, each.counts) for each in found.districts] == [
        (one.name, True), (neighbour.district.name, False),
    ]  # fmt: skip
    made = prepare_city(city, 2024, standing=officer, formats=())
    assert number(made, "graduates") == number(one, "graduates")
    (counted, expected), (of_district, four) = coverage(made), coverage(one)
    assert (counted, expected, four) == (of_district, 5, 4)


def test_a_district_changed_after_it_signed_corrects_first(
    city: Organisation, officer: Standing, campaign: Campaign, head: Standing
) -> None:
    made = released(campaign, head)
    found = Submission.objects.get(organisation__code="9901020001", campaign=campaign)
    Entry.objects.filter(submission=found, indicator="graduates").update(raw="1")
    Submission.objects.filter(pk=found.pk).update(revision=found.revision + 1)
    with pytest.raises(Problem, match="签署发布以后改过") as told:
        prepare_city(city, 2024, standing=officer, formats=())
    assert made.name in told.value.message
    assert "毕业生人数" in told.value.message
    released(campaign, head, change_reason="毕业生数更正")
    assert prepare_city(city, 2024, standing=officer, formats=())


def test_what_one_district_alone_keeps_back_is_noticed(
    city: Organisation, officer: Standing, campaign: Campaign, neighbour: Campaign, head: Standing,
    neighbour_head: Standing,
) -> None:  # fmt: skip
    released(campaign, head, suppressed=["graduates_self_employed"])
    released(neighbour, neighbour_head)
    made = prepare_city(city, 2024, standing=officer, formats=())
    (noticed,) = made.findings.filter(code="suppressed-can-be-told")
    assert (noticed.indicator, noticed.excerpt) == ("graduates_self_employed", campaign.district.name)
    again = prepare_again(made, suppressed=["graduates_self_employed"], standing=officer)
    assert not again.findings.filter(excerpt=campaign.district.name).exists()


def test_the_city_signs_its_own_and_nobody_else_s(
    city: Organisation, officer: Standing, campaign: Campaign, head: Standing
) -> None:
    district = released(campaign, head)
    with pytest.raises(Problem, match="没有“准备发布”的权限"):
        prepare_city(city, 2024, standing=head, formats=())
    made = prepare_city(city, 2024, standing=officer, formats=())
    for one in made.findings.all():
        answer_finding(one, reason="全市合计数。", standing=officer)
    with pytest.raises(Problem, match="全市的由市级签署"):
        sign([made], signed_name=head.person.name, password="", standing=head)
    sign([made], signed_name=CITY, password="", standing=officer)
    made.refresh_from_db()
    with pytest.raises(Problem, match="全市的由市级办理"):
        withdraw(district, reason="有误", standing=officer)
    withdraw(made, reason="有误", standing=officer)


def test_nothing_of_a_single_school_is_in_a_city_s_release(
    city: Organisation, campaign: Campaign, head: Standing
) -> None:
    released(campaign, head)
    frozen = frozen_city(city_tables(city, 2024, timezone.now()))
    schools = set(Organisation.objects.filter(level="school").values_list("name", flat=True))
    said = "".join(text for _, text in frozen.texts) + "".join(one.note for one in frozen.facts)
    assert not [name for name in schools if name in said]


def test_a_closed_district_is_no_part_of_the_city(city: Organisation, neighbour: Campaign) -> None:
    Organisation.objects.filter(pk=neighbour.district_id).update(closed_on=timezone.localdate())
    assert [one.district.code for one in districts_of(city, timezone.now())[2024]] == ["990102"]


def test_the_city_officer_finds_her_way_from_her_first_page_to_the_public_page(
    enter: Callable[[str], Client], city: Organisation, campaign: Campaign, head: Standing
) -> None:
    released(campaign, head)
    client = enter(CITY)
    here = f"/districts/{city.pk}/releases/"
    assert here in client.get("/").content.decode()
    page = client.get(here).content.decode()
    assert "各区已签署数据的汇总" in page
    client.post(f"{here}prepare/", {"candidate": "y-2024"})
    made = Release.objects.get(organisation=city)
    client.post(f"/releases/{made.pk}/findings/", {"reason": "全市合计数。"})
    answer = client.post(f"{here}sign/", {"release": made.pk, "signed_name": CITY}, follow=True)
    assert "公开中" in answer.content.decode()
    visitor = Client()
    KEPT.forget()
    for address in (f"/public/organisations/{city.code}/", f"/public/organisations/{city.code}/2024/"):
        assert visitor.get(address).status_code == 200
    front = visitor.get("/public/").content.decode()
    assert f"/public/organisations/{city.code}/" in front
    found = visitor.get("/api/v1/series", {"indicator": "graduates", "level": "province"}).json()
    assert [one["organisation"] for one in found["series"]] == [city.code]
