"""Which rows of a table lie within which, by numbers, indentation, blocks, groups and figures."""

from __future__ import annotations

from nianbao.documents.reading import read_document
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.tables.nested_rows import groups, inner_rows, is_column_of_sums, levels, numbered_heads
from nianbao.extraction.tables.table_facts import Sheet


def sheet_of(text: str) -> Sheet:
    return Manuscript.of(read_document(text.encode(), name="report.txt")).sheets[0]


def test_numbered_rows_are_the_outer_ones() -> None:
    sheet = sheet_of("类别\t面积\n一、教学用房\t30\n教室\t20\n实训室\t10\n二、生活用房\t8\n总计\t38\n")
    rows = [row for row in sheet.data_rows if not sheet.is_total_row(row)]
    assert [rows[0], rows[3]] in levels(sheet, rows, sheet.numeric_columns)
    heads = numbered_heads(sheet, rows)
    assert heads == {rows[0]: rows[1:3]}
    assert is_column_of_sums(sheet, heads, sheet.numeric_columns[0])


def test_rows_that_the_next_rows_make_up_are_found_by_two_columns() -> None:
    sheet = sheet_of("类别\t学校\t学生\n城区\t5\t900\n公办\t4\t700\n民办\t1\t200\n乡镇\t3\t400\n总计\t8\t1300\n")
    rows = [row for row in sheet.data_rows if not sheet.is_total_row(row)]
    assert inner_rows(sheet, rows, sheet.numeric_columns) == {rows[0]: rows[1:3]}


def test_labels_that_come_back_mark_blocks() -> None:
    sheet = sheet_of("类别\t学生\n公办\t11\n民办\t3\n城区\t9\n公办\t7\n民办\t2\n乡镇\t5\n公办\t4\n民办\t1\n总计\t14\n")
    rows = [row for row in sheet.data_rows if not sheet.is_total_row(row)]
    found = levels(sheet, rows, sheet.numeric_columns)
    assert rows[:2] in found
    assert [rows[2], rows[5]] in found


def test_groups_of_the_first_column_each_divide_the_whole() -> None:
    sheet = sheet_of("结构\t项目\t人数\n职称\t高级\t12\n\t中级\t28\n学历\t研究生\t10\n\t本科\t30\n合计\t\t40\n")
    rows = [row for row in sheet.data_rows if not sheet.is_total_row(row)]
    assert groups(sheet, rows) == [rows[:2], rows[2:]]
