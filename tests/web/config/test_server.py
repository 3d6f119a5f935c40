"""A real server on a real file: it starts, answers, and its port is its own."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@pytest.mark.slow
def test_the_command_serves_the_demonstration(tmp_path: Path) -> None:
    port = free_port()
    environment = {name: text for name, text in os.environ.items() if not name.startswith(("DJANGO", "NIANBAO"))}
    command = [
        sys.executable,
        "-c",
        "from nianbao.cli.main import main; main()",
        "serve",
        "--demo",
        "--data",
        str(tmp_path),
        "--port",
        str(port),
    ]
    server = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        for _ in range(120):
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/sign-in/") as answer:
                    page = answer.read().decode()
                break
            except OSError:
                time.sleep(0.5)
        assert "邱明溪" in page
        style = re.search(r'href="(/static/[^"]+\.css[^"]*)"', page)
        assert style is not None
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{style[1]}") as answer:
            assert "--accent" in answer.read().decode()
        second = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)
        assert second.returncode == 2
        assert "端口" in second.stderr + second.stdout
    finally:
        server.terminate()
        server.communicate(timeout=20)
