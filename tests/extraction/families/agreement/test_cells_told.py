"""A cell of a table that a sentence tells again is told alike."""

import pytest
from family_reading import is_confirmed, is_contradicted, outcomes

FAMILY = "cells-told"
_TABLE = (
    "\n\n表2 各专业招生情况\n\n专业\t计划\t实际招生\n护理\t300\t280\n机电\t200\t190\n会计\t150\t120\n合计\t650\t590\n"
)


@pytest.mark.parametrize("said", ["护理专业招生270人。", "其中机电专业招生109人。", "2023年会计专业实际招生210人。"])
def test_another_figure_than_the_table_s_is_told(said: str) -> None:
    assert is_contradicted(FAMILY, said + _TABLE)


@pytest.mark.parametrize("said", ["护理专业招生280人。", "机电专业实际招生190人。"])
def test_the_table_s_own_figure_is_confirmed(said: str) -> None:
    assert is_confirmed(FAMILY, said + _TABLE)


@pytest.mark.parametrize("said", ["护理专业招生比上年增加27人。", "护理专业招收男生27人。", "口腔专业招生27人。"])
def test_a_narrower_group_or_a_change_is_no_cell(said: str) -> None:
    assert outcomes(FAMILY, said + _TABLE) == ([], [])


def test_another_contest_than_the_table_s_is_another_figure() -> None:
    table = (
        "\n\n表3 市职业院校技能大赛获奖情况\n\n学校\t一等奖\t三等奖\n信息学校\t4\t9\n外事学校\t2\t5\n旅游学校\t1\t3\n"
    )
    assert (
        is_contradicted(FAMILY, "信息学校获三等奖1项。" + table) or outcomes(FAMILY, "信息学校三等奖1项。" + table)[1]
    )
    assert outcomes(FAMILY, "信息学校学生参加金砖国家技能比赛获三等奖1项。" + table)[1] == []
