"""Months, weeks and days that something lasted are those between its first day and its last."""

import pytest
from family_reading import failing, is_confirmed, is_contradicted, outcomes

FAMILY = "durations"


@pytest.mark.parametrize(
    "text",
    [
        "新校舍装修工期2023年2月至4月，历时6个月。",
        "为期两周的暑期集训（7月3日至7月30日）顺利结束。",
        "8月21日至25日，学校组织新生军训，为期7天。",
        "王老师于2022年9月至2023年1月在集团挂职，历时8个月。",
        "跟岗学习自2023年3月6日至3月31日，共6周。",
        "为期10天的研修班于7月10日至13日举行。",
        "学生赴企业跟岗，2023年2月至4月，为期两个学期。",
        "专项整治行动为期三个月，从2023年4月至8月，分三个阶段。",
        "5月8日至14日，共10天，开展职教活动周。",
    ],
)
def test_what_cannot_be_is_told(text: str) -> None:
    assert is_contradicted(FAMILY, text)


@pytest.mark.parametrize(
    "text",
    [
        "新校舍装修工期 2023 年 2 月至 7 月，历时 6 个月。",
        "为期两周的暑期集训（7月3日至7月16日）顺利结束。",
        "8月21日至25日，学校组织新生军训，为期5天。",
        "王老师于2022年9月至2023年1月在集团挂职，历时5个月。",
        "跟岗学习自2023年3月6日至3月31日，共4周。",
        "研修班2023年10月9日至13日举办，为期5天。",
        "为期10天的研修班于7月10日至19日举行。",
        "学生赴企业跟岗，2023年2月至7月，为期一学期。",
        "学生赴企业跟岗，2022年9月至2023年6月，为期两个学期。",
        "专项整治为期三个月，从2023年4月至6月，成效明显。",
        "9月1日至9月7日，开展为期一周的入学教育。",
        "5月8日至14日，共7天，开展职教活动周。",
    ],
)
def test_what_agrees_is_verified(text: str) -> None:
    assert is_confirmed(FAMILY, text)


@pytest.mark.parametrize(
    "text",
    [
        "2023年3月至7月，选派教师到企业实践，为期一个月。",
        "2023年3月至12月，教师分批到企业实践，历时两个月。",
        "2023年3月至7月，学校每周开展一次劳动教育，共计16周。",
        "2023年9月至11月开展专项整治，其中自查阶段历时1个月。",
        "4月至9月的展览历时近半年。",
        "2023年4月至9月，持续2年。",
        "跟岗安排在2022年9月至12月、2023年3月至6月，共8个月。",
    ],
)
def test_what_may_be_otherwise_is_left_alone(text: str) -> None:
    assert outcomes(FAMILY, text) == ([], [])


@pytest.mark.parametrize(
    ("said", "wrong", "right"),
    [
        ("护理专业与高职院校联合举办“3+2”班。在{}年学习期间，学生学籍分段管理。", "四", "五"),
        ("该班实行“2+3”分学段贯通模式，{}年学制，对接产业需求。", "6", "5"),
        ("试点采用“3＋4”培养。{}年学习生活由两校导师共同指导。", "八", "七"),
    ],
)
def test_two_stages_together_take_their_sum(said: str, wrong: str, right: str) -> None:
    assert failing(FAMILY, said.format(wrong))
    assert failing(FAMILY, said.format(right)) == []


@pytest.mark.parametrize(
    "said",
    [
        "该班实行“3+2”培养。前三年学习期间在本校，学籍归本校。",
        "该班实行“3+2”培养。三年中职学习期间成绩合格者转段。",
        "推行“1+1”结对帮扶。三年学习期间，师徒同行。",
        "推进“1+3”证书试点。三年学习期间，学生可考取多张证书。",
    ],
)
def test_one_stage_by_its_own_name_is_left_alone(said: str) -> None:
    assert failing(FAMILY, said) == []
