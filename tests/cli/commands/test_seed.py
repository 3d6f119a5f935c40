"""``nianbao seed`` in a folder of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.slow
def test_a_country_of_schools_is_loaded_once(tmp_path: Path) -> None:
    environment = {name: text for name, text in os.environ.items() if not name.startswith(("DJANGO", "NIANBAO"))}
    arguments = ["seed", "--data", str(tmp_path), "--schools", "30", "--people", "40"]
    command = [sys.executable, "-c", "from nianbao.cli.main import main; main()", *arguments]
    first, second = (
        subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)
        for _ in range(2)
    )
    assert first.returncode == 0
    assert "30 所学校" in first.stdout
    assert second.returncode == 2
    assert "已有单位" in second.stdout + second.stderr
