"""Who is said to come first, against the columns that fit."""

from __future__ import annotations

import pytest
from family_reading import failing

FAMILY = "firsts-in-tables"

REGIONS = "表1 各地规模\n\n区域\t学校数\t在校生\n市直\t3\t18642\n东湖区\t2\t4875\n南屏县\t3\t8963\n白沙县\t1\t8126\n\n"
FIRMS = (
    "表2 企业接收实习情况\n\n企业\t专业\t接收实习学生\n恒通装备\t机电\t46\n云栖酒店\t旅游\t58\n启明幼教\t保育\t63\n\n"
)
PAY = "表3 就业\n\n专业\t就业人数\t平均起薪（元）\n航空服务\t21\t4500\n学前教育\t22\t3200\n中餐烹饪\t35\t4000\n\n"


@pytest.mark.parametrize(
    "text",
    [
        f"{REGIONS}县（区）学校中，白沙县办学规模最大。",
        f"{REGIONS}县（区）学校中，南屏县在校生最多，白沙县在校生最少。",
        f"{FIRMS}三家企业中，云栖酒店接收人数最多。",
        f"{PAY}学生起薪平均为3786元，其中航空服务专业最高，为4000元。",
        f"{PAY}中餐烹饪专业毕业生起薪最高。",
        f"{PAY}起薪最低的是中餐烹饪专业，为4000元。",
    ],
)
def test_a_first_that_no_column_bears_out_is_hinted(text: str) -> None:
    assert failing(FAMILY, text)


@pytest.mark.parametrize(
    "text",
    [
        f"{REGIONS}县（区）学校中，南屏县办学规模最大。",
        f"{REGIONS}县（区）学校中，南屏县在校生最多，东湖区在校生最少。",
        f"{REGIONS}白沙县是在校生最多的县之一。",
        f"{REGIONS}白沙县毕业生起薪最高。",
        f"{REGIONS}白沙县在校生增幅最大。",
        f"{FIRMS}三家企业中，启明幼教接收人数最多。",
        f"{PAY}学生起薪平均为3786元，其中航空服务专业最高，为4500元。",
        f"{PAY}除航空服务外，中餐烹饪专业毕业生起薪最高。",
        f"{PAY}学前教育专业为学生争取最大利益。",
    ],
)
def test_firsts_that_fit_stay_silent(text: str) -> None:
    assert failing(FAMILY, text) == []


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        (
            "{}专业在校生最多，共472人。\n\n表1 各专业在校生\n\n专业\t一年级\t二年级\t合计\n数控技术应用\t240\t232\t472\n电子商务\t170\t166\t336\n会计\t110\t90\t200\n\n表2 指标\n\n指标\t2022年\t2023年\n在校生\t980\t1008\n毕业生\t300\t310\n招生\t500\t520\n",
            "电子商务",
            "数控技术应用",
        ),
        (
            "获奖人数最少的是{}，只有6人。\n\n专业\t获奖人数\n计算机应用\t14\n数控技术应用\t9\n电子商务\t6\n",
            "计算机应用",
            "电子商务",
        ),
    ],
)
def test_measures_that_are_rows_elsewhere_are_no_names(text: str, wrong: str, right: str) -> None:
    assert failing(FAMILY, text.format(wrong))
    assert failing(FAMILY, text.format(right)) == []


def test_what_the_paragraph_left_out_is_not_compared() -> None:
    table = "专业\t人数\n预科班\t140\n烹饪\t126\n茶艺\t98\n导游\t77\n\n"
    assert failing(FAMILY, f"{table}人数最多的专业是烹饪，126人。")
    assert failing(FAMILY, f"{table}除预科班外，全校共设3个专业。人数最多的专业是烹饪，126人。") == []
