import json

import pytest
from small_catalogue import CATALOGUE, record, school

from nianbao.facts.problem import Problem
from nianbao.packages.container import read_container
from nianbao.packages.manifest import MANIFEST, line_hashes, read_manifest, seal_of, sha256, write_manifest
from nianbao.packages.package import make_package

MEMBERS = read_container(make_package(record(school("1", "一职"), staff="3"), CATALOGUE)).members


def test_a_manifest_has_one_spelling_and_a_seal_over_it() -> None:
    manifest = read_manifest(MEMBERS)

    assert write_manifest(manifest) == MEMBERS[MANIFEST]
    assert manifest.seal == seal_of(manifest)
    assert len(manifest.short_seal) == 16


def test_every_member_and_every_line_of_a_table_has_its_hash() -> None:
    manifest = read_manifest(MEMBERS)

    assert set(manifest.members) == set(MEMBERS) - {MANIFEST}
    entry = manifest.members["facts.csv"]
    assert (entry.sha256, entry.size) == (sha256(MEMBERS["facts.csv"]), len(MEMBERS["facts.csv"]))
    assert entry.lines == line_hashes(MEMBERS["facts.csv"])


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"format": "something else"}, "package-manifest-unreadable"),
        ({"schema_version": "1"}, "package-manifest-unreadable"),
        ({"schema_version": True}, "package-manifest-unreadable"),
        ({"schema_version": 0}, "package-manifest-unreadable"),
        ({"schema_version": 99}, "package-newer"),
        ({"organisation": {}}, "package-manifest-unreadable"),
        ({"surprise": 1}, "package-manifest-unreadable"),
    ],
)
def test_a_manifest_that_cannot_be_used_says_why(changes: dict[str, object], code: str) -> None:
    data = json.dumps({**json.loads(MEMBERS[MANIFEST]), **changes}).encode()

    with pytest.raises(Problem) as caught:
        read_manifest({MANIFEST: data})

    assert caught.value.code == code


@pytest.mark.parametrize("data", [b"", b"[]", b"\xff", b"[" * 100_000])
def test_what_is_no_manifest_is_a_problem_with_words(data: bytes) -> None:
    with pytest.raises(Problem, match=r"manifest\.json"):
        read_manifest({MANIFEST: data})


def test_a_package_packed_with_its_folder_says_so() -> None:
    with pytest.raises(Problem, match="多套了一层文件夹“一职”"):
        read_manifest({f"一职/{MANIFEST}": b"{}"})
