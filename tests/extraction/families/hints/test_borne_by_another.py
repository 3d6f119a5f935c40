"""What everywhere else is one school's is here said of another."""

from __future__ import annotations

import pytest
from family_reading import failing, is_contradicted

FAMILY = "borne-by-another"
TABLE = "\n\n表1 各校情况\n\n学校\t招生数\t在校生数\n清川职业学校\t210\t640\n清川护理学校\t180\t520\n启航艺术学校\t90\t260\n"
MAJORS = "清川职业学校开设数控技术应用、汽车运用与维修专业，清川护理学校开设中医护理、药剂专业，启航艺术学校开设音乐表演专业。"
BY_MAJOR = "\n\n表2 各专业毕业生\n\n序号\t专业\t所在学校\t毕业生数\n1\t数控技术应用\t清川职业学校\t82\n2\t中医护理\t清川护理学校\t75\n3\t音乐表演\t启航艺术学校\t40\n"
DISTRICTS = "\n\n表1 各地情况\n\n区域\t学校数\t在校生数\n云浦区\t3\t5210\n灌石县\t2\t3120\n洪阳县\t2\t2870\n"


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        (MAJORS + "\n\n{}汽车运用与维修专业与四家企业合作。" + TABLE, "清川护理学校", "清川职业学校"),
        ("{}数控技术应用专业列入市级骨干专业。" + TABLE + BY_MAJOR, "启航艺术学校", "清川职业学校"),
        (MAJORS + "\n\n{}依托数控设备开展技术服务。" + TABLE + BY_MAJOR, "启航艺术学校", "清川职业学校"),
        ("灌石县建成区域共享实训中心。\n\n下一步，在{}建成区域共享实训中心二期。" + DISTRICTS, "洪阳县", "灌石县"),
        ("启航艺术学校为民办学校。\n\n二是民办学校生源不足。{}招生连年下滑。" + TABLE, "清川护理学校", "启航艺术学校"),
    ],
)
def test_what_belongs_to_another_is_hinted_at(text: str, wrong: str, right: str) -> None:
    assert is_contradicted(FAMILY, text.format(wrong))
    assert failing(FAMILY, text.format(right)) == []


@pytest.mark.parametrize(
    "text",
    [
        f"清川职业学校组织学生参加竞赛。\n\n清川护理学校组织学生参加竞赛。{TABLE}",
        f"清川职业学校、清川护理学校开设老年服务与管理专业。\n\n清川护理学校老年服务与管理专业招生40人。{TABLE}",
        f"清川职业学校校舍建筑面积2.1万平方米，清川护理学校校舍建筑面积1.8万平方米。{TABLE}",
        f"{MAJORS}\n\n两校合作，清川护理学校的学生到清川职业学校数控技术应用专业选课。{TABLE}",
        f"启航艺术学校为民办学校，其余为公办学校。\n\n二是民办学校生源不足。各校要加强统筹。{TABLE}",
        "学校汽车运用与维修专业与四家企业合作。",
    ],
)
def test_what_several_share_and_what_anybody_says_is_left_alone(text: str) -> None:
    assert failing(FAMILY, text) == []
