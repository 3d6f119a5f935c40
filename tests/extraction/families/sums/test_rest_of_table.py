"""What the other rows have together."""

from __future__ import annotations

import pytest
from family_reading import failing, is_confirmed, is_contradicted

FAMILY = "rest-of-table"
COURSES = "\n\n表1 培训\n\n类别\t期数（期）\t人次\t到账收入（万元）\n在职职工\t9\t684\t28.40\n转移就业\t7\t521\t15.60\n退役军人\t3\t96\t11.50\n特种作业\t5\t248\t19.80\n职业体验\t12\t860\t0\n合计\t36\t2409\t75.30\n"
SCHOOLS = "\n\n学校\t在校生（人）\t专任教师（人）\n东山职校\t1260\t92\n西河职校\t805\t61\n南桥职校\t433\t38\n合计\t2498\t191\n"


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("职业体验属公益项目，不收费；其余四类培训共{}人次。" + COURSES, "1594", "1549"),
        ("除退役军人外，其他四类培训共{}人次。" + COURSES, "2331", "2313"),
        ("在职职工、职业体验两类规模较大，其余三类合计{}人次。" + COURSES, "856", "865"),
        ("特种作业收入19.80万元，其他四类一共到账{}万元。" + COURSES, "55.05", "55.50"),
        ("东山职校一家独大，其余两所学校在校生合计{}人。" + SCHOOLS, "1328", "1238"),
        ("南桥职校规模最小，其他两校共有专任教师{}人。" + SCHOOLS, "135", "153"),
    ],
)
def test_the_rest_adds_up(text: str, wrong: str, right: str) -> None:
    assert is_contradicted(FAMILY, text.format(wrong))
    assert is_confirmed(FAMILY, text.format(right))


@pytest.mark.parametrize(
    "text",
    [
        "职业体验属公益项目；其余两类培训共1594人次。" + COURSES,
        "职业体验属公益项目；其余四类培训共聘请教师26人。" + COURSES,
        "其余四类培训共1594人次。" + COURSES,
        "职业体验属公益项目；其余四类培训共约1600人次。" + COURSES,
        "东山职校一家独大，其余两所学校获奖合计28人次。" + SCHOOLS,
    ],
)
def test_what_is_not_told_of_the_rest_is_left_alone(text: str) -> None:
    assert failing(FAMILY, text) == []
