"""Changes told beside a figure whose row has a column of changes."""

from __future__ import annotations

import pytest
from family_reading import is_confirmed, is_contradicted

TABLE = "\n\n表1 在校生情况（2023年）\n\n学校\t一年级\t二年级\t合计\t比上年增减\n东城职校\t236\t228\t464\t12\n西湖艺校\t174\t181\t355\t-27\n合计\t410\t409\t819\t-15\n"
FUNDS = "\n\n表9 经费收入（2023年）\n\n项目\t2022年\t2023年\t增减额\n专项经费\t512.0\t486.0\t-26.0\n事业收入\t126.9\t138.4\t11.5\n"
TWO_HEADS = "\n\n表2 招生（2023年）\n\n学校\t实际招生\t在校生\t较上年增减\n\t（人）\t（人）\t（人）\n东城职校\t176\t545\t-27\n西湖艺校\t239\t683\t+12\n"
ARROWS = "\n\n表3 图书（2023年）\n\n学校\t藏书\t变化\n东城职校\t54200\t↑1200\n西湖艺校\t33800\t↓450\n"
FLOWS = "\n\n表4 专业（2023年）\n\n学校\t专业数\t增加\t减少\n东城职校\t125\t12\t13\n西湖艺校\t118\t11\t10\n"


@pytest.mark.parametrize(
    "text",
    [
        f"西湖艺校在校生355人，较上年增加27人。{TABLE}",
        f"西湖艺校在校生355人，较上年减少72人。{TABLE}",
        f"全区在校生819人，比上年增加15人。{TABLE}",
        f"专项经费486.0万元，比上年增加26.0万元。{FUNDS}",
        f"事业收入138.4万元，比上年增加15.1万元。{FUNDS}",
        f"东城职校在校生545人，比去年多27人。{TWO_HEADS}",
        f"西湖艺校在校生683人，比上年增加21人。{TWO_HEADS}",
        f"东城职校藏书54200册，比上年减少1200册。{ARROWS}",
        f"西湖艺校藏书33800册，较上年减少540册。{ARROWS}",
        f"东城职校共有学生464人，比上年增加21人。{TABLE}",
    ],
)
def test_another_change_is_told(text: str) -> None:
    assert is_contradicted("told-steps", text)


@pytest.mark.parametrize(
    "text",
    [
        f"西湖艺校在校生355人，较上年减少27人。{TABLE}",
        f"全区在校生819人，比上年减少15人。{TABLE}",
        f"专项经费486.0万元，比上年减少26.0万元。{FUNDS}",
        f"西湖艺校在校生683人，比上年增加12人。{TWO_HEADS}",
        f"西湖艺校藏书33800册，较上年减少450册。{ARROWS}",
    ],
)
def test_the_change_of_the_row_is_verified(text: str) -> None:
    assert is_confirmed("told-steps", text)


@pytest.mark.parametrize(
    "text",
    [
        f"西湖艺校教师355人，较计划减少37人。{TABLE}",
        f"西湖艺校在校生355人，比2019年减少90人。{TABLE}",
        f"西湖艺校在校生355人，占全区的43.35%，下降2.1个百分点。{TABLE}",
        f"东城职校专业125个，比上年减少1个。{FLOWS}",
        f"西湖艺校食堂就餐356人，比上年减少30人。{TABLE}",
        f"南山职高在校生46人，比上年增加3人。{TABLE}",
    ],
)
def test_another_row_or_time_is_left_alone(text: str) -> None:
    assert not is_contradicted("told-steps", text)


def test_a_table_of_other_things_has_another_change() -> None:
    table = "\n\n表5 社会培训（2023年）\n\n对象\t2022年\t2023年\t增减\n农民\t640\t512\t-128\n退役军人\t264\t327\t+63\n"
    assert not is_contradicted("told-steps", f"全校教职工共有428人，专任教师327人，比上年增加8人。{table}")
    assert is_contradicted("told-steps", f"全年培训退役军人327人，比上年增加36人。{table}")
