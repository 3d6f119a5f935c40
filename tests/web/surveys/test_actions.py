"""Holding a survey: who may, when, and what a second click does."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest
from django.utils import timezone

from nianbao.facts.problem import Problem
from nianbao.surveys.frame import FrameRow
from nianbao.web.audit.models import Event
from nianbao.web.campaigns.models import Notice
from nianbao.web.organisations.permissions import Standing
from nianbao.web.submissions.models import Submission
from nianbao.web.surveys.actions import (
    Taken,
    close_survey,
    enter_paper,
    extend_survey,
    hand_out,
    instruments_for,
    may_survey,
    open_survey,
    prepare_survey,
    remind_school,
    send_answer,
)
from nianbao.web.surveys.codes import code_of
from nianbao.web.surveys.models import Group, Survey

FULL = {"conditions": "5", "development": "4", "fairness": "3", "say": "0", "whole": "5"}


def group_of(survey: Survey, label: str = "教务处") -> Group:
    return Group.objects.select_related("survey__submission__organisation", "survey__submission__campaign").get(
        survey=survey, label=label
    )


def code(group: Group, index: int) -> str:
    return code_of(group.survey.issue_key, group.link, index)


def test_all_six_groups_may_be_asked(submission: Callable[..., Submission]) -> None:
    assert len(instruments_for(submission("9901020002"))) == 6


def test_whoever_fills_in_the_table_holds_the_survey(
    submission: Callable[..., Submission], standing: Callable[[str], Standing]
) -> None:
    school = submission("9901020002")
    staff = next(one for one in instruments_for(school) if one.group == "staff")

    assert may_survey(school, staff, standing("邱明溪"))
    assert may_survey(school, staff, standing("范若谷"))  # only this table is hers
    assert not may_survey(school, staff, standing("沈知远"))
    assert not may_survey(school, staff, standing("高审之"))


def test_a_stranger_holds_no_survey(submission: Callable[..., Submission], standing: Callable[[str], Standing]) -> None:
    with pytest.raises(Problem) as caught:
        prepare_survey(
            submission("9901020002"), instrument="staff/1", rows=(FrameRow("", "", "全体", 30),),
            closes_on=timezone.localdate(), mode="codes", is_sample=False, standing=standing("沈知远"),
        )  # fmt: skip
    assert caught.value.code == "not-permitted"


@pytest.mark.parametrize("days", [-1, 121])
def test_the_last_day_is_neither_over_nor_out_of_sight(
    days: int, submission: Callable[..., Submission], standing: Callable[[str], Standing]
) -> None:
    with pytest.raises(Problem) as caught:
        prepare_survey(
            submission("9901020002"), instrument="staff/1", rows=(FrameRow("", "", "全体", 30),),
            closes_on=timezone.localdate() + datetime.timedelta(days=days), mode="codes", is_sample=False,
            standing=standing("邱明溪"),
        )  # fmt: skip
    assert caught.value.code == "survey-days"


def test_the_frame_stands_once_the_survey_has_begun(held: Callable[..., Survey]) -> None:
    held()
    with pytest.raises(Problem) as caught:
        held()
    assert caught.value.code == "survey-under-way"


def test_a_prepared_survey_may_be_prepared_again(held: Callable[..., Survey]) -> None:
    first = held(stage="prepared")

    again = held(stage="prepared", rows=(FrameRow("", "", "全体教职工", 62),))

    assert again.pk == first.pk
    assert [group.label for group in again.groups.all()] == ["全体教职工"]


def test_a_sample_asks_each_class_for_its_share(
    submission: Callable[..., Submission], standing: Callable[[str], Standing]
) -> None:
    classes = (FrameRow("数控", "2024级", f"数控240{n}", 40) for n in range(1, 10))
    rows = (*classes, FrameRow("会计", "2024级", "会计2401", 6))
    survey = prepare_survey(
        submission("9901020002"), instrument="students/1", rows=rows, closes_on=timezone.localdate(), mode="codes",
        is_sample=True, standing=standing("邱明溪"),
    )  # fmt: skip
    asked = {group.label: group.asked for group in survey.groups.all()}

    assert asked.pop("会计2401") == 5
    assert set(asked.values()) <= {25, 26, 27}
    assert all(group.handed == group.asked for group in survey.groups.all())


def test_an_answer_is_thanked_however_often_it_comes(held: Callable[..., Survey]) -> None:
    group = group_of(held())

    assert send_answer(group, code=code(group, 2), chosen=FULL, seconds=60) is Taken.THANKS
    assert send_answer(group, code=code(group, 2), chosen=FULL, seconds=61) is Taken.ALREADY
    assert list(group.survey.answers.values_list("answers", "pace", "source")) == [("54305", "u", "w")]


def test_answering_leaves_no_event(held: Callable[..., Survey]) -> None:
    group = group_of(held())
    before = Event.objects.count()
    send_answer(group, code=code(group, 2), chosen=FULL, seconds=60)

    assert Event.objects.count() == before


def test_an_empty_answer_uses_no_code_up(held: Callable[..., Survey]) -> None:
    group = group_of(held())

    assert send_answer(group, code=code(group, 2), chosen={"whole": "x"}, seconds=60) is Taken.EMPTY
    assert send_answer(group, code=code(group, 2), chosen=FULL, seconds=1) is Taken.THANKS
    assert group.survey.answers.get().pace == "q"


def test_a_code_beyond_those_given_out_is_refused(held: Callable[..., Survey]) -> None:
    group = group_of(held())
    with pytest.raises(Problem) as caught:
        send_answer(group, code=code(group, 12), chosen=FULL, seconds=60)
    assert caught.value.code == "code-unknown"


def test_after_the_last_day_nothing_is_taken(held: Callable[..., Survey]) -> None:
    survey = held()
    Survey.objects.filter(pk=survey.pk).update(closes_on=timezone.localdate() - datetime.timedelta(days=1))
    group = group_of(survey)

    assert send_answer(group, code=code(group, 0), chosen=FULL, seconds=60) is Taken.CLOSED
    assert not survey.answers.exists()


def test_before_the_beginning_nothing_is_taken(held: Callable[..., Survey]) -> None:
    group = group_of(held(stage="prepared"))

    assert send_answer(group, code=code(group, 0), chosen=FULL, seconds=60) is Taken.CLOSED


def test_a_second_click_opens_and_closes_nothing(
    held: Callable[..., Survey], standing: Callable[[str], Standing]
) -> None:
    before = Event.objects.count()
    survey = held()
    open_survey(survey, standing=standing("邱明溪"))
    close_survey(survey, standing=standing("邱明溪"))
    close_survey(survey, standing=standing("邱明溪"))
    open_survey(survey, standing=standing("邱明溪"))

    kinds = list(Event.objects.order_by("sequence").values_list("kind", flat=True)[before:])
    assert sorted(kinds) == ["surveys.survey.closed", "surveys.survey.opened", "surveys.survey.prepared"]
    survey.refresh_from_db()
    assert survey.stage == "closed"


def test_a_stratum_with_few_answers_is_joined_at_the_end(
    held: Callable[..., Survey], standing: Callable[[str], Standing]
) -> None:
    survey = held()
    many, few = group_of(survey, "机电教研室"), group_of(survey, "教务处")
    for index in range(6):
        send_answer(many, code=code(many, index), chosen=FULL, seconds=60)
    for index in range(2):
        send_answer(few, code=code(few, index), chosen=FULL, seconds=60)

    close_survey(survey, standing=standing("邱明溪"))

    assert set(survey.answers.values_list("stratum", flat=True)) == {many.stratum}


def test_an_open_class_gives_out_codes_one_by_one(held: Callable[..., Survey]) -> None:
    group = group_of(held(mode="open"))

    assert [hand_out(group) for _ in range(3)] == [0, 1, 2]
    group.refresh_from_db()
    assert send_answer(group, code=code(group, 2), chosen=FULL, seconds=60) is Taken.THANKS


def test_an_open_class_does_not_give_out_codes_for_ever(held: Callable[..., Survey]) -> None:
    group = group_of(held(mode="open"))
    Group.objects.filter(pk=group.pk).update(handed=3 * group.population + 20)
    with pytest.raises(Problem) as caught:
        hand_out(group)
    assert caught.value.code == "survey-full"


def test_where_each_has_a_code_the_class_gives_none_out(held: Callable[..., Survey]) -> None:
    with pytest.raises(Problem) as caught:
        hand_out(group_of(held()))
    assert caught.value.code == "survey-not-open"


def test_a_paper_sheet_is_typed_in_once(held: Callable[..., Survey], standing: Callable[[str], Standing]) -> None:
    group = group_of(held())
    by = standing("范若谷")

    assert enter_paper(group, code=code(group, 1), text="54 3-5", standing=by) is Taken.THANKS
    assert enter_paper(group, code=code(group, 1), text="11111", standing=by) is Taken.ALREADY
    assert list(group.survey.answers.values_list("answers", "pace", "source")) == [("543-5", "?", "p")]


@pytest.mark.parametrize(("text", "fault"), [("5434", "paper-length"), ("5439-", "paper-sign")])
def test_a_slip_of_the_finger_is_told(
    text: str, fault: str, held: Callable[..., Survey], standing: Callable[[str], Standing]
) -> None:
    group = group_of(held())
    with pytest.raises(Problem) as caught:
        enter_paper(group, code=code(group, 1), text=text, standing=standing("范若谷"))
    assert caught.value.code == fault


def test_a_reminder_says_how_many_and_not_who(held: Callable[..., Survey], standing: Callable[[str], Standing]) -> None:
    survey = held()
    group = group_of(survey)
    send_answer(group, code=code(group, 0), chosen=FULL, seconds=60)

    assert remind_school(survey, standing=standing("邱明溪")) > 0

    said = Notice.objects.filter(kind="survey").first()
    assert said is not None
    assert "教务处还差 11 份" in said.text
    assert "1/62" in said.title


def test_whoever_reads_while_the_survey_closes_is_told_so(held: Callable[..., Survey]) -> None:
    survey = held()
    group = group_of(survey)  # read while it was open
    Survey.objects.filter(pk=survey.pk).update(stage="closed")

    assert send_answer(group, code=code(group, 0), chosen=FULL, seconds=60) is Taken.CLOSED


def test_a_survey_gets_more_time_until_somebody_ends_it(
    held: Callable[..., Survey], standing: Callable[[str], Standing]
) -> None:
    survey, by, today = held(), standing("邱明溪"), timezone.localdate()
    Survey.objects.filter(pk=survey.pk).update(closes_on=today - datetime.timedelta(days=1))
    group = group_of(survey)
    assert send_answer(group, code=code(group, 0), chosen=FULL, seconds=60) is Taken.CLOSED

    extend_survey(survey, closes_on=today + datetime.timedelta(days=3), standing=by)

    group = group_of(survey)
    assert send_answer(group, code=code(group, 0), chosen=FULL, seconds=60) is Taken.THANKS
    assert Event.objects.filter(kind="surveys.survey.extended").count() == 1
    for day, found in ((today, "extension-too-early"), (today + datetime.timedelta(days=200), "survey-days")):
        with pytest.raises(Problem) as caught:
            extend_survey(survey, closes_on=day, standing=by)
        assert caught.value.code == found
    with pytest.raises(Problem):
        extend_survey(survey, closes_on=today + datetime.timedelta(days=9), standing=standing("沈知远"))
    close_survey(survey, standing=by)
    with pytest.raises(Problem) as caught:
        extend_survey(survey, closes_on=today + datetime.timedelta(days=9), standing=by)
    assert caught.value.code == "survey-closed"
