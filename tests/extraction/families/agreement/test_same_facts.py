"""The family of one thing said in two places, in wordings and layouts of its own."""

from __future__ import annotations

import pytest
from family_reading import failing, is_confirmed, is_contradicted

FAMILY = "same-facts"
WRONG = (
    "2022年全区专任教师300人，结构合理。\n\n目前专任教师310人，队伍稳定。",
    "就业率为98.5%，形势良好。\n\n2022年毕业生就业率达97.5%，稳中有升。",
    "全区共有3所职业学校。\n\n区内4所职业学校协同发展。",
)
RIGHT = (
    "全区共有3所职业学校。\n\n三所职业学校协同发展。",
    "就业率为98.5%，形势良好。\n\n毕业生就业率达98.5%，稳中有升。",
)
NO_CLAIM = (
    "截至2022年9月，在校生1793人。\n\n截至2022年12月，在校生1739人。",
    "某县职业学校质量年度报告（2022）\n\n学校生师比15.3:1，结构合理。\n\n全市生师比16.2:1。",
    "教学计划内课程246门。\n\n序号\t指标\t单位\t2022年2023年\n1\t教学计划内课程数\t门\t238246\n2\t教材数\t本\t79\n",
    "2021年就业率为98.5%。\n\n2022年毕业生就业率达97.5%。",
    "某市第一职业学校专任教师80人。\n\n全区专任教师300人。",
    "新建2所职业学校，全区现有3所职业学校。",
    "实习对口率为90.5%。\n\n毕业生对口就业率为95.2%。",
)


@pytest.mark.parametrize("text", WRONG)
def test_two_values_for_one_thing_are_seen(text: str) -> None:
    assert is_contradicted(FAMILY, text)


@pytest.mark.parametrize("text", RIGHT)
def test_equal_values_are_confirmed(text: str) -> None:
    assert is_confirmed(FAMILY, text)


@pytest.mark.parametrize("text", NO_CLAIM)
def test_other_periods_and_scopes_are_other_things(text: str) -> None:
    assert failing(FAMILY, text) == []


def test_majors_counted_twice_are_some_of_the_majors() -> None:
    text = "学校现有26个专业。\n\n注：专业数合计中有4个专业为两校重复设置。"
    assert failing("same-facts", text) == []


@pytest.mark.parametrize(
    ("sentence", "row", "wrong", "right"),
    [
        ("财政专项拨款2416.8万元，主要用于实训基地建设。", "年财政专项拨款\t万元", "2132.5", "2416.8"),
        ("用人单位对毕业生的满意度达到98.1%。", "用人单位满意度\t%", "91.8", "98.1"),
        (
            "教学仪器设备值生均水平提高。生均教学仪器设备值为15672元。",
            "生均教学科研仪器设备值*\t元/生",
            "16572",
            "15672",
        ),
    ],
)
def test_an_official_name_with_its_light_words_left_out_is_the_same(
    sentence: str, row: str, wrong: str, right: str
) -> None:
    form = f"序号\t指标\t单位\t2022年\n1\t全日制在校生人数*\t人\t3192\n2\t{row}\t{{}}\n3\t教职工额定编制数\t人\t428\n"
    assert is_contradicted("same-facts", f"{sentence}\n\n{form.format(wrong)}")
    assert failing("same-facts", f"{sentence}\n\n{form.format(right)}") == []


def test_quotation_marks_change_no_name() -> None:
    table = "指标\t2021年\t2022年\n专任教师（人）\t151\t157\n双师型教师（人）\t70\t{}\n高级职称（人）\t50\t52\n"
    text = "某区中等职业教育质量年度报告（2022年度）\n\n一、规模\n\n2022年，现有“双师型”教师47人。\n\n二、教师\n\n"
    assert is_contradicted("same-facts", text + table.format("74"))
    assert failing("same-facts", text + table.format("47")) == []


_TITLED = "某市第一中等专业学校质量年度报告（2023）\n\n"
_SAID = (
    _TITLED + "2023届毕业生960人，升学610人，就业率98.54%，对口就业率91.25%，平均月收入4015元。\n\n"
    "学校现有教职工268人，其中专任教师231人，全日制在校生3394人，生师比14.69:1。学校开设12个专业。\n\n"
)
_FORM = (
    "序号\t指标\t单位\t2022年\t2023年\n1\t全日制在校生人数\t人\t3318\t3394\n2\t教职工总数\t人\t262\t268\n"
    "\t其中：专任教师总数\t人\t224\t231\n3\t生师比\t:\t14.81:1\t14.69:1\n4\t毕业生人数\t人\t930\t960\n"
    "5\t对口就业率\t%\t90.00\t91.25\n6\t专业数量\t个\t11\t12\n\n"
)
_FAMILIES = ("same-facts", "identities", "said-again")
OF_OTHERS = (
    # a value that marks what follows it
    "就业率达到100%的有会计、护理两个专业。",
    "就业率100%的专业有5个。",
    "就业率在95%以上的专业有10个。",
    "月收入达到4500元的有数控专业。",
    "生师比达到20:1的系部有2个。",
    "对口就业率达到95%及以上的是护理等3个专业。",
    # a demand or a condition
    "按照设置标准的要求，生师比为20:1。",
    "如果就业率达到100%，给予奖励。",
    "力争三年内有突破，就业率达到99%。",
    # people just counted, or named by the clause before
    "留在本地的120人平均月收入3800元。",
    "会计专业毕业生46人，就业率97.83%。",
    "首届学徒20人，就业率100%，平均月收入5200元。",
    "退役军人毕业生35人，月收入4500元。",
    "到规模以上企业就业的，平均月收入4500元。",
    "毕业三年后，平均月收入6200元。",
    "900名实习生中，专业对口的810人，对口率90%。",
    "参加实习的429人中，对口率93.24%。",
    # a part of the school
    "机电系在校生800人，专任教师50人，生师比16:1。",
    "信息工程系有3个专业。",
    "五年来共有9个专业完成改造。",
    "美发与形象设计、会计、文秘三个专业只招一个班。",
    "加上校外兼职教师，生师比为13.5:1。",
    # another body, of which the sentence goes on to speak
    "全市中职学校在校生12000人，专任教师800人，生师比15:1。",
    "兄弟学校专任教师300人，生师比11:1。",
    "对口支援学校在校生1500人，专任教师110人。",
    "从在校生800人、专任教师50人起步。",
    "其中涉农专业在校生400人，专任教师30人，生师比13.3:1。",
    "参训教师中，专任教师180人，教职工人数190人。",
    # those who do something
    "专任教师150人参加培训，占64.9%。",
    "有专任教师45人到企业实践。",
    "在校生1200人获得资助。",
    # another year, named or compared with
    "上年生师比14.81:1。",
    "上年专任教师224人，生师比14.81:1。",
    "去年，学校有专任教师224人，生师比14.81:1。",
    "专任教师231人，比上年增加7人，生师比14.69:1。",
    "与上年相比，专任教师增加7人，生师比为14.69:1。",
    "较2022年增加7人，生师比14.69:1。",
    "自2022年以来，专任教师增加7人，生师比为14.69:1。",
    "生师比为14.69:1（上年14.81:1，专任教师224人）。",
    # tables of some people
    "表3 学生实习情况\n\n学校\t实习学生\t对口人数\t对口率\n南校区\t201\t190\t94.53%\n北校区\t131\t122\t93.13%\n合计\t332\t312\t93.98%\n",
    "表3 订单班毕业生就业情况\n\n企业\t毕业生数\t就业率\n甲公司\t20\t100%\n乙公司\t30\t96.67%\n丙公司\t25\t100%\n合计\t75\t98.67%\n",
)
OF_ALL = (
    "毕业生就业率为96.81%。",
    "就业率达到了96.81%的好成绩。",
    "2023届960名毕业生就业率96.81%。",
    "比上年有所提高，就业率96.81%。",
    "就业率96.81%，比2022届的95.27%提高。",
    "比上年增加7人，生师比16.49:1。",
    "较2022年增加7人，生师比16.49:1。",
    "上年生师比18.41:1。",
    "上年的生师比为18.41:1。",
    "学校现有专任教师213人，比上年增加7人。",
    "学校开设会计、护理、机电等21个专业。",
    "岗位实习学生900人。毕业生对口就业率为92.1%。",
    "目前，21个专业全部招生。",
    "现有教职工286人。",
    "全校在校生3349人，专任教师231人。",
    "全校专任教师213人，生师比14.69:1。",
    "2022年在校生3381人。",
)


def _against(sentence: str) -> list[str]:
    return [found for family in _FAMILIES for found in failing(family, f"{_SAID}{_FORM}{sentence}")]


@pytest.mark.parametrize("sentence", OF_OTHERS)
def test_what_is_said_of_others_or_of_another_year_is_not_held_against_the_whole(sentence: str) -> None:
    assert _against(sentence) == []


@pytest.mark.parametrize("sentence", OF_ALL)
def test_what_is_said_of_all_is(sentence: str) -> None:
    assert _against(sentence)


def test_a_rate_in_a_row_of_counts_is_of_those_counts() -> None:
    text = (
        "项目\t毕业生数\t直接就业\n合计\t230\t177\n\n"
        "班级\t送出（人）\t合适（人）\t对口率\n一班\t201\t190\t94.53%\n二班\t228\t210\t92.11%\n合计\t429\t400\t93.24%\n"
    )
    assert failing("identities", text) == []


def test_a_ratio_without_a_year_may_be_of_another_column() -> None:
    form = "序号\t指标\t单位\t2021年\t2022年\n1\t全日制在校生人数\t人\t960\t1000\n2\t专任教师总数\t人\t60\t80\n"
    text = "某县职业学校质量年度报告（2022）\n\n" + form + "\n学校生师比{}:1。\n"
    assert is_confirmed("identities", text.format("16.00"))
    assert is_confirmed("identities", text.format("12.50"))
    assert failing("identities", text.format("14.50"))


def test_a_count_of_a_school_by_its_short_name_is_not_that_of_all() -> None:
    table = "\n\n表1 各校情况\n\n学校\t在校生\t教职工\n妫川区职业学校\t640\t58\n长城马术学校\t210\t31\n青河艺术学校\t260\t29\n合计\t1110\t118\n"
    text = "全区现有中职学校3所，共开设18个专业。\n\n{}特色鲜明，共开设{}个专业。" + table
    assert failing(FAMILY, text.format("马术学校", 7)) == []
    assert is_contradicted(FAMILY, text.format("办学", 17))


@pytest.mark.parametrize(("value", "is_odd"), [("341", True), ("382", True), ("328", False)])
def test_a_table_that_nothing_bears_out_is_hinted_at(value: str, *, is_odd: bool) -> None:
    text = (
        "某校质量年度报告（2023）\n\n全校有教职工328人，其中专任教师246人。\n\n校区\t教职工数\t在校生数\n南校区\t120\t700\n北校区\t208\t1300\n合计\t328\t2000\n\n"
        f"序号\t指标\t单位\t2023年\n1\t教职工总数\t人\t{value}\n2\t专业群数量\t个\t3\n"
    )
    assert bool(failing(FAMILY, text)) == is_odd
