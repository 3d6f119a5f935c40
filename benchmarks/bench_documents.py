"""How long reading takes, against plain text extraction of the same file.

Made in memory: a text of 32,000 characters, and reports of about 100 pages as .docx and, where
LibreOffice is installed, as .pdf. Run: ``python benchmarks/bench_documents.py``.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pypdfium2 as pdfium
from lxml import etree

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "documents"))

from sample_report import Heading, Paragraph, Piece, SampleTable, as_docx, as_text, decimal_report

from nianbao.documents.reading import read_document

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def long_report(times: int) -> list[Piece]:
    """The sample report so many times over, its chapters and figures different each time."""
    pieces: list[Piece] = []
    for n in range(times):
        for piece in decimal_report():
            if isinstance(piece, Heading) and piece.number[:1].isdigit():
                number = f"{int(piece.number[0]) + 3 * n}{piece.number[1:]}"
                pieces.append(Heading(piece.level, number, piece.title))
            elif isinstance(piece, Paragraph):
                pieces.append(Paragraph(piece.text.replace("958", str(958 + n)).replace("312", str(312 + n))))
            elif isinstance(piece, SampleTable) or n == 0:
                pieces.append(piece)
    return pieces


def best(act: Callable[[], object], times: int = 5) -> float:
    """The shortest of several runs, in seconds of processor time, which other programs do not lengthen."""
    found = []
    for _ in range(times):
        start = time.process_time()
        act()
        found.append(time.process_time() - start)
    return min(found)


def plain_docx(data: bytes) -> int:
    """The bare text of a Word file: the limit for reading it."""
    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml"))
    return len("".join(element.text or "" for element in root.iter(f"{W}t")))


def plain_pdf(data: bytes) -> int:
    """The bare text of a PDF: the limit for reading it."""
    file = pdfium.PdfDocument(data)
    return sum(len(page.get_textpage().get_text_range()) for page in file)


def printed(data: bytes) -> bytes | None:
    """The Word file as LibreOffice prints it, or None without LibreOffice."""
    program = shutil.which("soffice")
    if program is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "report.docx"
        source.write_bytes(data)
        subprocess.run(
            [program, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf",
             "--outdir", folder, str(source)],
            check=True, capture_output=True, timeout=600,
        )  # fmt: skip
        return source.with_suffix(".pdf").read_bytes()


def show(what: str, ours: float, limit: float, plain: float) -> None:
    verdict = "ok" if ours <= limit else "too slow"
    against = f"bare text {plain:6.3f} s  ×{ours / plain:6.1f}"
    print(f"{what:34s} {ours:7.3f} s   may take {limit:5.2f} s   {against}   {verdict}")


def main() -> None:
    text = as_text(long_report(60))
    text = text[: text.index("\n\n", 32_000)]
    data = text.encode()
    show(f".txt, {len(text):,} characters", best(lambda: read_document(data, name="a.txt")), 0.05, best(data.decode))
    word = as_docx(long_report(52), borders="three")
    pdf = printed(word)
    pages = len(pdfium.PdfDocument(pdf)) if pdf else 0
    show(f".docx, {pages or 'about 100'} pages", best(lambda: read_document(word, name="a.docx"), 3), 1.0,
         best(lambda: plain_docx(word), 3))  # fmt: skip
    if pdf is None:
        print("LibreOffice is not installed: no .pdf to read")
        return
    show(f".pdf, borderless, {pages} pages", best(lambda: read_document(pdf, name="a.pdf"), 3), 2.0,
         best(lambda: plain_pdf(pdf), 3))  # fmt: skip
    ruled = printed(as_docx(long_report(52)))
    assert ruled is not None
    pages = len(pdfium.PdfDocument(ruled))
    show(f".pdf, ruled, {pages} pages", best(lambda: read_document(ruled, name="a.pdf"), 3), 2.0,
         best(lambda: plain_pdf(ruled), 3))  # fmt: skip


if __name__ == "__main__":
    main()
