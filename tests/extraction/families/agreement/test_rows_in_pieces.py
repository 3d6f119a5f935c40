"""The family of sentences that tell one row of a table piece by piece."""

from __future__ import annotations

import pytest
from family_reading import failing, is_confirmed, is_contradicted

FAMILY = "rows-in-pieces"
HEAD = "某县职业中学2023年度质量报告\n\n五、社会服务\n\n"
COURSES = (
    "\n\n表5 社会培训情况\n\n序号\t培训类别\t期数\t人次\t学时\t收入（万元）\n1\t电工作业\t9\t486\t324\t58.30\n2\t果品加工\t6\t342\t240\t27.40\n"
    "3\t社区文明生活\t14\t1260\t420\t0.00\n合计\t\t29\t2088\t984\t85.70\n"
)
KINDS = (
    "\n\n类别\t项目数（个）\t学时\t人次\n职工技能提升\t11\t780\t1386\n特种作业取证\t4\t324\t912\n乡村振兴培训（公益）\t6\t420\t1540\n社区教育（公益）\t5\t340\t2265\n"
    "合计\t26\t1864\t6103\n"
)
TEACHERS = "\n\n表6 教师培训\n\n级别\t期次\t人次\t经费/万元\n国家级\t3\t18\t4.60\n市级\t12\t146\t9.35\n校本\t26\t1208\t6.25\n总计\t41\t1372\t20.20\n"
ROOMS = "\n\n表7 实训条件\n\n基地\t实训室（间）\t工位（个）\t设备（台）\t面积（平方米）\n数控基地\t8\t240\t186\t1850\n护理基地\t12\t360\t428\t2600\n合计\t20\t600\t614\t4450\n"
VISITS = (
    "\n\n表8 志愿服务\n\n活动\t场次\t参加人次\n进社区\t24\t1836\n进企业\t16\t942\n进乡村\t31\t2450\n合计\t71\t5228\n"
)
WRONG = (
    f"电工作业培训468人次、324学时。{COURSES}",
    f"三校全年面向社会举办培训班29期，培训2188人次，收入85.70万元。{COURSES}",
    f"全年共开展社会培训29期、2088人次、948学时，到账收入85.70万元。{COURSES}",
    f"社区文明生活培训规模最大，14期共1206人次。{COURSES}",
    f"开设民宿管家、电商直播等乡村振兴培训项目，培训1450人次，420学时。{KINDS}",
    f"从项目数看，职工技能提升最多，有11个；从人次看它居第二，有1368人次。{KINDS}",
    f"全年非学历培训1864学时、6130人次，项目26个。{KINDS}",
    f"全年教师培训41期，1372人次，支出经费22.20万元。{TEACHERS}",
    f"其中校本培训26期，参训1280人次。{TEACHERS}",
    f"护理基地有实训室12间，工位630个。{ROOMS}",
    f"数控基地建筑面积1850平方米，设备168台。{ROOMS}",
    f"进乡村31场，受益2540人次，最受欢迎。{VISITS}",
)
RIGHT = (
    f"电工作业培训486人次、324学时。{COURSES}",
    f"三校全年面向社会举办培训班29期，培训2088人次，收入85.70万元。{COURSES}",
    f"全年教师培训41期，1372人次，支出经费20.20万元。{TEACHERS}",
    f"进乡村31场，受益2450人次，最受欢迎。{VISITS}",
)
OPEN = (
    f"电工作业培训324学时，结业考核286人次。{COURSES}",
    f"全年送课下乡14期，听课1120人次。{COURSES}",
    f"2022年举办培训29期，培训1988人次，收入80.20万元。{COURSES}",
    f"全年培训29期，2088人次，比上年增收15.70万元。{COURSES}",
    f"电工作业培训324学时，果品加工培训452人次。{COURSES}",
    f"全年培训2088人次、984学时，其中线上培训12期。{COURSES}",
    f"电工作业培训324学时，平均每期54人次。{COURSES}",
    f"护理基地有实训室12间，其中新增工位36个。{ROOMS}",
    f"校本培训26期，计划培训1300人次。{TEACHERS}",
    f"进企业16场，企业捐赠942册图书，参观1400余人次。{VISITS}",
)


@pytest.mark.parametrize("text", WRONG)
def test_the_piece_that_the_row_does_not_have_is_seen(text: str) -> None:
    assert is_contradicted(FAMILY, HEAD + text)


@pytest.mark.parametrize("text", RIGHT)
def test_the_pieces_of_a_row_are_confirmed(text: str) -> None:
    assert is_confirmed(FAMILY, HEAD + text)


@pytest.mark.parametrize("text", OPEN)
def test_figures_of_something_else_are_left_alone(text: str) -> None:
    assert failing(FAMILY, HEAD + text) == []
