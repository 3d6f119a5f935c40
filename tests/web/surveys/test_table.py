"""From results to table 2, once and with their source."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from nianbao.facts.problem import Problem
from nianbao.surveys.frame import FrameRow
from nianbao.web.organisations.permissions import Standing
from nianbao.web.submissions.content import read_content
from nianbao.web.submissions.findings import findings_of
from nianbao.web.submissions.models import Submission
from nianbao.web.surveys.actions import close_survey
from nianbao.web.surveys.ballots import take
from nianbao.web.surveys.models import Survey
from nianbao.web.surveys.results import result_of_survey
from nianbao.web.surveys.table import fill_table, lines_of

SCHOOL = "9901020002"


@pytest.fixture
def over(held: Callable[..., Survey], standing: Callable[[str], Standing]) -> Callable[..., Survey]:
    """A survey that is over, with so many satisfied of so many answers."""

    def end(group: str, satisfied: int, n: int, population: int, source: str = "w") -> Survey:
        survey = held(group, (FrameRow("", "", f"{group}全体", population),))
        found = survey.groups.get()
        for index in range(n):
            take(found, index, answers="55555" if index < satisfied else "22222", pace="u", source=source)
        close_survey(survey, standing=standing("邱明溪"))
        survey.refresh_from_db()
        return survey

    return end


def test_one_click_fills_value_n_and_method_and_says_where_from(
    over: Callable[..., Survey], standing: Callable[[str], Standing], submission: Callable[..., Submission]
) -> None:
    survey = over("staff", 45, 50, 60)

    saved = fill_table(survey, versions={}, standing=standing("邱明溪"))

    assert not saved.conflicts
    content = read_content(submission(SCHOOL))
    said = {name: content.entries[name].raw for name in content.entries if name.startswith("satisfaction_staff")}
    assert said == {
        "satisfaction_staff": "90.00",
        "satisfaction_staff_respondents": "50",
        "satisfaction_staff_method": "问卷（网上）",
    }
    note = content.entries["satisfaction_staff"].note
    for words in ("staff/1", "发放 60 份", "收回 50 份", "Wilson", "95% 区间", "满意率 ="):
        assert words in note


def test_the_same_click_again_changes_nothing(over: Callable[..., Survey], standing: Callable[[str], Standing]) -> None:
    survey = over("staff", 45, 50, 60)
    first = fill_table(survey, versions={}, standing=standing("邱明溪"))

    again = fill_table(survey, versions={}, standing=standing("邱明溪"))

    assert again.revision == first.revision


def test_a_cell_that_somebody_changed_meanwhile_is_left_alone(
    over: Callable[..., Survey], standing: Callable[[str], Standing], submission: Callable[..., Submission]
) -> None:
    survey = over("staff", 45, 50, 60)
    there = read_content(submission(SCHOOL)).entries["satisfaction_staff"]

    saved = fill_table(survey, versions={"satisfaction_staff": there.version - 1}, standing=standing("邱明溪"))

    assert [one.indicator for one in saved.conflicts] == ["satisfaction_staff"]
    assert read_content(submission(SCHOOL)).entries["satisfaction_staff"].raw == there.raw


def test_graduates_together_wait_for_both_groups(
    over: Callable[..., Survey],
) -> None:
    first = over("graduates_current", 40, 50, 100)
    result = result_of_survey(first)
    assert result is not None
    assert [line.indicator for line in lines_of(first, result)] == ["satisfaction_graduates_current"]

    second = over("graduates_three_years", 30, 50, 300)
    result = result_of_survey(second)
    assert result is not None
    whole = lines_of(second, result)[-1]

    assert whole.indicator == "satisfaction_graduates"
    assert (whole.value, whole.respondents) == ("65.00", "100")  # (80 % × 100 + 60 % × 300) ÷ 400
    assert "按人数加权" in whole.note


@pytest.mark.parametrize(("source", "method"), [("p", "问卷（纸质）"), ("i", "问卷"), ("w", "问卷（网上）")])
def test_the_method_is_one_of_the_forms_choices(over: Callable[..., Survey], source: str, method: str) -> None:
    survey = over("staff", 9, 9, 60, source)
    result = result_of_survey(survey)
    assert result is not None

    assert lines_of(survey, result)[0].method == method


def test_a_running_survey_fills_nothing(held: Callable[..., Survey], standing: Callable[[str], Standing]) -> None:
    with pytest.raises(Problem) as caught:
        fill_table(held(), versions={}, standing=standing("邱明溪"))
    assert caught.value.code == "survey-not-closed"


def test_four_answers_fill_nothing(over: Callable[..., Survey], standing: Callable[[str], Standing]) -> None:
    with pytest.raises(Problem) as caught:
        fill_table(over("staff", 4, 4, 60), versions={}, standing=standing("邱明溪"))
    assert caught.value.code == "survey-too-few"


def test_what_is_filled_in_meets_the_forms_own_checks(
    over: Callable[..., Survey], standing: Callable[[str], Standing], submission: Callable[..., Submission]
) -> None:
    """Everybody content, of nine people: the check for small samples speaks."""
    fill_table(over("employers", 9, 9, 12), versions={}, standing=standing("邱明溪"))

    found = findings_of(read_content(submission(SCHOOL)))

    assert any(one.check == "PL012" and "satisfaction_employers" in str(one.values) for one in found)
