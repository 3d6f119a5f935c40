"""The districts and schools of the tables, and which of them a sentence speaks of."""

from __future__ import annotations

import pytest
from family_reading import read

from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.names.named_units import unit_named, unit_that_begins, units_of

SCHOOLS = ("河东区职业学校", "云山园艺学校", "青石艺术学校")


def report(said: str, *schools: str, title: str = "某区质量年度报告") -> Manuscript:
    rows = "".join(f"{school}\t{number}0\n" for number, school in enumerate(schools or SCHOOLS, 21))
    return read(f"{title}\n\n{said}\n\n表1 各校在校生\n\n学校\t在校生\n{rows}合计\t660\n")


def named(said: str, *schools: str) -> str:
    manuscript = report(said, *schools)
    mention = next(m for passage in manuscript.passages if "。" in passage.plain for m in passage.mentions)
    return unit_named(manuscript, mention)


def test_units_are_the_rows_of_a_table_without_its_total_and_without_the_body_of_the_title() -> None:
    assert units_of(report("全区招生660人。")) == set(SCHOOLS)
    titled = report("招生210人。", title="河东区职业学校质量年度报告")
    assert units_of(titled) == {"云山园艺学校", "青石艺术学校"}


def test_a_first_sentence_that_names_a_unit_is_no_title() -> None:
    assert units_of(report("云山园艺学校招生96人。")) == set(SCHOOLS)


def test_a_table_of_two_rows_names_no_units() -> None:
    assert not units_of(read("学校\t在校生\n云山园艺学校\t210\n青石艺术学校\t260\n"))


@pytest.mark.parametrize(
    ("said", "unit"),
    [
        ("云山园艺学校稳步发展，生师比12.4:1。", "云山园艺学校"),
        ("园艺学校稳步发展，生师比12.4:1。", "云山园艺学校"),
        ("职业学校在校生640人。", "河东区职业学校"),
        ("办学各有所长，其中职业学校在校生640人。", "河东区职业学校"),
        ("招生形势良好；园艺学校招生96人。", "云山园艺学校"),
    ],
)
def test_a_unit_is_named_in_full_or_by_the_end_of_its_name(said: str, unit: str) -> None:
    assert named(said) == unit


@pytest.mark.parametrize(
    "said",
    [
        "全区稳步发展，生师比12.4:1。",
        "职业学校的在校生共1110人。",
        "职业学校教育经费1110万元。",
        "全区三所职业学校在校生1110人。",
        "园艺学校稳步发展。全区招生420人。",
        "招生420人，园艺学校最少。",
    ],
)
def test_words_on_all_schools_and_another_sentence_name_no_unit(said: str) -> None:
    assert named(said) == ""


def test_an_end_that_two_schools_share_is_no_short_name() -> None:
    both = ("河东区职业学校", "岭前区职业学校", "云山园艺学校")
    assert named("职业学校在校生640人。", *both) == ""
    assert named("岭前区职业学校在校生640人。", *both) == "岭前区职业学校"
    assert named("园艺学校招生96人。", *both) == "云山园艺学校"
    riding = ("云山园艺学校", "北苑园艺学校", "青石艺术学校")
    assert named("园艺学校招生96人。", *riding) == ""


def test_words_begin_with_a_short_name() -> None:
    manuscript = report("全区招生660人。")
    assert unit_that_begins(manuscript, "园艺学校毕业生") == "云山园艺学校"
    assert unit_that_begins(manuscript, "职业学校毕业生") == "河东区职业学校"
    assert unit_that_begins(manuscript, "职业学校的毕业生") == ""
    assert unit_that_begins(manuscript, "职业学校教育") == ""
    assert unit_that_begins(manuscript, "全区园艺学校毕业生") == ""
