"""The family of cells that slid from the column beside, in layouts of its own."""

from __future__ import annotations

import pytest
from family_reading import failing, is_contradicted

FAMILY = "slid-cells"
WRONG = (
    "项目\t2022年\t2023年\n公用经费（万元）\t820.5\t905.3\n人员经费（万元）\t3012.6\t元\n专项经费（万元）\t300\t412\n基建（万元）\t50\t60\n",
    "序号\t指标\t单位\t2023年\n1\t双师型比例\t%\t96人\n2\t毕业生人数\t人\t300\n3\t升学人数\t人\t200\n",
    "学校\t招生\t毕业生\n一职\t320\t310\n二职\t280\t2023年6月\n三职\t100\t120\n四职\t90\t88\n",
    "姓名\t年龄\t职称\n甲\t36\t讲师\n乙\t41\t高级讲师\n丙\t52\t52\n丁\t29\t助理讲师\n",
)
NO_CLAIM = (
    "项目\t数量\t单位\n计算机\t320\t台\n图书\t5200\t册\n工位\t90\t个\n",
    "序号\t指标\t单位\t2023年\n1\t培训人数\t人\t320人次\n2\t生均经费\t元\t900元/生\n3\t满意度\t%\t96.5分\n",
    "学校\t建校年份\t学生\n一职\t1985年\t320\n二职\t1990年\t280\n三职\t2001年\t100\n",
    "指标\t甲校\t乙校\t丙校\n国外获奖数\t无\t1\t无\n国外专家数\t无\t2\t无\n国外专利\t无\t无\t无\n标准数\t无\t无\t无\n",
    "社会服务类\t单位\t文化类\t人数\n技术服务\t次\t戏曲\t120\n农民培训\t人\t非遗\t88\n支教\t人\t剪纸\t75\n",
)


@pytest.mark.parametrize("text", WRONG)
def test_a_cell_from_the_next_column_is_seen(text: str) -> None:
    assert is_contradicted(FAMILY, text)


@pytest.mark.parametrize("text", NO_CLAIM)
def test_columns_that_are_meant_so_are_left_alone(text: str) -> None:
    assert failing(FAMILY, text) == []


def test_many_units_in_a_column_of_numbers_were_read_out_of_place() -> None:
    rows = "".join(f"{n}\t指标{n}\t台\t{n}00\t台\n" for n in range(1, 4)) + "".join(
        f"{n}\t指标{n}\t台\t{n}00\t{n}01\n" for n in range(4, 12)
    )
    assert failing(FAMILY, "序号\t指标\t单位\t2022年\t2023年\n" + rows) == []


def test_cells_that_were_exchanged_are_told_by_the_family_of_exchanges() -> None:
    head = "指标\t满意度\t人次\t调查方式\n在校生\t97.3%\t1200\t网上调查\n毕业生\t96.2%\t300\t网上调查\n教职工\t95.2%\t120\t网上调查\n"
    assert failing(FAMILY, head + "家长\t网上调查\t900\t94.2%\n") == []
    assert failing(FAMILY, head + "家长\t94.2%\t900\t85\n") != []
