"""The family of shares in sentences, in wordings and layouts of its own."""

from __future__ import annotations

import pytest
from family_reading import failing, is_confirmed, is_contradicted

FAMILY = "prose-shares"
WRONG = (
    "学校有教师200人，其中研究生50人，占20%。",
    "毕业生300人，升学240人，升学率85%。",
    "专任教师120人，双师型教师90人，占专任教师的72%。",
    "学生就业率达到986%，形势良好。",
)
RIGHT = (
    "共抽查40批次，合格33批次，不合格7批次，总体合格率82.5%。",
    "学校有教师200人，其中研究生50人，占25%；高级教师60人，占30%。",
    "毕业生300人，升学240人，升学率80%。",
    "到企业120人，占60%；到机关50人，占25%；自主创业30人，占15%。",
    "在1200名学生中，住校生900人，占75%。",
)
NO_CLAIM = (
    "全年支出2980万元，其中工资支出1376万元，占预算数的96.99%；公用支出318万元，占年度预算的102.8%。",
    "贷款拨备覆盖率为240.09%，资本充足率为12.3%。",
    "本地生源占比82%，外地生源占比18%。",
    "计划完成率达到120%，同比增长130%。",
    "到企业就业412人，占65.2%；到机关就业58人，占9.2%。",
    "校舍占地200亩，绿化面积占40%。",
)


@pytest.mark.parametrize("text", WRONG)
def test_a_wrong_share_is_seen(text: str) -> None:
    assert is_contradicted(FAMILY, text)


@pytest.mark.parametrize("text", RIGHT)
def test_right_shares_are_confirmed(text: str) -> None:
    assert is_confirmed(FAMILY, text)


@pytest.mark.parametrize("text", NO_CLAIM)
def test_a_share_without_its_whole_is_not_judged(text: str) -> None:
    assert failing(FAMILY, text) == []


def test_a_part_larger_than_its_only_whole_is_no_share() -> None:
    assert is_contradicted(FAMILY, "全区职教系统教职工270人，党员550人，占20.37%。")
    assert failing(FAMILY, "甲校培训30人；乙校培训120人，占40%。") == []


WORDINGS = (
    ("双师型教师96人，在120名专业课教师中占82%。", "双师型教师96人，在120名专业课教师中占80%。"),
    ("96名双师型教师占到了120名专业课教师的82%。", "96名双师型教师占到了120名专业课教师的80%。"),
    ("教师中具有企业经历的有48人，占全体160名教师的40%。", "教师中具有企业经历的有48人，占全体160名教师的30%。"),
    ("120名专业课教师中双师型教师达96名，双师比82%。", "120名专业课教师中双师型教师达96名，双师比80%。"),
    ("应到386人，实到359人，到课率95%。", "应到386人，实到359人，到课率93%。"),
    ("抽检设备240台，完好228台，完好率为98%。", "抽检设备240台，完好228台，完好率为95%。"),
    ("应开实验120个，实开114个，实验开出率为98%。", "应开实验120个，实开114个，实验开出率为95%。"),
    ("网络课程应建40门，已建36门，建成率为95%。", "网络课程应建40门，已建36门，建成率为90%。"),
    ("男生1240人（62%），女生760人（48%）。", "男生1240人（62%），女生760人（38%）。"),
    ("男生1240人，占62%；女生760人，占28%。", "男生1240人，占62%；女生760人，占38%。"),
    ("实习学生372人，其中甲校224人、乙校148人；专业对口实习341人，对口率96.17%。", "实习学生372人，其中甲校224人、乙校148人；专业对口实习341人，对口率91.67%。"),
    ("参加顶岗实习566人，备考升学322人。参加顶岗实习的学生中专业对口481人，对口率88.49%。", "参加顶岗实习566人，备考升学322人。参加顶岗实习的学生中专业对口481人，对口率84.98%。"),
    ("毕业生556人，升入本科61人，占毕业生的10.97%；直接就业123人，其中面向第三产业96人，占87.05%。", "毕业生556人，升入本科61人，占毕业生的10.97%；直接就业123人，其中面向第三产业96人，占78.05%。"),
    ("教师按学历分：研究生36人（24%）、本科108人（72%）、专科6人（6%）。", "教师按学历分：研究生36人（24%）、本科108人（72%）、专科6人（4%）。"),
)  # fmt: skip


@pytest.mark.parametrize(("wrong", "right"), WORDINGS)
def test_other_wordings_of_a_share_are_told_apart(wrong: str, right: str) -> None:
    assert is_contradicted("prose-shares", wrong)
    assert is_confirmed("prose-shares", right)


def test_those_that_one_is_chosen_of_are_no_part() -> None:
    table = "系部\t在校生\t教师\n智能制造系\t1126\t38\n信息技术系\t3285\t115\n合计\t4411\t153\n\n"
    assert failing(FAMILY, table + "五个系中，智能制造系规模最大，占在校生的25.53%。") == []


@pytest.mark.parametrize(
    "text",
    [
        "在校生1630人，其中女生587人；一年级新生560人，女生占41.2%。",
        "毕业生472人，升学398人，升学率84.3%，高于全市平均水平3.2个百分点，其中本科升学率6.1%。",
        "在校生1630人，专任教师148人，聘请兼职教师36人，占教师总数的19.6%。",
        "引进项目793个，其中12条重点产业链项目占比达84.4%。",
        "学生文化课合格率为97.21%（参加考核1184人，合格1151人），专业技能合格率为97.73%（参加考核1190人，合格1163人）。",
    ],
)
def test_shares_of_another_group_are_left_alone(text: str) -> None:
    assert failing("prose-shares", text) == []


_STUDENTS = "全县中等职业学校在校生5157人。\n\n"


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("全校教职工305人，党员154人，比上年增加7人，占教职工的54.90%。", "全校教职工305人，党员154人，比上年增加7人，占教职工的50.49%。"),
        (f"{_STUDENTS}全县在校生中父母双方或一方常年在外务工的有2346人，占54.49%。", f"{_STUDENTS}全县在校生中父母双方或一方常年在外务工的有2346人，占45.49%。"),
        (f"{_STUDENTS}学生中住校的有3868人，占57.0%。", f"{_STUDENTS}学生中住校的有3868人，占75.0%。"),
        ("表1 培训\n\n项目\t人次\n社区\t620\n企业\t480\n合计\t1100\n\n公益培训264人次，占总人次的42.0%。", "表1 培训\n\n项目\t人次\n社区\t620\n企业\t480\n合计\t1100\n\n公益培训264人次，占总人次的24.0%。"),
    ],
)  # fmt: skip
def test_the_whole_may_stand_in_another_paragraph_or_table(wrong: str, right: str) -> None:
    assert is_contradicted("prose-shares", wrong)
    assert is_confirmed("prose-shares", right)


@pytest.mark.parametrize(
    "text",
    [
        f"{_STUDENTS}一年级在校生中女生846人，占44.3%。",
        f"{_STUDENTS}受助学生中建档立卡学生734人，占33.1%。",
        "专任教师98人。\n\n中年教师中45岁以下的69人，占81.2%。",
    ],
)
def test_a_share_of_a_narrower_group_is_not_held_against_all(text: str) -> None:
    assert not is_contradicted("prose-shares", text)


_PLACES = "\n\n2018届毕业生去向\n\n学校\t就业人数\t第一产业\t第二产业\t第三产业\t本区\t区外\n一职\t221\t4\t121\t96\t131\t90\n二职\t106\t2\t14\t90\t67\t39\n合计\t327\t6\t135\t186\t198\t129\n"


@pytest.mark.parametrize(
    ("said", "is_wrong"),
    [
        ("进入第三产业186人，占就业人数的65.9%。", True),
        ("到区外就业129人，占就业总人数的48.0%。", True),
        ("进入第三产业186人，占就业人数的56.9%。", False),
        ("一职在第三产业就业96人，占就业人数的45.2%。", False),
        ("毕业生中女生129人，占毕业生人数的48.0%。", False),
        ("上年第三产业就业186人，占就业人数的60.1%。", False),
        ("第二产业就业135人，占该校就业人数的48.0%。", False),
    ],
)
def test_part_and_whole_stand_in_one_row_of_totals(said: str, is_wrong: bool) -> None:
    assert bool(failing("prose-shares", said + _PLACES)) is is_wrong


OTHER_WHOLES = (
    "专任教师131人，市级骨干教师6人、区级骨干教师17人，共占专任教师的17.56%。",
    "专任教师200人，高级教师50人和中级教师80人合计占专任教师的65%。",
    "双师型教师146人；县职校双师型占比为62.40%（125人中78人）。",
    "双师型教师90人，其中一职为50.00%（80人中40人），二职为62.50%（80人中50人）。",
    "抽测1600人，优秀128人，良好512人，及格880人，不及格80人，及格率95.00%。",
    "参加体测300人，优秀30人、良好90人、合格150人，不合格30人，合格率90.00%。",
    "常住人口3.1万人，其中务农的1.2万人，占38.71%。",
)


@pytest.mark.parametrize("text", [*OTHER_WHOLES])
def test_what_is_said_of_others_is_left_alone(text: str) -> None:
    assert not is_contradicted(FAMILY, text)


@pytest.mark.parametrize(
    "text",
    [
        "专任教师131人，市级骨干教师6人、区级骨干教师17人，共占专任教师的19.56%。",
        "抽测1600人，优秀128人，良好512人，及格880人，不及格80人，及格率93.00%。",
    ],
)
def test_what_is_said_of_the_same_is_judged(text: str) -> None:
    assert is_contradicted(FAMILY, text)


def test_a_share_of_those_of_one_school_is_not_held_against_the_form_of_all() -> None:
    schools = "\n\n表1 各校情况\n\n学校\t在校生\t教职工\n妫川区职业学校\t640\t58\n长城马术学校\t210\t31\n青河艺术学校\t260\t29\n合计\t1110\t118\n"
    form = "\n\n指标\t单位\t2023年\n专任教师总数\t人\t96\n在校生总数\t人\t1110\n"
    text = f"师资结构良好，双师型教师36人，占{{}}专任教师的62.2%。{schools}{form}"
    assert failing(FAMILY, text.format("职业学校")) == []
    assert is_contradicted(FAMILY, text.format(""))
    assert is_contradicted(FAMILY, text.format("职业学校的"))


@pytest.mark.parametrize(
    "text",
    [
        "专任教师246人。高级职称82人，恰好占四分之一。",
    ],
)
def test_a_plain_fraction_is_told(text: str) -> None:
    assert is_contradicted(FAMILY, text)


@pytest.mark.parametrize(
    "text",
    [
        "专任教师246人。高级职称82人，恰好占三分之一。",
    ],
)
def test_a_plain_fraction_is_verified(text: str) -> None:
    assert is_confirmed(FAMILY, text)


def test_schools_that_are_counted_in_the_whole_are_whose_people_they_are() -> None:
    assert failing(FAMILY, "东、西、南三个校区共有兼课教师四十五人，占三个校区教师总数的三分之一。") == []
