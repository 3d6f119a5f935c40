"""How well tables are read out of text that was copied from a PDF.

Sixteen made-up reports full of tables are printed, half by LibreOffice and half by Chromium, and their text is taken
out of the print in the ways in which people do it: ``pdftotext`` with and without ``-layout`` and ``-raw``, pypdfium2,
the same with a blank line behind every line, and the PDF itself. For each way: the share of figures filed under the
right row and column, the share filed under wrong ones, false alarms (the reports contradict themselves nowhere),
and the share of slips in table figures that are found. Run: ``python benchmarks/bench_copies.py [REPORTS [SLIPS]]``.
"""

from __future__ import annotations

import io
import random
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pypdfium2 as pdfium

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "documents"))

from copied_reports import Report, as_page, as_word_body, written

from nianbao.documents.document import Document
from nianbao.documents.reading import read_document
from nianbao.documents.table import table_views
from nianbao.documents.values import is_value
from nianbao.proofreading.finding import ReportFinding
from nianbao.proofreading.proofread import proofread

POPPLER = {"pdftotext": (), "pdftotext -layout": ("-layout",), "pdftotext -raw": ("-raw",)}
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>'


def as_word(report: Report) -> bytes:
    """The report as a Word file with a running header, where it has one, and page numbers."""
    words = f"<w:r><w:t>{report.title}</w:t></w:r>" if report.running_header else ""
    field = "".join(f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    number = field.replace("</w:r>", "</w:r><w:r><w:instrText>PAGE</w:instrText></w:r>", 1)
    parts = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_TYPES}.{kind}+xml"/>'
        for name, kind in (("document", "document.main"), ("header1", "header"), ("footer1", "footer"))
    )
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{_RELATIONS}/{kind}" Target="{kind}1.xml"/>'
        for n, kind in enumerate(("header", "footer"), 1)
    )
    files = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{parts}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_RELATIONS}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>',
        "word/header1.xml": f"<w:hdr {_W}><w:p>{words}</w:p></w:hdr>",
        "word/footer1.xml": f"<w:ftr {_W}><w:p>{number}</w:p></w:ftr>",
        "word/document.xml": as_word_body(report).removeprefix(_HEAD),
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, _HEAD + content)
    return stream.getvalue()


def printed(reports: dict[int, Report], folder: Path) -> dict[int, Path]:
    """The reports as PDF: those with even numbers by Chromium where it is installed, the others by LibreOffice."""
    browser, office = shutil.which("chromium") or shutil.which("google-chrome"), shutil.which("soffice")
    if office is None:
        sys.exit("LibreOffice is not installed: nothing can be printed")
    words = []
    for number, report in reports.items():
        if number % 2 == 0 and browser:
            source = folder / f"{number}.html"
            source.write_text(as_page(report), encoding="utf-8")
            subprocess.run(
                [browser, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/browser",
                 "--no-pdf-header-footer", f"--print-to-pdf={folder / f'{number}.pdf'}", source.as_uri()],
                check=True, capture_output=True, timeout=120,
            )  # fmt: skip
        else:
            words.append(folder / f"{number}.docx")
            words[-1].write_bytes(as_word(report))
    subprocess.run(
        [office, f"-env:UserInstallation=file://{folder}/office", "--headless", "--convert-to", "pdf",
         "--outdir", str(folder), *map(str, words)],
        check=True, capture_output=True, timeout=600,
    )  # fmt: skip
    return {number: folder / f"{number}.pdf" for number in reports}


def copies(pdf: Path) -> Iterator[tuple[str, str, bytes]]:
    """Each way to take the text out: its name, the kind of file it gives, and the file."""
    for name, options in POPPLER.items():
        text = subprocess.run(["pdftotext", *options, str(pdf), "-"], check=True, capture_output=True).stdout
        yield name, "a.txt", text
        if name == "pdftotext -layout":
            yield f"{name}, blank lines", "a.txt", b"\n\n".join(line for line in text.splitlines() if line.strip())
    pages = pdfium.PdfDocument(pdf)
    text = "\n".join(page.get_textpage().get_text_range().replace("\r\n", "\n") for page in pages).encode()
    yield "pypdfium2", "a.txt", text
    yield "the PDF itself", "a.pdf", pdf.read_bytes()


def filed(document: Document) -> Counter[tuple[str, str, str]]:
    """Every figure with the head of its row and of its column."""
    found: Counter[tuple[str, str, str]] = Counter()
    for table in table_views(document):
        if table.block.certainty == "unread":
            continue
        for cell in table.data():
            if is_value(cell.text) and table.roles[cell.column] not in ("serial", "label", "unit"):
                heads = ("".join(table.row_paths[cell.row]), "".join(table.column_paths[cell.column]), cell.text)
                found["".join(heads[0].split()), "".join(heads[1].split()), "".join(heads[2].split())] += 1
    return found


def alarms(document: Document) -> list[ReportFinding]:
    found = proofread(document).findings
    return [finding for finding in found if finding.group == "contradiction" and not finding.is_folded]


def slips(figures: Counter[tuple[str, str, str]], count: int, seed: int) -> list[tuple[str, str]]:
    """Figures with two digits swapped."""
    chance = random.Random(seed)
    values = sorted({value for _, _, value in figures if len(re.sub(r"\D", "", value)) >= 3})
    found: list[tuple[str, str]] = []
    for value in chance.sample(values, min(len(values), 4 * count)):
        places = [i for i in range(len(value) - 1) if value[i : i + 2].isdigit() and value[i] != value[i + 1]]
        places = [i for i in places if not (i == 0 and value[1] == "0")]
        if places and len(found) < count:
            at = chance.choice(places)
            found.append((value, value[:at] + value[at + 1] + value[at] + value[at + 2 :]))
    return found


def is_found(text: str, name: str, old: str, new: str) -> bool | None:
    """Whether the slip is found; None where the figure does not stand in this text exactly once."""
    pattern = rf"(?<![\d.]){re.escape(old)}(?![\d.])"
    if len(re.findall(pattern, text)) != 1:
        return None
    document = read_document(re.sub(pattern, new, text).encode(), name=name)
    return any(new in "".join(m.place.text.split()) for f in alarms(document) for m in f.places)


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 16
    planted = int(sys.argv[2]) if len(sys.argv) > 2 else 60
    reports = {number: written(number) for number in range(count)}
    counts: dict[str, Counter[str]] = {}
    with tempfile.TemporaryDirectory() as name:
        for number, pdf in printed(reports, Path(name)).items():
            page = as_page(reports[number])
            truth = filed(read_document(page.encode(), name="a.html"))
            swapped = slips(truth, -(-planted // count), number)
            seen = {pair: is_found(page, "a.html", *pair) for pair in swapped}
            for way, kind, data in copies(pdf):
                document = read_document(data, name=kind)
                found = filed(document)
                tally = counts.setdefault(way, Counter())
                tally["all"] += truth.total()
                tally["right"] += (truth & found).total()
                tally["wrong"] += (found - truth).total()
                tally["alarms"] += len(alarms(document))
                if kind != "a.pdf":
                    for pair in (pair for pair in swapped if seen[pair]):
                        result = is_found(data.decode(), kind, *pair)
                        if result is not None:
                            tally["slips"] += 1
                            tally["found"] += result
    print(f"{count} reports; slips: those that are found in the same report with its tables whole")
    print(f"{'':34s} right   wrong   unread  false alarms  slips found")
    for way, tally in counts.items():
        right, wrong = (100 * tally[key] / tally["all"] for key in ("right", "wrong"))
        caught = f"{tally['found']} of {tally['slips']}" if tally["slips"] else "-"
        unread = 100 - right - wrong
        print(f"{way:34s} {right:4.1f} %  {wrong:4.1f} %  {unread:4.1f} %  {tally['alarms']:8d}      {caught}")


if __name__ == "__main__":
    main()
