"""Answers as other tools export them."""

from __future__ import annotations

import pytest

from nianbao.facts.problem import Problem
from nianbao.framework.instrument import Instrument
from nianbao.surveys.answer import Pace, Source
from nianbao.surveys.collected import Collected, read_collected, read_collected_sheets
from nianbao.surveys.frame import Stratum

TEXTS = ("工作条件和教学设施", "培训、企业实践和成长的机会", "考核、职称评聘和分配的公开公平",
         "对学校重要事项表达意见的途径",
         "总的来说，您对学校是否满意")  # fmt: skip
ABOUT = ["序号", "提交答卷时间", "所用时间", "来源", "来自IP"]
STRATA = (Stratum("0", 40, "专任教师", "一线"), Stratum("1", 20, "行政教辅", "一线"))


def codes(found: Collected) -> list[str]:
    return [message.code for message in found.messages]


def numbered(*extra: str) -> list[str]:
    return [*ABOUT, *extra, *(f"{place}、{text}（单选题）*" for place, text in enumerate(TEXTS, 1))]


def test_an_export_of_texts_is_read_question_by_question(staff: Instrument) -> None:
    rows = [
        numbered(),
        ["1", "2026/11/10 9:01:02", "85秒", "微信", "10.0.0.1", "满意", "比较满意", "一般", "不了解", "满意"],
        ["2", "2026/11/10 9:02:02", "6秒", "微信", "10.0.0.1", "满意", "满意", "(空)", "满意", "满意"],
    ]

    found = read_collected(staff, rows)

    assert [sheet.answers for sheet in found.sheets] == ["54305", "55-55"]
    assert [sheet.pace for sheet in found.sheets] == [Pace.USUAL, Pace.QUICK]
    assert {sheet.source for sheet in found.sheets} == {Source.IMPORTED}
    assert [sheet.key for sheet in found.sheets] == ["1", "2"]
    assert list(found.columns) == ["conditions", "development", "fairness", "say", "whole"]
    assert not found.messages


def test_an_export_of_numbers_counts_the_options(staff: Instrument) -> None:
    found = read_collected(staff, [numbered(), ["1", "x", "85秒", "", "", "1", "2", "5", "6", "-3"]])

    assert found.sheets[0].answers == "5410-"
    assert codes(found) == ["numbers-are-order"]


def test_an_export_of_an_xlsform_names_the_questions(staff: Instrument) -> None:
    rows = [
        ["start", "end", "major", "part_whole/conditions", "part_whole/whole", "part_whole/say", "_uuid"],
        ["2026-11-10T09:00:00.000+08:00", "2026-11-10T09:02:00.000+08:00", "专任教师", "5", "4", "0", "u-1"],
        ["2026-11-10T09:00:00.000+08:00", "2026-11-10T09:00:03.000+08:00", "行政教辅", "1", "2", "", "u-2"],
        ["", "", "", "", "", "", ""],
    ]

    found = read_collected(staff, rows, strata=STRATA)

    assert [sheet.answers for sheet in found.sheets] == ["5--04", "1---2"]
    assert [sheet.stratum for sheet in found.sheets] == ["0", "1"]
    assert [sheet.pace for sheet in found.sheets] == [Pace.USUAL, Pace.QUICK]
    assert codes(found) == ["questions-missing"]


def test_major_and_grade_lead_to_the_stratum(staff: Instrument) -> None:
    rows = [
        numbered("您的专业：", "年级"),
        ["1", "", "85秒", "", "", "专任教师", "一线", *["满意"] * 5],
        ["2", "", "85秒", "", "", "别的", "一线", *["满意"] * 5],
    ]
    rows[0][5] = "6、专业"

    found = read_collected(staff, rows, strata=STRATA)

    assert [sheet.stratum for sheet in found.sheets] == ["0", ""]


def test_a_frame_that_the_file_says_nothing_about_is_told(staff: Instrument) -> None:
    found = read_collected(staff, [numbered(), ["1", "", "", "", "", *["满意"] * 5]], strata=STRATA)

    assert codes(found) == ["strata-missing"]


def test_very_satisfied_moves_satisfied_down(staff: Instrument) -> None:
    rows = [numbered(), ["1", "", "", "", "", "非常满意", "满意", "一般", "不满意", "非常不满意"]]

    found = read_collected(staff, rows)

    assert found.sheets[0].answers == "54321"
    assert codes(found) == ["scale-converted"]


def test_fairly_satisfied_is_not_satisfied(staff: Instrument) -> None:
    rows = [numbered(), ["1", "", "", "", "", "满意", "比较满意", "基本满意", "不满意", "A.不了解"]]

    found = read_collected(staff, rows)

    assert found.sheets[0].answers == "54310"
    assert codes(found) == ["scale-converted"]


def test_an_answer_that_the_scale_does_not_know_is_named_with_its_rows(staff: Instrument) -> None:
    rows = [numbered(), *(["1", "", "", "", "", "还行", *["满意"] * 4] for _ in range(3))]

    found = read_collected(staff, rows)

    assert found.sheets[0].answers == "-5555"
    assert codes(found) == ["answer-unknown"]
    assert "3 处" in found.messages[0].message
    assert "F2、F3、F4" in found.messages[0].message


def test_a_cell_is_named_as_the_file_has_it(staff: Instrument) -> None:
    """Below a title and a blank row, after a blank row in between, on the sheet that holds the answers."""
    rows = [["二〇二五年教职工问卷"], [], numbered(), ["1", *[""] * 4, *["满意"] * 5], [], ["2", *[""] * 4, "还行"]]

    found = read_collected_sheets(staff, [("说明", [["本表由系统导出"]]), ("答卷", rows)])

    assert [sheet.answers for sheet in found.sheets] == ["55555", "-----"]
    assert found.messages[-1].message == "答案“还行”不是本量表的选项，1 处按未答处理（工作表“答卷”F6）。"
    assert "F6" in found.messages[-1].message_en


def test_headings_in_two_rows_are_read_together(staff: Instrument) -> None:
    rows = [
        ["序号", "所用时间", "1、请您评价学校", "", "", "", "2、总的来说，您对学校是否满意？"],
        ["", "", *TEXTS[:4], ""],
        ["1", "85秒", "满意", "比较满意", "一般", "不了解", "满意"],
    ]

    found = read_collected(staff, rows)

    assert [(sheet.answers, sheet.key, sheet.pace) for sheet in found.sheets] == [("54305", "1", Pace.USUAL)]


def test_a_question_in_two_columns_is_told(staff: Instrument) -> None:
    rows = [[*TEXTS, f"9、{TEXTS[4]}"], ["满意", "满意", "满意", "满意", "不满意", "满意"]]

    found = read_collected(staff, rows)

    assert found.sheets[0].answers == "55551"
    assert codes(found) == ["question-twice"]
    assert "whole=6" in found.messages[0].message
    assert read_collected(staff, rows, columns={"whole": "6"}).sheets[0].answers == "55555"


def test_a_heading_may_be_named_by_hand(staff: Instrument) -> None:
    rows = [["编号", "学校好不好", "C3"], ["1", "满意", "比较满意"]]

    found = read_collected(staff, rows, columns={"whole": "学校好不好", "say": "3"})

    assert found.sheets[0].answers == "---45"
    assert found.is_usable


@pytest.mark.parametrize(
    ("columns", "code"), [({"hole": "C3"}, "mapping-question"), ({"whole": "C9"}, "mapping-column")]
)
def test_a_mapping_that_leads_nowhere_is_told(columns: dict[str, str], code: str, staff: Instrument) -> None:
    found = read_collected(staff, [["编号", "C3"], ["1", "满意"]], columns=columns)

    assert code in codes(found)
    assert not found.is_usable


def test_a_file_about_something_else_is_refused(staff: Instrument) -> None:
    found = read_collected(staff, [["姓名", "食堂菜价"], ["某人", "贵"]])

    assert not found.is_usable
    assert codes(found) == ["headline-missing"]
    assert "whole=列名" in found.messages[0].message


def test_a_missing_headline_costs_its_rate_alone(students: Instrument) -> None:
    rows = [["classroom_whole", "whole"], ["5", "4"]]

    found = read_collected(students, rows)

    assert found.is_usable
    assert codes(found).count("headline-missing") == 4


def test_a_heading_alone_is_no_answer(staff: Instrument) -> None:
    with pytest.raises(Problem) as caught:
        read_collected(staff, [numbered()])
    assert caught.value.code == "answers-empty"


def test_names_and_addresses_are_not_read(staff: Instrument) -> None:
    rows = [numbered("姓名"), ["1", "", "85秒", "微信", "10.0.0.1", "张三", *["满意"] * 5]]

    assert "张三" not in repr(read_collected(staff, rows).sheets)
    assert "10.0.0.1" not in repr(read_collected(staff, rows).sheets)
