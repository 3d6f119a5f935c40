"""Where all the rows of a table are told one by one, what they have together is the total told before them."""

from __future__ import annotations

import pytest
from family_reading import failing, is_confirmed, is_contradicted

FAMILY = "whole-sets"
_TABLE = "\n\n表1 各校在校生\n\n学校\t在校生\n第一职校\t810\n第二职校\t640\n卫生学校\t390\n合计\t1840\n"
PAIRS = (
    ("全区有9个专业群，其中第一职校3个、第二职校2个、卫生学校3个。", "9个专业群", "8个专业群"),
    ("全年培训1200人次（第一职校520人次，第二职校410人次，卫生学校370人次）。", "1200人次", "1300人次"),
    ("选派教师21人：第一职校8人，第二职校7人，卫生学校5人。", "21人", "20人"),
    ("共有教学班47个，其中第一职校有20个，第二职校有16个，卫生学校有10个。", "47个", "46个"),
)


@pytest.mark.parametrize(("text", "wrong", "right"), PAIRS)
def test_all_rows_make_up_the_total(text: str, wrong: str, right: str) -> None:
    assert is_contradicted(FAMILY, text + _TABLE)
    assert is_confirmed(FAMILY, text.replace(wrong, right) + _TABLE)


@pytest.mark.parametrize(
    "text",
    [
        "全区有9个专业群，其中第一职校3个、第二职校2个。",
        "全区有9个专业群，其中第一职校约3个、第二职校2个、卫生学校3个。",
        "比上年增加9人，第一职校3人、第二职校2人、卫生学校3人。",
        "全区有9所学校，第一职校3个班、第二职校2个班、卫生学校3个班。",
    ],
)
def test_some_rows_or_other_measures_make_up_nothing(text: str) -> None:
    assert failing(FAMILY, text + _TABLE) == []


def test_names_that_are_no_rows_are_left_alone() -> None:
    text = "全区有9个专业群，其中东校3个、西校2个、南校3个。"

    assert failing(FAMILY, text + _TABLE) == []
