"""The family of rows and columns of change, in wordings and layouts of its own."""

from __future__ import annotations

import pytest
from family_reading import failing, is_confirmed, is_contradicted

FAMILY = "table-changes"
WRONG = (
    "指标\t2021年\t2022年\t增减\n招生数\t100\t130\t20\n在校生数\t300\t330\t30\n",
    "年度\t在校生数\n2021年\t300\n2022年\t330\n变化情况\t↓30\n",
    "指标\t2021年\t2022年\t增幅\n招生数\t100\t130\t20%\n在校生数\t300\t330\t10%\n",
    "指标\t2022年\t2021年\t增减\n招生数\t130\t100\t-30\n在校生数\t330\t300\t30\n",
    "指标\t2021年\t2022年\t2023年\t比2021年增减\n招生数\t100\t130\t150\t20\n在校生数\t300\t330\t350\t50\n",
    "年度\t在校生数\n2021年\t300\n2022年\t330\n2023年\t350\n较2021年增长\t20\n",
    "指标\t2018—2019学年\t2019—2020学年\t提高（个百分点）\n合格率\t90.22\t91.36\t1.41\n毕业率\t94.08\t95.12\t1.04\n",
    "年度\t招生\t比上年增加\n2020年\t800\t—\n2021年\t860\t60\n2022年\t912\t25\n",
    "年度\t在校生\t增长率（%）\n2022年\t3276\t6.0\n2021年\t3120\t4.0\n2020年\t3000\t\n",
    "指标\t2021年\t2022年\t差异\n招生\t860\t812\t-84\n在校生\t3120\t3276\t156\n",
    "指标\t2021年\t2022年\t升降\n就业率（%）\t96.5\t97.2\t升0.9\n对口率（%）\t82.1\t80.6\t降1.5\n",
    "指标\t2021年\t2022年\t趋势\n就业率（%）\t96.5\t97.2\t下降\n对口率（%）\t82.1\t80.6\t下降\n",
    "指标\t2021年\t2022年\t比上年%\n招生\t860\t812\t-5.85\n在校生\t3120\t3276\t5\n",
)
RIGHT = (
    "指标\t2021年\t2022年\t增减\n招生数\t100\t130\t+30\n在校生数\t330\t300\t-30\n",
    "指标\t2022年\t比2021年增减\t2021年\n招生数\t130\t30\t100\n在校生数\t330\t30\t300\n",
    "指标\t2021年\t2022年\t2023年\t2023年比2021年增长\n招生数\t100\t130\t150\t50%\n在校生数\t300\t330\t360\t20%\n",
    "年度\t在校生数\n2021年\t300\n2022年\t330\n2023年\t350\n比2021年增减\t50\n比2022年增减\t20\n",
    "指标\t本年\t上年\t变化\n合格率\t95.5%\t94.0%\t1.5%\n优秀率\t35.0%\t36.0%\t-1%\n",
    "指标\t2021年\t2022年\t比上年%\n招生\t860\t812\t-5.58\n在校生\t3120\t3276\t5\n",
    "指标\t单位\t2021年\t2022年\t增长\n招生\t人\t860\t812\t-48\n设备值\t万元\t4165.2\t4578.6\t413.4\n",
    "年度\t招生\t比上年增加\n2020年\t800\t—\n2021年\t860\t60\n2022年\t912\t52\n",
    "指标\t2021年\t2022年\t趋势\n就业率（%）\t96.5\t97.2\t上升\n对口率（%）\t82.1\t80.6\t下降\n",
)
NO_CLAIM = (
    "学校\t上年末\t增加\t减少\t年末\n甲校\t120\t12\t5\t127\n乙校\t98\t4\t6\t96\n",
    "年度\t招生\t新增专业增加\n2020年\t800\t2\n2021年\t860\t3\n2022年\t912\t1\n",
    "指标\t2021年\t2022年\t变化原因\n招生数\t100\t130\t扩招\n",
    "年度\t招生数\n2021年\t100\n2022年\t130\n",
    "指标\t2023年\t2024年\t比2022年增减\n招生数\t100\t130\t70\n在校生数\t300\t330\t90\n",
    "指标\t2020年\t2024年\t比上年增减\n招生数\t100\t130\t7\n在校生数\t300\t330\t9\n",
)


@pytest.mark.parametrize("text", WRONG)
def test_a_wrong_change_is_seen(text: str) -> None:
    assert is_contradicted(FAMILY, text)


@pytest.mark.parametrize("text", RIGHT)
def test_right_changes_are_confirmed(text: str) -> None:
    assert is_confirmed(FAMILY, text)


@pytest.mark.parametrize("text", NO_CLAIM)
def test_reasons_and_missing_changes_are_left_alone(text: str) -> None:
    assert failing(FAMILY, text) == []


NUMBERS_AND_UNITS = (
    "值守的有64人，累计服务1 920小时，人均30小时。",
    "在校生2 436人，分布在58个教学班，平均每班42人。",
    "发放助学金1 240 000元，惠及620人，人均2000元。",
    "指标\t单位\t本学年\t上学年\t比上学年\n财政拨款\t万元\t9820\t9360\t+460\n设备值\t万元\t8110\t7730\t+380\n在校生\t人\t5230\t5108\t+122\n",
    "三年投入4120万元、4380万元、4650万元。新楼总造价2860万元，已付1700万元，余款1160万元下年支付。",
)


@pytest.mark.parametrize("text", [*NUMBERS_AND_UNITS])
def test_what_is_said_of_others_is_left_alone(text: str) -> None:
    assert not is_contradicted(FAMILY, text)


@pytest.mark.parametrize(
    "text",
    [
        "指标\t单位\t本学年\t上学年\t比上学年\n财政拨款\t万元\t9820\t9360\t+640\n设备值\t万元\t8110\t7730\t+380\n在校生\t人\t5230\t5108\t+122\n"
    ],
)
def test_what_is_said_of_the_same_is_judged(text: str) -> None:
    assert is_contradicted(FAMILY, text)


def test_rows_that_begin_with_a_year_are_periods_only_where_they_are_alike() -> None:
    table = "补助项目\t金额\n{}30\n{}10\n招生增长奖励\t61\n"
    assert failing("table-changes", table.format("2021年示范校补助\t", "2022年实训基地补助\t")) == []
