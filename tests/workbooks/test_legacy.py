from __future__ import annotations

import re
from pathlib import Path

import pytest
from spoiled_workbooks import S1, compound_file

from nianbao.workbooks.legacy import LegacyTrouble, read_legacy

OLD = (Path(__file__).parent.parent / "fixtures" / "workbooks" / "filled_in_excel_97.xls").read_bytes()


def test_an_old_workbook_gives_its_sheets():
    sheets = {sheet.name: sheet for sheet in read_legacy(OLD)}

    assert sheets[S1].rows[4][3] == 212.0
    assert ((0, 0), (0, 5)) in sheets[S1].merged
    assert sheets["_nianbao"].is_hidden
    assert not sheets[S1].is_hidden


def test_a_cut_old_workbook_is_trouble_and_no_crash():
    with pytest.raises(LegacyTrouble):
        read_legacy(OLD[:9_000])


def test_an_old_workbook_that_breaks_the_reader_does_not_break_us():
    """The first number claims to stand in row and column 65,536, where no column is."""
    number = re.search(rb"\x03\x02\x0e\x00", OLD)
    assert number is not None
    spoiled = bytearray(OLD)
    spoiled[number.end() : number.end() + 4] = b"\xff\xff\xff\xff"

    with pytest.raises(LegacyTrouble):
        read_legacy(bytes(spoiled))


def test_a_file_without_sheets_gives_none():
    assert read_legacy(compound_file("Workbook")) == []
