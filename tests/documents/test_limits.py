from __future__ import annotations

import io
import time
import zipfile

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sample_report import as_html, as_markdown, as_text, chinese_report
from spoiled_files import SPOILED, good_docx, good_xlsx, plain_pdf, replaced

from nianbao.documents import limits
from nianbao.documents.document import DocumentError
from nianbao.documents.reading import read_document
from nianbao.documents.table import table_views

# Generous: a loaded machine is slow, a runaway search is slower by orders of magnitude.
SECONDS = 60


def survives(data: bytes, name: str) -> None:
    """Reading gives a document that says something, or a message in both languages; anything else fails the test."""
    trouble = None
    try:
        document = read_document(data, name=name)
    except DocumentError as found:
        trouble = found
    if trouble is None:
        table_views(document)
        assert document.blocks or document.notes
    else:
        assert any("一" <= character <= "鿿" for character in trouble.message)
        assert any(character.isascii() and character.isalpha() for character in trouble.message_en)
        assert trouble.code


@pytest.mark.parametrize("name", SPOILED)
def test_a_spoiled_file_ends_in_a_document_or_a_message(name) -> None:
    data = SPOILED[name]()
    start = time.perf_counter()
    survives(data, name)
    assert time.perf_counter() - start < SECONDS


def test_at_least_sixty_ways_to_spoil_a_file_are_tried() -> None:
    assert len(SPOILED) >= 60


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("behind-a-password.docx", "doc-encrypted"),
        ("behind-a-password.pdf", "pdf-encrypted"),
        ("zip-with-a-password.docx", "docx-encrypted"),
        ("truncated.docx", "docx-broken"),
        ("bomb.docx", "docx-unpacks-too-large"),
        ("bomb.xlsx", "xlsx-unpacks-too-large"),
        ("entities.docx", "docx-has-entities"),
        ("entities-in-utf-16.docx", "docx-has-entities"),
        ("scanned.pdf", "pdf-scanned"),
        ("an-image.png", "document-format-unknown"),
        ("a-cell-in-the-far-corner.xlsx", "xlsx-sheet-too-large"),
        ("ten-thousand-columns.txt", "text-table-too-wide"),
    ],
)
def test_the_message_names_the_fault(name, code) -> None:
    with pytest.raises(DocumentError) as trouble:
        read_document(SPOILED[name](), name=name)
    assert trouble.value.code == code


@pytest.mark.parametrize("name", ["an-entity-from-outside.docx", "an-entity-from-outside.html"])
def test_no_file_of_the_machine_is_pulled_in(name) -> None:
    try:
        document = read_document(SPOILED[name](), name=name)
    except DocumentError:
        return
    assert "root:" not in "".join(block.text.text for block in document.blocks)


def test_a_limit_says_what_to_do() -> None:
    trouble = limits.too_large("x-too-large", "有 9 页", "it has 9 pages")
    assert "拆成几个文件" in trouble.message
    assert "split it" in trouble.message_en


def changed(data: bytes, changes: list[tuple[float, int, bytes]]) -> bytes:
    spoiled = bytearray(data)
    for where, length, new in changes:
        position = int(where * len(spoiled))
        spoiled[position : position + length] = new
    return bytes(spoiled)


CHANGES = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 40), st.binary(max_size=40)), min_size=1, max_size=6)
FUZZ = settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


@FUZZ
@given(CHANGES)
def test_a_text_with_bytes_changed_is_survived(changes) -> None:
    survives(changed(as_text(chinese_report()).encode(), changes), "a.txt")


@FUZZ
@given(CHANGES)
def test_markdown_with_bytes_changed_is_survived(changes) -> None:
    survives(changed(as_markdown(chinese_report()).encode(), changes), "a.md")


@FUZZ
@given(CHANGES)
def test_a_page_with_bytes_changed_is_survived(changes) -> None:
    survives(changed(as_html(chinese_report()).encode(), changes), "a.html")


@FUZZ
@given(CHANGES)
def test_a_word_file_with_bytes_changed_is_survived(changes) -> None:
    survives(changed(good_docx(), changes), "a.docx")


@FUZZ
@given(CHANGES)
def test_a_spreadsheet_with_bytes_changed_is_survived(changes) -> None:
    survives(changed(good_xlsx(), changes), "a.xlsx")


@FUZZ
@given(CHANGES)
def test_a_pdf_with_bytes_changed_is_survived(changes) -> None:
    survives(changed(plain_pdf(), changes), "a.pdf")


PIECES = st.lists(
    st.sampled_from(
        [
            "# ",
            "## 1.1 ",
            "\n",
            "\n\n",
            "- ",
            "> ",
            "```\n",
            "**",
            "[",
            "](x)",
            "<td>",
            "---\n",
            "表1 ",
            "学生",
            "12",
            "100%",
            "2023年",
            "    ",
            "\t",
            "![图](a.png)",
            "~~~",
            "1. ",
            "|",
            "| ",
            "|---|---|",
            "\\|",
            "&nbsp;",
        ]
    ),
    max_size=120,
)


@FUZZ
@given(PIECES)
def test_any_marks_of_markdown_are_survived(pieces) -> None:
    survives(("# 年报\n\n" + "".join(pieces)).encode(), "a.md")


@FUZZ
@given(CHANGES)
def test_a_spreadsheet_with_its_cells_changed_is_survived(changes) -> None:
    part = "xl/worksheets/sheet1.xml"
    with zipfile.ZipFile(io.BytesIO(good_xlsx())) as file:
        survives(replaced(good_xlsx(), part, changed(file.read(part), changes)), "a.xlsx")


CELLS = st.lists(
    st.tuples(
        st.sampled_from(["A1", "B1", "C7", "AA3", "XFD9", "A0", "1A", "", "A1:B2", "a1"]),
        st.sampled_from(["", "n", "s", "str", "b", "e", "d", "inlineStr", "?"]),
        st.sampled_from(["7", "1e400", "-", "", "NaN", "#REF!", "2023-01-01", "99999999999999999999", "是", "TRUE"]),
    ),
    max_size=30,
)


@FUZZ
@given(CELLS)
def test_any_cells_of_a_sheet_are_survived(cells) -> None:
    made = "".join(f'<c r="{at}" t="{kind}"><v>{said}</v></c>' for at, kind, said in cells)
    merged = "".join(f'<mergeCell ref="{at}:{at}"/>' for at, _, _ in cells)
    content = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f'<sheetData><row r="1">{made}</row></sheetData><mergeCells>{merged}</mergeCells></worksheet>'
    )
    survives(replaced(good_xlsx(), "xl/worksheets/sheet1.xml", content.encode()), "a.xlsx")


TORN = st.lists(
    st.sampled_from(
        [
            "1",
            "2",
            "3",
            "全日制普通",
            "中专",
            "（个）",
            "135 12 147",
            "职业高中 208 31",
            "人 280 296",
            "合计 479",
            "序号 指标 单位 2023 年",
            "其中：升学",
            "  12     30",
            "表2 情况",
            "学校办学条件良好。",
            "",
        ]
    ),
    max_size=60,
)


@FUZZ
@given(TORN)
def test_pieces_of_tables_in_any_order_are_survived(lines) -> None:
    survives(("一、规模\n" + "\n".join(lines)).encode(), "a.txt")


def test_a_torn_table_without_end_takes_no_time_without_end() -> None:
    start = time.perf_counter()
    survives(("学生类别 招生 在校\n" + "全日制普\n 13 40\n中专\n职业高\n" * 3000).encode(), "a.txt")
    assert time.perf_counter() - start < SECONDS


@FUZZ
@given(st.text(max_size=300))
@example("1\t\n\t1\n")
@example("表 1\n|||\n---|---\n1|2")
def test_any_text_keeps_the_place_of_every_character(text) -> None:
    try:
        document = read_document(text.encode("utf-8", "replace"), name="a.txt")
    except DocumentError:
        return
    for block in document.blocks:
        for piece in [block.text, *(cell.text for cell in block.cells)]:
            for span in piece.spans:
                assert 0 <= span.start < span.end <= len(piece.text)
                assert span.place.line is not None
