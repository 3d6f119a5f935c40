"""How much more one group has than another follows from the figures of both."""

import pytest
from family_reading import failing, is_confirmed, is_contradicted, outcomes

FAMILY = "group-gaps"


@pytest.mark.parametrize(
    "text",
    [
        "全校男生人数为1,820人，女生为1,456人，男生比女生多出346人。",
        "城镇学生占31.2%，农村学生占68.8%，农村学生比城镇学生高36.7个百分点。",
        "一年级到课率98.4%，三年级到课率93.2%，三年级低于一年级2.5个百分点。",
        "护理专业平均起薪3,820元，会计专业平均起薪3,260元，护理专业高出会计专业650元。",
        "学生对教学的满意度为93.6%，家长为91.8%。学生比家长高2.8个百分点。",
        "本校月均收入3,860元，全市平均3,620元，超出全市平均420元。",
        "全省平均生师比为16.2:1，本校生师比为18.5:1，低于全省平均水平。",
        "我校就业率为96.8%，全市平均就业率为95.1%，低于全市平均1.7个百分点。",
        "公办学校双师比例65.2%，民办学校双师比例41.8%，公办学校比民办学校低23.4个百分点。",
        "核定编制120名，实有在编教师113名，空编9名。",
        "护理类专业就业率最高，为98.8%；加工制造类最低，为92.3%，两类相差5.6个百分点。",
        "专任教师增长5.2%，在校学生增长7.6%，教师增长快于学生增长。",
        "护理专业招生１２６人，会计专业招生９８人，护理专业比会计专业多３８人。",
    ],
)
def test_what_cannot_be_is_told(text: str) -> None:
    assert is_contradicted(FAMILY, text)


@pytest.mark.parametrize(
    "text",
    [
        "全校男生人数为1,820人，女生为1,456人，男生比女生多出364人。",
        "我校就业率为96.8%，全市平均就业率为95.1%，高于全市平均1.7个百分点。",
        "核定编制120名，实有在编教师113名，空编7名。",
        "学校有男教师86人、女教师142人，男生1820人，女生1456人。女教师比男教师多56人。",
        "专任教师增长5.2%，在校学生增长7.6%，教师增长慢于学生增长。",
    ],
)
def test_what_agrees_is_confirmed(text: str) -> None:
    assert is_confirmed(FAMILY, text)


@pytest.mark.parametrize(
    "text",
    [
        "男生1820人，女生1456人，其中一年级男生比女生多86人。",
        "甲校招生420人，乙校招生380人，甲校在校生比乙校多206人。",
        "护理专业就业率98.2%，会计专业就业率94.6%。护理专业对口率比会计专业高13.9个百分点。",
        "我校就业率96.8%，高于全市平均1.2个百分点，全省平均水平为95.1%。",
        "学生满意度96.9%，高于家长满意度，也高于教师满意度。",
        "2022年就业率95.1%，2023年就业率96.8%，比上年高1.7个百分点。",
    ],
)
def test_what_claims_nothing_is_left_alone(text: str) -> None:
    assert outcomes(FAMILY, text) == ([], [])


def test_a_line_that_is_passed_is_no_gap() -> None:
    assert failing("group-gaps", "考生607分，高于控制线594分，被投档线488分的专业录取。") == []


GAPS_OF_OTHERS = (
    "全市平均起薪3285元，较上年3190元增加95元，起薪最高的职教中心与最低的博远职校相差410元。",
    "平均起薪3248元，比上年增加186元，起薪最高的是烹饪专业，最低的是会计专业，二者相差890元。",
    "平均班额38人，比上年少2人，班额最大的是护理专业，最小的是园林专业，两者相差14人。",
    "操作工6100元，装配工5200元，质检员4800元，班长7900元。操作工比装配工多900元，比质检员多1300元。",
    "甲校560人，乙校430人，丙校390人，丁校720人，甲校比乙校多130人，比丙校多170人。",
    "就业率97.0%，上年为96.2%，最高的是机电系，最低的是艺术系，两者相差4.6个百分点。",
)


@pytest.mark.parametrize("text", [*GAPS_OF_OTHERS])
def test_what_is_said_of_others_is_left_alone(text: str) -> None:
    assert not is_contradicted(FAMILY, text)


@pytest.mark.parametrize(
    "text",
    [
        "计划招生1500人，实际招生1413人，还差78人。",
        "操作工6100元，装配工5200元，质检员4800元。操作工比装配工多900元，比质检员多1500元。",
    ],
)
def test_what_is_said_of_the_same_is_judged(text: str) -> None:
    assert is_contradicted(FAMILY, text)


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("在校生增长8.2%，教学设备总值增长12.6%，设备增速{}在校生增速。", "低于", "高于"),
        ("专任教师比上年增长3.1%；在校生增长5.4%，学生增长{}教师增长。", "慢于", "快于"),
        ("财政拨款增长6.2%，支出增长4.0%，拨款增幅{}支出增幅。", "小于", "大于"),
        ("职工培训增长15.0%，社区培训增长9.0%，社区培训增长{}职工培训增长。", "快于", "慢于"),
        ("招生增长2.0%，毕业生增长7.5%，毕业生增幅明显{}招生增幅。", "低于", "高于"),
    ],
)
def test_growth_is_faster_or_slower(text: str, wrong: str, right: str) -> None:
    assert failing(FAMILY, text.format(wrong))
    assert failing(FAMILY, text.format(right)) == []
