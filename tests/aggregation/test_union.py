from small_catalogue import CATALOGUE, TABLE, record, school

from nianbao.aggregation.union import key_column, merge_lists, names_in, same_name

ONE, TWO = school("1"), school("2")
FORM = CATALOGUE.editions["dy2023/district"]


def test_width_spaces_and_case_do_not_make_another_name() -> None:
    assert same_name("ＶＲ 技术") == same_name("vr技术")
    assert same_name("会计") != same_name("会计电算化")


def test_rows_of_one_name_become_one_row() -> None:
    first = record(ONE, ({"name": "学前教育", "core_major": "幼儿保育"}, {"name": "", "core_major": "x"}))
    second = record(TWO, ({"name": "学前 教育", "core_major": "幼儿保育"}, {"name": "汽修", "core_major": ""}))

    assert merge_lists([first, second], CATALOGUE, FORM)["major_group_list"] == (
        {"name": "学前教育", "core_major": "幼儿保育"},
        {"name": "汽修", "core_major": ""},
    )
    assert names_in(first, "major_group_list", "name") == ("学前教育",)


def test_the_counted_column_is_the_key() -> None:
    assert key_column(TABLE.lists[0], CATALOGUE, FORM) == "name"


def test_no_lists_make_no_list() -> None:
    assert merge_lists([record(ONE)], CATALOGUE, FORM) == {}
