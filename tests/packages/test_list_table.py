from dataclasses import replace

import pytest
from small_catalogue import CATALOGUE, record, school

from nianbao.facts.problem import Problem
from nianbao.packages.list_table import list_member, read_list, write_list

ONE = record(school("1"), ({"core_major": "幼儿保育", "name": "学前"}, {"name": "", "另": "=x"}, {}))


def test_columns_of_the_form_come_first_and_unsaid_boxes_differ_from_empty_ones() -> None:
    data = write_list(ONE, "major_group_list", CATALOGUE)

    assert data.decode("utf-8-sig") == "#,name,core_major,另\n1,学前,幼儿保育,'\n2,,','=x\n3,',','\n"
    assert read_list(data, "lists/a.csv") == ONE.lists["major_group_list"]


@pytest.mark.parametrize("data", [b"name\n", b"#,a,a\n", b"#,a\n2,x\n", b"", b"#,a\n1\n"])
def test_a_list_that_cannot_be_read_is_named(data: bytes) -> None:
    with pytest.raises(Problem, match=r"lists/a\.csv"):
        read_list(data, "lists/a.csv")


def test_ids_and_columns_that_cannot_travel_are_mistakes_of_the_caller() -> None:
    with pytest.raises(ValueError, match="plain word"):
        list_member("../x")
    with pytest.raises(ValueError, match="may not be called"):
        write_list(replace(ONE, lists={"major_group_list": ({"#": "1"},)}), "major_group_list", CATALOGUE)
