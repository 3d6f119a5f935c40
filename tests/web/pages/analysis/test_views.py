"""The page of analysis as district and city people use it."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from nianbao.sample.district import make_sample
from nianbao.web.organisations.models import Organisation
from nianbao.web.publications import analysis
from nianbao.web.submissions.models import Entry, Submission

HEAD, CITY = "郑守正", "江市平"


@pytest.fixture(autouse=True)
def _nothing_kept_of_panels() -> None:
    analysis._KEPT.clear()


def address(level: str = "district", rest: str = "") -> str:
    return f"/organisations/{Organisation.objects.get(level=level).pk}/analysis/{rest}"


def test_the_page_shows_three_data_years_with_a_table_behind(enter: Callable[[str], Client]) -> None:
    page = enter(HEAD).get(address(rest="?indicator=full_time_students&data_year=2024")).content.decode()
    assert "2023" in page
    assert "变化从何而来" in page
    assert page.count('<img class="chart"') >= 3
    assert page.count("<details") >= 4
    assert "恰等于变化" in page


def test_what_a_school_left_blank_is_the_first_thing_to_ask(enter: Callable[[str], Client]) -> None:
    found = Submission.objects.get(organisation__code="9901020001", campaign__edition="dy2025/school")
    Entry.objects.filter(submission=found, indicator="graduates").delete()
    page = enter(HEAD).get(address()).content.decode()
    first = page.split('<ol class="calls">')[1].split("</li>")[0]
    assert found.organisation.name in first
    assert "没有填" in first


def test_a_file_holds_what_the_page_shows(enter: Callable[[str], Client]) -> None:
    client = enter(HEAD)
    answer = client.get(address(rest="series.csv?indicator=full_time_students&data_year=2024"))
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    sample = make_sample()
    truth = sum(int(record.facts["full_time_students"].cell.raw or 0) for record in sample.records["dy2024/school"])
    own = next(row for row in rows if row["organisation"] == sample.district.code and row["data_year"] == "2024")
    assert int(own["value"]) == truth
    book = client.get(address(rest="decomposition.xlsx?indicator=full_time_students&data_year=2024"))
    assert openpyxl.load_workbook(io.BytesIO(book.content)).worksheets[0].max_row > 2


def test_a_target_is_worked_out_school_by_school(enter: Callable[[str], Client]) -> None:
    query = "?indicator=teachers_dual_qualified_share&data_year=2024&target=75"
    page = enter(HEAD).get(address(rest=query)).content.decode()
    assert "目标 75%" in page
    assert "共同底线" in page


def test_a_target_that_is_no_number_is_said(enter: Callable[[str], Client]) -> None:
    assert enter(HEAD).get(address(rest="?target=%E5%BE%88%E5%A4%9A")).status_code == 409
    assert enter(HEAD).get(address(rest="?target=1e999")).status_code == 409


def test_the_city_sees_districts_and_neighbours_do_not(enter: Callable[[str], Client]) -> None:
    assert "先问哪个区" in enter(CITY).get(address("province")).content.decode()
    assert enter(HEAD).get(address("province")).status_code == 404
    assert enter("邱明溪").get(address()).status_code == 404
    school = Organisation.objects.filter(level="school")[0]
    assert enter(HEAD).get(f"/organisations/{school.pk}/analysis/").status_code == 404


def test_nonsense_in_the_address_falls_back(enter: Callable[[str], Client]) -> None:
    client = enter(HEAD)
    assert client.get(address(rest="?indicator=nothing&data_year=1066&way=up")).status_code == 200
    assert client.get(address(rest="secrets.csv")).status_code == 404
    assert client.get(address(rest="calls.exe")).status_code == 404


def test_nobody_has_filed_yet_and_the_page_says_so(enter: Callable[[str], Client]) -> None:
    Submission.objects.update(state="drafted")
    assert "还没有学校报送过数据" in enter(HEAD).get(address()).content.decode()
    assert enter(HEAD).get(address(rest="calls.csv")).status_code == 404


def test_the_page_asks_the_database_little_and_less_the_second_time(enter: Callable[[str], Client]) -> None:
    client, counts = enter(HEAD), []
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            client.get(address())
        counts.append(len(queries))
    assert counts[0] <= 12
    assert counts[1] < counts[0]


def test_a_correction_is_seen_at_once(enter: Callable[[str], Client]) -> None:
    client = enter(HEAD)
    query = "series.csv?indicator=graduates&data_year=2024"
    before = client.get(address(rest=query)).content
    found = Submission.objects.get(organisation__code="9901020001", campaign__edition="dy2024/school")
    Entry.objects.filter(submission=found, indicator="graduates").update(raw="1")
    Submission.objects.filter(pk=found.pk).update(revision=found.revision + 1)
    assert client.get(address(rest=query)).content != before


def test_the_page_is_in_english_too(enter: Callable[[str], Client]) -> None:
    client = enter(HEAD)
    client.post("/language/", {"language": "en", "back": "/"})
    page = client.get(address(rest="?indicator=full_time_students&data_year=2024")).content.decode()
    assert "The parts add up exactly" in page
    assert "恰等于变化" not in page


def test_who_handed_nothing_in_is_called_and_the_page_does_not_say_that_all_is_well(
    enter: Callable[[str], Client],
) -> None:
    page = enter(HEAD).get(address()).content.decode()
    late = Submission.objects.filter(campaign__edition="dy2025/school", state="drafted")[0].organisation.name
    calls = page.split('<ol class="calls">')[1].split("</ol>")[0]
    assert late in calls
    assert "还没有报送" in calls
    assert "都已报送" not in page
    above = enter(CITY).get(address("province")).content.decode().split('<ol class="calls">')[1].split("</ol>")[0]
    assert "望川市岚溪区" in above
    assert "2 所学校还没有报送" in above
    table = enter(CITY).get(address("province", "calls.csv")).content.decode("utf-8-sig")
    assert "尚未报送" in table
