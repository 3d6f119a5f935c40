"""A file of answers comes in whole, once, or not at all."""

from __future__ import annotations

import io
from collections.abc import Callable

import openpyxl
import pytest

from nianbao.facts.problem import Problem
from nianbao.surveys.frame import FrameRow
from nianbao.web.audit.models import Event
from nianbao.web.organisations.permissions import Standing
from nianbao.web.surveys.actions import close_survey
from nianbao.web.surveys.importing import NO_STRATUM, import_answers, read_columns
from nianbao.web.surveys.models import Survey
from nianbao.web.surveys.results import board_of, result_of_survey

HEAD = "专业,年级,conditions,development,fairness,say,whole,_uuid\n"


def lines(count: int, major: str = "专业课", grade: str = "一线", first: int = 0) -> str:
    return "".join(f"{major},{grade},5,4,5,4,5,u{number}\n" for number in range(first, first + count))


def sent(text: str) -> bytes:
    return (HEAD + text).encode("gb18030")


def test_a_file_comes_in_with_its_strata(held: Callable[..., Survey], standing: Callable[[str], Standing]) -> None:
    survey, by = held(), standing("邱明溪")

    count, collected = import_answers(
        survey, content=sent(lines(8) + lines(2)), name="答卷.csv", columns={}, standing=by
    )

    assert count == 8  # the last two are the first two again
    assert collected.columns["whole"] == "whole"
    rows = set(survey.answers.values_list("answers", "source", "stratum"))
    assert rows == {("54545", "i", survey.groups.get(label="机电教研室").stratum)}
    assert board_of(Survey.objects.get(pk=survey.pk)).returned == 8
    assert Event.objects.filter(kind="surveys.answers.imported").count() == 1


def test_no_file_comes_in_twice(held: Callable[..., Survey], standing: Callable[[str], Standing]) -> None:
    survey, by = held(), standing("邱明溪")
    content = sent(lines(8))
    import_answers(survey, content=content, name="答卷.csv", columns={}, standing=by)
    with pytest.raises(Problem) as caught:
        import_answers(survey, content=content, name="又一次.csv", columns={}, standing=by)

    assert caught.value.code == "file-twice"
    assert survey.answers.count() == 8


def test_a_file_about_something_else_changes_nothing(
    held: Callable[..., Survey], standing: Callable[[str], Standing]
) -> None:
    survey = held()

    count, collected = import_answers(
        survey, content="菜名,价格\n豆腐,5\n".encode(), name="菜单.csv", columns={}, standing=standing("邱明溪")
    )

    assert (count, collected.is_usable) == (0, False)
    assert not survey.answers.exists()
    survey.refresh_from_db()
    assert survey.imports == []


def test_answers_that_name_no_stratum_are_counted_without_weights(
    held: Callable[..., Survey], standing: Callable[[str], Standing]
) -> None:
    survey, by = held(), standing("邱明溪")
    import_answers(survey, content=sent(lines(8, major="别的")), name="答卷.csv", columns={}, standing=by)
    close_survey(survey, standing=by)
    survey.refresh_from_db()

    assert set(survey.answers.values_list("stratum", flat=True)) == {NO_STRATUM}
    result = result_of_survey(survey)
    assert result is not None
    assert not result.is_weighted
    assert result.quality.valid == 8


def test_nothing_comes_in_after_the_end_or_from_a_stranger(
    held: Callable[..., Survey], standing: Callable[[str], Standing]
) -> None:
    survey = held()
    with pytest.raises(Problem) as caught:
        import_answers(survey, content=sent(lines(8)), name="a.csv", columns={}, standing=standing("沈知远"))
    assert caught.value.code == "not-permitted"
    close_survey(survey, standing=standing("邱明溪"))
    with pytest.raises(Problem) as caught:
        import_answers(survey, content=sent(lines(8)), name="a.csv", columns={}, standing=standing("邱明溪"))
    assert caught.value.code == "survey-not-open"


@pytest.mark.parametrize("text", ["whole", "=第8题", "whole="])
def test_a_mapping_needs_both_its_sides(text: str) -> None:
    with pytest.raises(Problem) as caught:
        read_columns(text)
    assert caught.value.code == "mapping-form"


def test_five_thousand_answers_in_gbk_come_in_at_once(
    held: Callable[..., Survey], standing: Callable[[str], Standing]
) -> None:
    survey = held(rows=(FrameRow("专任教师", "", "甲", 1_000), FrameRow("行政教辅", "", "乙", 1_000)))
    texts = [question.text for question in survey.questionnaire.questions]
    lines = [",".join(["序号", "专业", *(text.replace("，", "、") for text in texts)])]
    for number in range(1, 5_001):
        major = "专任教师" if number % 3 else "行政教辅"
        lines.append(f"{number},{major},满意,一般,比较满意,不了解,{'满意' if number % 4 else '不满意'}")

    count, collected = import_answers(
        survey, content="\n".join(lines).encode("gbk"), name="答卷.csv", columns={}, standing=standing("邱明溪")
    )

    assert count == 5_000
    assert not collected.messages
    assert survey.answers.filter(answers="53401").count() == 1_250
    assert survey.answers.filter(stratum=0).count() == 3_334


def test_a_workbook_with_a_summary_in_front_and_merged_headings_comes_in(
    held: Callable[..., Survey], standing: Callable[[str], Standing]
) -> None:
    survey = held()
    texts = [question.text for question in survey.questionnaire.questions]
    book = openpyxl.Workbook()
    book.active.title = "统计"
    book.active.append(["总数", 2])
    sheet = book.create_sheet("答卷明细")
    sheet.append(["教职工满意度问卷（导出）"])
    sheet.merge_cells("A1:G1")
    sheet.append(["序号", "请评价", None, None, None, "总评"])
    sheet.merge_cells("B2:E2")
    sheet.append([None, *texts])
    sheet.append([1, "满意", "满意", "一般", "满意", "比较满意"])
    sheet.append([2, "满意", "满意", "一般", "满意", "好极了"])
    stream = io.BytesIO()
    book.save(stream)

    count, collected = import_answers(
        survey, content=stream.getvalue(), name="答卷.xlsx", columns={}, standing=standing("邱明溪")
    )

    assert count == 2
    assert sorted(survey.answers.values_list("answers", flat=True)) == ["5535-", "55354"]
    (message,) = [one for one in collected.messages if one.code == "answer-unknown"]
    assert "工作表“答卷明细”F5" in message.message
