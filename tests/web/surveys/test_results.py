"""The board while it runs, and results once it is over."""

from __future__ import annotations

from collections.abc import Callable

from nianbao.surveys.estimate import printed
from nianbao.web.organisations.permissions import Standing
from nianbao.web.submissions.content import read_content
from nianbao.web.submissions.models import Submission
from nianbao.web.surveys.actions import close_survey
from nianbao.web.surveys.ballots import take
from nianbao.web.surveys.models import Survey
from nianbao.web.surveys.results import (
    People,
    board_of,
    changes_of,
    people_in_form,
    result_of_survey,
    sheets_of,
    strata_of_groups,
)


def answer(survey: Survey, label: str, *answers: str) -> None:
    group = survey.groups.get(label=label)
    for index, text in enumerate(answers, group.returned):
        assert take(group, index, answers=text, pace="u", source="w")


def test_a_running_survey_shows_no_result(held: Callable[..., Survey]) -> None:
    survey = held()
    answer(survey, "教务处", *["54545"] * 10)

    assert result_of_survey(survey) is None


def test_quality_waits_for_five_more_answers(held: Callable[..., Survey]) -> None:
    survey = held()
    answer(survey, "教务处", *["54545"] * 4)
    assert board_of(survey).quality is None
    answer(survey, "教务处", "54545")
    quality = board_of(survey).quality
    assert quality is not None
    assert (quality.returned, quality.valid) == (5, 5)
    answer(survey, "教务处", "5----")

    later = board_of(Survey.objects.get(pk=survey.pk))

    assert later.returned == 6
    assert later.quality == quality  # the sixth cannot be told from it


def test_the_board_counts_by_class(held: Callable[..., Survey]) -> None:
    survey = held()
    answer(survey, "教务处", "54545", "54545")

    board = board_of(survey)

    assert {group.label: group.returned for group in board.groups} == {"机电教研室": 0, "教务处": 2, "语文教研室": 0}
    assert (board.asked, board.population, board.share) == (62, 62, 3)


def test_results_are_weighted_to_the_frame(held: Callable[..., Survey], standing: Callable[[str], Standing]) -> None:
    survey = held()
    answer(survey, "机电教研室", *["54545"] * 8 + ["22222"] * 2)  # 80 % of 30
    answer(survey, "教务处", *["54545"] * 6)  # 100 % of 12
    answer(survey, "语文教研室", *["54545"] * 5 + ["22222"] * 5)  # 50 % of 20
    close_survey(survey, standing=standing("邱明溪"))
    survey.refresh_from_db()

    result = result_of_survey(survey)

    assert result is not None
    found = result.estimates["whole"]
    assert found is not None
    assert printed(found.rate) == "74.19"  # (24 + 12 + 10) ÷ 62
    assert result.quality.invited == 62
    assert len(sheets_of(survey)) == 26
    assert [stratum.population for stratum in strata_of_groups(survey.groups.all())] == [30, 12, 20]
    changes = changes_of(result, read_content(survey.submission))
    assert set(changes) == {"whole"}


def test_the_form_says_how_many_there_should_be(
    held: Callable[..., Survey], submission: Callable[..., Submission]
) -> None:
    school = submission("9901020002")
    students = int(school.entries.get(indicator="full_time_students").raw)

    assert people_in_form(held("staff")) == People(84, 84)
    assert people_in_form(held("employers")) is None
    assert people_in_form(held("parents")) == People(students, 2 * students)
    assert People(5, 10).holds(10)
    assert not People(5, 10).holds(4)


def test_graduates_within_three_years_are_those_of_three_editions(
    held: Callable[..., Survey], submission: Callable[..., Submission]
) -> None:
    survey = held("graduates_three_years")
    editions = ("dy2025/school", "dy2024/school", "dy2023/school")
    for edition, count in zip(editions, (100, 90, 80), strict=True):
        submission("9901020002", edition).entries.filter(indicator="graduates").update(raw=str(count))

    assert people_in_form(survey) == People(1, 270)

    submission("9901020002", "dy2023/school").entries.filter(indicator="graduates").update(raw="无数据")
    assert people_in_form(survey) is None
