from __future__ import annotations

import msgspec
import pytest

from nianbao.facts.cell import read_cell
from nianbao.facts.period import Period
from nianbao.facts.problem import Problem
from nianbao.facts.record import Fact, Organisation, Record
from nianbao.framework.loader import load_catalogue
from nianbao.packages.container import read_container, write_container
from nianbao.packages.manifest import MANIFEST, read_manifest, write_manifest
from nianbao.packages.package import make_package, open_package
from nianbao.packages.signing import sign_package
from nianbao.packages.verification import verify_package


@pytest.fixture(scope="module")
def package() -> bytes:
    school = Organisation("9900000001", "第一职业学校", "school")
    fact = Fact("graduates", school.code, Period.data_year(2025), read_cell("12"))
    return make_package(Record(school, "dy2025/school", {"graduates": fact}), load_catalogue())


def sign(package: bytes, role: str, name: str = "王芳", signed_on: str = "2025-12-20") -> bytes:
    return sign_package(package, role=role, name=name, signed_on=signed_on)


def test_those_who_answer_for_it_sign_in_their_order(package: bytes) -> None:
    with pytest.raises(Problem, match="编制人"):
        sign(package, "审核人")
    signed = sign(sign(package, "编制人", "李明"), "审核人")
    assert verify_package(signed).is_intact
    found = open_package(signed).manifest.signatures
    assert [(one.role, one.name, one.signed_on) for one in found] == [
        ("编制人", "李明", "2025-12-20"),
        ("审核人", "王芳", "2025-12-20"),
    ]
    with pytest.raises(Problem, match="已经签过"):
        sign(signed, "审核人")


def test_a_signature_on_another_content_is_noticed(package: bytes) -> None:
    signed = sign(package, "编制人")
    members = dict(read_container(signed).members)
    manifest = read_manifest(members)
    entry = msgspec.structs.replace(manifest.signatures[0], covers="0" * 64)
    members[MANIFEST] = write_manifest(msgspec.structs.replace(manifest, signatures=(entry,)))
    (change,) = verify_package(write_container(members)).changes
    assert "王芳" in change.message
    with pytest.raises(Problem, match="改动"):
        sign(write_container(members), "审核人")


@pytest.mark.parametrize(
    ("role", "name", "signed_on"),
    [("校长", "王芳", "2025-12-20"), ("编制人", " ", "2025-12-20"), ("编制人", "王芳", "今天")],
)
def test_role_name_and_day_must_be_said(package: bytes, role: str, name: str, signed_on: str) -> None:
    with pytest.raises(Problem):
        sign(package, role, name, signed_on)


def test_a_package_that_nobody_signed_is_spelled_as_before(package: bytes) -> None:
    assert b"signatures" not in read_container(package).members[MANIFEST]
