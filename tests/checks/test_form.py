from __future__ import annotations

from dataclasses import replace

import pytest

from nianbao.checks.form import PrintedLine, lay_beside, record_of_lines
from nianbao.checks.outcome import Verdict
from nianbao.checks.run import check_record
from nianbao.facts.record import Organisation, PrintedRow, Record
from nianbao.framework.loader import load_catalogue

EDITION = "dy2023/school"
SCHOOL = Organisation("1", "学校", "school")


def lines_of(table_id: str) -> list[PrintedLine]:
    """A table exactly as the form prints it, every value 1."""
    table = next(one for one in load_catalogue().editions[EDITION].tables if one.id == table_id)
    return [
        PrintedLine(
            PrintedRow(row.number or "", row.prefix + row.label, row.cells[0].unit_label), ("1",) * len(row.cells)
        )
        for row in table.rows
    ]


def handed_in(**tables: list[PrintedLine]) -> Record:
    return record_of_lines(load_catalogue(), EDITION, SCHOOL, tables)


def complaints(record: Record) -> list[tuple[str, str]]:
    found = check_record(record, load_catalogue(), codes=["LY029", "LY030", "LY031", "CP029"])
    return [(finding.check, finding.reported) for finding in found if finding.verdict is Verdict.FAIL]


@pytest.mark.parametrize("table", ["scorecard", "satisfaction", "resources", "services", "international", "policy"])
def test_the_form_as_printed_has_nothing_wrong_with_it(table: str) -> None:
    record = handed_in(**{table: lines_of(table)})

    assert complaints(record) == []
    asked = {cell.indicator for one in load_catalogue().editions[EDITION].tables if one.id == table
             for _, cell in one.cells()}  # fmt: skip
    assert asked == set(record.facts)


@pytest.mark.parametrize("lost", range(5, 20))
def test_a_row_left_out_does_not_shift_the_rows_after_it(lost: int) -> None:
    lines = lines_of("policy")
    whole, without = handed_in(policy=lines), handed_in(policy=lines[:lost] + lines[lost + 1 :])

    assert set(whole.facts) - set(without.facts) == {
        cell.indicator for cell in next(
            one for one in load_catalogue().editions[EDITION].tables if one.id == "policy").rows[lost].cells
    }  # fmt: skip
    assert "CP029" in {check for check, _ in complaints(without)}


def test_a_changed_unit_and_a_changed_label_are_told_apart() -> None:
    lines = lines_of("services")
    lines[0] = replace(lines[0], row=replace(lines[0].row, label="毕业生就业人数"))
    lines[1] = replace(lines[1], row=replace(lines[1].row, unit="次"))

    assert sorted(complaints(handed_in(services=lines))) == [("LY030", "次"), ("LY031", "毕业生就业人数")]


def test_another_spelling_of_the_same_unit_is_the_same_unit() -> None:
    lines = lines_of("services")
    lines[0] = replace(lines[0], row=replace(lines[0].row, unit="名"))

    assert complaints(handed_in(services=lines)) == []


def test_a_row_that_the_form_does_not_have_stands_alone() -> None:
    table = next(one for one in load_catalogue().editions[EDITION].tables if one.id == "scorecard")
    printed = [PrintedRow(label=row.prefix + row.label) for row in table.rows]
    pairs = lay_beside(table.rows, [*printed[:3], PrintedRow(label="学校自设的一行"), *printed[3:]])

    assert [pair.printed.label for pair in pairs if pair.official is None and pair.printed] == ["学校自设的一行"]
    assert all(pair.printed is not None for pair in pairs)
