"""A district has its schools ask: who may, what each school keeps, and what the district sees."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from nianbao.facts.problem import Problem
from nianbao.surveys.estimate import printed
from nianbao.surveys.frame import FrameRow
from nianbao.web.audit.models import Event
from nianbao.web.campaigns.models import Campaign, Notice
from nianbao.web.organisations.models import Organisation
from nianbao.web.organisations.permissions import Standing
from nianbao.web.submissions.models import Submission
from nianbao.web.surveys.actions import close_survey, extend_survey, open_survey, prepare_survey
from nianbao.web.surveys.ballots import take
from nianbao.web.surveys.models import Round, Stage, Survey
from nianbao.web.surveys.rounds import (
    Launched,
    close_round,
    extend_round,
    launch_round,
    open_round,
    remind_round,
    round_board,
    round_result,
)

FIRST, SECOND, THIRD = "9901020001", "9901020002", "9901020003"
DAY = datetime.timedelta(days=1)


def frame(population: int) -> tuple[FrameRow, ...]:
    return (FrameRow("", "", "教职工", population),)


@pytest.fixture
def campaign(submission: Callable[..., Submission]) -> Campaign:
    found: Campaign = submission(SECOND).campaign
    return found


@pytest.fixture
def launched(campaign: Campaign, standing: Callable[[str], Standing]) -> Callable[..., Launched]:
    def launch(frames: dict[str, int], by: str = "高审之", **more: Any) -> Launched:
        asked: dict[str, Any] = {
            "instrument": "staff/1", "schools": (), "closes_on": timezone.localdate() + DAY, "mode": "codes",
            "is_sample": False,
        } | more  # fmt: skip
        return launch_round(
            campaign, frames={school: frame(size) for school, size in frames.items()}, standing=standing(by), **asked
        )

    return launch


def survey_of(found: Round, code: str) -> Survey:
    return found.surveys.get(submission__organisation__code=code)


def answer(survey: Survey, satisfied: int, n: int) -> None:
    group = survey.groups.get()
    for index in range(n):
        assert take(group, index, answers="55555" if index < satisfied else "22222", pace="u", source="w")


def test_each_school_gets_a_survey_of_its_own(launched: Callable[..., Launched]) -> None:
    third = Organisation.objects.get(code=THIRD)
    name = Organisation.objects.get(code=FIRST).name

    found = launched({name: 40, SECOND: 60}, schools=[third.pk])

    assert (found.ready, found.waiting, found.apart) == (2, 1, ())
    assert survey_of(found.round, FIRST).groups.get().asked == 40
    assert survey_of(found.round, THIRD).groups.count() == 0
    assert {one.stage for one in found.round.surveys.all()} == {Stage.PREPARED}
    assert Event.objects.filter(kind="surveys.round.launched").count() == 1
    assert Notice.objects.filter(kind="survey", organisation__code=SECOND).count() >= 3


@pytest.mark.parametrize("who", ["高审之", "温编言", "郑守正", "江市平"])
def test_district_and_city_may_launch(launched: Callable[..., Launched], who: str) -> None:
    assert launched({FIRST: 40}, by=who).ready == 1


@pytest.mark.parametrize("who", ["邱明溪", "白路遥", "系统管理员"])
def test_nobody_else_may(launched: Callable[..., Launched], who: str) -> None:
    with pytest.raises(Problem) as caught:
        launched({FIRST: 40}, by=who)
    assert caught.value.code == "not-permitted"


def test_a_school_that_takes_no_part_is_named(launched: Callable[..., Launched]) -> None:
    with pytest.raises(Problem) as caught:
        launched({"蓬莱职校": 40})
    assert caught.value.code == "frames-school-unknown"
    assert "蓬莱职校" in caught.value.message
    with pytest.raises(Problem) as caught:
        launched({})
    assert caught.value.code == "schools-missing"
    assert not Round.objects.exists()


def test_a_school_that_asks_by_itself_is_left_alone(
    held: Callable[..., Survey], launched: Callable[..., Launched]
) -> None:
    own = held()

    found = launched({FIRST: 40, SECOND: 60})

    assert found.apart == (own.submission.organisation.name,)
    own.refresh_from_db()
    assert own.round is None
    assert own.groups.count() == 3


def test_a_school_says_whom_to_ask_and_the_district_until_when(
    launched: Callable[..., Launched], submission: Callable[..., Submission], standing: Callable[[str], Standing]
) -> None:
    found = launched({}, schools=[submission(SECOND).organisation_id])
    survey = survey_of(found.round, SECOND)
    with pytest.raises(Problem) as caught:
        open_survey(survey, standing=standing("邱明溪"))
    assert caught.value.code == "frame-missing"

    prepare_survey(
        submission(SECOND), instrument="staff/1", rows=frame(33), closes_on=timezone.localdate() + 9 * DAY,
        mode="open", is_sample=True, standing=standing("邱明溪"),
    )  # fmt: skip
    open_survey(survey, standing=standing("邱明溪"))

    survey.refresh_from_db()
    assert (survey.mode, survey.is_sample, survey.closes_on) == ("codes", False, found.round.closes_on)
    assert survey.groups.get().asked == 33
    with pytest.raises(Problem):
        extend_survey(survey, closes_on=timezone.localdate() + 5 * DAY, standing=standing("邱明溪"))


def test_launching_again_adds_schools_and_keeps_frames(launched: Callable[..., Launched]) -> None:
    first = launched({FIRST: 40})
    again = launched({SECOND: 60}, schools=[Organisation.objects.get(code=FIRST).pk], mode="open")

    assert again.round == first.round
    assert survey_of(first.round, FIRST).groups.get().population == 40
    assert survey_of(first.round, SECOND).mode == "codes"  # the same for all


def test_parents_are_asked_in_the_classes_of_their_children(
    held: Callable[..., Survey], launched: Callable[..., Launched]
) -> None:
    students = held("students")

    found = launched({}, instrument="parents/1", schools=[students.submission.organisation_id])

    assert found.ready == 1
    assert survey_of(found.round, SECOND).groups.count() == 3


def test_the_district_opens_extends_and_ends_for_all(
    launched: Callable[..., Launched], standing: Callable[[str], Standing]
) -> None:
    district = standing("高审之")
    found = launched({FIRST: 40, SECOND: 60}, schools=[Organisation.objects.get(code=THIRD).pk]).round

    assert open_round(found, standing=district) == 2
    assert open_round(found, standing=district) == 0
    assert extend_round(found, closes_on=found.closes_on + DAY, standing=district) == 3
    assert {one.closes_on for one in found.surveys.all()} == {found.closes_on + DAY}
    with pytest.raises(Problem):
        extend_round(found, closes_on=timezone.localdate(), standing=district)
    assert close_round(found, standing=district) == 2
    assert close_round(found, standing=district) == 0
    with pytest.raises(Problem):
        extend_survey(survey_of(found, FIRST), closes_on=timezone.localdate() + 9 * DAY, standing=district)


def test_late_schools_are_reminded_once_a_day(
    launched: Callable[..., Launched], standing: Callable[[str], Standing]
) -> None:
    district = standing("高审之")
    found = launched({FIRST: 20, SECOND: 20}).round
    open_round(found, standing=district)
    answer(survey_of(found, FIRST), 15, 15)

    told = remind_round(found, below=60, standing=district)

    assert told == Notice.objects.filter(path=f"/surveys/{survey_of(found, SECOND).pk}/").count() > 0
    assert not Notice.objects.filter(path=f"/surveys/{survey_of(found, FIRST).pk}/").exists()
    assert remind_round(found, below=60, standing=district) == 0


def test_the_board_counts_and_says_nothing_of_answers(
    launched: Callable[..., Launched], standing: Callable[[str], Standing], django_assert_num_queries: Any
) -> None:
    found = launched({FIRST: 20, SECOND: 20}).round
    open_round(found, standing=standing("高审之"))
    answer(survey_of(found, FIRST), 3, 4)

    with django_assert_num_queries(3):
        board = round_board(found)

    assert [(row.organisation.code, row.returned, row.share) for row in board.rows] == [(FIRST, 4, 20), (SECOND, 0, 0)]
    assert (board.asked, board.returned, board.share) == (40, 4, 10)
    assert round_result(found) is None


def test_the_district_s_result_is_made_of_what_schools_show(
    launched: Callable[..., Launched], standing: Callable[[str], Standing], django_assert_num_queries: Any
) -> None:
    found = launched({FIRST: 100, SECOND: 300, THIRD: 50}).round
    open_round(found, standing=standing("高审之"))
    answer(survey_of(found, FIRST), 20, 20)
    answer(survey_of(found, SECOND), 5, 10)
    answer(survey_of(found, THIRD), 0, 4)
    close_survey(survey_of(found, FIRST), standing=standing("高审之"))
    close_round(found, standing=standing("高审之"))

    with django_assert_num_queries(4):
        result = round_result(found)

    assert result is not None
    whole = result.estimates["whole"]
    assert whole is not None
    assert (printed(whole.rate), whole.n, whole.uncovered) == ("62.50", 30, 50)
    rates = [one.estimates["whole"] for one in result.schools]
    assert [printed(one.rate) if one else None for one in rates] == ["100.00", "50.00", None]
    assert (result.asked_of, result.population, result.returned) == (3, 450, 34)
    with django_assert_num_queries(2):  # what is over does not change
        assert round_result(found) == result
