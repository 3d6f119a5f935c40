import json
from dataclasses import fields, replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from record_shapes import records
from small_catalogue import CATALOGUE, DISTRICT, record, school

import nianbao.packages.package as package_module
from nianbao.aggregation.aggregate import aggregate
from nianbao.aggregation.correction import Correction, corrected_aggregate
from nianbao.checks.waiver import Waiver
from nianbao.facts.problem import Problem
from nianbao.facts.record import Record
from nianbao.packages.container import read_container, write_container
from nianbao.packages.manifest import SCHEMA_VERSION
from nianbao.packages.package import make_package, open_package

ONE, TWO = school("1", "一职"), school("2", "二职")
FILLED = record(
    ONE, ({"name": "汽修", "core_major": "汽车维修"},), graduates="120", staff="缺报", satisfaction="96.50", groups="1"
)
WAIVER = Waiver("f1", "AR001", "两名学生中途转出", "王老师", "2023-12-01", {"graduates": "120"}, ("证明.pdf",))


@settings(max_examples=80, deadline=None)
@given(records())
def test_what_is_packed_is_what_is_opened(packed: Record) -> None:
    assert open_package(make_package(packed, CATALOGUE)).record == packed


def test_every_field_of_a_record_travels() -> None:
    carried = {"organisation", "edition", "facts", "lists", "previous", "printed_rows"}

    assert {field.name for field in fields(Record)} == carried


@settings(max_examples=15, deadline=None)
@given(records())
def test_the_same_record_makes_the_same_bytes(packed: Record) -> None:
    reordered = replace(packed, facts=dict(sorted(packed.facts.items(), reverse=True)))

    assert make_package(packed, CATALOGUE) == make_package(reordered, CATALOGUE)


def test_everything_beside_the_facts_travels_too(tmp_path: Path) -> None:
    attachments, renderings = {"证明/名单.pdf": b"%PDF", "a.jpg": b"\xff\xd8"}, {"annex.html": b"<!doctype html>"}
    data = make_package(FILLED, CATALOGUE, waivers=[WAIVER], attachments=attachments, renderings=renderings)
    path = tmp_path / "一职.zip"
    path.write_bytes(data)

    opened = open_package(path)

    assert opened.waivers == (WAIVER,)
    assert opened.attachments == attachments
    assert opened.renderings == renderings
    assert opened.manifest.counts["attachments"] == 2
    assert opened.manifest.counts["cells_missing"] == 1
    assert opened.manifest.catalogue_version == CATALOGUE.version


def test_the_facts_are_a_table_that_a_person_can_read() -> None:
    members = read_container(make_package(FILLED, CATALOGUE)).members
    lines = members["facts.csv"].decode("utf-8-sig").splitlines()

    assert lines[1] == (
        "graduates,毕业生人数,data_year,2023,value,value,120,120,person,1,,,,"
        '"{""cell"":""D4"",""file"":""1.xlsx"",""sheet"":""表1""}",'
    )
    assert members["lists/major_group_list.csv"].decode("utf-8-sig") == "#,name,core_major\n1,汽修,汽车维修\n"


def test_a_district_package_carries_the_schools_and_how_its_figures_came_about() -> None:
    schools = [make_package(FILLED, CATALOGUE), make_package(record(TWO, graduates="88"), CATALOGUE)]
    result = aggregate(
        [open_package(data).record for data in schools],
        CATALOGUE,
        edition="dy2023/district",
        organisation=DISTRICT,
        registry=[ONE, TWO],
    )

    opened = open_package(make_package(result.record, CATALOGUE, sources=schools, aggregate=result))

    assert opened.record == result.record
    assert opened.carried == result.carried
    assert [source.name for source in opened.sources] == ["一职", "二职"]
    assert open_package(opened.embedded["1"]).record == FILLED
    lean = make_package(result.record, CATALOGUE, sources=schools, embed_sources=False, aggregate=result)
    assert open_package(lean).sources[0].sha256 == opened.sources[0].sha256
    assert len(lean) < len(make_package(result.record, CATALOGUE, sources=schools, aggregate=result))


def test_a_district_s_corrections_travel_beside_the_schools_own_packages() -> None:
    own = make_package(FILLED, CATALOGUE)
    result = aggregate(
        [FILLED], CATALOGUE, edition="dy2023/district", organisation=DISTRICT, registry=[ONE, TWO]
    )  # fmt: skip
    one = Correction("graduates", DISTRICT.code, DISTRICT.name, "120", "119", "转出一人", "高审之", "2026-01-20")
    stale = Correction("staff", DISTRICT.code, DISTRICT.name, "55", "56", "有漏", "高审之", "2026-01-20")
    changed = corrected_aggregate(result, [one, stale], CATALOGUE)

    opened = open_package(make_package(changed.record, CATALOGUE, sources=[own], aggregate=changed))

    assert opened.corrections == (one,)
    assert opened.record.cell("graduates").raw == "119"
    assert open_package(opened.embedded["1"]).record == FILLED
    assert open_package(own).corrections == ()


def test_a_package_of_a_newer_program_says_so() -> None:
    members = dict(read_container(make_package(FILLED, CATALOGUE)).members)
    manifest = json.loads(members["manifest.json"])
    manifest |= {"schema_version": SCHEMA_VERSION + 1, "code_version": "9.9", "something_new": {}}
    members["manifest.json"] = json.dumps(manifest).encode()

    with pytest.raises(Problem) as caught:
        open_package(write_container(members))

    assert caught.value.code == "package-newer"
    assert "9.9" in caught.value.message
    assert "Upgrade" in caught.value.message_en


def test_a_changed_package_is_not_opened_and_the_change_is_named() -> None:
    members = dict(read_container(make_package(FILLED, CATALOGUE)).members)
    members["facts.csv"] = members["facts.csv"].replace(b"120", b"121")

    with pytest.raises(Problem, match=r"facts\.csv 第 2 行") as caught:
        open_package(write_container(members))

    assert caught.value.code == "package-changed"


@pytest.mark.parametrize("name", ["../x.pdf", "/etc/passwd", "C:x", "a\\b", "a//b", "con.txt", "a\u0301.pdf", ""])
def test_an_attachment_with_a_name_that_cannot_travel_is_refused(name: str) -> None:
    with pytest.raises(Problem) as caught:
        make_package(FILLED, CATALOGUE, attachments={name: b""})

    assert caught.value.code == "package-unsafe-path"


def test_names_that_some_system_takes_for_one_are_refused() -> None:
    with pytest.raises(Problem) as caught:
        make_package(FILLED, CATALOGUE, attachments={"A.pdf": b"", "a.pdf": b""})

    assert caught.value.code == "package-name-twice"


def test_a_fact_that_belongs_to_somebody_else_is_a_mistake_of_the_caller() -> None:
    stray = replace(FILLED, facts={"graduates": replace(FILLED.facts["graduates"], organisation="9")})

    with pytest.raises(ValueError, match="graduates"):
        make_package(stray, CATALOGUE)


def test_a_record_remembers_only_so_many_editions() -> None:
    long = FILLED
    for _ in range(package_module.MOST_EDITIONS_BACK + 1):
        long = replace(FILLED, previous=long)

    with pytest.raises(ValueError, match="editions"):
        make_package(long, CATALOGUE)


@given(st.binary(max_size=200))
def test_bytes_that_are_no_package_are_a_problem_with_words(data: bytes) -> None:
    with pytest.raises(Problem) as caught:
        open_package(data)

    assert caught.value.message
    assert caught.value.message_en
