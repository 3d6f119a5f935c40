"""``nianbao createoperator`` and ``doctor`` on a folder of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {name: text for name, text in os.environ.items() if not name.startswith(("DJANGO", "NIANBAO"))}
    command = [sys.executable, "-c", "from nianbao.cli.main import main; main()", *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)


@pytest.mark.slow
def test_an_operator_is_made_and_the_folder_is_well(tmp_path: Path) -> None:
    arguments = ["createoperator", "root", "--name", "管理员", "--data", str(tmp_path), "--password"]
    assert "已建立" in run(*arguments, "望川 7 月的雨-long").stdout
    weak = run(*arguments, "12345678")
    assert weak.returncode == 2
    assert "密码不合要求" in weak.stdout + weak.stderr
    told = run("doctor", "--data", str(tmp_path))
    assert told.returncode == 0
    assert "数据库文件完整" in told.stdout
