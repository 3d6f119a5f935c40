import io
import stat
import struct
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_catalogue import CATALOGUE, record, school

from nianbao.facts.problem import Problem
from nianbao.packages.container import FIRST_DAY, Limits, read_bytes, read_container, write_container
from nianbao.packages.package import make_package, open_package
from nianbao.packages.verification import verify_package

GOOD = make_package(record(school("1", "一职"), ({"name": "汽修"},), graduates="120"), CATALOGUE)
SMALL = Limits(file_bytes=10_000, member_bytes=5_000, total_bytes=8_000, members=5, ratio=10, ratio_from=100)


def zipped(*entries: tuple[zipfile.ZipInfo | str, bytes], method: int = zipfile.ZIP_STORED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for info, data in entries:
            archive.writestr(entry(info) if isinstance(info, str) else info, data, compress_type=method)
    return buffer.getvalue()


def code_of(data: bytes, limits: Limits = SMALL) -> str:
    with pytest.raises(Problem) as caught:
        read_container(data, limits)
    assert caught.value.message != caught.value.message_en
    return caught.value.code


def entry(name: str, mode: int = stat.S_IFREG | 0o644) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, FIRST_DAY)
    info.external_attr = mode << 16
    return info


def test_members_are_sorted_stored_and_dated_alike() -> None:
    data = write_container({"b.txt": b"2", "a.txt": b"1", "manifest.json": b"{}"})

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        infos = archive.infolist()
    assert [info.filename for info in infos] == ["manifest.json", "a.txt", "b.txt"]
    assert {(info.date_time, info.compress_type, info.create_system) for info in infos} == {(FIRST_DAY, 0, 3)}
    assert read_container(data).members == {"manifest.json": b"{}", "a.txt": b"1", "b.txt": b"2"}


@pytest.mark.parametrize(
    "name",
    [
        "../up",
        "a/../../up",
        "/root",
        "\\\\server\\share\\x",
        "C:/x",
        "a\\..\\b",
        "a//b",
        "nul",
        "e\u0301.txt",
        "x\u202etxt",
    ],
)
def test_names_that_lead_astray_are_refused(name: str) -> None:
    assert code_of(zipped((name, b"x"))) == "package-unsafe-path"


@pytest.mark.parametrize("pair", [("a", "A"), ("１.pdf", "1.pdf"), ("straße", "strasse")])
def test_two_names_for_one_file_are_refused(pair: tuple[str, str]) -> None:
    assert code_of(zipped((pair[0], b"x"), (pair[1], b"y"))) == "package-name-twice"


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_one_name_twice_is_refused() -> None:
    assert code_of(zipped(("a", b"x"), ("a", b"y"))) == "package-name-twice"


@pytest.mark.parametrize("mode", [stat.S_IFLNK | 0o777, stat.S_IFIFO, stat.S_IFCHR])
def test_links_and_devices_are_refused(mode: int) -> None:
    assert code_of(zipped((entry("a", mode), b"/etc/passwd"))) == "package-unsafe-path"


def test_what_unpacks_far_beyond_its_size_is_refused() -> None:
    assert code_of(zipped(("a", b"0" * 4_000), method=zipfile.ZIP_DEFLATED)) == "package-bomb"


def test_a_bomb_that_lies_about_its_size_is_cut_off() -> None:
    data = bytearray(zipped(("a", b"0" * 4_000_000), method=zipfile.ZIP_DEFLATED))
    central = data.rindex(b"PK\x01\x02")
    struct.pack_into("<I", data, central + 24, 90)

    assert read_container(bytes(data), SMALL).damaged == ("a",)


def test_sizes_and_counts_have_limits() -> None:
    assert code_of(zipped(("a", b"x" * 6_000))) == "package-too-large"
    assert code_of(zipped(("a", b"x" * 4_500), ("b", b"y" * 4_500))) == "package-too-large"
    assert code_of(zipped(*((f"{n}", b"") for n in range(6)))) == "package-too-many-members"
    with pytest.raises(Problem, match="超过允许的大小"):
        read_bytes(b"x" * 10_001, SMALL)


def test_an_encrypted_member_is_refused() -> None:
    data = bytearray(zipped(("a", b"x")))
    data[data.rindex(b"PK\x01\x02") + 8] |= 1

    assert code_of(bytes(data)) == "package-encrypted"


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_rare_compressions_are_refused(method: int) -> None:
    assert code_of(zipped(("a", b"x" * 50), method=method)) == "package-damaged"


def test_a_directory_that_claims_to_be_huge_is_refused() -> None:
    data = bytearray(zipped(("a", b"x")))
    struct.pack_into("<I", data, data.rindex(b"PK\x05\x06") + 12, 2**31)

    assert code_of(bytes(data)) == "package-too-large"


@pytest.mark.parametrize("data", [b"", b"PK", b"not a zip", GOOD[:-30], b"PK\x05\x06" + b"\xff" * 18])
def test_what_is_no_zip_is_a_problem_with_words(data: bytes) -> None:
    assert code_of(data, Limits()) in ("package-not-a-zip", "package-damaged", "package-too-large")


def test_a_file_that_cannot_be_opened_is_named(tmp_path: Path) -> None:
    with pytest.raises(Problem, match=r"nope\.zip：文件不存在"):
        read_bytes(tmp_path / "nope.zip")
    with pytest.raises(Problem, match="不能读取"):
        read_bytes(tmp_path)


names = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=8).filter(
    lambda name: not name.startswith("\x00")
) | st.sampled_from(
    ["manifest.json", "facts.csv", "lists/a.csv", "waivers.json", "../x", "/x", "previous-1/facts.csv", "a/", "a\x00b"]
)
contents = st.binary(max_size=60) | st.sampled_from([b"{}", b"[]", b"[" * 100_000, b'{"format":"nianbao-package"}'])


def opened_or_refused(data: bytes) -> None:
    """Neither opening nor verifying ever ends in anything but an answer or a Problem."""
    for act in (open_package, verify_package):
        try:
            act(data)
        except Problem as problem:
            assert problem.message  # noqa: PT017 - that this is the only exception is the point
            assert problem.message_en  # noqa: PT017


@pytest.mark.filterwarnings("ignore:Duplicate name")
@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(names, contents), max_size=5), st.sampled_from([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED]))
def test_no_made_up_zip_ends_in_anything_but_a_problem(entries: list[tuple[str, bytes]], method: int) -> None:
    opened_or_refused(zipped(*entries, method=method))


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_no_spoiled_package_ends_in_anything_but_a_problem(data: st.DataObject) -> None:
    spoiled = bytearray(GOOD)
    for _ in range(data.draw(st.integers(1, 6))):
        position = data.draw(st.integers(0, len(spoiled) - 1))
        match data.draw(st.sampled_from(["change", "cut", "insert"])):
            case "change":
                spoiled[position] = data.draw(st.integers(0, 255))
            case "cut":
                del spoiled[position : position + data.draw(st.integers(1, 40))]
            case _:
                spoiled[position:position] = data.draw(st.binary(min_size=1, max_size=40))
        if not spoiled:
            break
    opened_or_refused(bytes(spoiled))


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(sorted(read_container(GOOD).members)), st.binary(max_size=80), st.integers(0, 400))
def test_no_forged_member_ends_in_anything_but_a_problem(path: str, forged: bytes, cut: int) -> None:
    members = dict(read_container(GOOD).members)
    members[path] = members[path][:cut] + forged + members[path][cut:]

    opened_or_refused(write_container(members))
