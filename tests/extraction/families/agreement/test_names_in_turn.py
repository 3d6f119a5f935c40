"""The family of rows that are told one after another, each with its figure."""

from __future__ import annotations

import pytest
from family_reading import failing, is_confirmed, is_contradicted

FAMILY = "names-in-turn"
HEAD = "某区2023年度职业教育质量报告\n\n一、基本情况\n\n"
MAJORS = (
    "\n\n表1 各专业学生情况（单位：人）\n\n学校\t专业\t2021级\t2022级\t2023级\t合计\n东湖职校\t数控技术\t21\t24\t26\t71\n东湖职校\t学前教育\t58\t61\t64\t183\n"
    "西山职高\t会计事务\t36\t30\t28\t94\n西山职高\t电子商务\t27\t32\t38\t97\n合计\t\t142\t147\t156\t445\n"
)
GROUPS = (
    "\n\n专业名称\t所在学校\t专业群\t在校生人数\t\t\n\t\t\t一年级\t二年级\t合计\n茶艺\t东湖职校\t文旅\t34\t38\t72\n汽修\t东湖职校\t制造\t126\t118\t244\n"
    "焊接\t西山职高\t制造\t98\t92\t190\n护理\t西山职高\t—\t112\t125\t237\n"
)
PRIZES = "\n\n技能大赛获奖情况（单位：项）\n\n学校\t一等奖\t二等奖\t三等奖\t合计\n东湖职校\t2\t3\t5\t10\n西山职高\t3\t5\t7\t15\n南桥艺校\t1\t3\t5\t9\n合计\t6\t11\t17\t34\n"
SUBTOTALS = (
    "\n\n学校\t专业\t一年级\t二年级\t小计\n东湖职校\t茶艺\t46\t52\t98\n\t汽修\t118\t125\t243\n\t小计\t164\t177\t341\n西山职高\t焊接\t34\t38\t72\n\t护理\t122\t126\t248\n"
    "\t小计\t156\t164\t320\n合计\t\t320\t341\t661\n"
)
LEAVERS = "\n\n表3 毕业去向\n\n专业\t毕业生（人）\t升学（人）\t就业（人）\t未落实（人）\n护理\t180\t112\t64\t4\n汽修\t138\t82\t52\t4\n合计\t318\t194\t116\t8\n"
WRONG = (
    f"从专业看，学前教育在校生183人，规模居首；电子商务97人，列第二位；数控技术人数最少，为77人。{MAJORS}",
    f"规模居前三位的专业依次为学前教育（183人）、电子商务（79人）和会计事务（94人）。{MAJORS}",
    f"学前教育专业183人，电子商务专业107人次之，会计事务专业94人。{MAJORS}",
    f"学前教育、电子商务、会计事务和数控技术分别有183人、97人、94人和61人。{MAJORS}",
    f"规模最大的专业是汽修，有244人，最小的是茶艺，有27人。{GROUPS}",
    f"汽修244人，护理237人，焊接180人，茶艺72人。{GROUPS}",
    f"按学校分，西山职高15项，东湖职校11项，南桥艺校9项。{PRIZES}",
    f"东湖职校在校生341人，规模最大；西山职高302人，规模最小。{SUBTOTALS}",
    f"2023届毕业生318人，升学194人，就业126人。{LEAVERS}",
    f"护理专业毕业生180人，升学121人，就业64人。{LEAVERS}",
    f"{GROUPS}\n\n人数最多的专业为汽修，共244人。人数最少的专业为茶艺，仅70人。",
)
RIGHT = (
    f"从专业看，学前教育在校生183人，规模居首；电子商务97人，列第二位；数控技术人数最少，为71人。{MAJORS}",
    f"规模最大的专业是汽修，有244人，最小的是茶艺，有72人。{GROUPS}",
    f"按学校分，西山职高15项，东湖职校10项，南桥艺校9项。{PRIZES}",
    f"东湖职校在校生341人，规模最大；西山职高320人，规模最小。{SUBTOTALS}",
    f"2023届毕业生318人，升学194人，就业116人。{LEAVERS}",
)
OPEN = (
    f"学前教育有教师18人，电子商务9人，数控技术7人。{MAJORS}",
    f"学前教育183人，电子商务97人，数控技术专业教师12人。{MAJORS}",
    f"学前教育183人，电子商务97人，会计事务计划招收90人。{MAJORS}",
    f"学前教育183人，电子商务97人，其中会计事务女生64人。{MAJORS}",
    f"2022年学前教育180人，电子商务92人，会计事务98人。{MAJORS}",
    f"学前教育183人，电子商务97人，会计事务约90人。{MAJORS}",
    f"西山职高捐书15箱，东湖职校12箱，南桥艺校9箱。{PRIZES}",
    f"学前教育183人，数控技术比会计事务少23人。{MAJORS}",
    f"2023届毕业生318人，升学194人，比2022届（309人中升学180人）多14人。{LEAVERS}",
)


@pytest.mark.parametrize("text", WRONG)
def test_the_one_that_leaves_the_column_is_seen(text: str) -> None:
    assert is_contradicted(FAMILY, HEAD + text)


@pytest.mark.parametrize("text", RIGHT)
def test_those_that_stay_in_it_are_confirmed(text: str) -> None:
    assert is_confirmed(FAMILY, HEAD + text)


@pytest.mark.parametrize("text", OPEN)
def test_other_figures_of_the_same_names_are_left_alone(text: str) -> None:
    assert failing(FAMILY, HEAD + text) == []
