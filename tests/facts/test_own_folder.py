"""What is kept between runs lies in the user's own folder and is read only where nobody else can have written it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from nianbao.facts.own_folder import cache_folder, read_own, write_own


def test_the_cache_follows_the_desktop_standard(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("Windows keeps it under LOCALAPPDATA")
    monkeypatch.delenv("NIANBAO_CACHE", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))

    assert cache_folder() == tmp_path / "nianbao"


def test_a_file_comes_back_byte_for_byte(tmp_path: Path) -> None:
    path = tmp_path / "kept" / "one.bin"
    write_own(path, b"a\nb\r\n\x1a", alike="*.bin", newest=2)

    assert read_own(path) == b"a\nb\r\n\x1a"
    assert read_own(path.with_name("two.bin")) is None


def test_the_oldest_of_those_alike_go(tmp_path: Path) -> None:
    folder = tmp_path / "kept"
    for number in range(4):
        path = folder / f"p{number}.bin"
        write_own(path, b"1", alike="p*.bin", newest=2)
        os.utime(path, (number, number))
    (folder / "other.json").write_text("{}", "utf-8")

    assert sorted(path.name for path in folder.iterdir()) == ["other.json", "p2.bin", "p3.bin"]


@pytest.mark.skipif(sys.platform == "win32", reason="file modes are POSIX")
def test_what_others_could_have_written_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "kept" / "one.bin"
    write_own(path, b"1", alike="*.bin", newest=2)
    path.chmod(0o622)

    assert read_own(path) is None
    assert read_own(tmp_path / "kept") is None


def test_nothing_is_said_where_nothing_can_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", "utf-8")
    path = tmp_path / "file" / "one.bin"
    write_own(path, b"1", alike="*.bin", newest=2)

    assert read_own(path) is None
