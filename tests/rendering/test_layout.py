import dataclasses
from collections.abc import Callable

import pytest

from nianbao.rendering.layout import (
    LANDSCAPE_WIDTH,
    PORTRAIT_WIDTH,
    Caption,
    Grid,
    Heading,
    Paragraph,
    blocks,
    findings_grid,
    findings_sentence,
    form_grid,
    listed_findings,
    plain_grids,
)
from nianbao.rendering.view import Front, PlainTable, ReportView


def _grids(view: ReportView) -> list[Grid]:
    return [block for block in blocks(view) if isinstance(block, Grid)]


def test_every_table_is_as_wide_as_the_text(annex: ReportView) -> None:
    for grid in _grids(annex):
        width = LANDSCAPE_WIDTH if grid.landscape else PORTRAIT_WIDTH
        assert sum(column.width for column in grid.columns) == pytest.approx(width)


def test_a_column_of_answers_is_as_wide_as_its_words(annex_with: Callable[..., ReportView]) -> None:
    table = annex_with(satisfaction_students_method="问卷（网上）").tables[1]
    value, respondents, method = form_grid(table).columns[3:]
    assert method.width > 6 * 3.7 + 3 > respondents.width
    assert value.width < method.width


def test_a_very_long_answer_leaves_half_the_page_to_the_indicators(annex: ReportView) -> None:
    answers = form_grid(annex.tables[1]).columns[3:]
    assert sum(column.width for column in answers) <= PORTRAIT_WIDTH / 2


def test_a_row_of_courses_covers_its_row_of_hours(annex: ReportView) -> None:
    rows = form_grid(annex.tables[0]).rows
    number, label = rows[5][0], rows[5][1]
    assert number is not None
    assert label is not None
    assert (number.row_span, label.row_span) == (2, 2)
    assert rows[6][:2] == (None, None)
    unit = rows[6][2]
    assert unit is not None
    assert unit.text == "学时"


def test_anchors_are_unique(annex: ReportView) -> None:
    anchors = [grid.anchor for grid in _grids(annex)]
    assert len(anchors) == len(set(anchors))


def test_a_list_printed_above_its_form_comes_first(annex: ReportView) -> None:
    table = annex.tables[0]
    above = dataclasses.replace(table, lists=tuple(dataclasses.replace(item, above=True) for item in table.lists))
    view = dataclasses.replace(annex, tables=(above,))
    assert [grid.anchor for grid in _grids(view)][:2] == ["major_group_list", "scorecard"]


def test_a_table_of_forty_columns_is_printed_in_parts_that_repeat_the_first() -> None:
    header = ("学校", *(f"指标{position}" for position in range(40)))
    table = PlainTable("wide", "宽表", header, (("第一职校", *("12345" for _ in range(40))),))
    grids = list(plain_grids(table, Caption("附表", 1, "宽表")))
    assert [grid.columns[0].label for grid in grids] == ["学校"] * 5
    assert sum(len(grid.columns) - 1 for grid in grids) == 40


def test_a_wide_part_lies_across() -> None:
    header = ("学校", *(f"一个相当长的指标名称{position}" for position in range(8)))
    (grid,) = plain_grids(PlainTable("w", "宽", header, (tuple("x" * 9),)), Caption("附表", 1, "宽"))
    assert grid.landscape


def test_an_empty_list_says_so() -> None:
    (grid,) = plain_grids(PlainTable("l", "清单", ("序号", "名称"), ()), Caption("表3附", None, "清单"))
    cell = grid.rows[0][0]
    assert cell is not None
    assert (cell.text, cell.column_span) == ("（未填报）", 2)


def test_codes_keep_their_line_beside_a_long_name() -> None:
    rows = (("1", "某区" + "很长的校名" * 8, "1101990001", "已报", ""),)
    (grid,) = plain_grids(
        PlainTable("s", "学校", ("序号", "学校", "代码", "状态", "说明"), rows), Caption("附表", 1, "x")
    )
    assert grid.columns[2].width > 10 * 0.55 * 3.9


def test_a_long_table_may_be_split_and_a_short_one_may_not() -> None:
    short = PlainTable("s", "短", ("学校", "数据"), (("甲", "1"),) * 5)
    long = PlainTable("l", "长", ("学校", "数据"), (("甲", "1"),) * 80)
    assert [next(plain_grids(table, Caption("附表", 1, "x"))).fits_a_page for table in (short, long)] == [True, False]


def test_the_gravest_findings_come_first_and_passes_are_left_out(annex: ReportView) -> None:
    assert [finding.code for finding in listed_findings(annex)] == ["AR001", "XT002", "PL004"]


def test_a_clean_report_says_that_nothing_was_found(annex: ReportView) -> None:
    clean = dataclasses.replace(annex, findings=())
    assert findings_sentence(clean) == "全部核验规则均已通过，没有发现问题。"


def test_a_report_that_was_not_checked_has_no_page_of_findings(annex: ReportView) -> None:
    anchors = [grid.anchor for grid in _grids(dataclasses.replace(annex, findings=None))]
    assert "finding-list" not in anchors


def test_short_answers_keep_their_line_under_a_long_heading() -> None:
    header = (
        "指标",
        "某某区职业技术学校",
        "某某区现代农业与生态文化旅游中等职业学校",
        "某某区数字艺术实验学校",
        "某某区社区中心",
    )
    rows = (("在校生满意度调查方式", *("问卷（网上）" for _ in range(4))),)
    (grid,) = plain_grids(PlainTable("s", "逐校", header, rows), Caption("附表", 1, "x"))
    assert min(column.width for column in grid.columns[1:]) > 6 * 3.7 + 2


def test_a_formula_that_the_message_shows_is_not_printed_twice(annex: ReportView) -> None:
    finding = dataclasses.replace(listed_findings(annex)[0], message="不符：397 < 400。")
    cell = findings_grid([finding], 1).rows[0][2]
    assert cell is not None
    assert cell.text == "不符：397 < 400。"


def test_grouped_columns_have_a_heading_of_two_lines() -> None:
    table = PlainTable(
        "t",
        "规模",
        ("类别", "全日制 > 京籍", "全日制 > 外地", "成人"),
        (("招生", "1", "2", "3"), ("^^", "4", "5", "6")),
    )
    (grid,) = plain_grids(table, Caption("表", 1, "规模"))
    upper, lower = grid.head()
    assert [(cell.text, cell.row_span, cell.column_span) for cell in upper] == [
        ("类别", 2, 1),
        ("全日制", 1, 2),
        ("成人", 2, 1),
    ]
    assert [(cell.text, cell.column) for cell in lower] == [("京籍", 1), ("外地", 2)]
    first, second = grid.rows[0][0], grid.rows[1][0]
    assert first is not None
    assert (first.row_span, second) == (2, None)


def test_grouped_columns_stay_on_one_page_where_it_holds_them() -> None:
    header = ("类别", *(f"{group} > {label}" for group in "甲乙丙" for label in ("小计", "京籍", "非京籍")))
    table = PlainTable("t", "规模", header, (("招生", *"123456789"),))
    (grid,) = plain_grids(table, Caption("表", 1, "规模"))
    assert (len(grid.columns), grid.landscape) == (10, False)


def widths(header: tuple[str, ...], *rows: tuple[str, ...]) -> list[float]:
    (grid,) = plain_grids(PlainTable("t", "表", header, rows), Caption("表", 1, "表"))
    return [column.width for column in grid.columns]


def test_columns_share_the_width_that_none_of_them_needs() -> None:
    name, first, second = widths(("指标", "2025年", "2024年"), ("班级数", "79", "78"))
    assert first == second > 40
    assert name < 60


def test_a_long_text_has_the_spare_width_first() -> None:
    number, name, prose = widths(("序号", "名称", "说明"), ("1", "甲", "很长的说明" * 20))
    assert prose > 4 * name
    assert number < 20


def test_a_year_above_figures_is_not_broken_where_names_beside_it_are_long() -> None:
    schools = tuple(f"{place}区现代农业与生态文化旅游中等职业学校" for place in "甲乙丙")
    assert (
        min(widths(("指标", "2025年", *schools), ("很长的指标名称" * 4, "1", "问卷（网上）", "2", "3"))[1:])
        > 3.48 * 3.7 + 2.1
    )
    assert widths(("指标", *schools), ("很长的指标名称" * 4, "问卷（网上）", "2", "3"))[1] > 6 * 3.7 + 2.1


def test_what_the_figures_are_about_stands_where_the_tables_begin(annex: ReportView) -> None:
    printed = list(blocks(dataclasses.replace(annex, front=Front("", "", ""))))
    at = next(n for n, block in enumerate(printed) if isinstance(block, Heading) and block.anchor == "tables")
    assert isinstance(meta := printed[at + 1], Paragraph)
    assert meta.role == "meta"
