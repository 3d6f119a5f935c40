"""A share that no figures of the report make."""

import pytest
from family_reading import is_confirmed, is_contradicted, outcomes

FAMILY = "unfounded-shares"
SCHOOL = "全校在校生2418人，专任教师187人，毕业生764人。"
TABLE = "\n\n表1 各专业在校生\n\n专业\t在校生\n护理\t812\n会计\t645\n机电\t961\n合计\t2418\n"
FORM = "\n\n序号\t指标\t单位\t2023年\n1\t全日制在校生人数\t人\t2418\n2\t专任教师总数\t人\t187\n"
NEWS = "\n\n经费来源\t金额（万元）\n财政拨款\t3120.5\n学费\t286.4\n合计\t3406.9\n"
PIPES = "\n\n| 学校 | 在校生 | 专任教师 |\n|---|---|---|\n| 东校 | 1437 | 110 |\n| 西校 | 981 | 77 |\n| 合计 | 2418 | 187 |\n"


@pytest.mark.parametrize(
    "said",
    [
        f"{SCHOOL}住校生1506人，占在校生的41.36%。",
        f"{SCHOOL}双师型教师96人，占专任教师的61.43%。",
        f"{SCHOOL}\n\n升学的有493人，占毕业生总数的46.53%。",
        f"享受免学费政策的学生2137人，占在校生的53.81%。{TABLE}",
        f"团员学生913人，占全校在校生的73.67%。{FORM}",
        f"高级职称教师58人，占专任教师的13.31%。{FORM}",
        f"共青团员913人，占在校生的87.67%。{PIPES}",
        f"学校共有在校生2418人，女生1139人，占74.71%。{NEWS}",
        f"{SCHOOL}其中本市户籍学生1733人，约占在校生的比例为17.67%。".replace("约占", "占"),
        f"{SCHOOL}\n\n学校还有不足，女教师仅占专任教师的59.37%。",
    ],
)
def test_a_share_that_nothing_makes_is_told(said: str) -> None:
    assert is_contradicted(FAMILY, said)


@pytest.mark.parametrize(
    "said",
    [
        f"{SCHOOL}住校生1506人，占在校生的62.28%。",
        f"享受免学费政策的学生2137人，占在校生的88.38%。{TABLE}",
        f"团员学生913人，占全校在校生的37.76%。{FORM}",
        f"共青团员913人，占在校生的37.76%。{PIPES}",
        f"{SCHOOL}女生1139人。女生占在校生的47.10%。",
    ],
)
def test_a_share_that_the_report_makes_is_confirmed(said: str) -> None:
    assert is_confirmed(FAMILY, said)


@pytest.mark.parametrize(
    "said",
    [
        f"{SCHOOL}上年住校生1506人，占在校生的41.36%。",
        f"{SCHOOL}收回问卷2418份。认为课程有用的1506人，占在校生的41.36%。",
        f"{SCHOOL}力争双师型教师达到130人，占专任教师的75.36%。",
        f"{SCHOOL}住校生1506人，约占在校生的六成。",
        f"{SCHOOL}住校生1506人，占在校生的41%。",
        f"护理和会计两个专业在校生占60.26%。{TABLE}",
        f"东校学生占全校的59.43%。{PIPES}",
    ],
)
def test_other_shares_are_left_alone(said: str) -> None:
    assert not outcomes(FAMILY, said)[1]


@pytest.mark.parametrize(
    "text",
    [
        "全年预算200.5万元。其中实训支出48.2万元，占预算数的96.32%；培训支出90.4万元，占预算数的93.11%。",
        "共有计划200.5万元。实训用48.2万元，占份额的96.32%；培训用90.4万元，占份额的93.11%。",
    ],
)
def test_shares_that_make_far_more_than_a_whole_are_each_of_their_own(text: str) -> None:
    assert not is_contradicted(FAMILY, text)


def test_wholes_of_each_need_not_be_printed() -> None:
    text = "专任教师187人。党员中，东校46人、西校8人，占各自教师总数的比例依次为74.19%、42.11%。"
    assert not is_contradicted(FAMILY, text)
