"""The share of all below an age, above a degree or within a place."""

import pytest
from family_reading import is_confirmed, is_contradicted, outcomes

FAMILY = "runs-of-kinds"
AGES = "\n\n表1 专任教师年龄结构\n\n年龄\t人数\n35岁及以下\t60\n36—45岁\t80\n46—55岁\t70\n56岁及以上\t30\n合计\t240\n"
SIDE = "\n\n表1 教师结构\n\n项目\t内容\t人数\t\t比例\t\n\t\t2022年\t2023年\t2022年\t2023年\n专任教师\t\t226\t240\t100%\t100%\n年龄\t30岁及以下\t50\t60\t22.12%\t25.00%\n\t31至45岁\t76\t80\t33.63%\t33.33%\n\t46岁及以上\t100\t100\t44.25%\t41.67%\n"
PIPES = "\n\n| 年龄段 | 教师数 |\n|---|---|\n| 35岁以下 | 60 |\n| 35-50岁 | 120 |\n| 50岁以上 | 60 |\n| 合计 | 240 |\n"
DEGREES = "\n\n表2 专任教师学历\n\n学历\t人数\n博士研究生\t4\n硕士研究生\t24\n本科\t200\n专科及以下\t12\n合计\t240\n"
TITLES = "\n\n表3 职称情况\n\n序号\t职称\t东校\t西校\t合计\n1\t正高级\t2\t1\t3\n2\t副高级\t30\t27\t57\n3\t中级\t60\t40\t100\n4\t初级\t50\t20\t70\n5\t未定级\t6\t4\t10\n\t合计\t148\t92\t240\n"
LISTED = "专任教师240人。从年龄看，35岁及以下的60人，36至50岁的120人，51岁以上的60人，"
PLACES = "直接就业500人，在本县就业的210人，在本市其他县区就业的140人，在省内其他地市就业的90人，在省外就业的60人，"


@pytest.mark.parametrize(
    "said",
    [
        f"45岁及以下的教师占61.33%。{AGES}",
        f"46岁及以上的占35.83%，老龄化明显。{AGES}",
        f"青年教师比重偏低，30岁及以下教师仅占22.12%。{SIDE}",
        f"45岁及以下占比为55.75%。{SIDE}",
        f"50岁及以下的占到了85.00%。{PIPES}",
        f"研究生学历教师只占10.67%。{DEGREES}",
        f"本科及以上学历占96.00%。{DEGREES}",
        f"博士占比仅为1.76%。{DEGREES}",
        f"高级职称教师占27.50%。{TITLES}",
        f"中级及以上职称占76.67%。{TITLES}",
        f"{LISTED}50岁及以下的占到了70.31%。",
        f"{PLACES}本市范围内就业的占42.00%。",
        f"{PLACES}省内就业占78.00%。",
        "实习单位在本区的300人，在本市其他区县的120人，到市外的80人，共500人，区内实习的占71.43%。",
    ],
)
def test_another_share_than_that_of_the_run_is_told(said: str) -> None:
    assert is_contradicted(FAMILY, said)


@pytest.mark.parametrize(
    "said",
    [
        f"45岁及以下的教师占58.33%。{AGES}",
        f"30岁及以下教师仅占25.00%。{SIDE}",
        f"50岁及以下的占75.00%。{PIPES}",
        f"研究生学历教师只占11.67%，本科及以上学历占95.00%。{DEGREES}",
        f"硕士学位教师占10.00%。{DEGREES}",
        f"高级职称教师占25.00%，中级及以上职称占66.67%。{TITLES}",
        f"副高级职称占23.75%。{TITLES}",
        f"{LISTED}50岁及以下的占到了75.00%。",
        f"{PLACES}本市范围内就业的占70.00%，省内就业占88.00%。",
    ],
)
def test_the_share_of_the_run_is_confirmed(said: str) -> None:
    assert is_confirmed(FAMILY, said)


@pytest.mark.parametrize(
    "said",
    [
        f"女教师中45岁及以下的占70.11%。{AGES}",
        f"40岁及以下的占48.33%。{AGES}",
        f"上年45岁及以下的占61.33%。{AGES}",
        f"力争到2026年本科及以上学历占98.00%。{DEGREES}",
        f"双师型教师中研究生学历占21.33%。{DEGREES}",
        f"45岁及以下教师140人，占61.33%。{AGES}",
        f"{PLACES}市外就业的占33.00%。",
        "经理35岁及以下的60人，36至50岁的120人，50岁及以下的占到了70.31%。",
    ],
)
def test_other_shares_are_left_alone(said: str) -> None:
    assert not outcomes(FAMILY, said)[1]


SCHOOLS = "\n\n表1 各校情况\n\n学校\t在校生\t教职工\n妫川区职业学校\t640\t58\n长城马术学校\t210\t31\n青河艺术学校\t260\t29\n合计\t1110\t118\n"


@pytest.mark.parametrize("whose", ["长城马术学校", "马术学校", "启明职业学校"])
def test_the_run_of_a_school_that_is_named_is_not_that_of_all(whose: str) -> None:
    assert not outcomes(FAMILY, f"{whose}队伍年轻，45岁及以下的占61.33%。{AGES}{SCHOOLS}")[1]


@pytest.mark.parametrize("whose", ["", "各校", "三所职业学校", "专业课实习岗位多，"])
def test_words_that_name_no_school_leave_the_run_that_of_all(whose: str) -> None:
    assert is_contradicted(FAMILY, f"{whose}队伍年轻，45岁及以下的占61.33%。{AGES}{SCHOOLS}")


@pytest.mark.parametrize(
    "said",
    [
        f"教师年龄偏大，46 岁及以上教师 100 人，占 41.67%，35 岁及以下仅 56 人。{AGES}",
        f"30 岁及以下只有 50 人。{SIDE}",
        f"本科及以上学历教师282人。{DEGREES}",
        f"50岁及以下教师108人。{PIPES}",
    ],
)
def test_another_count_than_that_of_the_run_is_told(said: str) -> None:
    assert is_contradicted(FAMILY, said)


@pytest.mark.parametrize(
    "said",
    [
        f"46 岁及以上教师 100 人，35 岁及以下仅 60 人。{AGES}",
        f"30 岁及以下只有 60 人。{SIDE}",
        f"本科及以上学历教师228人。{DEGREES}",
    ],
)
def test_a_count_of_the_run_is_confirmed(said: str) -> None:
    assert is_confirmed(FAMILY, said)


@pytest.mark.parametrize(
    "said",
    [
        f"兼职教师51人，35岁及以下17人。{AGES}",
        f"新聘教师9人，全部为35岁及以下8人的候补。{AGES}",
        f"参加培训的骨干中，35岁及以下17人。{AGES}",
        f"上年35岁及以下仅52人。{AGES}",
        f"35岁及以下教师参赛17人。{AGES}",
    ],
)
def test_counts_of_others_are_left_alone(said: str) -> None:
    assert outcomes(FAMILY, said)[1] == []
