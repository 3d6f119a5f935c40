"""``nianbao send-mail`` on a folder of its own."""

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
def test_an_empty_queue_sends_nothing(tmp_path: Path) -> None:
    arguments = ["--data", str(tmp_path)]
    made = run("createoperator", "root", "--name", "管理员", "--password", "望川 7 月的雨-long", *arguments)
    assert made.returncode == 0
    done = run("send-mail", *arguments)
    assert done.returncode == 0
    assert "发出 0 封" in done.stdout
