"""The tutorial, followed to the letter: every command in it runs, and what it promises is there."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

ROOT = Path(__file__).parents[2]
TUTORIAL = ROOT / "docs" / "tutorial" / "first-annex.md"
COMMAND = Path(sys.executable).with_name("nianbao")
OF_SET_UP = ("git clone", "make setup")  # what whoever runs this test has already done


def blocks() -> Iterator[str]:
    for block in re.findall(r"^```sh\n(.*?)^```", TUTORIAL.read_text(encoding="utf-8"), re.M | re.S):
        lines = [line for line in block.splitlines() if not line.startswith(OF_SET_UP)]
        if lines:
            yield "\n".join(lines).replace(".venv/bin/nianbao", str(COMMAND))


def put_right(folder: Path) -> None:
    """What step 4 asks to be changed by hand."""
    (path,) = (folder / "demo" / "1-workbooks" / "2025年度").glob("9901020002-*.xlsx")
    book = openpyxl.load_workbook(path)
    sheet = next(sheet for sheet in book.worksheets if sheet.title.startswith("表1"))
    (cell,) = [
        row[3] for row in sheet.iter_rows() if str(row[1].value).strip().endswith("面向第三产业") and row[3].value == 35
    ]
    cell.value = 53
    book.save(path)


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[subprocess.CompletedProcess[str]]]:
    folder = tmp_path_factory.mktemp("tutorial")
    runs = []
    for number, block in enumerate(blocks()):
        if number == 2:
            put_right(folder)
        # Without a terminal the demonstration makes its workbench ready and does not wait in it.
        done = subprocess.run(
            ["bash", "-c", block], cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
        )
        runs.append(done)
    return folder, runs


def test_every_step_does_what_the_tutorial_says(walked: tuple[Path, list[subprocess.CompletedProcess[str]]]) -> None:
    folder, (demo, first, second, received, aggregated, rendered) = walked
    assert demo.returncode == 0, demo.stderr
    assert "4 + 36 + 35 = 75 ≠ 93" in first.stdout
    assert first.returncode == 1
    assert "≠ 93" not in second.stdout
    assert second.returncode == 1
    assert received.returncode == 0, received.stdout + received.stderr
    assert received.stdout.count("错误 0 · 警告 0") == 4
    assert len(list((folder / "packages").glob("*.zip"))) == 4
    assert aggregated.returncode == 0, aggregated.stderr
    assert "生师比 = (" in aggregated.stdout
    assert rendered.returncode == 0, rendered.stderr
    assert {path.suffix for path in (folder / "annex").iterdir()} == {".html", ".docx", ".pdf", ".xlsx"}


def test_mending_one_cell_mends_one_finding(walked: tuple[Path, list[subprocess.CompletedProcess[str]]]) -> None:
    _, (_, first, second, *_) = walked
    before, after = (set(re.findall(r"\[([A-Z]{2}\d{3})\]", run.stdout)) for run in (first, second))
    assert before - after == {"AR004"}
    assert after <= before


def test_no_step_ends_in_a_traceback(walked: tuple[Path, list[subprocess.CompletedProcess[str]]]) -> None:
    _, runs = walked
    assert not [run.stderr for run in runs if "Traceback" in run.stderr]
