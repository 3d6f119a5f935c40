"""The six tables of a published report, entered as a workbook: its known faults are found there as in the figures."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import yaml

from nianbao.checks.finding import Finding
from nianbao.checks.form import PrintedLine, lay_beside, record_of_lines
from nianbao.checks.outcome import Verdict
from nianbao.checks.run import check_record
from nianbao.facts.record import Organisation, PrintedRow, Record
from nianbao.framework.loader import load_catalogue
from nianbao.workbooks.layout import SheetPlan, plan_workbook
from nianbao.workbooks.reader import WorkbookReading, read_workbook
from nianbao.workbooks.template import template_bytes

FIXTURE = Path(__file__).parent.parent / "fixtures" / "huairou_2023.yaml"
COMMAND = Path(sys.executable).with_name("nianbao")
NUMBER = re.compile(r"\d+(?:\.\d+)?")
DATA: dict[str, Any] = yaml.safe_load(FIXTURE.read_text(encoding="utf-8"))
DISTRICT = Organisation(**DATA["organisation"])


def lines(table: str) -> list[PrintedLine]:
    return [
        PrintedLine(PrintedRow(number, label, unit), tuple(values))
        for _, number, label, unit, *values in DATA["tables"][table]
    ]


def enter(sheet: Any, plan: SheetPlan) -> None:
    """Type a table into its sheet as it was printed: the rows it has, its labels, units and answers."""
    entered = lines(plan.table.id)
    columns = [at for _, _, at, _ in plan.answer_columns()]
    missing = []
    for pair in lay_beside(plan.table.rows, [line.row for line in entered]):
        assert pair.official is not None
        row = plan.lines[plan.table.rows.index(pair.official)].row + 1
        if pair.printed is None:
            missing.append(row)
            continue
        if pair.printed.number:
            sheet.cell(row, 1).value = pair.printed.number
        if pair.printed.label:
            sheet.cell(row, 2).value = pair.printed.label
        sheet.cell(row, 3).value = pair.printed.unit
        for at, text in zip(columns, entered[pair.index].values, strict=False):
            sheet.cell(row, at + 1).value = float(text) if NUMBER.fullmatch(text) else text
    for row in missing:
        delete(sheet, row)


def delete(sheet: Any, row: int) -> None:
    """A row is gone, and all below with its merged cells moves up."""
    below = [each.bounds for each in sheet.merged_cells.ranges if each.min_row > row]
    for first_column, first, last_column, last in below:
        sheet.unmerge_cells(None, first, first_column, last, last_column)
    sheet.delete_rows(row)
    for first_column, first, last_column, last in below:
        sheet.merge_cells(None, first - 1, first_column, last - 1, last_column)


@pytest.fixture(scope="module")
def workbook() -> bytes:
    catalogue = load_catalogue()
    edition = catalogue.editions[DATA["edition"]]
    book = openpyxl.load_workbook(io.BytesIO(template_bytes(edition, catalogue, DISTRICT)))
    for plan in plan_workbook(edition, catalogue).sheets:
        if plan.table.id in DATA["tables"]:
            enter(book[plan.name], plan)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.fixture(scope="module")
def reading(workbook: bytes) -> WorkbookReading:
    return read_workbook(workbook, load_catalogue(), name="huairou.xlsx")


@pytest.fixture(scope="module")
def record(reading: WorkbookReading) -> Record:
    assert reading.record is not None
    return reading.record


def failures(record: Record) -> list[Finding]:
    return [finding for finding in check_record(record, load_catalogue()) if finding.verdict is Verdict.FAIL]


def said(findings: list[Finding]) -> set[tuple[object, ...]]:
    """What findings say of the figures, wherever these stand; a sheet's ratio cell has no “:1”."""
    return {
        (
            each.check,
            each.severity,
            each.formula.replace(":1", ""),
            each.reported.replace(":1", ""),
            each.expected,
            tuple(spot.key for spot in each.spots),
        )
        for each in findings
    }


def test_every_figure_arrives_as_it_was_printed(record: Record) -> None:
    tables = {name: lines(name) for name in DATA["tables"]}
    printed = record_of_lines(load_catalogue(), DATA["edition"], DISTRICT, tables)
    entered = {key: fact.cell for key, fact in record.facts.items() if key in printed.facts}

    assert set(entered) == set(printed.facts)
    assert {key for key, cell in entered.items() if cell.state is not printed.facts[key].cell.state} == set()
    assert {
        key
        for key, cell in entered.items()
        if (number := printed.facts[key].cell.number) and (cell.number is None or cell.number.value != number.value)
    } == set()


def test_the_workbook_has_the_faults_of_the_printed_tables_and_no_other(record: Record) -> None:
    tables = {name: lines(name) for name in DATA["tables"]}
    lists = {name: tuple(rows) for name, rows in DATA["lists"].items()}
    printed = record_of_lines(load_catalogue(), DATA["edition"], DISTRICT, tables, lists)

    assert said(failures(record)) == said(failures(printed))


def test_reading_names_the_texts_among_the_numbers(reading: WorkbookReading) -> None:
    errors = [message for message in reading.errors if message.code == "column-shifted"]

    assert {message.cell for message in errors} == {"D5", "D6", "D7", "D8", "D9", "D10"}
    assert {message.read for message in errors} == {"网上调查"}
    assert {message.code for message in reading.errors} <= {"column-shifted", "row-missing"}


def test_the_row_that_was_left_out_is_named_with_where_it_should_stand(reading: WorkbookReading) -> None:
    [missing] = [message for message in reading.messages if message.code == "row-missing"]

    assert missing.indicator == "vocational_certificates_obtained"


def test_inspecting_the_workbook_finds_the_faults_and_says_so(workbook: bytes, tmp_path: Path) -> None:
    path = tmp_path / "huairou.xlsx"
    path.write_bytes(workbook)
    ran = subprocess.run(
        [str(COMMAND), "inspect", str(path), "--format", "json"], capture_output=True, text=True, check=False
    )

    assert ran.returncode == 1, ran.stderr
    [filing] = json.loads(ran.stdout)["filings"]
    failed = [finding for finding in filing["findings"] if finding["verdict"] == "fail"]
    errors = {finding["check"] for finding in failed if finding["severity"] == "error"}
    assert errors == {"PL021", "AR009", "LY029", "CP029", "LY030"}
    assert filing["counts"]["failed"] == len(failed)
