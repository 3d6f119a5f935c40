"""The folder, its key, and the ways to name a database."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from nianbao.facts.problem import Problem
from nianbao.web.config.data_folder import SECRET_NAME, data_folder, database_settings, kept_secret, prepare_folder


def test_the_key_is_made_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    prepare_folder(folder)
    key = kept_secret(folder)
    prepare_folder(folder)
    assert kept_secret(folder) == key
    assert len(key) >= 50
    if os.name != "nt":
        assert (folder / SECRET_NAME).stat().st_mode & 0o077 == 0


def test_the_environment_names_folder_and_key(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("NIANBAO_DATA", str(tmp_path))
    monkeypatch.setenv("NIANBAO_SECRET_KEY", "k" * 50)
    assert data_folder() == tmp_path
    assert kept_secret(tmp_path) == "k" * 50


def test_without_an_address_the_database_is_a_file_that_waits_for_its_turn(tmp_path: Path) -> None:
    found = database_settings("", tmp_path)
    assert found["NAME"] == str(tmp_path / "workbench.sqlite3")
    assert found["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "WAL" in found["OPTIONS"]["init_command"]


def test_an_address_names_a_server(tmp_path: Path) -> None:
    found = database_settings("postgresql://anna:secret@db.example:5433/reports?sslmode=require", tmp_path)
    assert (found["HOST"], found["PORT"], found["NAME"]) == ("db.example", "5433", "reports")
    assert found["OPTIONS"] == {"sslmode": "require"}


def test_another_kind_of_database_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="只支持"):
        database_settings("mysql://x/y", tmp_path)
