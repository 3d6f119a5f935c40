"""The server is killed amid saves and an import: what was acknowledged is there, nothing is half there."""

from __future__ import annotations

import contextlib
import http.client
import io
import json
import os
import re
import signal
import subprocess
import threading
from pathlib import Path

import openpyxl
import pytest
from live_workbench import ENVIRONMENT, NIANBAO, Visitor, ask, serving

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name == "nt", reason="processes are killed the way that POSIX does it"),
]
FEWEST_SAVES = 8  # before the server is killed


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("killed")
    with serving(made):
        pass
    return made


def kill(process: int) -> None:
    """Pull the plug; who is gone already needs no pulling."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(process, signal.SIGKILL)


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
            # A different moment each time: after some saves, however slow the machine is, in the midst of the next.
            end = threading.Timer(0.1 + 0.13 * round_number, kill, (process.pid,))
            for number in range(200):
                if number == FEWEST_SAVES:
                    end.start()
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
    assert len(acknowledged) >= 3 * FEWEST_SAVES


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
            threading.Timer(0.004 + 0.02 * round_number, kill, (process.pid,)).start()
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
