"""Sentences and tables of many hands that look like contradictions and are none."""

from __future__ import annotations

import pytest
from family_reading import failing

INNOCENT = (
    ("listed-items", "协会吸纳会员单位60家，其中学校12所、行业组织5个。"),
    ("listed-items", "该集团由东城职高、西城职校和南城中专三所学校组成。\n\n学校\t人数\n东城职高\t30\n西城职校\t20\n南城中专\t10\n"),
    ("captions", "表2.1.1 教师情况\n\n项目\t人数\n甲\t12\n乙\t8\n\n表2.1.2 职称情况\n\n项目\t人数\n甲\t12\n乙\t8\n"),
    ("table-parts", "单位\t学校\t学生\n职业高中\t18\t900\n其他机构\t19\t950\n"),
    ("table-totals", "结构\t项目\t人数\n职称\t高级\t12\n\t中级\t28\n学历\t研究生\t10\n\t本科\t30\n合计\t\t40\n"),
    ("table-shares", "年度\t教师数\t硕士\t硕士占比\n2020年\t100\t10\t10.00%\n2021年\t110\t22\t20.00%\n2022年\t120\t30\t25.00%\n增长率\t10\t8\t5.00%\n"),
    ("prose-shares", "全市幼儿园500所，公办园320所，比上年增加20所，占全市幼儿园的64%。"),
    ("prose-shares", "教职工150人，其中专任教师120人，占80%。专任教师中，高级30人，占25%；中级60人，占50%。"),
    ("prose-shares", "毕业生400人，升学300人，未落实8人，毕业去向落实率98%。"),
    ("prose-shares", "毕业生500人，其余20人（含参军5人）占4%。"),
    ("prose-shares", "2023届毕业生1000人，其中700人升学、280人就业、20人待就业，升学率70%，就业升学率98%。"),
    ("prose-shares", "三个年级平均巩固率97.5%，开设10个专业。"),
    ("prose-parts", "招生规模居前三位的专业招生数分别为360人、240人和180人。"),
    ("names", "现有正高级讲师3人，高级讲师41人，讲师60人。"),
    ("same-facts", "形成三个专业群，覆盖9个专业。\n\n学校现有12个专业，布局合理。"),
    ("same-facts", "（一）东城职业学校\n\n毕业生300人，升学率80%。\n\n（二）西城职业学校\n\n毕业生200人，升学率75%。"),
    ("identities", "学校占地80亩，建筑面积4万平方米，生均建筑面积20平方米，生均占地26.7平方米，建筑面积居全市前列。"),
    ("prose-changes", "2021年在校生900人，2022年880人，2023年850人，两年共减少50人。"),
    ("dates", "教师队伍较2016年有所提高。\n\n2024年招生300人。\n\n2024年毕业280人。"),
)  # fmt: skip


@pytest.mark.parametrize(("family", "text"), INNOCENT)
def test_nothing_is_held_against_it(family: str, text: str) -> None:
    assert failing(family, text) == []
