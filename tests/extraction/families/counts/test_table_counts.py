"""So many things are told, and the table that lists them has as many rows."""

from __future__ import annotations

import pytest
from family_reading import failing, is_confirmed, is_contradicted

FAMILY = "table-counts"
_MAJORS = "\n\n表1 各专业学生数\n\n专业\t学生数\n护理\t320\n药剂\t150\n会计\t88\n电子商务\t76\n合计\t634\n"
_BASES = "\n\n序号\t基地名称\t面积（平方米）\n1\t护理实训室\t320\n2\t药剂实训室\t150\n3\t会计实训室\t88\n"
_AREAS = (
    "\n\n表1 各区县规模\n\n区县\t学校\t在校生\n东城区\t8\t8200\n南山县\t5\t3100\n北河县\t4\t2900\n合计\t17\t14200\n"
)
PAIRS = (
    ("学校开设5个专业，各专业学生数见表1。", "学校开设4个专业，各专业学生数见表1。", _MAJORS),
    ("学校现有三个专业，规模如下表。", "学校现有四个专业，规模如下表。", _MAJORS),
    ("学校共设专业6个，详见表1。", "学校共设专业4个，详见表1。", _MAJORS),
    ("本年度新增实训基地5个，名单如下表。", "本年度新增实训基地3个，名单如下表。", _BASES),
    ("中职学校分布在五个区县，规模差别较大。", "中职学校分布在三个区县，规模差别较大。", _AREAS),
)


@pytest.mark.parametrize(("wrong", "right", "table"), PAIRS)
def test_the_rows_are_counted(wrong: str, right: str, table: str) -> None:
    assert is_contradicted(FAMILY, wrong + table)
    assert is_confirmed(FAMILY, right + table)


@pytest.mark.parametrize(
    "said",
    [
        "学校主要开设3个专业，各专业学生数见表1。",
        "学校开设12个专业，部分专业学生数见表1。",
        "学校现有5个专业群，各专业学生数见表1。",
        "学校新增5个专业，建设了实训室。",
        "其中3个专业为重点专业，见表1。",
        "学校有专业带头人5名，3个专业部，各专业学生数见表1。",
    ],
)
def test_counts_of_some_or_of_others_are_left_alone(said: str) -> None:
    assert failing(FAMILY, said + _MAJORS) == []


_LISTS = "表1 专业群\n\n专业群\t包含专业\t专业数\n智能制造\t{}\t{}\n现代服务\t会计、电商\t2\n健康养老\t护理、药剂\t2\n"


@pytest.mark.parametrize(
    ("names", "wrong", "right"),
    [
        ("数控、机电、工业机器人", 4, 3),
        ("数控、机电和工业机器人", 5, 3),
        ("数控，机电，焊接", 2, 3),
        ("“甲”“乙”、丙", 5, 3),
    ],
)
def test_a_number_in_a_row_counts_the_list_beside_it(names: str, wrong: int, right: int) -> None:
    assert is_contradicted(FAMILY, _LISTS.format(names, wrong))
    assert is_confirmed(FAMILY, _LISTS.format(names, right))


def test_an_open_list_in_a_cell_counts_nothing() -> None:
    assert failing(FAMILY, _LISTS.format("数控、机电等", 5)) == []


ROWS_OF_NO_BODY = (
    "三所学校实训工位共1746个。\n\n学校\t设备值（万元）\t工位数\n一职\t2364.5\t1126\n二职\t782.3\t478\n技校\t251.2\t142\n合计\t3398.0\t1746\n生均\t1.19\t0.61\n",
    "全区3所学校的情况如下。\n\n学校\t在校生\n一职\t900\n二职\t700\n技校\t400\n合计\t2000\n占全市比例\t8.2%\n",
    "现有2所学校，规模如下表。\n\n学校\t招生\t在校\n一职\t300\t900\n二职\t240\t700\n合计\t540\t1600\n比上年增减\t+20\t+36\n",
    "开设专业3个，如下表。\n\n专业\t人数\n护理\t200\n会计\t180\n机电\t160\n合计\t540\n校均\t180\n",
    "两所学校情况如下。\n\n学校\t图书（册）\n一职\t42000\n二职\t28000\n合计\t70000\n标准\t60000\n",
)


@pytest.mark.parametrize("text", [*ROWS_OF_NO_BODY])
def test_what_is_said_of_others_is_left_alone(text: str) -> None:
    assert not is_contradicted(FAMILY, text)


@pytest.mark.parametrize(
    "text", ["四所学校情况如下。\n\n学校\t图书\n一职\t42000\n二职\t28000\n技校\t9000\n合计\t79000\n生均\t32\n"]
)
def test_what_is_said_of_the_same_is_judged(text: str) -> None:
    assert is_contradicted(FAMILY, text)
