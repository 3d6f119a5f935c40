import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_catalogue import CATALOGUE, record, school

from nianbao.facts.problem import Problem
from nianbao.packages.container import read_container, write_container
from nianbao.packages.package import make_package
from nianbao.packages.verification import ChangeKind, verify_package

FILLED = record(school("1", "一职"), ({"name": "汽修"},), graduates="120", staff="35", dual="12")
DATA = make_package(FILLED, CATALOGUE, attachments={"证明.pdf": b"%PDF-1.7 ..."})
MEMBERS = read_container(DATA).members


def repacked(**changes: bytes | None) -> bytes:
    members = {**MEMBERS, **{path.replace("__", "/"): data for path, data in changes.items()}}
    return write_container({path: data for path, data in members.items() if data is not None})


def test_an_untouched_package_is_intact() -> None:
    found = verify_package(DATA)

    assert found.is_intact
    assert found.remarks == ()


def test_a_changed_figure_is_named_with_its_line_and_indicator() -> None:
    data = write_container({**MEMBERS, "facts.csv": MEMBERS["facts.csv"].replace(b"35,35", b"53,53")})

    (change,) = verify_package(data).changes

    assert (change.member, change.kind, change.line) == ("facts.csv", ChangeKind.CHANGED, 3)
    assert change.message == "facts.csv 第 3 行（staff 教职工总数）被改动。"


def test_an_added_and_a_removed_line_are_named() -> None:
    lines = MEMBERS["facts.csv"].split(b"\n")
    less = write_container({**MEMBERS, "facts.csv": b"\n".join(lines[:2] + lines[3:])})
    more = write_container({**MEMBERS, "facts.csv": b"\n".join([*lines[:2], b"teachers,x", *lines[2:]])})

    assert [(change.line, change.message_en[-8:]) for change in verify_package(less).changes] == [(3, "removed.")]
    assert verify_package(more).changes[0].message_en == "facts.csv line 3 (teachers x) was added."


def test_missing_extra_and_changed_members_are_each_named() -> None:
    members = {**MEMBERS, "attachments/新.txt": b"x", "lists/major_group_list.csv": b"#,name\n"}
    del members["attachments/证明.pdf"]

    found = verify_package(write_container(members)).changes

    assert [(change.member, change.kind) for change in found if change.line is None] == [
        ("attachments/新.txt", ChangeKind.EXTRA),
        ("attachments/证明.pdf", ChangeKind.MISSING),
    ]
    assert {change.member for change in found if change.line is not None} == {"lists/major_group_list.csv"}


def test_a_manifest_changed_together_with_the_facts_is_found_by_its_seal() -> None:
    data = write_container(
        {**MEMBERS, "manifest.json": MEMBERS["manifest.json"].replace("一职".encode(), "二职".encode())}
    )

    (change,) = verify_package(data).changes

    assert change.member == "manifest.json"


def test_a_package_zipped_anew_is_intact_with_a_remark() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.mkdir("attachments")
        for path, data in MEMBERS.items():
            archive.writestr(path, data)

    found = verify_package(buffer.getvalue())

    assert found.is_intact
    assert len(found.remarks) == 1


@settings(max_examples=200, deadline=None)
@given(st.integers(0, len(DATA) - 1), st.integers(1, 255))
def test_no_byte_changes_unnoticed(position: int, difference: int) -> None:
    changed = bytearray(DATA)
    changed[position] ^= difference

    try:
        found = verify_package(bytes(changed))
    except Problem:
        return  # the zip itself no longer opens, and the message says so
    assert found.changes or found.remarks


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_a_byte_changed_inside_a_member_is_named_by_that_member(data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(sorted(set(MEMBERS) - {"manifest.json"})))
    start = DATA.index(MEMBERS[path])
    offset = data.draw(st.integers(0, len(MEMBERS[path]) - 1))
    changed = bytearray(DATA)
    changed[start + offset] ^= data.draw(st.integers(1, 255))

    found = verify_package(bytes(changed)).changes

    assert {change.member for change in found} == {path}
    if path == "facts.csv" and MEMBERS[path][offset] != 10 and changed[start + offset] != 10:
        assert [change.line for change in found] == [MEMBERS[path][:offset].count(b"\n") + 1]


def test_no_manifest_means_nothing_to_compare_with() -> None:
    with pytest.raises(Problem, match="manifest"):
        verify_package(repacked(**{"manifest.json": None}))
