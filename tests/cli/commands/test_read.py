"""``nianbao read``: what was read, every message, and an exit code that a script can trust."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from nianbao.cli.main import main
from nianbao.facts.cell import read_cell
from nianbao.facts.record import Organisation
from nianbao.framework.loader import load_catalogue
from nianbao.workbooks.template import template_bytes

CATALOGUE = load_catalogue()
FORM = CATALOGUE.editions["dy2023/school"]
SCHOOL = Organisation("1101990001", "青山区职业学校", "school")
SHEET = "表1 人才培养质量计分卡"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    answers = {
        "graduates": read_cell("212", CATALOGUE.unit_of("graduates", FORM.id)),
        "graduates_placed": read_cell("无"),
    }
    path = tmp_path / "filled.xlsx"
    path.write_bytes(template_bytes(FORM, CATALOGUE, SCHOOL, prefill=answers))
    return path


@pytest.fixture
def spoiled(filled: Path, tmp_path: Path) -> Path:
    book = openpyxl.load_workbook(io.BytesIO(filled.read_bytes()))
    book[SHEET]["D5"] = "见附件"
    path = tmp_path / "spoiled.xlsx"
    book.save(path)
    return path


def test_what_was_read_is_shown_with_its_cell(filled: Path) -> None:
    result = run("read", filled)

    assert result.exit_code == 0, result.output
    assert SHEET in result.output
    assert any("D5" in line and "毕业生人数" in line and "212" in line for line in result.output.splitlines())
    assert "无 1" in result.output


def test_an_error_is_shown_under_its_sheet_and_gives_exit_code_one(spoiled: Path) -> None:
    result = run("read", spoiled)

    assert result.exit_code == 1
    lines = result.output.splitlines()
    at = next(number for number, line in enumerate(lines) if "text-in-number-cell" in line)
    assert "D5" in lines[at]
    assert "见附件" in lines[at]
    assert "应为" in lines[at + 1]
    assert any(SHEET in line for line in lines[:at])


def test_messages_come_in_english_when_asked(spoiled: Path) -> None:
    result = run("--language", "en", "read", spoiled)

    assert "asks for a number but says" in result.output
    assert "Expected:" in result.output


def test_a_file_that_cannot_be_used_gives_exit_code_two(tmp_path: Path) -> None:
    path = tmp_path / "report.xlsx"
    path.write_bytes(b"%PDF-1.7")
    result = run("read", path)

    assert result.exit_code == 2
    assert "PDF" in result.output


def test_facts_are_written_as_a_table_that_excel_opens(filled: Path, tmp_path: Path) -> None:
    target = tmp_path / "facts.csv"
    result = run("read", filled, "-o", target)

    assert result.exit_code == 0, result.output
    assert target.read_bytes().startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(target.read_text(encoding="utf-8-sig"))))
    first = next(row for row in rows if row["indicator"] == "graduates")
    assert (first["organisation"], first["state"], first["value"], first["unit"]) == (SCHOOL.code, "value", "212", "人")
    assert (first["sheet"], first["cell"]) == (SHEET, "D5")
    assert next(row for row in rows if row["indicator"] == "graduates_placed")["state"] == "none"
    assert len(rows) == len(FORM.indicators())


def test_json_holds_facts_and_messages(spoiled: Path) -> None:
    result = run("read", spoiled, "--format", "json")
    (file,) = json.loads(result.stdout)["files"]

    assert result.exit_code == 1
    assert file["organisation"] == {"code": SCHOOL.code, "name": SCHOOL.name}
    told = next(each for each in file["messages"] if each["code"] == "text-in-number-cell")
    assert (told["sheet"], told["cell"], told["read"], told["severity"]) == (SHEET, "D5", "见附件", "error")
    assert all(told[key] for key in ("message", "message_en", "expected", "expected_en", "advice", "advice_en"))


def test_a_folder_is_read_whole_and_counted(filled: Path, spoiled: Path) -> None:
    (filled.parent / "~$filled.xlsx").write_bytes(b"lock")
    result = run("read", filled.parent)

    assert result.exit_code == 1
    assert "2 个文件，可用 2 个" in result.output


def test_another_edition_than_asked_for_stops(filled: Path) -> None:
    result = run("read", filled, "--edition", "dy2024/school")

    assert result.exit_code == 2
    assert "edition-different" in result.output
