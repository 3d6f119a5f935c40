"""A share is of this year's whole, of the classes named, in the measure named."""

import pytest
from family_reading import is_confirmed, is_contradicted, outcomes

FAMILY = "wholes-of-now"
YEARS = "\n\n指标\t单位\t2022年\t2023年\n全日制在校生人数\t人\t2391\t2326\n毕业生人数\t人\t760\t748\n专任教师总数\t人\t170\t181\n"
LAST = "\n\n项目\t上年\t本年\n在校生\t2391\t2326\n毕业生\t760\t748\n"
GRADES = "\n\n学校\t一年级\t二年级\t三年级\t小计\n东校\t622\t618\t602\t1842\n西校\t469\t455\t457\t1381\n合计\t1091\t1073\t1059\t3223\n"
DOWN = "\n\n年级\t在校生\t班级\n一年级\t1091\t28\n二年级\t1073\t27\n三年级\t1059\t27\n合计\t3223\t82\n"
TOLD = "在校生3223人，其中一年级1091人、二年级1073人、三年级1059人。\n\n"
TRAINED = "全年非学历培训55项、2096学时、8968人次。"
TRAINING = "\n\n表1 非学历培训\n\n项目\t学时\t人次\n技能提升\t864\t3126\n社区教育\t1232\t5842\n合计\t2096\t8968\n"


@pytest.mark.parametrize(
    "said",
    [
        f"订单培养学生374人，占在校生的15.64%。{YEARS}",
        f"住校生1502人，占全校在校生总数的62.82%。{YEARS}",
        f"升学500人，占毕业生的65.79%。{YEARS}",
        f"订单培养学生374人，占在校生的15.64%。{LAST}",
        f"订单班学生297人，占二、三年级在校生总数的9.22%。{GRADES}",
        f"订单班学生297人，占二年级和三年级学生的9.22%。{DOWN}",
        f"{TOLD}订单班学生297人，占二、三年级学生的9.22%。",
        f"参加社团的1500人，占一、二年级在校生的46.54%。{GRADES}",
        f"{TRAINED}公益培训4355人次、692学时，学时占全部非学历培训的48.56%。",
        f"公益培训4355人次、692学时，人次占全部非学历培训的33.02%。{TRAINING}",
    ],
)
def test_a_share_of_another_whole_is_told(said: str) -> None:
    assert is_contradicted(FAMILY, said)


@pytest.mark.parametrize(
    "said",
    [
        f"订单班学生297人，占二、三年级在校生总数的13.93%。{GRADES}",
        f"订单班学生297人，占二年级和三年级学生的13.93%。{DOWN}",
        f"{TOLD}订单班学生297人，占二、三年级学生的13.93%。",
        f"{TRAINED}公益培训4355人次、692学时，学时占全部非学历培训的33.02%。",
        f"公益培训4355人次、692学时，人次占全部非学历培训的48.56%。{TRAINING}",
    ],
)
def test_a_share_of_the_whole_named_is_confirmed(said: str) -> None:
    assert is_confirmed(FAMILY, said)


@pytest.mark.parametrize(
    "said",
    [
        f"流失学生37人，占上年在校生的1.55%。{YEARS}",
        f"2022年订单培养学生374人，占当年在校生的15.64%。{YEARS}",
        f"订单培养学生374人，占在校生的16.08%。{YEARS}",
        f"订单培养学生374人，占在校生的15.27%。{YEARS}",
        f"订单班学生297人，占旅游、财经类专业在校生的9.22%。{GRADES}",
        f"{TRAINED}公益培训4355人次、692学时，学时占全部学历教育的48.56%。",
        f"力争订单培养学生374人，占在校生的15.64%。{YEARS}",
    ],
)
def test_other_shares_are_left_alone(said: str) -> None:
    assert not outcomes(FAMILY, said)[1]
