"""A change that the text tells is that of the two years in a table."""

import pytest
from family_reading import is_confirmed, is_contradicted, outcomes

FAMILY = "tabled-changes"
COLUMNS = "表2 基本情况\n\n指标\t2021年\t2022年\n专任教师（人）\t152\t148\n合格率（%）\t92.43\t93.27\n仪器设备总值（万元）\t4165.2\t4578.6\n"
ROWS = "表1 规模\n\n年度\t招生数\t在校生数\n2021年\t860\t3120\n2022年\t812\t3276\n"
HEADS = "表3 就业\n\n项目\t单位\t上年\t本年\n平均月收入\t元\t4105\t4236\n毕业生\t人\t940\t912\n"


@pytest.mark.parametrize(
    ("text", "table"),
    [
        ("2022年，专任教师比上年减少14人。", COLUMNS),
        ("专任教师148人，较2021年增加4人。", COLUMNS),
        ("体质测试合格率为93.27%，比上年提高0.48个百分点。", COLUMNS),
        ("教学仪器设备总值达到4,578.6万元，比上年增加431.4万元。", COLUMNS),
        ("在校生3276人，比上年增加165人。", ROWS),
        ("2022年招生812人，同比减少5.85%。", ROWS),
        ("与2021年相比，招生总数增加48人。", ROWS),
        ("招生数812人，比2021年有所增加。", ROWS),
        ("毕业生平均月收入4236元，比上年增加113元。", HEADS),
        ("毕业生９１２人，较上年减少８２人。", HEADS),
    ],
)
def test_what_cannot_be_is_told(text: str, table: str) -> None:
    assert is_contradicted(FAMILY, f"{text}\n\n{table}")


@pytest.mark.parametrize(
    ("text", "table"),
    [
        ("2022年，专任教师比上年减少4人。", COLUMNS),
        ("体质测试合格率为93.27%，比上年提高0.84个百分点。", COLUMNS),
        ("在校生3276人，比上年增加156人，增长5%。", ROWS),
        ("毕业生912人，较上年减少28人。", HEADS),
    ],
)
def test_what_agrees_is_confirmed(text: str, table: str) -> None:
    assert is_confirmed(FAMILY, f"{text}\n\n{table}")


@pytest.mark.parametrize(
    ("text", "table"),
    [
        ("2022年，女专任教师比上年减少14人。", COLUMNS),
        ("东校区共3个系，该校区的专任教师比上年减少14人。", COLUMNS),
        ("在校生3268人，比上年增加165人。", ROWS),
        ("招生812人，比2019年减少148人。", ROWS),
        ("2021年招生860人，比上年增加165人。", ROWS),
    ],
)
def test_what_claims_nothing_is_left_alone(text: str, table: str) -> None:
    assert outcomes(FAMILY, f"{text}\n\n{table}") == ([], [])


_YEARS = "表1 教师队伍\n\n项目\t2021年\t2022年\n专任教师（人）\t182\t178\n班主任（人）\t60\t66\n\n"
_RATES = "表1 教师\n\n项目\t单位\t2020年\t2021年\t2022年\n“双师型”教师占专业课教师比例\t%\t55.14\t59.01\t62.66\n\n"


def test_a_direction_without_a_time_is_since_some_year_of_the_table() -> None:
    assert is_contradicted(FAMILY, f"{_YEARS}2022年，专任教师数量有所增加。")
    assert not is_contradicted(FAMILY, f"{_YEARS}2022年，专任教师数量有所减少。")
    assert not is_contradicted(FAMILY, f"{_YEARS}2022年，女专任教师数量有所增加。")


def test_a_rate_with_decimals_is_found_by_its_value_and_a_part_of_its_name() -> None:
    said = f"{_RATES}2022年，“双师型”教师146人，占专业课教师的62.66%，比上年提高{{}}个百分点。"
    assert is_contradicted(FAMILY, said.format("6.35"))
    assert not is_contradicted(FAMILY, said.format("3.65"))


_INTRO = (
    "质量年度报告（2022）\n\n全区有东平区职业技术学校（简称东平职校）、东平区商贸学校（简称商贸学校）两所学校。\n\n"
)
_ENROLMENT = "\n\n表2 招生计划完成情况\n\n学校\t2022年计划\t2022年实际\t完成率\t2021年实际\t增减\n\t（人）\t（人）\t\t（人）\t\n东平职校\t260\t247\t95.0%\t231\t+16\n商贸学校\t180\t167\t92.8%\t181\t-14\n合计\t440\t414\t94.1%\t412\t+2\n"
_PUPILS = "\n\n表1 各校情况\n\n学校名称\t2021年在校生\t2022年在校生\t教师\n东平区职业技术学校\t1642\t1703\t96\n东平区商贸学校\t574\t545\t41\n合计\t2216\t2248\t137\n"


@pytest.mark.parametrize(
    "said",
    [
        f"受生源影响，商贸学校招生比上年增加14人。{_ENROLMENT}",
        f"2022年东平职校招生较上年减少16人，完成率较高。{_ENROLMENT}",
        f"从学校看，商贸学校招生多招14人。{_ENROLMENT}",
        f"商贸学校在校生比上年增加29人。{_PUPILS}",
        f"商贸学校受生源减少影响，在校生增加29人。{_PUPILS}",
        f"东平职校在校生同比下降61人。{_PUPILS}",
    ],
)
def test_the_way_of_a_named_row_is_that_of_the_table(said: str) -> None:
    assert is_contradicted("tabled-changes", _INTRO + said)


@pytest.mark.parametrize(
    "said",
    [
        f"商贸学校招生比上年减少14人。{_ENROLMENT}",
        f"商贸学校在校生比上年减少29人。{_PUPILS}",
        f"东平职校在校生增加61人。{_PUPILS}",
    ],
)
def test_the_right_way_of_a_named_row_is_confirmed(said: str) -> None:
    assert is_confirmed("tabled-changes", _INTRO + said)


@pytest.mark.parametrize(
    "said",
    [
        f"商贸学校专任教师比上年增加14人。{_ENROLMENT}",
        f"商贸学校女生招生比上年增加14人。{_ENROLMENT}",
        f"商贸学校招生比2020年增加14人。{_ENROLMENT}",
        f"商贸学校招生比东平职校增加14人。{_ENROLMENT}",
        f"商贸学校招生比上年增加9人。{_ENROLMENT}",
        f"商贸学校中高职衔接招生比上年增加14人。{_ENROLMENT}",
        f"商贸学校在校生较多，全区在校生增加29人。{_PUPILS}",
        f"商贸学校和东平职校合作，社团学生增加29人。{_PUPILS}",
        f"商贸学校计划明年在校生增加29人。{_PUPILS}",
    ],
)
def test_what_is_said_of_others_than_the_named_row_is_left_alone(said: str) -> None:
    assert not is_contradicted("tabled-changes", _INTRO + said)


_RATIO = "\n\n2019年普职招生比例\n\n类别\t普通高中\t中职\t普职招生比例\n2018年\t3286\t1163\t2.83:1\n2019年\t3241\t1196\t2.71:1\n"
_INCOME = "\n\n表7 收入（单位：万元）\n\n收入项目\t2019年\t2020年\n财政拨款\t2804.9\t2916.4\n专项经费\t585.0\t640.0\n事业收入\t198.2\t152.7\n收入合计\t3588.1\t3709.1\n"
_SERIES = "\n\n表1 规模\n\n项目\t2018年\t2019年\t2020年\n在校生\t959\t998\t1049\n教职工\t229\t226\t224\n"


@pytest.mark.parametrize(
    "text",
    [
        f"普职招生比例进一步扩大。{_RATIO}",
        f"普职招生比例有所上升。{_RATIO}",
        f"事业收入因培训减少而增长22.96%。{_INCOME}",
        f"事业收入受停课影响增长22.96%。{_INCOME}",
        f"财政拨款2916.4万元，专项经费比上年减少，压力较大。{_INCOME}",
        f"财政拨款2916.4万元，事业收入比上年增加。{_INCOME}",
        f"由表1可见，2018年至2020年在校生增加80人。{_SERIES}",
        f"2018—2020年教职工增加5人。{_SERIES}",
    ],
)
def test_a_change_with_a_cause_or_a_span_is_that_of_the_table(text: str) -> None:
    assert is_contradicted("tabled-changes", f"2020年质量年度报告\n\n{text}")


@pytest.mark.parametrize(
    "text",
    [
        f"普职招生比例进一步缩小。{_RATIO}",
        f"事业收入因培训减少而下降22.96%。{_INCOME}",
        f"财政拨款2916.4万元，专项经费比上年增加。{_INCOME}",
        f"由表1可见，2018年至2020年在校生增加90人。{_SERIES}",
        f"2019年至2021年在校生增加70人。{_SERIES}",
        f"财政拨款2916.4万元，甲校专项经费比上年减少。{_INCOME}",
        f"因培训减少而收缩，其他事业收入增长22.50%。{_INCOME}",
    ],
)
def test_the_right_change_and_another_span_are_left_alone(text: str) -> None:
    assert not is_contradicted("tabled-changes", f"2020年质量年度报告\n\n{text}")


@pytest.mark.parametrize(("said", "is_wrong"), [("47.39", True), ("40.39", False)])
def test_a_change_beside_an_amount_in_another_unit_than_the_table_is_judged(said: str, is_wrong: bool) -> None:
    table = "\n\n单位：元\n\n项目\t2023年\t2022年\n总收入\t15819143.56\t11268021.40\n财政拨款\t9120400.00\t8200300.00\n"
    assert is_contradicted("tabled-changes", f"2023年总收入1581.91万元，比2022年增长{said}%。{table}") is is_wrong
