"""A text report as a word processor keeps it: heading styles, automatic numbers, merged cells, ruled or three-line tables.

The words stay those of the text; only how they are kept changes. A number is left to Word
where counting gives the printed one, so that a report with a numbering fault keeps its fault.
"""

from __future__ import annotations

import html
import io
import itertools
import re
import zipfile
from dataclasses import dataclass, field

from nianbao.documents.reading import read_document

HAN = "零一二三四五六七八九十"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_CENTRED = '<w:jc w:val="center"/>'
_AFTER = {"decimal": "space", "chineseCounting": "nothing"}
_HEADING = re.compile(
    r"(?P<chapter>[一二三四五六七八九十]+、)|(?P<part>（[一二三四五六七八九十]+）)|(?P<decimal>\d{1,2}(?:\.\d{1,2}){0,2}(?:\.(?!\d) ?| |(?=[\u4e00-\u9fff])))"
)
_FIGURE = re.compile(r"[-+↑↓]?[\d.,]+%?")


@dataclass
class Piece:
    kind: str  # title | heading | caption | paragraph | table
    text: str = ""
    level: int = 0
    number: str = ""
    rows: list[list[str]] = field(default_factory=list)


def pieces_of(text: str) -> list[Piece]:
    """Title, headings, captions, paragraphs and tab tables of a text."""
    pieces: list[Piece] = []
    lines = text.split("\n")
    for index, line in enumerate(lines):
        if "\t" in line:
            if not (index and "\t" in lines[index - 1]):
                pieces.append(Piece("table"))
            pieces[-1].rows.append([cell.strip() for cell in line.split("\t")])
        elif words := line.strip():
            pieces.append(_words(words, first=not pieces))
    for piece in pieces:
        width = max((len(row) for row in piece.rows), default=0)
        piece.rows = [[*row, *[""] * (width - len(row))] for row in piece.rows]
    return pieces


def _words(words: str, first: bool) -> Piece:
    if first:
        return Piece("title", words)
    found = _HEADING.match(words)
    is_row = re.search(r"\s(?:[-+]?[\d.,]+%?|—|无)$", words)  # 1 在校生人数 人 618
    if found and len(words) <= 32 and not words.endswith(("。", "；", "：")) and not is_row:
        number = found[0]
        if found["chapter"]:
            level = 1
        elif found["part"]:
            level = 2
        else:
            level = number.rstrip(". ").count(".") + 1
        return Piece("heading", words[len(number) :].strip(), level, number)
    if re.match(r"表 ?\d", words) and len(words) <= 40 and not words.endswith("。"):
        return Piece("caption", words)
    return Piece("paragraph", words)


def spans_of(rows: list[list[str]]) -> dict[tuple[int, int], tuple[int, int]]:
    """Height and width of each cell as an author would have merged them; covered cells are left out."""
    heights, width = len(rows), len(rows[0])
    spans = {(r, c): (1, 1) for r in range(heights) for c in range(width)}

    def join(r: int, c: int, down: int, across: int) -> None:
        for i in range(r, r + down):
            for k in range(c, c + across):
                spans.pop((i, k), None)
        spans[r, c] = (down, across)

    heads = 2 if heights > 2 and rows[0][0] and not rows[1][0] and any(rows[1]) and not _is_data(rows[1]) else 1
    if heads == 2:
        c = 0
        while c < width:
            if rows[0][c] and not rows[1][c]:
                join(0, c, 2, 1)
            elif rows[0][c]:
                end = c + 1
                while end < width and not rows[0][end] and rows[1][end]:
                    end += 1
                if end - c > 1:
                    join(0, c, 1, end - c)
                c = end - 1
            c += 1
    for r in range(heads, heights):
        if rows[r][0] and not _FIGURE.fullmatch(rows[r][0]):
            end = r + 1
            while end < heights and not rows[end][0] and rows[end][1] and not _FIGURE.fullmatch(rows[end][1]):
                end += 1
            if end - r > 1 and rows[r][1]:
                join(r, 0, end - r, 1)
            elif rows[r][0] in ("合计", "总计") and not rows[r][1] and rows[heads - 1][0] == "序号":
                join(r, 0, 1, 2)
    return spans


def _is_data(row: list[str]) -> bool:
    return any(re.fullmatch(r"[\d.,]+%?", cell) and not re.fullmatch(r"20\d\d", cell) for cell in row)


def laid_out(text: str) -> str:
    """A report in whatever layout as plain lines: a paragraph a line, the cells of each table between tabs."""
    lines: list[str] = []
    for block in read_document(text.encode(), name="report.txt").blocks:
        if block.certainty == "unread":
            lines += [cell.text.text for cell in block.cells]  # where its words stand is all that is known of it
        elif block.cells:
            rows = [[""] * block.column_count for _ in range(block.row_count)]
            for cell in block.cells:
                rows[cell.row][cell.column] = " ".join(cell.text.text.split())
            lines += ["\t".join(row) for row in rows]
        else:
            lines.append(block.text.text.replace("\t", " "))
        lines.append("")
    return "\n".join(lines)


def continued(text: str, *, numbered: bool) -> str:
    """The text with its longer tables in two, the head said again below 续表 or below the caption with （续）."""
    found: list[str] = []
    caption = ""
    for in_table, group in itertools.groupby(text.split("\n"), lambda line: "\t" in line):
        lines = list(group)
        if not in_table:
            caption = next((line.strip() for line in reversed(lines) if line.strip()), "")
        heads = 2 if len(lines) > 2 and not lines[1].split("\t")[0] else 1
        half = heads + (len(lines) - heads) // 2
        while half < len(lines) and not lines[half].split("\t")[0]:
            half += 1  # no group of rows is torn
        if in_table and len(lines) >= heads + 4 and half < len(lines) - 1:
            over = f"{caption}（续）" if numbered and re.match(r"表 ?\d", caption) else "续表"
            lines[half:half] = ["", over, "", *lines[:heads]]
        found += lines
    return "\n".join(found)


def as_page(text: str) -> str:
    """A web page with headings and merged cells."""
    parts = ['<!doctype html><html><head><meta charset="utf-8"><title>年度报告</title></head><body>']
    for piece in pieces_of(text):
        if piece.kind == "table":
            spans = spans_of(piece.rows)
            rows = []
            for r, row in enumerate(piece.rows):
                cells = []
                for c, cell in enumerate(row):
                    if (r, c) in spans:
                        down, across = spans[r, c]
                        marks = (f' rowspan="{down}"' if down > 1 else "") + (
                            f' colspan="{across}"' if across > 1 else ""
                        )
                        cells.append(f"<td{marks}>{html.escape(cell)}</td>")
                rows.append(f"<tr>{''.join(cells)}</tr>")
            parts.append(f"<table>{''.join(rows)}</table>")
        elif piece.kind in ("title", "heading"):
            parts.append(f"<h{piece.level + 1}>{html.escape(_line(piece))}</h{piece.level + 1}>")
        else:
            parts.append(f"<p>{html.escape(piece.text)}</p>")
    return "\n".join([*parts, "</body></html>"])


def _line(piece: Piece) -> str:
    return piece.number + ("" if not piece.number or piece.number.endswith((" ", "、", "）")) else " ") + piece.text


def as_word(text: str, *, borders: str = "all", automatic: bool = True) -> bytes:
    """A .docx; ``borders`` is ``all``, ``three`` (三线表) or ``none``; headings numbered by Word where ``automatic``."""
    pieces = pieces_of(text)
    lists = _Lists()
    body: list[str] = []
    for before, piece in zip([None, *pieces], pieces, strict=False):
        if piece.kind == "table":
            if before is not None and before.kind == "table":
                # Word parts two tables by a paragraph; without one they are printed as a single table, and a page
                # break says the heads of the first over the rows of the second.
                body.append(_paragraph(""))
            body.append(_table(piece.rows, borders))
        elif piece.kind == "heading":
            level = lists.counted(piece) if automatic else None
            style = f'<w:pStyle w:val="Heading{piece.level}"/>'
            if level is None:
                body.append(_paragraph(_line(piece), style))
            else:
                numbered = f'<w:numPr><w:ilvl w:val="{level[1]}"/><w:numId w:val="{level[0]}"/></w:numPr>'
                body.append(_paragraph(piece.text, style + numbered))
        elif piece.kind in ("title", "caption"):
            body.append(_paragraph(piece.text, f'<w:pStyle w:val="{piece.kind.capitalize()}"/><w:jc w:val="center"/>'))
        else:
            body.append(_paragraph(piece.text, '<w:ind w:firstLine="480"/>'))
    body.append(
        '<w:sectPr><w:headerReference w:type="default" r:id="rId4"/><w:footerReference w:type="default" r:id="rId5"/>'
        '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1600" w:bottom="1440" w:left="1600" w:header="850" w:footer="990" w:gutter="0"/></w:sectPr>'
    )
    title = html.escape(pieces[0].text[:40])  # nobody puts a paragraph at the head of every page
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _rels([("officeDocument", "word/document.xml")]),
        "word/document.xml": f"<w:document {W} {R}><w:body>{''.join(body)}</w:body></w:document>",
        "word/_rels/document.xml.rels": _rels(
            [("styles", "styles.xml"), ("numbering", "numbering.xml"), ("settings", "settings.xml"),
             ("header", "header1.xml"), ("footer", "footer1.xml")]
        ),
        "word/styles.xml": _STYLES,
        "word/settings.xml": f"<w:settings {W}/>",
        "word/numbering.xml": lists.xml(),
        "word/header1.xml": f"<w:hdr {W}>{_paragraph(title, _CENTRED, escaped=True)}</w:hdr>",
        "word/footer1.xml": f'<w:ftr {W}><w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:t xml:space="preserve">- </w:t></w:r>'
        '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple><w:r><w:t xml:space="preserve"> -</w:t></w:r></w:p></w:ftr>',
    }  # fmt: skip
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + content)
    return stream.getvalue()


# numId -> text of each level and how it counts
_SCHEMES = {
    1: (("%1.", "decimal"), ("%1.%2", "decimal"), ("%1.%2.%3", "decimal")),
    2: (("%1、", "chineseCounting"), ("（%2）", "chineseCounting"), ("%3.", "decimal")),
}


class _Lists:
    """The multilevel lists of the headings, counted as Word counts them."""

    def __init__(self) -> None:
        self.counts = {1: [0, 0, 0], 2: [0, 0, 0]}

    def counted(self, piece: Piece) -> tuple[int, int] | None:
        """List and level whose next number is the printed one."""
        wanted = piece.number.strip()
        for list_id, levels in _SCHEMES.items():
            for level, (form, style) in enumerate(levels):
                counts = [*self.counts[list_id][:level], self.counts[list_id][level] + 1, *[0] * (2 - level)]
                printed = form
                for position, number in enumerate(counts[: level + 1], start=1):
                    printed = printed.replace(f"%{position}", _spelt(number) if style != "decimal" else str(number))
                if printed == wanted and all(counts[: level + 1]):
                    self.counts[list_id] = counts
                    return list_id, level
        return None

    def xml(self) -> str:
        lists = []
        for list_id, levels in _SCHEMES.items():
            inner = "".join(
                f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{style}"/><w:suff w:val="{_AFTER[style]}"/><w:lvlText w:val="{form}"/></w:lvl>'
                for level, (form, style) in enumerate(levels)
            )
            lists.append(
                f'<w:abstractNum w:abstractNumId="{list_id}"><w:multiLevelType w:val="multilevel"/>{inner}</w:abstractNum>'
            )
        lists += [f'<w:num w:numId="{key}"><w:abstractNumId w:val="{key}"/></w:num>' for key in _SCHEMES]
        return f"<w:numbering {W}>{''.join(lists)}</w:numbering>"


def _spelt(number: int) -> str:
    return HAN[number] if number <= 10 else f"十{HAN[number - 10]}"


def _paragraph(text: str, properties: str = "", *, escaped: bool = False, small: bool = False) -> str:
    """One paragraph in several runs, broken where an editing hand might have been, also within numbers."""
    size = '<w:rPr><w:sz w:val="21"/></w:rPr>' if small else ""
    cuts = range(0, len(text), 23) if not escaped else (0,)
    runs = (text[start : start + 23] if not escaped else text for start in cuts)
    body = "".join(
        f'<w:r>{size}<w:t xml:space="preserve">{run if escaped else html.escape(run, quote=False)}</w:t></w:r>'
        for run in runs
    )
    return f"<w:p><w:pPr>{properties}</w:pPr>{body}</w:p>"


def _table(rows: list[list[str]], borders: str) -> str:
    spans = spans_of(rows)
    width = len(rows[0])
    needed = [
        max(4, *(_wide(row[c]) for r, row in enumerate(rows) if spans.get((r, c), (1, 1))[1] == 1))
        for c in range(width)
    ]
    room = 8700
    # No author leaves a number broken over two lines: figures get their room first, words share the rest.
    least = [
        max([3, *(len(row[c]) for r, row in enumerate(rows) if (r, c) in spans and _FIGURE.fullmatch(row[c]))]) * 117
        + 240
        for c in range(width)
    ]
    columns = [own + max(0, room - sum(least)) * need // sum(needed) for own, need in zip(least, needed, strict=True)]
    heads = 1 + any(down == 2 and r == 0 for (r, _), (down, _) in spans.items())
    edge = '<w:{0} w:val="single" w:sz="8" w:space="0" w:color="000000"/>'
    table_borders = "".join(
        edge.format(side) for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    ) if borders == "all" else ""  # fmt: skip
    lines = []
    for r, row in enumerate(rows):
        cells = []
        c = 0
        while c < width:
            down, across = 1, 1
            merge = ""
            if (r, c) in spans:
                down, across = spans[r, c]
                merge = '<w:vMerge w:val="restart"/>' if down > 1 else ""
            else:
                above = max(i for i in range(r) if (i, c) in spans)
                across = spans[above, c][1]
                merge = "<w:vMerge/>"
            rules = ""
            if borders == "three":
                sides = [
                    side for side, there in (("top", r == 0), ("bottom", r in (heads - 1, len(rows) - 1))) if there
                ]
                rules = f"<w:tcBorders>{''.join(edge.format(side) for side in sides)}</w:tcBorders>" if sides else ""
            span = f'<w:gridSpan w:val="{across}"/>' if across > 1 else ""
            text = row[c] if (r, c) in spans else ""
            cells.append(
                f'<w:tc><w:tcPr><w:tcW w:w="{sum(columns[c : c + across])}" w:type="dxa"/>{span}{merge}{rules}<w:vAlign w:val="center"/></w:tcPr>'
                f"{_paragraph(text, _CENTRED, small=True)}</w:tc>"
            )
            c += across
        head = "<w:tblHeader/>" if r < heads else ""
        lines.append(f"<w:tr><w:trPr><w:cantSplit/>{head}</w:trPr>{''.join(cells)}</w:tr>")
    grid = "".join(f'<w:gridCol w:w="{column}"/>' for column in columns)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(columns)}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>{table_borders}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(lines)}</w:tbl>'
    )


def _wide(text: str) -> int:
    return sum(1 if character.isascii() else 2 for character in text) + 2


def _rels(targets: list[tuple[str, str]]) -> str:
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    inner = "".join(
        f'<Relationship Id="rId{number}" Type="{base}{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inner}</Relationships>'
    )


_PARTS = {
    "document": "document.main",
    "styles": "styles",
    "numbering": "numbering",
    "settings": "settings",
    "header1": "header",
    "footer1": "footer",
}
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
    + "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"/>'
        for part, kind in _PARTS.items()
    )
    + "</Types>"
)
_FONT = '<w:rFonts w:ascii="Noto Serif CJK SC" w:hAnsi="Noto Serif CJK SC" w:eastAsia="Noto Serif CJK SC"/>'
_STYLES = (
    f'<w:styles {W}><w:docDefaults><w:rPrDefault><w:rPr>{_FONT}<w:sz w:val="24"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:pPr><w:spacing w:line="400" w:lineRule="exact"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Normal"/><w:rPr><w:b/><w:sz w:val="36"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Caption"><w:name w:val="caption"/><w:basedOn w:val="Normal"/><w:rPr><w:b/><w:sz w:val="21"/></w:rPr></w:style>'
    + "".join(
        f'<w:style w:type="paragraph" w:styleId="Heading{level}"><w:name w:val="heading {level}"/><w:basedOn w:val="Normal"/><w:pPr><w:keepNext/><w:outlineLvl w:val="{level - 1}"/></w:pPr><w:rPr><w:b/><w:sz w:val="{34 - 2 * level}"/></w:rPr></w:style>'
        for level in (1, 2, 3)
    )
    + "</w:styles>"
)
