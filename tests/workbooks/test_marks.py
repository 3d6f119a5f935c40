from __future__ import annotations

from xml.parsers import expat

import pytest

from nianbao.workbooks import marks as marks_module
from nianbao.workbooks.marks import NumberFormat, SheetMarks, read_book_marks, read_format

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def parts_with(sheet: str, namespace: str = MAIN) -> dict[str, bytes]:
    """The parts of a workbook with one sheet whose content is ``sheet``."""
    return {
        "xl/workbook.xml": (
            f'<workbook xmlns="{namespace}" xmlns:r="{RELATIONS}"><sheets>'
            '<sheet name="甲" r:id="rId1"/></sheets></workbook>'
        ).encode(),
        "xl/_rels/workbook.xml.rels": (
            b'<Relationships><Relationship Id="rId1" Target="/xl/sheet.xml"/></Relationships>'
        ),
        "xl/styles.xml": (
            f'<styleSheet xmlns="{namespace}"><numFmts><numFmt numFmtId="170" formatCode="0.0%"/></numFmts>'
            '<cellXfs><xf numFmtId="0"/><xf numFmtId="170"/><xf numFmtId="2"/></cellXfs></styleSheet>'
        ).encode(),
        "xl/sheet.xml": f'<worksheet xmlns="{namespace}">{sheet}</worksheet>'.encode(),
    }


@pytest.mark.parametrize("namespace", [MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main"])
def test_formulas_errors_and_formats_are_marked(namespace: str):
    cells = (
        '<c r="A1"><f>B1+1</f></c><c r="B1" s="1"><v>0.5</v></c><c r="C1" t="e"><v>#N/A</v></c>'
        '<c r="D1" s="2"><f>1+1</f><v>2</v></c><c r="E1" t="s"><v>0</v></c>'
    )
    marks = read_book_marks(parts_with(f'<sheetData><row r="1">{cells}</row></sheetData>', namespace)).sheet("甲")

    assert marks.formulas == {(0, 0): "=B1+1", (0, 3): "=1+1"}
    assert marks.valueless == {(0, 0)}
    assert marks.errors == {(0, 2): "#N/A"}
    assert marks.formats == {(0, 1): NumberFormat(True, 1), (0, 3): NumberFormat(False, 2)}
    assert (marks.rows, marks.columns) == (1, 5)


def test_cells_without_references_follow_one_another():
    first = '<row><c><v>1</v></c><c s="1"><v>1</v></c></row>'
    fifth = '<row r="5"><c r="C5"><v>1</v></c><c s="1"><v>2</v></c></row>'
    sheet = f"<sheetData>{first}{fifth}</sheetData>"
    marks = read_book_marks(parts_with(sheet)).sheet("甲")

    assert set(marks.formats) == {(0, 1), (4, 3)}


def test_hidden_rows_and_columns_are_marked():
    sheet = '<cols><col min="2" max="3" hidden="1"/></cols><sheetData><row r="4" hidden="1"/></sheetData>'
    marks = read_book_marks(parts_with(sheet)).sheet("甲")

    assert (marks.hidden_rows, marks.hidden_columns) == ({3}, {1, 2})


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("General", None),
        ("", None),
        ("0", NumberFormat(False, 0)),
        ("0.00", NumberFormat(False, 2)),
        ("#,##0.00_ ", NumberFormat(False, 2)),
        ('0.0"万元"', NumberFormat(False, 1)),
        ("0.00%", NumberFormat(True, 2)),
        ("0.0#", NumberFormat(False, None)),
        ("0.00E+00", None),
        ("yyyy-mm-dd", None),
        ("@", None),
    ],
)
def test_a_format_code_tells_what_it_shows(code: str, shown: NumberFormat | None):
    assert read_format(code) == shown


def scanned(monkeypatch: pytest.MonkeyPatch, parts: dict[str, bytes], name: str) -> SheetMarks:
    """What going through the sheet cell by cell gives."""
    with monkeypatch.context() as patched:
        patched.setattr(marks_module, "_plain_marks", lambda *_: None)
        return read_book_marks(parts).sheet(name)


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1"><c r="A1" s="1"><v>0.5</v></c><c r="B1"/><c r="C1" s="2" /></row><row r="9"/>',
        '<row r="2"><c r="B2" s="2" t="n"><v>1</v></c><c r="AB2" s="1"></c></row>',
        '<row r="2"><c r="B2" s="1" t="s"><v>1</v></c><c r="C2" t="inlineStr"><is><t>甲</t></is></c></row>',
        '<row r="2"><c s="1" r="B2"><v>1</v></c></row>',
        '<row><c s="1"><v>1</v></c></row>',
        '<row r="3" hidden="1"><c r="B3" s="1"><v>1</v></c></row>',
        '<row r="3"><c r="B3" s="1"><f>1+1</f><v>2</v></c></row>',
        "<row r='3'><c r='B3' s='1'><v>1</v></c></row>",
        '<row r="3"><!-- <c r="Z99" s="1"> --><c r="B3" s="1"><v>1</v></c></row>',
        '<row r="1048576"><c r="XFD1048576" s="1"><v>1</v></c></row>',
    ],
)
def test_a_plain_sheet_is_marked_as_if_gone_through_cell_by_cell(rows: str, monkeypatch: pytest.MonkeyPatch):
    parts = parts_with(f"<sheetData>{rows}</sheetData>")

    marks = read_book_marks(parts).sheet("甲")
    whole = scanned(monkeypatch, parts, "甲")

    assert (marks.formats, marks.formulas, marks.hidden_rows) == (whole.formats, whole.formulas, whole.hidden_rows)
    assert marks.rows >= whole.rows
    assert marks.columns == whole.columns


def test_a_plain_sheet_that_breaks_off_is_damaged():
    parts = parts_with('<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData><cols>')

    with pytest.raises(expat.ExpatError):
        read_book_marks(parts).sheet("甲")
