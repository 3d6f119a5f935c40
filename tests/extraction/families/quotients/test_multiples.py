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
    ("企业捐赠设备500万元，上年为200万元，是上年的3.5倍。", "企业捐赠设备500万元，上年为200万元，是上年的2.5倍。"),
    ("在校生1842人，专任教师121人。\n\n平均一个老师带12.5个学生。", "在校生1842人，专任教师121人。\n\n平均一个老师带15.2个学生。"),
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


@pytest.mark.parametrize(
    ("said", "is_wrong"),
    [
        ("选派教师9人次支教，其中甲县5人次、乙县4人次。接收跟岗教师27人，人数是派出人次的4倍。", True),
        ("全年派出教师12人次，接待来访60人，数量为派出人次的4倍。", True),
        ("选派教师9人次支教，其中甲县5人次、乙县4人次。接收跟岗教师27人，人数是派出人次的3倍。", False),
        ("派出12人次。接待来访教师60人、学生20人，人数是派出人次的5倍。", False),
        ("培训教师4600人次。接收教师27人，人数是派出人次的3倍。", False),
        ("派出12人次，接待60人，人数是上年派出人次的6倍。", False),
        ("派出8人次。接收24人，报名人数是派出人次的5倍。", False),
    ],
)
def test_a_base_that_is_named_by_its_measure(said: str, is_wrong: bool) -> None:
    assert bool(outcomes("multiples", said)[1]) is is_wrong


@pytest.mark.parametrize(
    "text",
    [
        "培训最多的是河口镇，有520人次；最少的白沙乡，130人次，恰好是河口镇的三分之一。",
    ],
)
def test_a_fraction_of_anothers_figure_is_told(text: str) -> None:
    assert is_contradicted(FAMILY, text)


@pytest.mark.parametrize(
    "text",
    [
        "培训最多的是河口镇，有520人次；最少的白沙乡，130人次，恰好是河口镇的四分之一。",
    ],
)
def test_a_fraction_of_anothers_figure_is_verified(text: str) -> None:
    assert is_confirmed(FAMILY, text)


@pytest.mark.parametrize(
    "text",
    [
        "参加测试130人次，是上年的三分之一。",
    ],
)
def test_a_fraction_of_anothers_figure_is_left_alone(text: str) -> None:
    assert not outcomes(FAMILY, text)[1]


@pytest.mark.parametrize(("times", "is_wrong"), [("2.4", False), ("4.2", True)])
def test_the_base_is_what_bears_the_name_itself(times: str, is_wrong: bool) -> None:
    text = (
        "毕业生900人，其中继续升学380人、本地就业500人，另有20人参军。本地就业的毕业生中签订长期合同的390人，占78.00%。"
        "受行业影响，部分企业推迟了招聘，全年共举办线上招聘活动六场、线下招聘活动三场，覆盖所有毕业班，另有企业宣讲十余次，"
        "学生反映良好，教师全程陪同，班主任逐一联系家长并记录去向，就业办每周汇总一次。"
        f"企业提供岗位1200个，岗位数是本地就业人数的{times}倍。"
    )
    assert bool(outcomes(FAMILY, text)[1]) is is_wrong
