"""A change agrees with the earlier value beside it and with the present one, wherever that stands."""

import pytest
from family_reading import is_confirmed, is_contradicted, outcomes

FAMILY = "prose-comparisons"


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("在校生2418人，分布在三个年级。较2019年的2264人增加154人，增长6.80%。", ("6.80%", "8.60%")),
        ("培训2860人次，比上年3140人次减少280人次，下降8.9%。", ("8.9%", "9.8%")),
        ("培训2860人次，比上年的3140人次减少了280人次，下降8.9%。", ("减少", "增加")),
        ("在校生5240人，一年级1860人。与上年同期的4980人相比，在校生多了260人。", ("260人", "206人")),
        ("毕业生1204人，招生1377人，招生数比毕业生数多173人。", ("173人", "137人")),
        ("到账经费452万元，是2019年的226万元的2倍。", ("2倍", "3倍")),
        ("本年招聘教师21人、调入4人，退休9人，净增16人。", ("16人", "19人")),
        ("转入学生14人，退学27人，转出8人，净减少21人。", ("21人", "12人")),
        ("2020年招生410人，2021年招生432人，2022年招生455人，2022年比上年增加23人。", ("23人", "32人")),
        ("2020年的410人起步，2021年432人，2022年455人，一年一个台阶。", ("432人", "472人")),
        ("2020年招生410人，2021年招生432人，2022年招生455人，两年累计增加45人。", ("45人", "54人")),
        ("新生2085名，比上一年增招135名（上年为1950名）。", ("135名", "153名")),
        ("平均月薪3620元，高出上届140元，上届为3480元。", ("3480元", "3840元")),
        ("1814人合格，合格率达97.01%；较上届96.12%提升0.89个百分点。", ("0.89", "0.98")),
        ("全年总收入31200万元，其中学费9360万元。总支出30576万元，年末结余624万元。", ("624万元", "264万元")),
        ("国家级奖项7项、省级奖项42项，较2019年的41项增加8项。", ("8项", "80项")),
    ],
)
def test_a_change_is_worked_out_from_both_values(right: str, wrong: tuple[str, str]) -> None:
    assert is_confirmed(FAMILY, right)
    assert is_contradicted(FAMILY, right.replace(*wrong))


@pytest.mark.parametrize(
    "sentence",
    [
        "招生330人，比上年增加30人，增长10%。",
        "专任教师356人，行政人员21人，住校生比上年的812人增加40人。",
        "扫除文盲169万人，比上年减少35万人，减少17%；小学16.7万所，比上年减少1.06万所，下降5.98%。",
        "新增专业3个，撤销专业2个，现有专业17个。",
        "到账经费约452万元，是上年约226万元的3倍左右。",
        "2019年招生410人，2021年招生432人，2022年招生455人，2022年比上年增加24名教师。",
    ],
)
def test_a_change_without_its_values_says_nothing(sentence: str) -> None:
    assert not is_contradicted(FAMILY, sentence)


@pytest.mark.parametrize(
    "text",
    [
        "就业学生月均收入4215元，比全市平均3980元高325元。",
        "2022年计划招生450人，实录411人。2021年实录388人，两年相比多32人。",
    ],
)
def test_a_value_beside_another_is_told(text: str) -> None:
    assert is_contradicted(FAMILY, text)


@pytest.mark.parametrize(
    "text",
    [
        "就业学生月均收入4215元，比全市平均3980元高235元。",
        "2022年计划招生450人，实录411人。2021年实录388人，两年相比多23人。",
    ],
)
def test_a_value_beside_another_is_verified(text: str) -> None:
    assert is_confirmed(FAMILY, text)


@pytest.mark.parametrize(
    "text",
    [
        "平均月薪4215元，比上年3980元高235元，比全市平均4100元高115元。",
    ],
)
def test_a_value_beside_another_is_left_alone(text: str) -> None:
    assert not outcomes(FAMILY, text)[1]
