"""What is kept between runs is trusted only where nobody else can have written it."""

from __future__ import annotations

import os
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from nianbao.facts.own_folder import cache_folder
from nianbao.framework.compiled import read_compiled, write_compiled

TEXTS = {"a.yaml": b"share: 0.10", "b.yaml": b"n: 1"}
CONTENTS = {"a.yaml": {"share": Decimal("0.10"), "list": ["x", None, True]}, "b.yaml": {"n": 1}}


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "kept"
    monkeypatch.setenv("NIANBAO_CACHE", str(folder))
    return folder


def test_what_was_kept_comes_back_digit_for_digit(kept: Path) -> None:
    write_compiled(TEXTS, CONTENTS)

    found = read_compiled(TEXTS)

    assert found == CONTENTS
    assert str(found["a.yaml"]["share"]) == "0.10"
    assert isinstance(found["a.yaml"]["share"], Decimal)


def test_a_changed_byte_or_name_finds_nothing(kept: Path) -> None:
    write_compiled(TEXTS, CONTENTS)

    assert read_compiled({**TEXTS, "b.yaml": b"n: 2"}) is None
    assert read_compiled({"a.yaml": TEXTS["a.yaml"], "c.yaml": TEXTS["b.yaml"]}) is None


def test_a_damaged_file_is_as_good_as_none(kept: Path) -> None:
    write_compiled(TEXTS, CONTENTS)
    for path in kept.iterdir():
        path.write_bytes(path.read_bytes()[:-3])

    assert read_compiled(TEXTS) is None


@pytest.mark.skipif(sys.platform == "win32", reason="file modes are POSIX")
@pytest.mark.parametrize("mode", [0o770, 0o707])
def test_a_folder_that_others_may_write_to_is_refused(kept: Path, mode: int) -> None:
    write_compiled(TEXTS, CONTENTS)
    kept.chmod(mode)

    assert read_compiled(TEXTS) is None


@pytest.mark.skipif(sys.platform == "win32", reason="file modes are POSIX")
def test_a_link_is_refused(kept: Path, tmp_path: Path) -> None:
    write_compiled(TEXTS, CONTENTS)
    (path,) = kept.iterdir()
    elsewhere = tmp_path / "elsewhere.json"
    path.rename(elsewhere)
    path.symlink_to(elsewhere)

    assert read_compiled(TEXTS) is None


@pytest.mark.skipif(sys.platform == "win32", reason="file modes are POSIX")
def test_what_is_kept_is_the_users_own(kept: Path) -> None:
    write_compiled(TEXTS, CONTENTS)
    (path,) = kept.iterdir()

    assert (kept.stat().st_mode & 0o777, path.stat().st_mode & 0o777) == (0o700, 0o600)


def test_a_machine_without_a_writable_cache_works_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("in the way", "utf-8")
    monkeypatch.setenv("NIANBAO_CACHE", str(tmp_path / "file" / "below"))

    write_compiled(TEXTS, CONTENTS)

    assert read_compiled(TEXTS) is None


def test_keeping_can_be_switched_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NIANBAO_CACHE", "")

    assert cache_folder() is None
    write_compiled(TEXTS, CONTENTS)
    assert read_compiled(TEXTS) is None


def test_only_the_newest_few_are_kept(kept: Path) -> None:
    for number in range(12):
        texts = {"a.yaml": str(number).encode()}
        write_compiled(texts, {"a.yaml": {"n": number}})
        for path in kept.iterdir():
            os.utime(path, (path.stat().st_mtime - 10, path.stat().st_mtime - 10))

    assert len(list(kept.iterdir())) == 8
    assert read_compiled({"a.yaml": b"11"}) == {"a.yaml": {"n": 11}}
