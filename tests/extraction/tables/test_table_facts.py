"""Headers, labels, units and periods of tables."""

from __future__ import annotations

from decimal import Decimal

from family_reading import read


def test_a_header_of_two_levels_is_spread_over_its_columns() -> None:
    (sheet,) = read(
        "项目\t内容\t数量\t\t比率\t\n\t\t2021年\t2022年\t2021年\t2022年\n专任教师\t\t191\t175\t76.71%\t81.02%\n学历\t研究生\t7\t6\t3.67%\t3.43%\n"
    ).sheets
    assert sheet.column_path(3) == ("数量", "2022年")
    assert sheet.period(2, 3) == 2022
    assert sheet.row_path(3) == ("学历", "研究生")
    assert sheet.figures[2, 2].value == Decimal(191)


def test_a_table_without_a_header_keeps_its_first_row() -> None:
    (sheet,) = read("助产\t1204\t24\n药剂\t358\t7\n合计\t1562\t31\n").sheets
    assert sheet.first_data_row == 0
    assert sorted(sheet.figures) == [(0, 1), (0, 2), (1, 1), (1, 2), (2, 1), (2, 2)]


def test_a_header_said_again_below_is_no_row() -> None:
    (sheet,) = read("专业\t人数\n会计\t20\n专业\t人数\n汽修\t30\n").sheets
    assert [sheet.row_label(row) for row in sheet.data_rows] == ["会计", "汽修"]
    # Among rows without a figure the reading of the text leaves the header where it stands.
    (words,) = read("专业\t年制\n会计\t三年\n专业\t年制\n汽修\t三年\n").sheets
    assert words.data_rows == (1, 3)


def test_years_are_headers_and_never_data() -> None:
    (sheet,) = read("指标\t2021\t2022\n招生数\t120\t150\n在校生数\t300\t320\n").sheets
    assert sheet.first_data_row == 1
    assert len(sheet.figures) == 4


def test_units_come_from_the_unit_column_the_header_or_the_label() -> None:
    (form,) = read("序号\t指标\t单位\t2022年\n1\t经费\t万元\t12.5\n2\t学生\t人\t30\n").sheets
    assert form.figures[1, 3].value == Decimal("125000.0")
    (table,) = read("项目\t人数（人）\t金额（万元）\n甲\t3\t1.5\n乙\t4\t2.5\n").sheets
    unit = table.figures[1, 2].number.unit
    assert unit is not None
    assert unit.label == "万元"


def test_an_arrow_is_a_direction_and_not_a_sign() -> None:
    (sheet,) = read("年度\t图书\n2021年\t16.8\n2022年\t24.16\n变化\t↑ 7.36\n").sheets
    figure = sheet.figures[3, 1]
    assert (figure.value, figure.direction) == (Decimal("7.36"), "up")


def test_a_row_number_column_holds_no_figures() -> None:
    (sheet,) = read("序号\t专业\t人数\n1\t会计\t20\n2\t汽修\t30\n").sheets
    assert sheet.ordinal_column == 0
    assert sorted(sheet.figures) == [(1, 2), (2, 2)]


def test_text_among_numbers_does_not_make_a_label_column() -> None:
    (sheet,) = read(
        "序号\t指标\t单位\t2022年\t调查人次\n1\t学生满意度\t%\t网上调查\t11\n2\t家长满意度\t%\t98\t13\n"
    ).sheets
    assert 3 in sheet.numeric_columns
    assert sheet.label_columns == (1,)


def test_a_column_of_a_school_of_its_own_has_the_row_s_unit() -> None:
    sheet = read(
        "指标\t单位\t第一学校\t第二学校\t全区\n教师\t人\t31\t18\t49\n课酬\t万元\t37.2\t18.9\t56.1\n经费\t万元\t42\t26\t68\n"
    ).sheets[0]
    assert [str(sheet.unit(row, 3)) for row in sheet.data_rows] == ["人", "万元", "万元"]


def test_a_total_under_the_serial_numbers_names_its_row() -> None:
    (sheet,) = read("序号\t专业\t毕业\t升学\n1\t会计\t20\t12\n2\t汽修\t30\t9\n合计\t\t50\t21\n").sheets
    assert sheet.row_path(3) == ("合计",)
    assert sheet.row_path(1) == ("会计",)


def test_codes_before_the_names_name_the_rows() -> None:
    (sheet,) = read("序号\t专业代码\t专业\t人数\n1\t720201\t护理\t40\n2\t730301\t会计\t20\n合计\t\t\t60\n").sheets
    assert (sheet.code_columns, sheet.numeric_columns, sheet.label_columns) == ((1,), (3,), (2,))
    assert [sheet.row_label(row) for row in sheet.data_rows] == ["护理", "会计", "合计"]
    assert [sheet.code(row) for row in sheet.data_rows] == ["720201", "730301", ""]
    (parts,) = read("类\t项\t科目\t金额\n201\t\t教学\t900\n201\t01\t实训\t300\n201\t02\t教材\t600\n").sheets
    assert [parts.code(row) for row in parts.data_rows] == ["201", "20101", "20102"]


def test_counts_before_words_are_no_codes() -> None:
    (sheet,) = read("人数\t专业\t占比\n40\t护理\t66.7%\n20\t会计\t33.3%\n").sheets
    assert sheet.code_columns == ()
    (remarks,) = read("男\t女\t备注\n30\t20\t含走读\n28\t25\t含民办\n").sheets
    assert remarks.code_columns == ()


def test_a_merged_cell_reaches_over_its_places() -> None:
    (sheet,) = read("专业\t人数\n护理\t40\n会计\t20\n").sheets
    assert sheet.reached == frozenset()
