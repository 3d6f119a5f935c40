"""A school, a department or a major bears one name throughout."""

import pytest
from family_reading import is_contradicted, outcomes

FAMILY = "name-variants"
_TABLE = "\n\n表1 各学院情况\n\n学院\t学生数\n机电工程学院\t812\n智能控制学院\t640\n现代服务学院\t588\n"


def test_a_spelling_that_stands_once_and_in_no_table_is_odd() -> None:
    assert is_contradicted(FAMILY, f"智能控制学院实行学分制，智能工程学院试行导师制。{_TABLE}")


def test_the_school_of_the_title_keeps_its_name() -> None:
    text = (
        "天泽县职业技术学校质量年度报告（2023）\n\n天泽县职业技术学校始建于1983年。\n\n天泽县职业教育学校位于县城西郊。"
    )

    assert is_contradicted(FAMILY, text)


@pytest.mark.parametrize("end", ["制作", "控制"])
def test_two_tables_of_the_same_rows_name_them_alike(end: str) -> None:
    rows = "专业\t{}\n数字媒体技术应用\t{}\n会计事务专业\t{}\n机电技术应用\t{}\n"
    first, second = rows.format("招生数", 75, 60, 52), rows.format("就业率", "98%", "97%", "96%")

    assert is_contradicted(
        FAMILY, f"表1\n\n{first}\n\n表2\n\n{second.replace('数字媒体技术应用', '数字媒体技术' + end)}"
    )


@pytest.mark.parametrize("text", ["第一职业学校与第二职业学校", "东城职业学校与西城职业学校", "智能控制学院"])
def test_numerals_and_points_of_the_compass_tell_two_bodies_apart(text: str) -> None:
    assert outcomes(FAMILY, f"{text}开展合作。{_TABLE}") == ([], [])


@pytest.mark.parametrize("joint", ["与", "和", "、", "以及"])
def test_names_side_by_side_are_those_of_two(joint: str) -> None:
    assert not is_contradicted(FAMILY, f"智能控制学院{joint}智能工程学院共建基地。{_TABLE}")
    assert not is_contradicted(FAMILY, f"智能工程学院{joint}智能控制学院共建基地。{_TABLE}")
    assert is_contradicted(FAMILY, f"智能控制学院共建基地{joint}食堂，智能工程学院参与。{_TABLE}")
