"""Of whom and of when a fact is said, where two facts are held against each other: in wordings of its own."""

from __future__ import annotations

import pytest
from family_reading import failing, is_confirmed

_TITLE = "某市第一中等专业学校质量年度报告（2023）\n\n"
_SAID = (
    _TITLE + "2023届毕业生960人，升学610人，就业率98.54%，对口就业率91.25%，平均月收入4015元。\n\n"
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
