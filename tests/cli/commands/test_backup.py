"""``nianbao backup`` proves what it wrote."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest


def nianbao(*arguments: object) -> subprocess.CompletedProcess[str]:
    environment = {name: text for name, text in os.environ.items() if not name.startswith(("DJANGO", "NIANBAO"))}
    environment.pop("DATABASE_URL", None)
    return subprocess.run(
        [sys.executable, "-c", "from nianbao.cli.main import main; main()", *map(str, arguments)],
        env=environment, capture_output=True, text=True, encoding="utf-8", timeout=200, check=False,
    )  # fmt: skip


def test_where_no_workbench_is_there_is_nothing_to_back_up(tmp_path: Path) -> None:
    told = nianbao("backup", tmp_path / "b.zip", "--data", tmp_path / "data")

    assert told.returncode == 2
    assert "还没有工作台的数据" in told.stdout + told.stderr
    assert not (tmp_path / "b.zip").exists()


@pytest.mark.slow
def test_a_backup_is_restored_to_prove_it(tmp_path: Path) -> None:
    data = tmp_path / "data"
    assert nianbao("seed", "--data", data, "--schools", "20", "--people", "30").returncode == 0
    told = nianbao("backup", tmp_path / "b.zip", "--data", data)

    assert told.returncode == 0, told.stdout + told.stderr
    assert "完整" in told.stdout
    assert nianbao("restore", tmp_path / "b.zip", "--data", tmp_path / "again").returncode == 0
