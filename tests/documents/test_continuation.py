from __future__ import annotations

import pytest

from nianbao.documents.continuation import is_same_table, repeated_header, torn_columns, with_tables_joined
from nianbao.documents.passage import Grid, Passage, grid_of
from nianbao.documents.running_text import text_at
from nianbao.facts.place import Place


def rows(*lines: str):
    return [[text_at(text, Place(line=1, column=1)) for text in line.split("|")] for line in lines]


HEAD = "序号|指标|单位|2023年"


def test_a_header_said_again_belongs_to_the_same_table_and_is_counted() -> None:
    before, after = rows(HEAD, "1|教师|人|12"), rows("序号|指标|单位|2023 年", "2|学生|人|30")
    assert is_same_table(before, 4, after, 4)
    assert repeated_header(before, after) == 1


def test_a_header_of_its_own_makes_another_table() -> None:
    assert not is_same_table(rows(HEAD, "1|教师|人|12"), 4, rows("序号|专业|班数|人数", "1|会计|3|90"), 4)


def test_another_width_makes_another_table() -> None:
    assert not is_same_table(rows(HEAD, "1|教师|人|12"), 4, rows("2|学生|30"), 3)


def test_a_header_alone_waits_for_its_rows() -> None:
    assert is_same_table(rows("项目|设备值|工位"), 3, rows("年度|(元)|(个)", "2018年|32391.6|1.18"), 3)


@pytest.mark.parametrize(
    ("first", "columns"),
    [("||文化艺术有限公司|", [2]), ("||人|", [2]), ("|其中：女生|人|6", []), ("|小计||", [1]), ("3|教师|人|5", [])],
)
def test_a_row_without_head_or_figure_is_the_rest_of_the_row_before(first, columns) -> None:
    assert torn_columns(rows("2|就业|北京某某|12")[0], rows(first)[0]) == columns


def test_torn_grids_are_put_together_and_keep_their_order() -> None:
    first, second = grid_of(rows(HEAD, "1|教师|人|12")), grid_of(rows(HEAD, "2|学生|人|30"))
    second.broken = True
    (whole,) = with_tables_joined([first, second])
    assert isinstance(whole, Grid)
    assert [[cell.text for cell in row] for row in whole.rows()][2] == ["2", "学生", "人", "30"]


def passage(words: str) -> Passage:
    return Passage(text_at(words, Place(line=5, column=1)))


def test_a_table_goes_on_below_the_words_that_say_so() -> None:
    first, second = grid_of(rows(HEAD, "1|教师|人|12")), grid_of(rows(HEAD, "2|学生|人|30"))
    (whole,) = with_tables_joined([first, passage("续表 1"), passage("单位：人"), second])
    assert isinstance(whole, Grid)
    assert whole.height == 3
    assert len(with_tables_joined([first, passage("续表"), grid_of(rows("3|班级|个|8"))])) == 1


def test_another_table_below_such_words_stays_another() -> None:
    first, second = grid_of(rows(HEAD, "1|教师|人|12")), grid_of(rows("序号|专业|班数|人数|备注", "1|会计|3|90|无"))
    assert len(with_tables_joined([first, passage("续表"), second])) == 3
    assert len(with_tables_joined([first, passage("表 2 办学条件"), grid_of(rows(HEAD, "2|学生|人|30"))])) == 3


def test_the_number_of_a_page_between_a_table_and_its_head_said_again_is_no_end() -> None:
    first, second = grid_of(rows(HEAD, "1|教师|人|12")), grid_of(rows(HEAD, "2|学生|人|30"))
    assert len(with_tables_joined([first, passage("- 3 -"), second])) == 1
    assert len(with_tables_joined([first, passage("- 3 -"), grid_of(rows("项目|数量|单位|说明", "班级|3|个|无"))])) == 3
