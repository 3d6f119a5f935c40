"""The command is a module too."""

from __future__ import annotations

import subprocess
import sys


def test_the_command_is_a_module_too() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "nianbao", "--help"], capture_output=True, encoding="utf-8", check=True
    )
    assert "Usage: nianbao " in done.stdout
