"""A backup holds everything, comes back whole, and says so where it does not."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from django.apps import apps

from nianbao.facts.problem import Problem
from nianbao.web.accounts.models import Person
from nianbao.web.audit.models import Event
from nianbao.web.config.backup import MANIFEST, kept_models, restore_backup, write_backup


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    found = tmp_path / "data"
    (found / "evidence" / "ab").mkdir(parents=True)
    (found / "evidence" / "ab" / "abc").write_bytes(b"%PDF-1.4 certificate")
    (found / "secret-key").write_text("key")
    (found / "figures").mkdir()
    (found / "figures" / "1-accepted-zh-hans.html").write_text("left out: made from the rows")
    (found / "workbench.sqlite3").write_bytes(b"left out: its rows are in the backup")
    return found


@pytest.fixture
def backup(tmp_path: Path, folder: Path) -> Path:
    target = tmp_path / "kept" / "b.zip"
    write_backup(target, folder)
    return target


def nianbao(*arguments: object) -> subprocess.CompletedProcess[str]:
    environment = {name: text for name, text in os.environ.items() if not name.startswith(("DJANGO", "NIANBAO"))}
    environment.pop("DATABASE_URL", None)
    return subprocess.run(
        [sys.executable, "-c", "from nianbao.cli.main import main; main()", *map(str, arguments)],
        env=environment, capture_output=True, text=True, encoding="utf-8", timeout=120, check=False,
    )  # fmt: skip


def changed(backup: Path, member: str, content: bytes) -> Path:
    """The backup with one member replaced."""
    target = backup.with_name("changed.zip")
    with zipfile.ZipFile(backup) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            new.writestr(name, content if name == member else old.read(name))
    return target


def test_everything_comes_back(backup: Path, tmp_path: Path) -> None:
    place = tmp_path / "again"
    told = nianbao("restore", backup, "--data", place)

    assert told.returncode == 0, told.stdout + told.stderr
    with sqlite3.connect(place / "workbench.sqlite3") as database:
        for model in kept_models(apps):
            (rows,) = database.execute(f"SELECT COUNT(*) FROM {model._meta.db_table}").fetchone()
            assert rows == model._default_manager.count(), model
        (digest,) = database.execute("SELECT digest FROM audit_event ORDER BY sequence DESC LIMIT 1").fetchone()
    assert digest == Event.objects.order_by("-sequence")[0].digest
    assert (place / "evidence" / "ab" / "abc").read_bytes() == b"%PDF-1.4 certificate"
    assert (place / "secret-key").read_text() == "key"
    assert nianbao("audit", "verify", "--data", place).returncode == 0


def test_a_restored_database_is_never_restored_over(backup: Path, tmp_path: Path) -> None:
    place = tmp_path / "again"
    assert nianbao("restore", backup, "--data", place).returncode == 0
    again = nianbao("restore", backup, "--data", place)

    assert again.returncode == 2
    assert "不会覆盖" in again.stdout + again.stderr


def test_only_its_owner_can_read_a_backup(backup: Path) -> None:
    assert os.name == "nt" or backup.stat().st_mode & 0o077 == 0
    assert [path.name for path in backup.parent.iterdir()] == ["b.zip"]


def test_the_database_file_itself_and_what_is_made_from_it_are_left_out(backup: Path) -> None:
    names = zipfile.ZipFile(backup).namelist()

    assert "files/evidence/ab/abc" in names
    assert not any("sqlite" in name or "figures" in name for name in names)


def test_where_people_work_nothing_is_restored(backup: Path, tmp_path: Path) -> None:
    before = Person.objects.count()
    with pytest.raises(Problem) as caught:
        restore_backup(backup, tmp_path / "other")

    assert caught.value.code == "restore-not-empty"
    assert Person.objects.count() == before


@pytest.mark.parametrize("member", ["tables/accounts.Person.jsonl", "files/evidence/ab/abc"])
def test_a_changed_backup_is_refused(backup: Path, tmp_path: Path, member: str) -> None:
    with pytest.raises(Problem) as caught:
        restore_backup(changed(backup, member, b"[]\n"), tmp_path / "other")

    assert caught.value.code == "backup-damaged"
    assert member in caught.value.message


def test_a_backup_of_a_newer_version_asks_for_an_upgrade(backup: Path, tmp_path: Path) -> None:
    manifest = json.loads(zipfile.ZipFile(backup).read(MANIFEST))
    manifest["migrations"].append(["accounts", "9999_of_tomorrow"])
    with pytest.raises(Problem) as caught:
        restore_backup(changed(backup, MANIFEST, json.dumps(manifest).encode()), tmp_path / "other")

    assert caught.value.code == "backup-newer"


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 cut off", b"\xd0\xcf\x11\xe0 an old Word file"])
def test_another_file_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "report.zip"
    path.write_bytes(content)
    with pytest.raises(Problem) as caught:
        restore_backup(path, tmp_path / "other")

    assert caught.value.code == "backup-unreadable"


def test_an_archive_without_a_manifest_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "report.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "no backup")
    with pytest.raises(Problem) as caught:
        restore_backup(path, tmp_path / "other")

    assert caught.value.code == "backup-unreadable"
