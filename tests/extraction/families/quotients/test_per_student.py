"""What falls to each student is the amount beside it over the students whom the report counts elsewhere."""

import pytest
from family_reading import holding, is_contradicted

FAMILY = "per-student"
STUDENTS = "全日制在校生3043人。\n\n"
SAID = (
    ("实训工位2860个，生均0.94个。", "0.94", "0.49"),
    ("教学仪器设备值7218万元，生均2.37万元。", "2.37", "2.73"),
    ("学校占地12.4万平方米，校园环境优美，生均占地40.7平方米。", "40.7", "47.0"),
    ("馆藏纸质图书9.2万册（生均30.2册）。", "30.2", "3.02"),
    ("实习实训设备总值7218万元，生均约为23720元。", "23720", "2372"),
)


@pytest.mark.parametrize(("text", "right", "wrong"), SAID)
def test_a_slip_in_what_falls_to_each_student_is_told(text: str, right: str, wrong: str) -> None:
    assert is_contradicted(FAMILY, STUDENTS + text.replace(right, wrong))
    assert not is_contradicted(FAMILY, STUDENTS + text)


@pytest.mark.parametrize("text", [said for said, _, _ in SAID[:4]])
def test_what_follows_from_amount_and_students_is_confirmed(text: str) -> None:
    assert holding(FAMILY, STUDENTS + text)


@pytest.mark.parametrize(
    "text",
    [
        "实训工位2860个，生均0.85个。",
        "财政拨款5200万元，生均拨款标准1200元。",
        "奖学金发放总额360万元，资助学生1200人，生均3000元。",
        "图书馆新增图书1200册，生均图书30册。",
    ],
)
def test_weighed_students_rules_and_other_amounts_are_left_alone(text: str) -> None:
    assert not is_contradicted(FAMILY, STUDENTS + text)
