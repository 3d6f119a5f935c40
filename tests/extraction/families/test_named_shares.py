"""A share whose part is only named follows from what was counted under that name."""

import pytest
from family_reading import is_confirmed, is_contradicted, outcomes

FAMILY = "named-shares"
TABLE = "专业\t在校生\t毕业生\n会计事务\t410\t120\n数控技术\t155\t60\n护理\t1065\t300\n合计\t1630\t480\n"
WORDINGS = (
    ("毕业生200人，升学120人，就业70人。升学人数占毕业生总数的65%。", "毕业生200人，升学120人，就业70人。升学人数占毕业生总数的60%。"),
    ("在校生1842人。按学籍分，本县学生1203人，外县学生639人，外县学生占37.4%。", "在校生1842人。按学籍分，本县学生1203人，外县学生639人，外县学生占34.7%。"),
    ("就业学生中有512人在县内就业，331人在县外就业。全县就业学生843人，县内就业占67.0%。", "就业学生中有512人在县内就业，331人在县外就业。全县就业学生843人，县内就业占60.7%。"),
    ("在校生3046人，机械系812人、电气系705人、信息系516人。机械系和电气系合计占在校生的59.8%。", "在校生3046人，机械系812人、电气系705人、信息系516人。机械系和电气系合计占在校生的49.8%。"),
    ("全年培训7700人次，其中社区居民3860人次，企业职工2145人次。社区居民占培训总数的51.0%。", "全年培训7700人次，其中社区居民3860人次，企业职工2145人次。社区居民占培训总数的50.1%。"),
    ("专任教师150人，其中硕士研究生36人。硕士研究生占专任教师的比例为42%，高于上年。", "专任教师150人，其中硕士研究生36人。硕士研究生占专任教师的比例为24%，高于上年。"),
    (f"{TABLE}\n会计事务最受欢迎，会计事务占全校在校生的22.5%。", f"{TABLE}\n会计事务最受欢迎，会计事务占全校在校生的25.2%。"),
    ("毕业生总数460人。\n\n升学人数345人。\n\n升学人数占毕业生总数的57%。", "毕业生总数460人。\n\n升学人数345人。\n\n升学人数占毕业生总数的75%。"),
)  # fmt: skip


@pytest.mark.parametrize(("wrong", "right"), WORDINGS)
def test_a_part_named_again_has_the_share_that_its_count_gives(wrong: str, right: str) -> None:
    assert is_contradicted(FAMILY, wrong)
    assert is_confirmed(FAMILY, right)


@pytest.mark.parametrize(
    "text",
    [
        "毕业生200人，升学120人。女生升学人数占毕业生总数的35%。",
        "毕业生200人，升学120人。上年升学人数占毕业生总数的55%。",
        "专任教师150人，其中硕士研究生36人。力争三年内硕士研究生占专任教师的30%。",
        "专任教师150人，其中硕士研究生36人。明确到2030年硕士研究生占专任教师比例达到30%以上。",
        f"{TABLE}\n财经类占全校在校生的41.3%。",
        "在校生3046人，机械系812人。对食堂满意的占81.4%，对住宿满意的占79%。",
    ],
)
def test_other_people_other_times_and_goals_are_left_alone(text: str) -> None:
    assert outcomes(FAMILY, text)[1] == []
