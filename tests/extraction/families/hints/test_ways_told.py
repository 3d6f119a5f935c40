"""What is said to rise, against the series of its name."""

from __future__ import annotations

import pytest
from family_reading import failing

FAMILY = "ways-told"

SCHOOLS = "表1 2021—2023年各校在校生情况（单位：人）\n\n学校\t2021年\t2022年\t2023年\n青溪职校\t1864\t1927\t2015\n明德中专\t938\t875\t801\n合计\t2802\t2802\t2816\n\n"
PRIZES = "近三年技能竞赛获奖情况\n\n年度\t省级一等奖\t省级二等奖\t小计\n2021\t3\t14\t17\n2022\t5\t17\t22\n2023\t7\t20\t27\n\n"
FORM = "表2 办学条件\n\n指标\t2022年\t2023年\n生师比\t17.86:1\t17.89:1\n实习工位（个）\t1204\t1187\n\n"


@pytest.mark.parametrize(
    "text",
    [
        f"{SCHOOLS}明德中专因专业较为单一，在校生稳中有增。",
        f"{SCHOOLS}青溪职校规模持续扩大，明德中专在校生逐年增加。",
        f"{PRIZES}可以看出，竞赛获奖总数逐年减少，训练仍有不足。",
        f"{PRIZES}竞赛获奖数先增后减。",
        f"{FORM}在校生增长较快，生师比较上年有所下降。",
        f"{FORM}实习工位比上年增加17个。",
        "五年来获奖总数逐年减少，由2019年的24项增至2023年的43项。",
    ],
)
def test_a_word_against_its_series_is_hinted(text: str) -> None:
    assert failing(FAMILY, text)


@pytest.mark.parametrize(
    "text",
    [
        f"{SCHOOLS}明德中专因专业较为单一，在校生逐年减少。",
        f"{SCHOOLS}明德中专教师数略有增加。",
        f"{SCHOOLS}明德中专将努力使在校生稳步增加。",
        f"{SCHOOLS}明德中专在校生减少，全市总体略有增加。",
        f"{PRIZES}竞赛获奖总数逐年增加。",
        f"{PRIZES}论文获奖总数逐年减少。",
        f"{FORM}生师比较上年略有上升。",
        f"{FORM}实习工位比上年减少17个，利用率明显提高。",
        "五年来获奖总数逐年增加，由2019年的24项增至2023年的43项。",
        "比例逐年下降，由2019年的24%降至2023年的13%。",
    ],
)
def test_what_fits_or_speaks_of_something_else_stays_silent(text: str) -> None:
    assert failing(FAMILY, text) == []
