"""The workbench keeps its promises on PostgreSQL as on SQLite.

``make test-postgresql`` runs all its tests there; here those that write run against a server of their own.
"""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NOT_HERE = 77


def on_postgresql(*command: object) -> subprocess.CompletedProcess[str]:
    if importlib.util.find_spec("psycopg") is None:
        pytest.skip("psycopg is not installed: pip install 'nianbao[postgresql]'")
    environment = {
        name: text for name, text in os.environ.items() if not name.startswith(("DJANGO", "PYTEST", "NIANBAO"))
    }
    told = subprocess.run(
        [sys.executable, ROOT / "tools" / "with_postgresql.py", sys.executable, *command],
        env=environment, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", timeout=560, check=False,
    )  # fmt: skip
    if told.returncode == NOT_HERE:
        pytest.skip(told.stderr.strip())
    return told


@pytest.mark.slow
def test_what_writes_writes_on_postgresql() -> None:
    told = on_postgresql(
        "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/web/submissions", "tests/web/reviews", "tests/web/audit"
    )
    assert told.returncode == 0, told.stdout[-3000:]


@pytest.mark.slow
def test_a_backup_of_sqlite_is_restored_into_postgresql(tmp_path: Path) -> None:
    data, backup = tmp_path / "data", tmp_path / "b.zip"
    nianbao = "from nianbao.cli.main import main; main()"
    environment = {
        n: t for n, t in os.environ.items() if not n.startswith(("DJANGO", "NIANBAO")) and n != "DATABASE_URL"
    }
    for arguments in (
        ("seed", "--data", data, "--schools", "20", "--people", "30"),
        ("backup", backup, "--data", data, "--no-verify"),
    ):
        subprocess.run([sys.executable, "-c", nianbao, *map(str, arguments)], env=environment, check=True, timeout=200)
    told = on_postgresql("-c", nianbao, "restore", backup, "--data", tmp_path / "again")

    assert told.returncode == 0, told.stdout + told.stderr
    assert "首尾相接" in told.stdout
