"""The page of those who are asked: old phones, bad networks, no trace."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

import nianbao.web
from nianbao.surveys.frame import FrameRow
from nianbao.web.organisations.permissions import Standing
from nianbao.web.submissions.models import Submission
from nianbao.web.surveys.actions import close_survey, open_survey, prepare_survey
from nianbao.web.surveys.codes import code_of, shown
from nianbao.web.surveys.models import Answer, Group, Survey

STATIC = Path(nianbao.web.__path__[0]) / "static" / "nianbao"
MOST_BYTES = 50 * 1024


@pytest.fixture
def group(submission: Callable[..., Submission], standing: Callable[[str], Standing]) -> Callable[..., Group]:
    def hold(mode: str = "codes", name: str = "students") -> Group:
        by = standing("邱明溪")
        Survey.objects.all().delete()  # those of the demonstration
        survey = prepare_survey(
            submission("9901020002"), instrument=f"{name}/1",
            rows=(FrameRow("会计事务", "2024级", "会计2401", 30),), closes_on=timezone.localdate(), mode=mode,
            is_sample=False, standing=by,
        )  # fmt: skip
        open_survey(survey, standing=by)
        return Group.objects.select_related("survey").get(survey=survey)

    return hold


def address(group: Group, index: int = 0) -> str:
    return f"/s/{group.link}/{code_of(group.survey.issue_key, group.link, index)}/"


def ticks(group: Group, code: str = "4") -> dict[str, str]:
    return {f"q-{question.id}": code for question in group.survey.questionnaire.questions}


def test_the_page_and_all_that_it_loads_stay_small(group: Callable[..., Group]) -> None:
    page = Client().get(address(group())).content
    files = [STATIC / name.decode() for name in re.findall(rb"static/nianbao/([\w.]+)", page)]

    assert {path.name for path in files} == {"answer.css", "answer.js"}
    assert len(page) + sum(path.stat().st_size for path in files) <= MOST_BYTES


def test_a_plain_form_without_javascript_is_enough(group: Callable[..., Group]) -> None:
    found = group()
    browser = Client(enforce_csrf_checks=True)

    opened = re.search(r'name="opened" value="([^"]+)"', browser.get(address(found)).content.decode())
    assert opened is not None
    answer = browser.post(address(found), ticks(found) | {"opened": opened[1]})

    assert answer.status_code == 200
    assert "已经收到" in answer.content.decode()
    kept = Answer.objects.get()
    assert (kept.answers, kept.pace) == ("4" * 14, "q")


def test_the_script_is_told_in_a_word(group: Callable[..., Group]) -> None:
    found = group()
    sent = [Client().post(address(found), ticks(found), headers={"Accept": "application/json"}) for _ in range(3)]

    assert [one.json()["taken"] for one in sent] == ["thanks", "already", "already"]
    assert {one.status_code for one in sent} == {200}
    assert Answer.objects.count() == 1


def test_nobody_leaves_a_session_or_a_cookie(group: Callable[..., Group]) -> None:
    found = group()
    browser = Client()
    browser.get(address(found))
    browser.post(address(found), ticks(found))

    assert not browser.cookies


def test_a_forged_moment_of_opening_tells_nothing(group: Callable[..., Group]) -> None:
    found = group()
    Client().post(address(found), ticks(found) | {"opened": "0:forged"})

    assert Answer.objects.get().pace == "?"


def test_an_empty_sheet_is_asked_again(group: Callable[..., Group]) -> None:
    found = group()
    answer = Client().post(address(found), {})

    assert answer.status_code == 200
    assert "还没有选任何答案" in answer.content.decode()
    assert not Answer.objects.exists()


def test_the_poster_asks_for_the_code_of_the_slip(group: Callable[..., Group]) -> None:
    found = group()
    code = code_of(found.survey.issue_key, found.link, 5)
    browser = Client()

    assert "答题码" in browser.get(f"/s/{found.link}/").content.decode()
    right = browser.get(f"/s/{found.link}/", {"code": shown(code).lower()})
    wrong = browser.get(f"/s/{found.link}/", {"code": "AAAAA-AAAAA"})

    assert right["Location"] == f"/s/{found.link}/{code}/"
    assert "不对" in wrong.content.decode()
    assert browser.post(f"/s/{found.link}/").status_code == 200  # gives nothing out


def test_an_open_class_gives_each_phone_one_sheet(group: Callable[..., Group]) -> None:
    found = group("open")
    phone, other = Client(), Client()

    first = phone.post(f"/s/{found.link}/")["Location"]
    assert phone.post(f"/s/{found.link}/")["Location"] == first
    assert other.post(f"/s/{found.link}/")["Location"] != first
    assert Client().post(first, ticks(found)).status_code == 200


def test_a_code_of_nobody_leads_nowhere(group: Callable[..., Group]) -> None:
    found = group()

    assert Client().get(f"/s/{found.link}/AAAAAAAAAA/").status_code == 404
    assert Client().get(address(found, 30)).status_code == 404
    assert Client().get("/s/nowher/").status_code == 404


def test_after_the_end_the_page_says_so(group: Callable[..., Group], standing: Callable[[str], Standing]) -> None:
    found = group()
    Client().post(address(found), ticks(found))
    close_survey(found.survey, standing=standing("邱明溪"))

    assert Client().get(address(found, 1)).status_code == 410
    assert Client().post(address(found, 1), ticks(found)).status_code == 410
    assert "已经收到" in Client().get(address(found)).content.decode()
    assert Answer.objects.count() == 1
    assert "不收答卷" in Client().get(f"/s/{found.link}/").content.decode()


def test_before_the_beginning_there_is_no_page(group: Callable[..., Group]) -> None:
    found = group()
    Survey.objects.update(stage="prepared")

    assert Client().get(address(found)).status_code == 404


def test_the_questions_are_asked_in_english_too(group: Callable[..., Group]) -> None:
    page = Client().get(address(group()) + "?lang=en").content.decode()

    assert "With the courses" in page or "how satisfied are you" in page
    assert not re.search(r"满意|提交|答题码", page.partition("<main>")[2])


def test_answering_asks_the_database_twice_or_thrice(group: Callable[..., Group]) -> None:
    found = group()
    with CaptureQueriesContext(connection) as queries:
        Client().post(address(found), ticks(found), headers={"Accept": "application/json"})
    asked = [one for one in queries.captured_queries if not one["sql"].startswith(("SAVEPOINT", "RELEASE"))]

    assert len(asked) <= 4  # the class, its bits, the bit, the answer; one fewer on PostgreSQL


def test_the_address_is_written_to_no_log(group: Callable[..., Group], caplog: Any) -> None:
    found = group()
    with caplog.at_level("INFO", logger="nianbao.requests"):
        Client().get(address(found))
    said = " ".join(str(vars(record)) for record in caplog.records if record.name == "nianbao.requests")

    assert "'route': 'answer'" in said
    assert found.link not in said


def test_a_class_known_to_the_server_closes_and_gives_out_codes_all_the_same(
    group: Callable[..., Group], standing: Callable[[str], Standing]
) -> None:
    """Another process may have ended the survey or given a code out since this one read the class."""
    found = group("open")
    first, second = (Client().post(f"/s/{found.link}/")["Location"] for _ in range(2))
    assert Client().post(first, ticks(found)).status_code == 200
    third = Client().post(f"/s/{found.link}/")["Location"]
    assert Client().post(third, ticks(found)).status_code == 200

    close_survey(found.survey, standing=standing("邱明溪"))
    assert Client().post(second, ticks(found)).status_code == 410
    assert "已经收到" in Client().post(first, ticks(found)).content.decode()
    found.survey.delete()
    assert Client().post(second, ticks(found)).status_code in (404, 410)


NEWER = re.compile(
    r"=>|`|\?\.|\?\?|\*\*|\.\.\.|\b(?:let|const|class|async|await|yield|of|import|export|fetch|Promise)\b"
)


@pytest.mark.parametrize("line", ["const a = 1;", "x => x", "a?.b", "`${a}`", "for (one of all)"])
def test_syntax_that_an_old_phone_does_not_know_is_seen(line: str) -> None:
    assert NEWER.search(line)


def test_the_script_is_written_for_browsers_of_ten_years_ago() -> None:
    text = (STATIC / "answer.js").read_text(encoding="utf-8")
    bare = re.sub(r"/\*.*?\*/|//[^\n]*|\"[^\"\n]*\"", "", text, flags=re.DOTALL)

    assert not NEWER.findall(bare)
