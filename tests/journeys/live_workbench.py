"""A workbench in a process of its own, and people who visit it over HTTP."""

from __future__ import annotations

import http.client
import os
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import ClassVar

NIANBAO = (sys.executable, "-c", "from nianbao.cli.main import main; main()")
ENVIRONMENT = {
    name: text for name, text in os.environ.items() if not name.startswith(("DJANGO", "NIANBAO", "DATABASE"))
}
DRAFTED = "9901020004"
TOKEN = "k" * 32


@contextmanager
def serving(folder: Path, *, is_demo: bool = True) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = int(found.getsockname()[1])
    process = subprocess.Popen(
        [*NIANBAO, "serve", *["--demo"] * is_demo, "--data", str(folder), "--port", str(port)],
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
        while Visitor.everybody:
            Visitor.everybody.pop().connection.close()


def ask(folder: Path, question: str, *values: object) -> list[tuple[object, ...]]:
    with sqlite3.connect(folder / "workbench.sqlite3") as database:
        return database.execute(question, values).fetchall()


class Visitor:
    """Somebody of the demonstration, signed in over a connection of their own."""

    everybody: ClassVar[list[Visitor]] = []

    def __init__(self, folder: Path, port: int, role: str = "", code: str = DRAFTED) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        self.everybody.append(self)
        self.submission: object = None
        if role:
            ((person,),) = ask(
                folder,
                "SELECT person_id FROM organisations_grant WHERE role = ? AND revoked_at IS NULL ORDER BY id LIMIT 1",
                role,
            )  # fmt: skip
        else:
            ((person, self.submission),) = ask(
                folder,
                "SELECT g.person_id, s.id FROM organisations_grant g"
                " JOIN organisations_organisation o ON o.id = g.organisation_id"
                " JOIN submissions_submission s ON s.organisation_id = o.id WHERE o.code = ?"
                " ORDER BY g.role = 'head' DESC, s.id DESC LIMIT 1",
                code,
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
        self.status = answer.status
        assert answer.status in (200, 302, 409), (path, answer.status, content[:300])
        return content

    def at(self, rest: str) -> str:
        return f"/submissions/{self.submission}/{rest}"
