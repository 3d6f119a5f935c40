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
