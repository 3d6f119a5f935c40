"""Where the answers of a file begin."""

from __future__ import annotations

import pytest

from nianbao.framework.instrument import Instrument
from nianbao.surveys.heading import alike, column_letter, find_table, likeness, names_questions

HEAD = ["序号", "工作条件和教学设施", "总的来说，您对学校是否满意"]
ROW = ["1", "满意", "一般"]


@pytest.mark.parametrize("above", [[], [["标题"]], [["标题", "", ""], [], ["导出于", "某日"]]])
def test_the_row_that_names_questions_is_found_below_titles(above: list[list[str]], staff: Instrument) -> None:
    found = find_table(staff, [("", [*above, HEAD, ROW])])

    assert found is not None
    assert found.head == tuple(HEAD)
    assert list(found.rows) == [ROW]
    assert found.first == len(above) + 2


def test_the_sheet_with_the_answers_is_found(staff: Instrument) -> None:
    found = find_table(staff, [("封面", [["说明"]]), ("一", [HEAD[:2], ROW]), ("二", [HEAD, ROW])])

    assert found is not None
    assert found.sheet == "二"


def test_what_names_no_question_begins_with_its_first_row(staff: Instrument) -> None:
    found = find_table(staff, [("", [["菜名", "价钱"], ["豆腐", "3"]])])

    assert found is not None
    assert (found.head, found.first) == (("菜名", "价钱"), 2)
    assert find_table(staff, [("", [])]) is None


def test_a_heading_that_the_user_wrote_counts(staff: Instrument) -> None:
    found = find_table(staff, [("", [["某校"], ["编号", "好不好"], ["1", "满意"]])], {"好不好"})

    assert found is not None
    assert found.head == ("编号", "好不好")


def test_a_question_is_named_once(staff: Instrument) -> None:
    assert names_questions(staff, ["part/whole", "whole", "总的来说，您对学校是否满意"]) == 1


def test_likeness_looks_past_numbers_and_matrices() -> None:
    assert likeness("Q12. 请评价—工作条件和教学设施（矩阵量表题）", "工作条件和教学设施") == 1.0
    assert likeness("食堂饭菜", "工作条件和教学设施") == 0
    assert alike("", "x") == 0


def test_columns_have_the_names_of_spreadsheets() -> None:
    assert [column_letter(place) for place in (0, 27, 701, 702)] == ["A", "AB", "ZZ", "AAA"]
