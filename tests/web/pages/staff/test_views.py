"""Who may read what was done, and that operators do not see what figures said."""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from nianbao.web.accounts.models import Person
from nianbao.web.audit.actions import record_event
from nianbao.web.audit.models import Event
from nianbao.web.organisations.actions import add_organisation
from nianbao.web.organisations.models import Organisation

Enter = Callable[[str], Client]


def test_an_operator_reads_who_did_what_without_content(enter: Enter) -> None:
    page = enter("系统管理员").get("/audit/?kind=submissions&verify=1").content.decode()
    assert "submissions.cells.saved" in page
    assert "首尾相接" in page
    assert "graduates" not in page


def test_a_district_s_head_reads_the_own_branch_with_content(enter: Enter) -> None:
    page = enter("郑守正").get("/audit/?who=岚溪区职业技术学校").content.decode()
    assert "reviews.submission.accepted" in page
    assert "查看" in page
    assert "accounts.person.created" not in page


@pytest.mark.parametrize("name", ["邱明溪", "白路遥", "高审之"])
def test_for_others_the_page_does_not_exist(name: str, enter: Enter) -> None:
    assert enter(name).get("/audit/").status_code == 404


def exported(client: Client, query: str = "") -> list[list[str]]:
    answer: Any = client.get(f"/audit/events.csv?{query}")
    assert answer.streaming
    return list(csv.reader(io.StringIO(answer.getvalue().decode("utf-8-sig"))))


def test_days_are_counted_from_their_first_to_their_last_moment(enter: Enter) -> None:
    day = datetime.date(2026, 1, 15)
    starts = timezone.make_aware(datetime.datetime.combine(day, datetime.time.min))
    ends, second = starts + datetime.timedelta(days=1), datetime.timedelta(seconds=1)
    moments = (starts - second, starts, ends - second, ends)
    for number, moment in enumerate(moments):
        event = record_event("reviews.made", by=None, branch="", subject=f"第{number}件")
        Event.objects.filter(pk=event.pk).update(happened_at=moment)
    rows = exported(enter("系统管理员"), f"since={day}&until={day}")
    assert [row[4] for row in rows[1:]] == ["第2件", "第1件"]
    page = enter("系统管理员").get(f"/audit/?since={day}&until={day}").content.decode()
    assert "第1件" in page
    assert "第0件" not in page
    assert "第3件" not in page
    assert f"/audit/events.csv?kind=&amp;who=&amp;since={day}&amp;until={day}" in page


@pytest.mark.parametrize("day", ["2026-13-01", "yesterday", "0001-01-01", "9999-12-31"])
def test_what_is_no_day_is_said(day: str, enter: Enter) -> None:
    assert enter("系统管理员").get("/audit/", {"since": day}).status_code == 409
    assert enter("系统管理员").get("/audit/events.csv", {"until": day}).status_code == 409


def test_an_exported_text_is_no_formula(enter: Enter) -> None:
    record_event("reviews.made", by=None, branch="", subject='=HYPERLINK("x")')
    rows = exported(enter("系统管理员"), "who=HYPERLINK")
    assert rows[1][4] == '\'=HYPERLINK("x")'


def test_an_operator_exports_no_content_and_a_head_the_own_branch_alone(enter: Enter) -> None:
    other = add_organisation(code="990109", name="望川市远山区", level="district", parent=None, by=None)
    mine = Organisation.objects.get(code="990102")
    for branch in (other.path, mine.path):
        record_event("reviews.made", by=None, branch=branch, subject="核对", detail={"said": "graduates"})
    operator = exported(enter("系统管理员"), "who=核对")
    assert len(operator) == 3
    assert all("graduates" not in cell for row in operator for cell in row)
    assert [row[-1] for row in exported(enter("郑守正"), "who=核对")[1:]] == ['{"said": "graduates"}']


def test_who_operates_and_leads_reads_content_of_the_own_branch_alone(enter: Enter) -> None:
    Person.objects.filter(name="郑守正").update(is_operator=True)
    other = add_organisation(code="990109", name="望川市远山区", level="district", parent=None, by=None)
    record_event("reviews.made", by=None, branch=other.path, subject="核对", detail={"said": "graduates"})
    assert exported(enter("郑守正"), "who=核对")[1][-1] == ""
    assert "graduates" not in enter("郑守正").get("/audit/?who=核对").content.decode()
