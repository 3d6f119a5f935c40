"""Checking a folder of reports with tables as the result."""

from __future__ import annotations

import csv
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from nianbao.cli.main import main

SOUND, WRONG = "毕业生 200 人，就业 190 人，占毕业生的 95%。", "毕业生 200 人，就业 190 人，占毕业生的 80%。"


def check(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["check", *arguments])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    reports = tmp_path / "reports"
    reports.mkdir()
    (reports / "sound.txt").write_text(SOUND, encoding="utf-8")
    (reports / "wrong.txt").write_text(WRONG, encoding="utf-8")
    return reports


def test_a_folder_becomes_a_table_and_goes_on_after_a_break(folder: Path, tmp_path: Path) -> None:
    store, table = tmp_path / "store", tmp_path / "out" / "findings.csv"
    made = check(str(folder), "--jobs", "1", "--store", str(store), "--table", str(table))
    assert made.exit_code == 1
    assert "核对了 2 个文件：1 个有错误" in made.output
    with table.open(encoding="utf-8-sig") as file:
        assert {Path(row["file"]).name for row in csv.DictReader(file)} == {"wrong.txt"}
    with (tmp_path / "out" / "findings-files.csv").open(encoding="utf-8-sig") as file:
        assert [row["errors"] for row in csv.DictReader(file)] == ["0", "1"]
    lines = (store / "results.jsonl").read_text(encoding="utf-8").count("\n")
    assert check(str(folder), "--store", str(store)).exit_code == 1
    assert (store / "results.jsonl").read_text(encoding="utf-8").count("\n") == lines == 2


def test_a_workbook_holds_both_tables(folder: Path, tmp_path: Path) -> None:
    assert check(f"{folder}/*.txt", "--jobs", "1", "--table", str(tmp_path / "all.xlsx")).exit_code == 1
    assert len(openpyxl.load_workbook(tmp_path / "all.xlsx").sheetnames) == 2


def test_what_cannot_be_read_is_named(folder: Path) -> None:
    (folder / "broken.docx").write_bytes(b"PK")
    made = check(str(folder), "--jobs", "1")
    assert made.exit_code == 2
    assert "broken.docx" in made.output


def test_nothing_to_check_and_unknown_tables_are_said(tmp_path: Path) -> None:
    assert "corpus-empty" in check(str(tmp_path), "--jobs", "1").output
    assert "corpus-table-format" in check(str(tmp_path), "--table", "a.ods").output


def test_sound_reports_end_well(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(SOUND, encoding="utf-8")
    assert check(str(tmp_path), "--jobs", "1").exit_code == 0
