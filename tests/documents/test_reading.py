from __future__ import annotations

import gc
import inspect
import subprocess
import sys
from pathlib import Path

import pytest
from sample_report import as_docx, as_html, as_markdown, as_text, chinese_report, decimal_report

from nianbao.documents.document import BlockKind, Document, DocumentError
from nianbao.documents.reading import read_document, readers
from nianbao.documents.running_text import tidy
from nianbao.documents.table import table_views

REPORTS = {"decimal": decimal_report, "chinese": chinese_report}


def structure(document: Document) -> list[tuple[object, ...]]:
    """What must not depend on the format: kinds, levels, texts, heads and figures."""
    views = {view.block.id: view for view in table_views(document)}
    found: list[tuple[object, ...]] = []
    for block in document.blocks:
        if block.kind is BlockKind.TABLE:
            view = views[block.id]
            figures = [[tidy(p.text) for p in row[view.header_columns :]] for row in view.grid[view.header_rows :]]
            found.append(
                ("table", tidy(view.title), view.unit_hint, view.roles, view.column_paths, view.row_paths, figures)
            )
        elif block.kind is not BlockKind.FIGURE:
            found.append((block.kind.value, block.level, tidy(block.number), tidy(block.text.text).replace(" ", "")))
    return found


@pytest.mark.parametrize("report", REPORTS.values(), ids=REPORTS)
@pytest.mark.parametrize(
    ("name", "write"),
    [
        ("a.txt", lambda report: as_text(report).encode()),
        ("gb.txt", lambda report: as_text(report).encode("gb18030")),
        ("wide.txt", lambda report: as_text(report).encode("utf-16")),
        ("wrapped.txt", lambda report: as_text(report, wrap=76).encode()),
        ("copied.txt", lambda report: "\n\n".join(as_text(report, wrap=76).split("\n")).encode()),
        ("dos.txt", lambda report: as_text(report).replace("\n", "\r\n").encode()),
        ("a.md", lambda report: as_markdown(report).encode()),
        ("a.html", lambda report: as_html(report).encode()),
        ("plain.docx", lambda report: as_docx(report, styled=False)),
        ("rules.docx", lambda report: as_docx(report, borders="three")),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_the_same_report_reads_the_same_in_every_format(report, name, write) -> None:
    assert structure(read_document(write(report()), name=name)) == structure(
        read_document(as_docx(report()), name="a.docx")
    )


@pytest.mark.slow
@pytest.mark.parametrize("report", REPORTS.values(), ids=REPORTS)
@pytest.mark.parametrize("borders", ["all", "three", "none"])
def test_a_pdf_reads_as_the_word_file_it_was_printed_from(report, borders, to_pdf) -> None:
    printed = read_document(to_pdf(as_docx(report(), borders=borders)), name="a.pdf")
    assert structure(printed) == structure(read_document(as_docx(report()), name="a.docx"))


@pytest.mark.slow
def test_a_pdf_printed_from_a_page_keeps_its_figures(to_pdf) -> None:
    page = as_html(decimal_report()).replace("<table>", '<table border="1" cellspacing="0">')
    printed = read_document(to_pdf(page.encode(), ".html"), name="a.pdf")
    assert sum(block.kind is BlockKind.TABLE for block in printed.blocks) == 4


@pytest.mark.parametrize("name", ["report.pdf", "report.docx", "report.xlsx", "report", "report.html"])
def test_the_content_decides_and_not_the_suffix(name) -> None:
    text = as_text(chinese_report()).encode()
    assert read_document(text, name=name).format == "txt" or name.endswith((".docx", ".pdf", ".xlsx"))
    assert read_document(as_docx(chinese_report()), name=name).format == "docx"


def test_every_reader_keeps_the_protocol() -> None:
    assert {reader.LABEL for reader in readers()} >= {"txt", "md", "html", "docx", "pdf", "xlsx", "doc"}
    for reader in readers():
        assert list(inspect.signature(reader.accepts).parameters) == ["data", "name"]
        assert list(inspect.signature(reader.read).parameters) == ["data", "name"]
        assert isinstance(reader.PRIORITY, int)
    assert [reader.PRIORITY for reader in readers()] == sorted((r.PRIORITY for r in readers()), reverse=True)


def test_an_empty_file_is_said_to_be_empty() -> None:
    with pytest.raises(DocumentError, match="空文件") as trouble:
        read_document(b"\n\n  ", name="a.txt")
    assert trouble.value.code == "document-empty"
    assert "empty" in trouble.value.message_en


def test_a_page_of_pictures_alone_is_said_to_hold_no_words() -> None:
    document = read_document(b"<html><body><img src='a.png'></body></html>", name="a.html")
    assert [note.message for note in document.notes] == ["文件中没有读到可见的文字。"]


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="找不到文件"):
        read_document(tmp_path / "none.docx")


def test_a_folder_is_no_document(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="打不开"):
        read_document(tmp_path)


def test_a_file_is_read_from_its_path(tmp_path: Path) -> None:
    path = tmp_path / "年报.txt"
    path.write_text(as_text(chinese_report()), encoding="utf-8")
    document = read_document(path)
    assert document.name == "年报.txt"
    assert document.blocks[0].text.spans[0].place.file == "年报.txt"


REAL = Path(__file__).parents[3] / "shared" / "reports"


@pytest.mark.parametrize(("name", "tables"), [("fangshan-2019", 7), ("huairou-2023", 7), ("xicheng-2023", 0)])
def test_real_reports_read_with_all_their_tables(name, tables) -> None:
    path = REAL / f"{name}.txt"
    if not path.exists():
        pytest.skip("the real reports are not beside the repository")
    document = read_document(path)
    assert sum(block.kind is BlockKind.TABLE for block in document.blocks) == tables
    lines = path.read_text(encoding="utf-8").split("\n")
    texts = [block.text for block in document.blocks] + [c.text for b in document.blocks for c in b.cells]
    for text in texts:
        for span in text.spans:
            line = lines[span.place.line - 1]
            start = span.place.column - 1
            assert line[start : start + span.end - span.start] == text.text[span.start : span.end]


def test_garbage_is_collected_again_after_every_file() -> None:
    assert gc.isenabled()
    read_document(b"120", name="a.txt")
    assert gc.isenabled()
    with pytest.raises(DocumentError):
        read_document(b"PK\x03\x04", name="a.docx")
    assert gc.isenabled()
    gc.disable()
    try:
        read_document(b"120", name="a.txt")
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_a_text_waits_for_no_library_of_another_format() -> None:
    reading = (
        "import sys; from nianbao.documents.reading import read_document\n"
        "read_document('一、概况\\n共有3所学校。'.encode(), name='a.txt')\n"
        "print({'lxml', 'zipfile', 'python_calamine', 'pypdfium2', 'subprocess'} & set(sys.modules))"
    )
    told = subprocess.run([sys.executable, "-c", reading], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "set()"
