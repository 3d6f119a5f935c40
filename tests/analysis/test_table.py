"""One table in every format: the digits stay, formulas do not run."""

from __future__ import annotations

import io
import json
from decimal import Decimal

import openpyxl
import pytest

from nianbao.analysis.table import Column, ResultTable, as_csv, as_json, as_xlsx

TABLE = ResultTable(
    "calls", "先问谁", "Whom to call",
    (Column("name", "名称", "name"), Column("value", "数值", "value", 2)),
    (("=1+1", Decimal("12.345600000000000001")), ("一职", None)),
    (("两所学校。", "Two schools."),),
)  # fmt: skip


def test_csv_keeps_every_digit_and_runs_nothing() -> None:
    assert as_csv(TABLE).decode("utf-8-sig") == "name,value\n'=1+1,12.345600000000000001\n一职,\n"


def test_json_keeps_decimals_as_text() -> None:
    said = json.loads(as_json(TABLE))
    assert said["rows"] == [{"name": "=1+1", "value": "12.345600000000000001"}, {"name": "一职", "value": None}]
    assert said["notes"][0]["message_en"] == "Two schools."


def test_a_workbook_has_a_sheet_for_each_table_and_the_same_bytes() -> None:
    data = as_xlsx([TABLE, TABLE])
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book.sheetnames == ["1 先问谁", "2 先问谁"]
    assert [[cell.value for cell in row] for row in book.worksheets[0].iter_rows(max_row=3)] == [
        ["名称", "数值"], ["=1+1", pytest.approx(12.3456)], ["一职", None],
    ]  # fmt: skip
    assert data == as_xlsx([TABLE, TABLE])


def test_a_row_of_another_width_is_refused() -> None:
    with pytest.raises(ValueError, match="number of cells"):
        ResultTable("a", "甲", "A", (Column("x", "x", "x"),), (("1", "2"),))
