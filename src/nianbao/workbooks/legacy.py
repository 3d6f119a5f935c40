"""Reads .xls and .et in a process of its own, with bounds on memory and time.

A damaged file of the old format can make the reader ask for all memory there is,
which ends the process that asks. Run as a module, this reads a file from standard
input and writes its sheets as JSON to standard output.
"""

from __future__ import annotations

import contextlib
import datetime
import io
import json
import subprocess
import sys
from dataclasses import dataclass
from typing import Any

MAX_MEMORY = 2**30
MAX_SECONDS = 30
MAX_CELLS = 2_000_000
_PASSWORD, _DAMAGED = 3, 4


@dataclass(frozen=True)
class LegacySheet:
    """A sheet of an old workbook: values from A1 on, merged ranges, and whether it is hidden."""

    name: str
    is_hidden: bool
    rows: list[list[Any]]
    merged: list[tuple[tuple[int, int], tuple[int, int]]]


class LegacyTrouble(Exception):
    """An old workbook that cannot be read; ``is_encrypted`` where only its password is missing."""

    def __init__(self, detail: str, *, is_encrypted: bool = False) -> None:
        super().__init__(detail)
        self.is_encrypted = is_encrypted


def read_legacy(content: bytes) -> list[LegacySheet]:
    """The worksheets of an old workbook; raises LegacyTrouble."""
    try:
        done = subprocess.run(
            [sys.executable, "-m", "nianbao.workbooks.legacy"],
            input=content,
            capture_output=True,
            timeout=MAX_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise LegacyTrouble(f"> {MAX_SECONDS} s") from None
    if done.returncode == _PASSWORD:
        raise LegacyTrouble("password", is_encrypted=True)
    if done.returncode != 0:
        detail = done.stdout.decode("utf-8", "replace")[:120] if done.returncode == _DAMAGED else "Excel 97"
        raise LegacyTrouble(detail)
    return [
        LegacySheet(
            name,
            is_hidden,
            [[_decoded(value) for value in row] for row in rows],
            [((first[0], first[1]), (last[0], last[1])) for first, last in merged],
        )
        for name, is_hidden, rows, merged in json.loads(done.stdout)
    ]


def _encoded(value: Any) -> Any:
    if value is None or isinstance(value, (str, float, int)):
        return value
    return {"at": str(value)}


def _decoded(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    text = value["at"]
    with contextlib.suppress(ValueError):
        return datetime.datetime.fromisoformat(text)
    return text


def _main() -> int:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
    sheets = []
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read())) as book:
            for about in book.sheets_metadata:
                if about.typ != SheetTypeEnum.WorkSheet:
                    continue
                sheet = book.get_sheet_by_name(about.name)
                if sheet.total_height * sheet.total_width > MAX_CELLS:
                    raise CalamineError(f"{about.name}: {sheet.total_height} × {sheet.total_width}")
                rows = [[_encoded(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
                is_hidden = about.visible != SheetVisibleEnum.Visible
                sheets.append((about.name, is_hidden, rows, sheet.merged_cell_ranges or []))
    except PasswordError:
        return _PASSWORD
    except (CalamineError, ValueError, OSError, MemoryError) as trouble:
        sys.stdout.buffer.write(" ".join(str(trouble).split()).encode())
        return _DAMAGED
    sys.stdout.buffer.write(json.dumps(sheets).encode())
    return 0


if __name__ == "__main__":
    sys.exit(_main())
