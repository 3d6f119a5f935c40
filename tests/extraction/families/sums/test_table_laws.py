"""The line that breaks what all other lines obey is told; figures that agree by chance are not."""

import pytest
from family_reading import failing, is_contradicted, outcomes

FAMILY = "table-laws"
_RATIOS = "学校\t在校生\t专任教师\t每师学生\n甲校\t1680\t120\t14.00\n乙校\t1215\t81\t{}\n丙校\t312\t26\t12.00\n丁校\t2210\t170\t13.00\n"
_GROWTH = "指标\t2019年\t2020年\t2021年\t2022年\n在校生\t5480\t5760\t6105\t6412\n每年增幅\t—\t5.11%\t5.99%\t{}\n"


@pytest.mark.parametrize(("table", "right", "wrong"), [(_RATIOS, "15.00", "16.00"), (_GROWTH, "5.03%", "5.30%")])
def test_one_line_out_of_step_is_told(table: str, right: str, wrong: str) -> None:
    assert not is_contradicted(FAMILY, table.format(right))
    assert is_contradicted(FAMILY, table.format(wrong))


def test_two_lines_out_of_step_mean_that_there_is_no_law() -> None:
    table = _RATIOS.format("16.00").replace("13.00", "17.00")
    assert outcomes(FAMILY, table) == ([], [])


def test_small_figures_prove_nothing() -> None:
    assert outcomes(FAMILY, "班级\t甲\t乙\t丙\n一班\t3\t1\t2\n二班\t5\t2\t3\n三班\t7\t3\t5\n") == ([], [])


def test_rates_of_parts_are_not_added() -> None:
    table = "学校\t毕业生\t就业率\n甲校\t200\t98.5%\n乙校\t300\t97.1%\n合计\t500\t97.7%\n"
    assert not is_contradicted(FAMILY, table)


def test_a_growth_below_nought_keeps_its_sign() -> None:
    assert (
        failing(
            "table-laws",
            "项目\t2018年\t2019年\t2020年\t2021年\t2022年\t2023年\n收入（元）\t357.2\t369.1\t384.5\t393.2\t365.4\t365.9\n增长(%)\t―\t3.3\t4.2\t2.3\t-7.1\t0.1\n",
        )
        == []
    )


def test_a_line_whose_last_figure_lies_between_the_others_is_no_sum() -> None:
    table = "项目\t甲校\t乙校\t丙校\t全区\n教师\t38\t25\t21\t84\n学生\t1262\t826\t694\t2782\n班级\t45\t31\t22\t98\n图书\t8214\t6120\t5208\t19542\n毕业\t412\t263\t205\t880\n体质\t94.14\t95.04\t94.38\t94.41\n"
    assert not is_contradicted(FAMILY, table)
    assert is_contradicted(FAMILY, table.partition("体质")[0].replace("2782", "2872"))


def test_a_rate_may_grow_by_points_where_amounts_grow_by_a_rate() -> None:
    table = "指标\t本期\t上期\t变动（%）\n在校生\t6835\t6412\t6.60\n图书\t158200\t146800\t7.77\n设备值\t5127\t4804\t6.72\n就业率\t97.25%\t95.10%\t{}\n"
    assert failing("table-laws", table.format("2.15%")) == []


def test_the_odd_line_may_be_worked_out_of_another_of_its_figures() -> None:
    table = (
        "项目\t原计划\t调整后\t完成\t进度\n实训楼\t12500\t12500\t2730\t21.84%\n图书馆\t8200\t8200\t4690\t57.20%\n"
        "食堂\t6100\t6100\t3925\t64.34%\n宿舍\t31000\t22600\t20520\t90.80%\n"
    )
    assert failing("table-laws", table) == []


def test_lines_that_are_alike_add_nothing_to_each_other() -> None:
    table = "类型\t年初\t增加\t本年\t年末\n在编教师\t0\t4185\t4185\t4185\n其中：专任教师\t0\t4185\t4185\t4185\n全部\t2530\t0\t0\t2530\n"
    assert failing("table-laws", table) == []
