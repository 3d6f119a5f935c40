from __future__ import annotations

from nianbao.workbooks.alignment import Key, align

FORM = [
    Key("资源库", "个"),
    Key("国家级", "个"),
    Key("接入平台", "个"),
    Key("校级", "个"),
    Key("接入平台", "个"),
    Key("课程", "门"),
    Key("", "学时", lead="课程"),
]


def test_rows_with_the_same_label_are_told_apart_by_their_neighbours():
    found = [FORM[0], FORM[1], FORM[3], Key("接入平台", "个"), Key("课程", "门"), Key("", "学时")]

    assert align(FORM, found) == [0, 1, None, 2, 3, 4, 5]


def test_a_row_of_their_own_matches_nothing():
    found = [FORM[0], Key("另加", "个"), *FORM[1:5], Key("课程", "门"), Key("课程", "学时")]

    assert align(FORM, found) == [0, 2, 3, 4, 5, 6, 7]


def test_a_row_that_was_carried_elsewhere_is_still_itself():
    form = [Key("甲", "人"), Key("乙", "人"), Key("丙", "元")]

    assert align(form, [form[2], form[0], form[1]]) == [1, 2, 0]


def test_a_row_with_a_new_name_is_known_by_where_it_stands():
    form = [Key("毕业生人数", "人"), Key("落实人数", "人"), Key("月收入", "元")]

    assert align(form, [form[0], Key("就业总数", "人"), form[2]]) == [0, 1, 2]


def test_a_row_with_a_new_name_and_a_new_unit_is_not_known():
    form = [Key("毕业生人数", "人"), Key("落实人数", "人"), Key("月收入", "元")]

    assert align(form, [form[0], Key("就业比例", "%"), form[2]]) == [0, None, 2]


def test_a_label_under_a_merged_cell_is_known_by_its_unit():
    form = [Key("甲", "人"), Key("乙", "人"), Key("丙", "元")]

    assert align(form, [form[0], Key("", "人", is_covered=True), form[2]]) == [0, 1, 2]
