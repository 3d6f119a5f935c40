"""The family of names written two ways, entries with two values, in wordings and layouts of its own."""

from __future__ import annotations

import pytest
from family_reading import failing, is_contradicted, read

from nianbao.extraction.claims import Remark
from nianbao.extraction.families import families

FAMILY = "names"
WRONG = (
    "落实“一核两翼四大支撑”发展思路，成效明显。\n\n继续完善“一核两翼四支撑”布局，推进改革。",
    "录取有甲县的学生12人，甲县的学生15人，丙县的学生9人。",
)
NO_CLAIM = (
    "落实“三全育人”要求，推进“三全育人”综合改革。",
    "推进“三教改革”，“三全育人”和“五育并举”同步推进。",
    "甲校获一等奖2项，乙校获一等奖3项。",
    "2021年招生300人，2022年招生320人。",
    "建成五百亿级开发区2个、百亿级开发区22个。",
)


@pytest.mark.parametrize("text", WRONG)
def test_a_name_that_differs_by_a_character_is_seen(text: str) -> None:
    assert is_contradicted(FAMILY, text)


@pytest.mark.parametrize("text", NO_CLAIM)
def test_different_names_are_left_alone(text: str) -> None:
    assert failing(FAMILY, text) == []


def test_a_saying_in_quotation_marks_is_quoted_once() -> None:
    text = "建设“三区一节点”。\n\n围绕“三区一节点”布局。\n\n在“三区一节点”建设中。\n\n在我区“三区一点”建设进程中，需要人才。\n"
    module = next(found.module for found in families() if found.name == "names")
    remarks = [found for found in module.find(read(text)) if isinstance(found, Remark) and not found.holds]
    assert [found.message_en for found in remarks] == ["“三区一点” here, “三区一节点” elsewhere"]
