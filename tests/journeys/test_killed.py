"""The server is killed amid saves and an import: what was acknowledged is there, nothing is half there."""

from __future__ import annotations

import http.client
import io
import json
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import openpyxl
import pytest

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name == "nt", reason="processes are killed the way that POSIX does it"),
]
NIANBAO = (sys.executable, "-c", "from nianbao.cli.main import main; main()")
ENVIRONMENT = {
    name: text for name, text in os.environ.items() if not name.startswith(("DJANGO", "NIANBAO", "DATABASE"))
}
DRAFTED = "9901020004"
TOKEN = "k" * 32


@contextmanager
def serving(folder: Path) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = int(found.getsockname()[1])
    process = subprocess.Popen(
        [*NIANBAO, "serve", "--demo", "--data", str(folder), "--port", str(port)],
        env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        for _ in range(240):
            with socket.socket() as trial:
                if trial.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.25)
        yield port, process
    finally:
        process.kill()
        process.wait(20)


def ask(folder: Path, question: str, *values: object) -> list[tuple[object, ...]]:
    with sqlite3.connect(folder / "workbench.sqlite3") as database:
        return database.execute(question, values).fetchall()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("killed")
    with serving(made):
        pass
    return made


class Visitor:
    """A filler of the school that has only a draft, signed in over HTTP."""

    def __init__(self, folder: Path, port: int) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        ((person, self.submission),) = ask(
            folder,
            "SELECT g.person_id, s.id FROM organisations_grant g"
            " JOIN organisations_organisation o ON o.id = g.organisation_id"
            " JOIN submissions_submission s ON s.organisation_id = o.id WHERE o.code = ? AND s.state = 'drafted'"
            " ORDER BY g.role = 'head' DESC, s.id DESC LIMIT 1",
            DRAFTED,
        )
        self.cookies = {"csrftoken": TOKEN}
        self.send("POST", "/sign-in/demo/", f"person={person}&csrfmiddlewaretoken={TOKEN}".encode())
        assert "sessionid" in self.cookies

    def send(self, method: str, path: str, body: bytes = b"", kind: str = "application/x-www-form-urlencoded") -> bytes:
        headers = {
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "X-CSRFToken": self.cookies["csrftoken"], "Content-Type": kind, "Host": "localhost",
        }  # fmt: skip
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.partition(";")[0]
        content = answer.read()
        assert answer.status in (200, 302), (path, answer.status, content[:300])
        return content

    def at(self, rest: str) -> str:
        return f"/submissions/{self.submission}/{rest}"


def is_whole(folder: Path) -> bool:
    told = subprocess.run(
        [*NIANBAO, "doctor", "--data", str(folder)], env=ENVIRONMENT, capture_output=True, timeout=120, check=False
    )
    return told.returncode == 0


def test_two_hundred_saves_and_a_kill_lose_nothing_that_was_acknowledged(folder: Path) -> None:
    acknowledged: list[str] = []
    for round_number in range(3):
        with serving(folder) as (port, process):
            visitor = Visitor(folder, port)
            names = [
                str(name)
                for (name,) in ask(
                    folder,
                    "SELECT DISTINCT indicator FROM submissions_entry WHERE submission_id = ? ORDER BY 1 LIMIT 3",
                    visitor.submission,
                )
            ]  # fmt: skip
            # A different moment each time: after some saves, in the midst of the next.
            threading.Timer(0.4 + 0.35 * round_number, os.kill, (process.pid, signal.SIGKILL)).start()
            for number in range(200):
                raw = f"{round_number + 1}{number:04d}"
                body = json.dumps({"cells": [{"indicator": name, "raw": raw} for name in names]}).encode()
                try:
                    visitor.send("POST", visitor.at("save/"), body, "application/json")
                except (OSError, http.client.HTTPException):
                    break
                acknowledged.append(raw)
        assert process.returncode == -signal.SIGKILL
        values = {raw for (raw,) in ask(
            folder,
            "SELECT raw FROM submissions_entry WHERE submission_id = ? AND indicator IN (?, ?, ?)",
            visitor.submission, *names,
        )}  # fmt: skip
        # All cells of one save, or none: and at least the last one that was acknowledged.
        assert len(values) == 1
        assert str(values.pop()) >= acknowledged[-1]
        history = {raw for (raw,) in ask(
            folder, "SELECT json_extract(after, '$.raw') FROM submissions_change WHERE submission_id = ? AND key = ?",
            visitor.submission, names[0],
        )}  # fmt: skip
        assert set(acknowledged) <= history
        assert is_whole(folder)
    assert len(acknowledged) > 20


def test_an_import_that_is_killed_is_there_or_not_there(folder: Path) -> None:
    seen = set()
    for round_number in range(4):
        with serving(folder) as (port, process):
            visitor = Visitor(folder, port)
            book = openpyxl.load_workbook(io.BytesIO(visitor.send("GET", visitor.at("workbook/"))))
            changed = 0
            for sheet in book.worksheets:
                for row in sheet.iter_rows():
                    for cell in row:
                        if isinstance(cell.value, int) and not cell.protection.locked:
                            cell.value = int(cell.value) + 1 + round_number
                            changed += 1
            stream = io.BytesIO()
            book.save(stream)
            boundary = "x" * 30
            head = (
                f'--{boundary}\r\nContent-Disposition: form-data; name="workbook"; filename="a.xlsx"\r\n\r\n'.encode()
            )
            page = visitor.send(
                "POST", visitor.at("workbook/preview/"), head + stream.getvalue() + f"\r\n--{boundary}--\r\n".encode(),
                f"multipart/form-data; boundary={boundary}",
            ).decode()  # fmt: skip
            found = re.search(r"将改动 <b>(\d+)</b> 项", page)
            upload = re.search(r"workbook/(\d+)/apply/", page)
            assert found is not None, page[:2000]
            assert upload is not None, page[:2000]
            ((before,),) = ask(folder, "SELECT revision FROM submissions_submission WHERE id = ?", visitor.submission)
            threading.Timer(0.004 + 0.02 * round_number, os.kill, (process.pid, signal.SIGKILL)).start()
            try:
                visitor.send("POST", visitor.at(f"workbook/{upload[1]}/apply/"))
                was_acknowledged = True
            except (OSError, http.client.HTTPException):
                was_acknowledged = False
        ((written,),) = ask(
            folder, "SELECT COUNT(*) FROM submissions_change"
            " WHERE submission_id = ? AND revision > ? AND via = 'workbook'", visitor.submission, before,
        )  # fmt: skip
        assert changed
        assert written in (0, int(found[1]))
        assert written or not was_acknowledged
        assert is_whole(folder)
        seen.add(bool(written))
    assert seen
