"""Totals told under the name of a table, on tables of its own."""

from __future__ import annotations

import pytest
from family_reading import failing, is_confirmed, is_contradicted, read

FAMILY = "totals-by-caption"
TABLE = "表2 各校实训设备投入汇总表\n\n单位：万元\n\n学校\t金额\n东校\t310.5\n西校\t120.8\n南校\t96.2\n总计\t527.5\n"
TWO = "表3 经费收入支出总表\n\n单位：万元\n\n项目\t金额\t项目\t金额\n拨款\t900\t工资\t700\n学费\t300\t设备\t500\n总计\t1200\t总计\t1200\n"


@pytest.mark.parametrize(
    ("sentence", "table"),
    [
        ("全区各校实训设备投入总计572.5万元。", TABLE),
        ("2024年度，学校经费收入支出总计1020万元，收支平衡。", TWO),
    ],
)
def test_another_total_is_seen(sentence: str, table: str) -> None:
    assert is_contradicted(FAMILY, f"{sentence}\n\n{table}")


@pytest.mark.parametrize(
    ("sentence", "table"),
    [("全区各校实训设备投入总计527.5万元。", TABLE), ("2024年度，学校经费收入支出总计1200万元。", TWO)],
)
def test_the_total_of_the_table_is_confirmed(sentence: str, table: str) -> None:
    assert is_confirmed(FAMILY, f"{sentence}\n\n{table}")


@pytest.mark.parametrize(
    "sentence",
    [
        "全区各校实训设备投入总计比上年增加57.5万元。",
        "其中东校、西校实训设备投入总计431.3万元。",
        "全区各校图书购置投入总计57.5万元。",
        "计划各校实训设备投入总计600万元。",
    ],
)
def test_parts_plans_and_other_names_are_left_alone(sentence: str) -> None:
    assert failing(FAMILY, f"{sentence}\n\n{TABLE}") == []


def test_the_line_of_the_unit_is_no_caption() -> None:
    (sheet,) = read(TABLE).sheets
    assert "实训设备投入" in sheet.caption
    assert sheet.unit_hint is not None
