"""Schools and districts as a report names them."""

from __future__ import annotations

import pytest

from nianbao.documents.reading import read_document
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.names.known_bodies import Bodies, is_body_name, known_bodies

TABLE = "\n\n表1 各校情况\n\n学校\t招生数\t在校生数\n清川区职业学校\t210\t640\n清川第二职业学校\t180\t520\n启航艺术学校\t90\t260\n合计\t480\t1420\n"


def bodies_of(text: str) -> Bodies:
    return known_bodies(Manuscript.of(read_document(text.encode(), name="report.txt")))


def test_rows_of_a_table_are_bodies_and_its_total_is_none() -> None:
    bodies = bodies_of(f"全区三所学校情况如下。{TABLE}")
    assert [listed.names for listed in bodies.lists] == [("清川区职业学校", "清川第二职业学校", "启航艺术学校")]


def test_names_with_a_figure_each_are_a_list() -> None:
    bodies = bodies_of("全年合作企业67家，其中清川区职业学校34家、启航艺术学校21家、云汉旅游学校12家，比上年增加。")
    (listed,) = bodies.lists
    assert listed.names == ("清川区职业学校", "启航艺术学校", "云汉旅游学校")
    assert [place.text for place in listed.places] == list(listed.names)


def test_a_short_name_leads_to_the_full_one() -> None:
    bodies = bodies_of(f"启航艺术学校招生90人。第二职业学校招生180人。第二职业学校扩建。{TABLE}")
    assert bodies.body("第二职业学校") == "清川第二职业学校"
    announced = bodies_of(
        "清川区职业技术教育中心（以下简称县职教中心）建于1987年。县职教中心招生320人，县职教中心有教师90人。"
    )
    assert announced.body("县职教中心") == "清川区职业技术教育中心"


def test_names_of_one_list_are_never_one_body() -> None:
    bodies = bodies_of("其中清川职业学校34家、清川区第二职业学校21家。")
    assert len(set(bodies.of.values())) == 2


def test_where_a_body_is_named_the_longest_name_counts() -> None:
    bodies = bodies_of(f"情况如下。{TABLE}")
    words = "清川第二职业学校与启航艺术学校"
    assert [(each.body, words[each.start : each.end]) for each in bodies.spoken(words)] == [
        ("清川第二职业学校", "清川第二职业学校"),
        ("启航艺术学校", "启航艺术学校"),
    ]


@pytest.mark.parametrize("words", ["三所学校", "各中等职业学校", "民办学校", "全区", "合计", "市直", "区中等职业学校"])
def test_what_many_are_called_is_no_name(words: str) -> None:
    assert not is_body_name(words)


@pytest.mark.parametrize("words", ["工业学校", "区职业学校", "一职", "县职教中心", "沂东县", "云汉职专"])
def test_what_one_is_called_is_a_name(words: str) -> None:
    assert is_body_name(words)


def test_short_names_below_the_head_of_schools_are_schools() -> None:
    bodies = bodies_of("学校\t招生\n清商校\t120\n清信校\t96\n全区\t216\n\n清商校与清信校合作办学。")
    assert bodies.lists[0].names == ("清商校", "清信校")
    assert bodies.is_school("清商校")
    assert not bodies_of("课程\t学校\n礼仪\t120\n茶艺\t96\n").lists


def test_a_short_name_that_is_announced_is_that_of_the_rows() -> None:
    bodies = bodies_of(
        "清川区商贸管理学校（以下简称商贸）与清川区信息学校（以下简称信息）。\n\n名称\t人数\n商贸\t120\n信息\t96\n"
    )
    assert bodies.lists[0].names == ("商贸", "信息")
    assert bodies.body("商贸") == "清川区商贸管理学校"
