"""So many to each and so many times as many are quotients of the two counts that are named."""

import pytest
from family_reading import is_confirmed, is_contradicted, outcomes

FAMILY = "multiples"
WORDINGS = (
    ("在校生3200人，专任教师200人，平均每名教师对应18名学生。", "在校生3200人，专任教师200人，平均每名教师对应16名学生。"),
    ("在校生3200人，专任教师200人，平均每位教师负担学生18人。", "在校生3200人，专任教师200人，平均每位教师负担学生16人。"),
    ("在校生3200人，班主任80人，每50名学生配备1名班主任。", "在校生3200人，班主任80人，每40名学生配备1名班主任。"),
    ("学校有班主任80人，在校生3200人。每位班主任管理学生45名。", "学校有班主任80人，在校生3200人。每位班主任管理学生40名。"),
    ("在校生3200人，计算机800台，平均每5名学生拥有1台计算机。", "在校生3200人，计算机800台，平均每4名学生拥有1台计算机。"),
    ("在校生2000人，全年培训4600人次，为在校生数的3.2倍。", "在校生2000人，全年培训4600人次，为在校生数的2.3倍。"),
    ("全年培训4600人次，相当于在校生（2000人）的3.2倍。", "全年培训4600人次，相当于在校生（2000人）的2.3倍。"),
    ("报名1840人，计划招生800人，报名人数是计划数的3.2倍。", "报名1840人，计划招生800人，报名人数是计划数的2.3倍。"),
    ("学校在校生2000人。全年完成社会培训4600人次，达到在校生总数的3.2倍。", "学校在校生2000人。全年完成社会培训4600人次，达到在校生总数的2.3倍。"),
)  # fmt: skip


@pytest.mark.parametrize(("wrong", "right"), WORDINGS)
def test_a_quotient_in_words_follows_from_both_counts(wrong: str, right: str) -> None:
    assert is_contradicted(FAMILY, wrong)
    assert is_confirmed(FAMILY, right)


@pytest.mark.parametrize(
    "text",
    [
        "在校生3200人，班主任80人，按每50名学生配备1名班主任的标准落实。",
        "在校生2000人，全年培训4600人次，是上年的3.2倍。",
        "在校生2000人，技能大赛获奖46人，训练时间是平时的3倍。",
        "在校生3200人，专任教师200人，每名教师联系5家企业。",
    ],
)
def test_rules_changes_and_other_things_are_left_alone(text: str) -> None:
    assert outcomes(FAMILY, text)[1] == []
