"""Two sections of one chapter do not bear the same heading."""

from __future__ import annotations

import pytest
from family_reading import failing, is_contradicted

FAMILY = "repeated-headings"
HAN = "三、服务贡献\n\n（一）服务企业\n\n全年开展培训20期，教师参与。\n\n（二）服务社区\n\n开放场馆，居民满意。\n\n（三）{}\n\n与外省学校结对，互派教师。\n\n四、国际合作\n\n本年度没有开展。\n"
POINTS = "3 服务贡献\n\n3.1 服务企业\n\n全年开展培训20期，教师参与。\n\n3.2 {}\n\n与外省学校结对，互派教师。\n\n4 国际合作\n\n本年度没有开展。\n"
SHORT = "一所是清川市职业学校（以下简称“清职”）。\n\n另一所是清川市工艺职业高中（以下简称“{}”）。"


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        (HAN, "服务社区", "区域协作"),
        (HAN, "服务企业", "对口帮扶"),
        (POINTS, "服务企业", "区域协作"),
        (SHORT, "清职", "工艺职高"),
    ],
)
def test_a_heading_or_a_short_name_that_comes_again_is_hinted_at(text: str, wrong: str, right: str) -> None:
    assert is_contradicted(FAMILY, text.format(wrong))
    assert failing(FAMILY, text.format(right)) == []


@pytest.mark.parametrize(
    "text",
    [
        "一、东校区\n\n（一）基本情况\n\n现有学生300人，教师20人。\n\n二、西校区\n\n（一）基本情况\n\n现有学生200人，教师15人。\n",
        "目录\n\n一、基本情况\n\n二、服务贡献\n\n一、基本情况\n\n现有学生300人，教师20人。\n\n二、服务贡献\n\n全年开展培训20期，教师参与。\n",
        "清川市职业学校（以下简称“清职”）建于1987年。\n\n本报告由清川市职业学校（以下简称“清职”）编写。",
        "（一）服务企业\n\n全年开展培训20期，教师参与。\n\n（二）服务社区\n\n开放场馆，居民满意。\n",
    ],
)
def test_headings_of_other_chapters_and_contents_are_left_alone(text: str) -> None:
    assert failing(FAMILY, text) == []
