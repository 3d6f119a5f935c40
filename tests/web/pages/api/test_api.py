"""The interface: whole figures, stable pages, ten years in one request, and never an error of its own."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from nianbao.web.presentation.kept_pages import KEPT
from nianbao.web.releases.actions import withdraw
from nianbao.web.releases.models import Definition, Release

MOST_QUERIES = 12


@pytest.fixture
def ask(public: Any, visitor: Client) -> Any:
    public.school("dy2023/school")
    public.school()

    def get(address: str, status: int = 200) -> Any:
        answer = visitor.get(f"/api/v1/{address}")
        assert answer.status_code == status, answer.content[:300]
        return answer.json()

    return get


def test_a_figure_comes_with_all_that_it_means(ask: Any) -> None:
    found = ask("facts?organisation=9901020001&indicator=graduates&data_year=2024")
    (fact,) = found["items"]
    for name in ("edition", "unit", "period_start", "source", "released_at", "definition"):
        assert fact[name]
    assert (fact["state"], fact["level"], fact["data_year"], fact["version"]) == ("value", "school", 2024, 1)
    assert fact["value"] == fact["text"]
    assert found["definitions"][fact["definition"]]["definition"].endswith("。")


def test_pages_of_the_table_hold_every_figure_once(ask: Any) -> None:
    whole = ask("facts?limit=1000")
    assert whole["next"] is None
    read, after = [], ""
    while True:
        page = ask(f"facts?limit=97&after={after}")
        read += page["items"]
        after = page["next"]
        if after is None:
            break
    assert read == whole["items"]
    assert len(read) == 2 * 168


def test_ten_years_come_in_one_request_as_far_as_they_compare(ask: Any) -> None:
    (one,) = ask("series?indicator=classes&organisation=9901020001")["series"]
    assert [point["data_year"] for point in one["points"]] == [2023, 2024]
    assert all(point["comparability"] == "same" and point["value"] for point in one["points"])
    Definition.objects.filter(indicator="classes", edition="dy2023/school").update(meaning="old")
    KEPT.forget()
    (one,) = ask("series?indicator=classes&organisation=9901020001")["series"]
    assert [point["data_year"] for point in one["points"]] == [2024]
    (one,) = ask("series?indicator=classes&organisation=9901020001&breaks=true")["series"]
    first = one["points"][0]
    assert (first["value"], first["comparability"]) == (None, "break")
    assert first["published"]


def test_a_researcher_gets_ten_comparable_years_of_a_district_in_one_request(public: Any, visitor: Client) -> None:
    made = public.district()
    fact = made.facts.select_related("definition").get(definition__indicator="graduates")
    for data_year in range(2015, 2024):  # the nine years before, by the same definition
        words = Definition.objects.get(pk=fact.definition_id)
        words.pk, words.data_year, words.digest = None, data_year, f"{data_year:064d}"
        words.save()
        release = Release.objects.get(pk=made.pk)
        release.pk, release.data_year = None, data_year
        release.save()
        release.facts.create(definition=words, state="value", number=str(data_year), text=str(data_year))
    KEPT.forget()
    answer = visitor.get("/api/v1/series?indicator=graduates&level=district").json()
    assert answer["data_years"] == list(range(2015, 2025))
    (one,) = answer["series"]
    assert [point["value"] for point in one["points"]] == [*(str(one) for one in range(2015, 2024)), fact.number]
    assert {point["comparability"] for point in one["points"]} == {"same"}
    assert {(point["schools_counted"], point["schools_expected"]) for point in one["points"]} >= {(2, 4)}
    assert answer["unit"] == "人"
    assert answer["next"] is None


def test_organisations_indicators_and_releases_lead_to_their_pages(ask: Any, visitor: Client) -> None:
    (school,) = ask("organisations?q=职业")["items"]
    assert school["parent"] == "990102"
    detail = ask("indicators/graduates")
    assert {one["edition"] for one in detail["definitions"]} == {"dy2023/school", "dy2024/school"}
    assert detail["crosswalk"]
    (first, *_) = ask("releases?data_year=2024")["items"]
    for address in (school["address"], detail["address"], first["address"], *first["files"]):
        assert visitor.get(address).status_code == 200
    assert ask("releases/9901020001/2024")["sha256"] == first["sha256"]


def test_what_is_withdrawn_is_listed_with_its_reason_only_when_asked_for(public: Any, ask: Any) -> None:
    made = public.school(change_reason="更正")
    withdraw(made, reason="有误", standing=public.head)
    KEPT.forget()
    assert {one["version"] for one in ask("releases?data_year=2024&versions=all")["items"]} == {1, 2}
    assert ask("releases?data_year=2024")["items"] == []
    assert ask("facts?data_year=2024")["items"] == []


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("organisations/nobody", 404), ("indicators/nothing", 404), ("releases/9901020001/1999", 404),
        ("series?indicator=nothing", 404), ("facts?after=here", 409), ("releases?after=x", 409),
        ("facts?limit=0", 422), ("facts?level=city", 422), ("series", 422), ("facts?data_year=1", 422),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said(ask: Any, address: str, status: int) -> None:
    said = ask(address, status)
    assert said.get("message_en") or said.get("detail")


@pytest.mark.parametrize(
    "address",
    [
        "organisations", "organisations/990102", "indicators", "indicators/graduates", "releases",
        "releases/9901020001/2024", "facts", "facts?organisation=9901020001", "facts?district=990102&data_year=2024",
        "facts.csv", "facts.csv-metadata.json", "series?indicator=graduates", "openapi.json", "docs",
    ],
)  # fmt: skip
def test_an_answer_asks_the_database_little_and_carries_a_tag(ask: Any, visitor: Client, address: str) -> None:
    KEPT.forget()
    with CaptureQueriesContext(connection) as queries:
        answer = visitor.get(f"/api/v1/{address}")
    assert len(queries) <= MOST_QUERIES
    tag = answer.headers["ETag"]
    assert visitor.get(f"/api/v1/{address}", headers={"If-None-Match": tag}).status_code == 304
    if address != "docs":
        assert answer.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.slow
def test_every_answer_is_as_the_description_says(ask: Any) -> None:
    """schemathesis makes up questions, right and wrong ones, and lays each answer beside the OpenAPI description."""
    schemathesis = pytest.importorskip("schemathesis")
    from hypothesis import HealthCheck, Phase, given, settings

    from nianbao.web.config.wsgi import application

    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
    seen = set()
    for result in schema.get_all_operations():
        operation = result.ok()
        seen.add(operation.path)

        @given(case=operation.as_strategy())
        @settings(
            max_examples=40,
            deadline=None,
            derandomize=True,
            database=None,
            phases=[Phase.explicit, Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        def check(case: Any) -> None:
            case.call_and_validate(headers={"Host": "localhost", "Accept-Encoding": "identity"})

        check()
    assert len(seen) == 11
