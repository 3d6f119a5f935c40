"""The change of a row that the sentence names, against the two years of the table."""

import pytest
from family_reading import is_confirmed, is_contradicted

FAMILY = "tabled-changes"
INTRO = "质量年度报告（2022）\n\n全区有东平区职业技术学校（简称东平职校）、东平区商贸学校（简称商贸学校）两所学校。\n\n"
ENROLMENT = "\n\n表2 招生计划完成情况\n\n学校\t2022年计划\t2022年实际\t完成率\t2021年实际\t增减\n\t（人）\t（人）\t\t（人）\t\n东平职校\t240\t228\t95.0%\t216\t+12\n商贸学校\t150\t141\t94.0%\t152\t-11\n合计\t390\t369\t94.6%\t368\t+1\n"
PUPILS = "\n\n表1 各校情况\n\n学校名称\t2021年在校生\t2022年在校生\t教师\n东平区职业技术学校\t1705\t1768\t96\n东平区商贸学校\t612\t588\t41\n合计\t2317\t2356\t137\n"


@pytest.mark.parametrize(
    "said",
    [
        f"受生源影响，商贸学校招生比上年增加11人。{ENROLMENT}",
        f"2022年东平职校招生较上年减少12人，完成率较高。{ENROLMENT}",
        f"从学校看，商贸学校招生多招11人。{ENROLMENT}",
        f"商贸学校在校生比上年增加24人。{PUPILS}",
        f"商贸学校受生源减少影响，在校生增加24人。{PUPILS}",
        f"东平职校在校生同比下降63人。{PUPILS}",
    ],
)
def test_the_way_of_a_named_row_is_that_of_the_table(said: str) -> None:
    assert is_contradicted(FAMILY, INTRO + said)


@pytest.mark.parametrize(
    "said",
    [
        f"商贸学校招生比上年减少11人。{ENROLMENT}",
        f"商贸学校在校生比上年减少24人。{PUPILS}",
        f"东平职校在校生增加63人。{PUPILS}",
    ],
)
def test_the_right_way_is_confirmed(said: str) -> None:
    assert is_confirmed(FAMILY, INTRO + said)


@pytest.mark.parametrize(
    "said",
    [
        f"商贸学校专任教师比上年增加11人。{ENROLMENT}",
        f"商贸学校女生招生比上年增加11人。{ENROLMENT}",
        f"商贸学校招生比2020年增加11人。{ENROLMENT}",
        f"商贸学校招生比东平职校增加11人。{ENROLMENT}",
        f"商贸学校招生比上年增加9人。{ENROLMENT}",
        f"商贸学校中高职衔接招生比上年增加11人。{ENROLMENT}",
        f"商贸学校在校生较多，全区在校生增加24人。{PUPILS}",
        f"商贸学校和东平职校合作，社团学生增加24人。{PUPILS}",
        f"商贸学校计划明年在校生增加24人。{PUPILS}",
    ],
)
def test_what_speaks_of_something_else_is_left_alone(said: str) -> None:
    assert not is_contradicted(FAMILY, INTRO + said)
