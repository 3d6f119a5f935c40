"""A questionnaire goes out as an XLSForm and its answers come back."""

from __future__ import annotations

import io

import openpyxl
import pytest

from nianbao.framework.loader import load_catalogue
from nianbao.surveys.collected import read_collected
from nianbao.surveys.xlsform import workbook, xlsform, xlsform_tables

INSTRUMENTS = load_catalogue().instruments


@pytest.mark.parametrize("name", INSTRUMENTS)
def test_what_is_asked_there_can_be_read_back(name: str) -> None:
    instrument = INSTRUMENTS[name]
    survey = xlsform_tables(instrument)["survey"]
    group, head = "", []
    for kind, identifier, *_ in survey[1:]:
        if kind == "begin_group":
            group = f"{identifier}/"
        elif kind == "end_group":
            group = ""
        elif kind != "note":
            head.append(f"{group}{identifier}")
    row = ["4" if "/" in heading else "" for heading in head]

    found = read_collected(instrument, [head, row])

    assert found.sheets[0].answers == "4" * len(instrument.questions)
    assert not found.messages


def test_the_workbook_has_the_three_sheets_and_the_same_bytes_each_time() -> None:
    content = xlsform(INSTRUMENTS["students/1"])
    book = openpyxl.load_workbook(io.BytesIO(content))

    assert book.sheetnames == ["survey", "choices", "settings"]
    assert [cell.value for cell in book["survey"][1]][:2] == ["type", "name"]
    assert book["choices"].max_row == 7
    assert content == xlsform(INSTRUMENTS["students/1"])


def test_nothing_in_a_cell_is_a_formula() -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook({"a": [["head"], ["=1+1"]]})))

    assert book["a"]["A2"].data_type == "s"
