import pytest

from nianbao.facts.cell import CellState
from nianbao.rendering.view import Figure, ReportView


def _figure(view: ReportView, indicator: str) -> Figure:
    return next(figure for figure in view.figures() if figure.indicator == indicator)


def test_every_box_of_the_form_is_in_the_view_once(annex: ReportView) -> None:
    indicators = [figure.indicator for figure in annex.figures()]
    assert len(indicators) == len(set(indicators)) == 12


def test_labels_carry_prefix_star_and_the_sign_of_an_unconfirmed_row(annex: ReportView) -> None:
    labels = [row.printed_label for row in annex.tables[0].rows]
    assert labels[0] == "毕业生人数★"
    assert labels[2] == "其中：毕业生升学人数"
    assert labels[-1] == "互联网出口带宽†"


def test_a_figure_says_what_it_means_and_where_it_comes_from(annex: ReportView) -> None:
    figure = _figure(annex, "teachers_dual_qualified_share")
    assert figure.definition == "双师素质专任教师比例的定义"
    assert figure.source == "关于编制职业教育质量年度报告的通知（教职成司函〔2023〕28号）"
    assert figure.method == "由支撑项汇总后重新计算（双师型专任教师数 ÷ 专任教师总数）"
    assert figure.place == "填报.xlsx 表1!D5"


def test_a_blank_and_a_missing_answer_are_told_apart(annex: ReportView) -> None:
    assert _figure(annex, "satisfaction_students_respondents").state is CellState.MISSING
    assert _figure(annex, "planned_courses").state is CellState.NONE


def test_coverage_is_said_once_for_the_most_and_by_name_for_the_rest(annex: ReportView) -> None:
    notes = annex.tables[0].notes
    assert "汇总范围：除另注者外，各项含2所学校中1所的数据（甲乙区艺术职业学校无毕业生）。" in notes
    others = next(note for note in notes if note.startswith("2/2所"))
    assert "双师素质专任教师比例" in others
    assert "毕业生人数" not in others


def test_what_cannot_be_added_up_is_listed_school_by_school(annex: ReportView) -> None:
    detail = next(table for table in annex.details if table.id == "by_school")
    assert detail.header[1] == "互联网出口带宽（Mbps）"
    assert [row[1] for row in detail.rows] == ["1000", "500"]


def test_a_school_that_reports_nothing_stands_in_the_coverage_with_its_reason(annex: ReportView) -> None:
    assert [(school.status, school.reason) for school in annex.schools] == [
        ("已报", ""),
        ("已报", ""),
        ("免报", "无生单位"),
    ]


def test_each_school_gives_its_part_of_a_figure(annex: ReportView) -> None:
    parts = _figure(annex, "graduates").contributions
    assert [part.text for part in parts] == ["402", "12"]


def test_findings_that_passed_are_not_counted(annex: ReportView) -> None:
    counts = annex.finding_counts()
    assert counts == {"错误": 1, "警告": 0, "提示": 0, "已说明": 1, "无法判定": 1, "规则失效": 0}


def test_nothing_invisible_is_left_in_the_view(annex: ReportView) -> None:
    assert "\x07" not in repr(annex).replace("\\x07", "")
    assert _figure(annex, "satisfaction_students_method").text.startswith("<script>")


@pytest.mark.parametrize("note", ["★ 表示", "† 表示", "14项中1项指标采用工作定义"])
def test_the_signs_in_the_tables_are_explained(annex: ReportView, note: str) -> None:
    assert any(line.startswith(note) for line in annex.notes)
