"""A district has its schools ask, with a browser: launch, board, reminder, extension, end, result."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from nianbao.web.submissions.models import Submission
from nianbao.web.surveys.ballots import take
from nianbao.web.surveys.models import Round, Survey

CODES = ("9901020001", "9901020002", "9901020003")
FRAMES = """学校\t专业\t年级\t班级\t人数
9901020001\t\t\t甲部\t40
\t\t\t乙部\t30
9901020002\t\t\t全体\t60
9901020003\t\t\t全体\t20
"""


@pytest.fixture(autouse=True)
def _no_surveys_yet() -> None:
    Survey.objects.all().delete()  # those of the demonstration


@pytest.fixture
def launched(enter: Callable[[str], Client], submission: Callable[..., Submission]) -> Callable[..., Round]:
    def launch(**more: Any) -> Round:
        campaign = submission(CODES[1]).campaign_id
        typed = {"frames": FRAMES, "closes_on": timezone.localdate().isoformat(), "mode": "codes", "is_sample": "0"}
        answer = enter("高审之").post(f"/campaigns/{campaign}/surveys/launch/staff/", typed | more)
        assert answer.status_code == 302, answer.content.decode()
        return Round.objects.get(campaign=campaign, instrument="staff/1")

    return launch


def answer(found: Round, code: str, satisfied: int, n: int) -> None:
    for index in range(n):
        group = found.surveys.get(submission__organisation__code=code).groups.all()[0]
        assert take(group, index, answers="55555" if index < satisfied else "22222", pace="u", source="w")


def test_a_district_asks_in_all_schools_from_launch_to_result(
    enter: Callable[[str], Client], launched: Callable[..., Round]
) -> None:
    found, client = launched(), enter("高审之")
    address = f"/survey-rounds/{found.pk}/"
    assert client.get(f"{address}results/").status_code == 409
    client.post(f"{address}open/")
    answer(found, CODES[0], 20, 30)
    answer(found, CODES[1], 20, 20)
    answer(found, CODES[2], 4, 4)

    board = client.get(address).content.decode()
    assert "30" in board
    assert "36%" in board  # 54 of 150
    assert "已通知" in client.post(f"{address}remind/", {"below": "50"}, follow=True).content.decode()
    day = (timezone.localdate() + datetime.timedelta(days=5)).isoformat()
    assert day in client.post(f"{address}extend/", {"closes_on": day}, follow=True).content.decode()
    client.post(f"{address}close/")
    page = client.get(f"{address}results/").content.decode()

    assert "82.05" in page  # (66.67 % × 70 + 100 % × 60) ÷ 130; the third school is left out
    assert "不计入合计" in page
    table = client.get(f"{address}results.csv").content.decode("utf-8-sig").splitlines()
    assert any("合计" in line and "82.05" in line for line in table)
    assert any(line.startswith("9901020003") and line.endswith("（不足 5 份）,,,,") for line in table)
    school = enter("范若谷")
    survey = found.surveys.get(submission__organisation__code=CODES[1])
    assert school.get(f"/surveys/{survey.pk}/results/").status_code == 200
    assert school.post(f"/surveys/{survey.pk}/fill/").status_code == 302


def test_each_school_prints_its_own_posters_and_the_district_none(
    enter: Callable[[str], Client], launched: Callable[..., Round]
) -> None:
    survey = launched().surveys.get(submission__organisation__code=CODES[1])

    assert enter("范若谷").get(f"/surveys/{survey.pk}/posters/").status_code == 200
    for page in ("", "posters/", "results/", "paper/", "answers.csv", f"slips/{survey.groups.get().pk}/"):
        assert enter("高审之").get(f"/surveys/{survey.pk}/{page}").status_code == 404


def test_a_school_of_the_round_changes_its_frame_alone(
    enter: Callable[[str], Client], launched: Callable[..., Round]
) -> None:
    found = launched()
    survey = found.surveys.get(submission__organisation__code=CODES[1])
    address = f"/submissions/{survey.submission_id}/surveys/staff/"

    page = enter("范若谷").get(address).content.decode()
    assert "由上级统一组织" in page
    assert 'name="closes_on"' not in page
    assert enter("范若谷").post(address, {"frame": ",,教务处,12\n,,一线,50"}).status_code == 302
    assert [one.label for one in survey.groups.all()] == ["教务处", "一线"]


def test_what_is_wrong_with_the_list_is_told_and_the_list_kept(
    enter: Callable[[str], Client], submission: Callable[..., Submission]
) -> None:
    address = f"/campaigns/{submission(CODES[1]).campaign_id}/surveys/launch/staff/"
    answered = enter("高审之").post(
        address, {"frames": "蓬莱职校,,,全体,30", "closes_on": timezone.localdate().isoformat()}
    )

    assert answered.status_code == 409
    page = answered.content.decode()
    assert "不在本次填报里" in page
    assert "蓬莱职校,,,全体,30" in page
    assert enter("高审之").get(address.replace("staff", "cats")).status_code == 404


def test_the_district_s_page_lists_what_was_launched(
    enter: Callable[[str], Client], launched: Callable[..., Round]
) -> None:
    found = launched()
    page = enter("江市平").get(f"/campaigns/{found.campaign_id}/surveys/").content.decode()

    assert f"/survey-rounds/{found.pk}/" in page
    assert f"/campaigns/{found.campaign_id}/surveys/launch/students/" in page
    assert "0/60" in page
