"""A table holds what its caption says."""

from __future__ import annotations

import pytest
from family_reading import failing, is_contradicted

FAMILY = "caption-matter"
PAIRS = (
    ("表1 {}在校生情况\n\n专业\t人数\n护理\t320\n会计\t280\n旅游\t150\n", "各校", "各专业"),
    ("表 2　2021年{}招生一览\n\n学校名称\t招生数\n甲校\t320\n乙校\t280\n丙校\t150\n", "各专业", "各学校"),
    ("附表3 {}培训人次\n\n乡镇\t人次\n石桥\t320\n柳河\t280\n白塔\t150\n", "各学校", "各乡镇"),
    ("表1 教师{}结构\n\n类别\t人数\n高级\t32\n中级\t28\n初级\t15\n", "学历", "职称"),
    ("表2 专任教师{}分布\n\n分组\t人数\n35岁及以下\t32\n36—50岁\t28\n51岁及以上\t15\n", "职称", "年龄"),
    ("表2 专任教师{}情况\n\n项目\t博士\t硕士\t本科\t合计\n人数\t5\t36\t98\t139\n", "年龄", "学历"),
    ("表4 各专业{}情况\n\n专业\t毕业生数\t就业率\n护理\t320\t98%\n会计\t280\t97%\n旅游\t150\t99%\n", "招生", "就业"),
    ("表5 {}情况\n\n类别\t一等奖\t获奖合计\n市级\t3\t18\n区级\t12\t40\n", "师资", "竞赛"),
)


@pytest.mark.parametrize(("text", "wrong", "right"), PAIRS)
def test_a_caption_of_another_table_is_seen(text: str, wrong: str, right: str) -> None:
    assert is_contradicted(FAMILY, text.format(wrong))
    assert failing(FAMILY, text.format(right)) == []


@pytest.mark.parametrize(
    "text",
    [
        "表1 各校专业设置\n\n专业\t人数\n护理\t320\n会计\t280\n旅游\t150\n",
        "表1 各校在校生\n\n专业\t甲学校\t乙学校\n护理\t320\t120\n会计\t280\t90\n旅游\t150\t60\n",
        "表1 教师学历职称结构\n\n类别\t人数\n高级\t32\n中级\t28\n初级\t15\n",
        "表1 教师学历结构\n\n学历\t高级\t中级\n研究生\t3\t8\n本科\t30\t28\n",
        "表1 招生情况\n\n专业\t计划\t报到\n护理\t320\t298\n会计\t280\t271\n",
        "表1 就业情况\n\n去向\t人数\n升学\t120\n参军\t6\n",
    ],
)
def test_a_caption_that_may_stand_over_its_table_is_left_alone(text: str) -> None:
    assert failing(FAMILY, text) == []
