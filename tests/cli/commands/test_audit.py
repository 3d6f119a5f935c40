"""``nianbao audit`` on a workbench of its own."""

from __future__ import annotations

import csv
import io
import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("audit")
    told = nianbao("createoperator", "boss", "--name", "=管理员", "--password", "a-long-enough-one", "--data", folder)
    assert told.returncode == 0, told.stdout + told.stderr
    return folder


def nianbao(*arguments: object) -> subprocess.CompletedProcess[str]:
    environment = {name: text for name, text in os.environ.items() if not name.startswith(("DJANGO", "NIANBAO"))}
    environment.pop("DATABASE_URL", None)
    return subprocess.run(
        [sys.executable, "-c", "from nianbao.cli.main import main; main()", *map(str, arguments)],
        env=environment, capture_output=True, text=True, encoding="utf-8", timeout=100, check=False,
    )  # fmt: skip


def test_the_record_is_written_as_a_table_and_as_lines(data: Path, tmp_path: Path) -> None:
    table = nianbao("audit", "export", "--data", data).stdout
    assert nianbao("audit", "export", "--data", data, "--format", "jsonl", "-o", tmp_path / "e.jsonl").returncode == 0

    rows = list(csv.DictReader(io.StringIO(table)))
    events = [json.loads(line) for line in (tmp_path / "e.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [row["kind"] for row in rows] == [event["kind"] for event in events]
    assert rows
    assert not any(row["subject"].startswith("=") for row in rows)


def test_a_changed_event_is_found(data: Path) -> None:
    assert nianbao("audit", "verify", "--data", data).returncode == 0
    with sqlite3.connect(data / "workbench.sqlite3") as database:
        database.execute("UPDATE audit_event SET subject = 'somebody else' WHERE sequence = 1")
    told = nianbao("audit", "verify", "--data", data)

    assert told.returncode == 1
    assert "第 1 条" in told.stdout
