# ruff: noqa: E501
"""Files as they should not be: damaged, hostile or absurd, each made here from nothing.

``SPOILED`` maps a name that says what is wrong to a function that makes the bytes; the file's
suffix stands in the name.
"""

from __future__ import annotations

import io
import os
import random
import zipfile
import zlib
from collections.abc import Callable
from functools import cache

import docx
import openpyxl
from sample_report import as_docx, as_html, as_text, chinese_report, decimal_report

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>'
)


@cache
def good_docx() -> bytes:
    return as_docx(chinese_report())


@cache
def good_xlsx() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (["项目", "2022年", "2023年"], ["教师", 120, 125], ["学生", 958, 960]):
        sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def packed(parts: dict[str, str | bytes], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def word(body: str, **parts: str | bytes) -> bytes:
    """A Word file with this body and these other parts (``styles`` is word/styles.xml)."""
    document = f'<?xml version="1.0"?><w:document {W}><w:body>{body}</w:body></w:document>'
    others = {f"word/{name}.xml": content for name, content in parts.items()}
    return packed({"[Content_Types].xml": TYPES, "word/document.xml": document, **others})


def replaced(data: bytes, part: str, content: bytes | None) -> bytes:
    """A package with one part exchanged, or left out."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            if info.filename != part:
                new.writestr(info.filename, old.read(info))
            elif content is not None:
                new.writestr(part, content)
    return stream.getvalue()


def pdf(objects: list[bytes], *, root: int = 1, trailer: bytes = b"") -> bytes:
    """A PDF of these numbered objects with a right cross-reference table."""
    out, offsets = bytearray(b"%PDF-1.7\n"), []
    for number, content in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<</Size %d /Root %d 0 R %s>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, root, trailer, start)
    return bytes(out)


def stream(content: bytes, extra: bytes = b"") -> bytes:
    return b"<</Length %d %s>>\nstream\n%s\nendstream" % (len(content), extra, content)


def page_pdf(content: bytes, resources: bytes = b"", pages: int = 1) -> bytes:
    kids = b" ".join(b"%d 0 R" % (5 + i) for i in range(pages))
    page = (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 3 0 R/Resources<</Font<</F1 4 0 R>>%s>>>>"
        % resources
    )
    return pdf(
        [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count %d/Kids[%s]>>" % (pages, kids), stream(content),
         b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>", *[page] * pages]
    )  # fmt: skip


def plain_pdf() -> bytes:
    rows = b"".join(
        b"BT /F1 11 Tf 1 0 0 1 %d %d Tm (%s) Tj ET\n" % (60 + 120 * c, 700 - 20 * r, text)
        for r, row in enumerate(
            [[b"Item", b"2022", b"2023"], [b"Teachers", b"120", b"125"], [b"Students", b"958", b"960"]]
        )
        for c, text in enumerate(row)
    )
    return page_pdf(rows)


def scanned_pdf(pages: int = 2) -> bytes:
    """Pages that are one picture each."""
    image = zlib.compress(b"\xff" * (60 * 80))
    kids = b" ".join(b"%d 0 R" % (5 + i) for i in range(pages))
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 3 0 R/Resources<</XObject<</I 4 0 R>>>>>>"
    picture = (
        b"/Type/XObject/Subtype/Image/Width 60/Height 80/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/FlateDecode"
    )
    return pdf(
        [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count %d/Kids[%s]>>" % (pages, kids),
         stream(b"q 595 0 0 842 0 0 cm /I Do Q"), stream(image, picture), *[page] * pages]
    )  # fmt: skip


def bomb_zip() -> bytes:
    return packed({"[Content_Types].xml": TYPES, "word/document.xml": b"<a>" + b" " * 60_000_000})


def claims_500_megabytes() -> bytes:
    """A local and a central header that both claim half a gigabyte for a part of a few bytes."""
    data = bytearray(word("<w:p><w:r><w:t>x</w:t></w:r></w:p>"))
    for mark, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        position = data.find(mark)
        while position >= 0:
            data[position + offset : position + offset + 4] = (500_000_000).to_bytes(4, "little")
            position = data.find(mark, position + 4)
    return bytes(data)


def encrypted_zip() -> bytes:
    data = bytearray(good_docx())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        position = data.find(mark)
        while position >= 0:
            data[position + offset] |= 1
            position = data.find(mark, position + 4)
    return bytes(data)


def ole(*names: str) -> bytes:
    """A compound file's first sector with these entries in it."""
    return (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + b"\x00" * 504
        + b"".join(n.encode("utf-16-le") + b"\x00" * 64 for n in names)
    )


def nested_word_tables(depth: int) -> bytes:
    inner = "<w:p><w:r><w:t>12</w:t></w:r></w:p>"
    for _ in range(depth):
        inner = f"<w:tbl><w:tr><w:tc>{inner}<w:p/></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>"
    return word(inner)


def laughs(lines: int = 12) -> str:
    entities = '<!ENTITY a "年报年报年报年报年报">' + "".join(
        f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(lines)
    )
    return f'<?xml version="1.0"?><!DOCTYPE x [{entities}]>'


def circle_styles() -> bytes:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="S{n}"><w:name w:val="s{n}"/><w:basedOn w:val="S{(n + 1) % 5}"/></w:style>'
        for n in range(5)
    )
    return word(
        '<w:p><w:pPr><w:pStyle w:val="S1"/></w:pPr><w:r><w:t>共有学生12人。</w:t></w:r></w:p>',
        styles=f"<w:styles {W}>{styles}</w:styles>",
    )


def odd_numbering() -> bytes:
    levels = '<w:lvl w:ilvl="0"><w:start w:val="99999999999"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1%2%9%1"/></w:lvl>'
    numbering = (
        f'<w:numbering {W}><w:abstractNum w:abstractNumId="0">{levels}<w:numStyleLink w:val="X"/></w:abstractNum>'
        '<w:abstractNum w:abstractNumId="1"><w:styleLink w:val="X"/><w:numStyleLink w:val="X"/></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="7"/></w:num>'
        "</w:numbering>"
    )
    body = "".join(
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{key}"/></w:numPr></w:pPr><w:r><w:t>12人</w:t></w:r></w:p>'
        for level, key in ((0, 1), (99, 1), (-3, 2), (0, "x"))
    )
    return word(body, numbering=numbering)


def wide_table(columns: int, rows: int = 2) -> str:
    return "\n".join("\t".join(str(c) for c in range(columns)) for _ in range(rows))


def word_table(rows: int, columns: int, properties: str = "") -> bytes:
    cell = f"<w:tc>{properties}<w:p><w:r><w:t>7</w:t></w:r></w:p></w:tc>"
    return word("<w:tbl>" + ("<w:tr>" + cell * columns + "</w:tr>") * rows + "</w:tbl>")


def sheet_with(dimension: str, cells: str) -> bytes:
    content = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f'<dimension ref="{dimension}"/><sheetData>{cells}</sheetData></worksheet>'
    )
    return replaced(good_xlsx(), "xl/worksheets/sheet1.xml", content.encode())


def macro_file() -> bytes:
    document = io.BytesIO()
    made = docx.Document()
    made.add_paragraph("共有学生12人。")
    made.save(document)
    return replaced(replaced(document.getvalue(), "word/vbaProject.bin", None), "docProps/app.xml", b"<x/>")


SPOILED: dict[str, Callable[[], bytes]] = {
    # text
    "empty.txt": lambda: b"",
    "only-blank-lines.txt": lambda: b"\r\n" * 5000,
    "only-a-mark.txt": lambda: b"\xef\xbb\xbf",
    "nul-bytes.txt": lambda: b"\x00" * 10_000,
    "nul-between-letters.txt": lambda: "共有\x00学生\x00 12 人。".encode(),
    "two-marks.txt": lambda: b"\xef\xbb\xbf\xef\xbb\xbf" + "共有学生12人。".encode(),
    "mark-of-another-encoding.txt": lambda: b"\xff\xfe" + "共有学生12人。".encode(),
    "odd-utf-16.txt": lambda: "共有学生12人。".encode("utf-16")[:-1],
    "cut-in-a-character.txt": lambda: as_text(chinese_report()).encode()[:-2],
    "two-encodings.txt": lambda: "共有学生12人。\n".encode() * 50 + "教师30人。".encode("gb18030"),
    "noise.txt": lambda: random.Random(1).randbytes(20_000),
    "one-endless-line.txt": lambda: ("共有学生12人，" * 400_000).encode(),
    "one-endless-number.txt": lambda: b"9" * 2_000_000,
    "a-million-lines.txt": lambda: b"12\n" * 1_000_000,
    "ten-thousand-rows.txt": lambda: ("专业\t人数\t比例\n" + "学前教育\t120\t12.5%\n" * 10_000).encode(),
    "ten-thousand-columns.txt": lambda: wide_table(10_000).encode(),
    "ragged-rows.txt": lambda: "\n".join("\t".join(["7"] * (n % 37)) for n in range(600)).encode(),
    "only-tabs.txt": lambda: b"\t" * 500_000,
    "only-bars.txt": lambda: b"|" * 500_000 + b"\n" + b"|" * 10,
    "spaced-rows.txt": lambda: ("名称  " * 300 + "12  13\n").encode() * 400,
    "right-to-left.txt": lambda: "\u202e共有学生12人\u202c。\nمجموع الطلاب 120\n".encode(),
    "zero-width.txt": lambda: "共有学生1\u200b2\ufeff3人。".encode(),
    "surrogates.txt": lambda: "共有12人。".encode("utf-16-le")[:6] + b"\x00\xd8\x00\xd8",
    "carriage-returns-only.txt": lambda: as_text(chinese_report()).replace("\n", "\r").encode(),
    "form-feeds.txt": lambda: ("\f".join(f"共有学生{n}人。\n{n}\n" for n in range(300))).encode(),
    "only-page-numbers.txt": lambda: "\n".join(str(n) for n in range(1, 3000)).encode(),
    "headings-without-end.txt": lambda: "\n".join("1." * n + " 标题" for n in range(1, 300)).encode(),
    "brackets-without-end.txt": lambda: ("（" * 50_000 + "12").encode(),
    # markdown
    "deep-quotes.md": lambda: (">" * 20_000 + " 12 人\n").encode(),
    "stars.md": lambda: b"*" * 200_000 + b"12" + b"*" * 200_000,
    "open-fence.md": lambda: "# 年报\n```\n共有12人。\n".encode(),
    # pages
    "ten-thousand-boxes.html": lambda: b"<html><body>" + b"<div>" * 10_000 + "12人".encode() + b"</body></html>",
    "ten-thousand-words-in-bold.html": lambda: b"<p>" + b"<b>" * 10_000 + "12人".encode(),
    "tables-in-tables.html": lambda: b"<table><tr><td>1<td>" * 300 + b"7",
    "span-of-a-million.html": lambda: b"<table>" + b'<tr><td rowspan="999999999" colspan="999999999">7' * 50 + b"</table>",
    "spans-that-multiply.html": lambda: b"<table>" + b'<tr><td rowspan="1000" colspan="1000">7<td>1' * 600 + b"</table>",
    "a-page-of-entities.html": lambda: (laughs() + "<html><body>&l;</body></html>").encode(),
    "an-entity-from-outside.html": lambda: (
        b'<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><html><body><p>&x; 12</p></body></html>'
    ),
    "a-frame-from-outside.html": lambda: b'<html><body><iframe src="http://127.0.0.1:1/"></iframe><img src="http://127.0.0.1:1/a"><p>12',
    "unclosed.html": lambda: as_html(decimal_report()).encode()[:1500],
    "never-opened.html": lambda: b"<html></td></tr></table></div>" * 5000 + b"12",
    "all-hidden.html": lambda: '<html><body style="display:none">共有12人。</body></html>'.encode(),
    "broken-tags.html": lambda: b"<html><body><" * 20_000 + b"p 12",
    # Word
    "truncated.docx": lambda: good_docx()[: len(good_docx()) // 2],
    "without-its-end.docx": lambda: good_docx()[:-30],
    "first-kilobyte.docx": lambda: good_docx()[:1024],
    "spoiled-in-the-middle.docx": lambda: good_docx()[:9000] + b"\xff" * 4000 + good_docx()[13_000:],
    "without-document.docx": lambda: replaced(good_docx(), "word/document.xml", None),
    "without-styles.docx": lambda: replaced(good_docx(), "word/styles.xml", None),
    "without-relations.docx": lambda: replaced(good_docx(), "word/_rels/document.xml.rels", None),
    "broken-relations.docx": lambda: replaced(good_docx(), "word/_rels/document.xml.rels", b"<Relationships><"),
    "broken-styles.docx": lambda: replaced(good_docx(), "word/styles.xml", b"<w:styles"),
    "empty-document.docx": lambda: replaced(good_docx(), "word/document.xml", b""),
    "a-document-cut-off.docx": lambda: word("<w:p><w:r><w:t>共有学生12人。</w:t></w:r></w:p><w:p><w:r><w:t").replace(b"x", b"x"),
    "not-a-word-file.docx": lambda: packed({"a.txt": "12"}),
    "text-called.docx": lambda: "共有学生12人。".encode(),
    "entities.docx": lambda: packed({"[Content_Types].xml": TYPES, "word/document.xml": laughs() + f"<w:document {W}><w:body><w:p><w:r><w:t>&l;</w:t></w:r></w:p></w:body></w:document>"}),
    "an-entity-from-outside.docx": lambda: packed({"[Content_Types].xml": TYPES, "word/document.xml": f'<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><w:document {W}><w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>'}),
    "entities-in-utf-16.docx": lambda: packed({"[Content_Types].xml": TYPES, "word/document.xml": (laughs().replace("?>", ' encoding="UTF-16"?>', 1) + f"<w:document {W}><w:body/></w:document>").encode("utf-16")}),
    "bomb.docx": bomb_zip,
    "claims-500-megabytes.docx": claims_500_megabytes,
    "behind-a-password.docx": lambda: ole("Root Entry", "EncryptionInfo", "EncryptedPackage"),
    "zip-with-a-password.docx": encrypted_zip,
    "many-parts.docx": lambda: packed({f"word/p{n}.xml": "" for n in range(25_000)}, method=zipfile.ZIP_STORED),
    "tables-200-deep.docx": lambda: nested_word_tables(200),
    "controls-500-deep.docx": lambda: word("<w:sdt><w:sdtContent>" * 500 + "<w:p><w:r><w:t>12人</w:t></w:r></w:p>" + "</w:sdtContent></w:sdt>" * 500),
    "links-2000-deep.docx": lambda: word("<w:p>" + "<w:hyperlink>" * 2000 + "<w:r><w:t>12人</w:t></w:r>" + "</w:hyperlink>" * 2000 + "</w:p>"),
    "ten-thousand-rows.docx": lambda: word_table(10_000, 4),
    "ten-thousand-columns.docx": lambda: word_table(1, 10_000),
    "span-of-a-million.docx": lambda: word_table(30, 3, '<w:tcPr><w:gridSpan w:val="999999"/></w:tcPr>'),
    "span-that-is-no-number.docx": lambda: word_table(3, 3, '<w:tcPr><w:gridSpan w:val="two"/><w:vMerge w:val="?"/></w:tcPr>'),
    "styles-in-a-circle.docx": circle_styles,
    "numbers-beyond-reason.docx": odd_numbering,
    "fields-never-ended.docx": lambda: word('<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>' * 300 + "<w:p><w:r><w:t>12人</w:t></w:r></w:p>"),
    "fields-ended-too-often.docx": lambda: word('<w:p><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t>12人</w:t></w:r></w:p>' * 20),
    "a-run-of-nuls.docx": lambda: word("<w:p><w:r><w:t>12&#x1;人</w:t></w:r></w:p>"),
    "with-macros.docm": macro_file,
    # spreadsheets
    "truncated.xlsx": lambda: good_xlsx()[: len(good_xlsx()) // 2],
    "without-workbook.xlsx": lambda: replaced(good_xlsx(), "xl/workbook.xml", None),
    "without-sheet.xlsx": lambda: replaced(good_xlsx(), "xl/worksheets/sheet1.xml", None),
    "broken-sheet.xlsx": lambda: replaced(good_xlsx(), "xl/worksheets/sheet1.xml", b"<worksheet><sheetData><row"),
    "claims-the-whole-grid.xlsx": lambda: sheet_with("A1:XFD1048576", '<row r="1"><c r="A1"><v>7</v></c></row>'),
    "a-cell-in-the-far-corner.xlsx": lambda: sheet_with("A1:A1", '<row r="1"><c r="A1"><v>7</v></c></row><row r="1048576"><c r="XFD1048576"><v>9</v></c></row>'),
    "a-shared-string-too-far.xlsx": lambda: sheet_with("A1", '<row r="1"><c r="A1" t="s"><v>999999</v></c></row>'),
    "bomb.xlsx": lambda: replaced(good_xlsx(), "xl/styles.xml", b"<sst>" + b" " * 60_000_000),
    "behind-a-password.xlsx": lambda: ole("Root Entry", "EncryptionInfo", "EncryptedPackage", "Workbook"),
    "hollow.xls": lambda: ole("Root Entry", "Workbook"),
    # PDF
    "head-only.pdf": lambda: b"%PDF-1.7\n",
    "truncated.pdf": lambda: plain_pdf()[:300],
    "lost-index.pdf": lambda: plain_pdf().replace(b"startxref", b"startxrfe").replace(b"xref\n", b"xrfe\n"),
    "no-pages.pdf": lambda: pdf([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 0/Kids[]>>"]),
    "claims-a-million-pages.pdf": lambda: pdf([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 1000000/Kids[]>>"]),
    "pages-in-a-circle.pdf": lambda: pdf([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 3/Kids[2 0 R 2 0 R]/Parent 2 0 R>>"]),
    "root-in-a-circle.pdf": lambda: pdf([b"1 0 R", b"<<>>"]),
    "form-in-a-circle.pdf": lambda: pdf([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 1/Kids[5 0 R]>>", stream(b"/X Do"), stream(b"/X Do", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 4 0 R>>>>"), b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 3 0 R/Resources<</XObject<</X 4 0 R>>>>>>"]),
    "behind-a-password.pdf": lambda: pdf([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 0/Kids[]>>", b"<</Filter/Standard/V 2/R 3/Length 128/P -44/O<" + b"28" * 32 + b">/U<" + b"45" * 32 + b">>>"], trailer=b"/Encrypt 3 0 R/ID[<" + b"00" * 16 + b"><" + b"00" * 16 + b">]"),
    "scanned.pdf": scanned_pdf,
    "a-stream-that-lies.pdf": lambda: page_pdf(b"BT /F1 11 Tf (12) Tj ET").replace(b"/Length 23", b"/Length 99999999"),
    "a-million-letters.pdf": lambda: page_pdf(b"BT /F1 1 Tf 60 700 Td (" + b"12345" * 200_000 + b") Tj ET"),
    "a-million-lines.pdf": lambda: page_pdf(b"0 0 m 500 0 l S\n" * 100_000 + b"BT /F1 11 Tf 60 700 Td (12) Tj ET"),
    "beyond-the-page.pdf": lambda: page_pdf(b"BT /F1 11 Tf 1 0 0 1 99999999 -99999999 Tm (12) Tj ET"),
    "flat-page.pdf": lambda: plain_pdf().replace(b"[0 0 595 842]", b"[0 0 0 0]"),
    "noise.pdf": lambda: b"%PDF-1.4\n" + random.Random(2).randbytes(20_000),
    "word-called.pdf": good_docx,
    # others
    "hollow.doc": lambda: ole("Root Entry", "WordDocument") if os.environ.get("NIANBAO_NO_OFFICE") else b"{\\rtf1 12}",
    "an-image.png": lambda: b"\x89PNG\r\n\x1a\n" + random.Random(3).randbytes(5000),
    "a-program.exe": lambda: b"MZ\x90\x00\x03" + random.Random(4).randbytes(5000),
    "an-archive.zip": lambda: packed({"年报.txt": "共有12人。"}),
}  # fmt: skip
