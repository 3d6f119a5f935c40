"""Word in the look of GB/T 9704-2012: its margins, its faces by their official names, its page numbers.

The body is written as XML of our own, since what an official table needs (repeated
head rows, rows that do not split, numbered captions as fields, merged lines) is not
in python-docx; python-docx gives the package around it. Styles name the fonts that
a reader's Word or WPS has; none is embedded.
"""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from nianbao.rendering.layout import Block, Caption, Grid, GridCell, GridColumn, Heading, Paragraph, Title, blocks
from nianbao.rendering.renderer import Renderer, RenderingError
from nianbao.rendering.view import ReportView

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
XML_HEAD = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
SONG, TITLE_FACE, FANG, HEI, KAI = "宋体", "方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312"
LATIN = "Times New Roman"
PER_MM = 1440 / 25.4  # twentieths of a point
MIN_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
LINE_PITCH = 579  # 28.95 pt: 22 lines on 225 mm
_EXACT = f"w:line='{LINE_PITCH}' w:lineRule='exact'"
_SINGLE = "w:line='240' w:lineRule='auto'"


@dataclass(frozen=True, slots=True)
class _Style:
    """A paragraph style; distances in twentieths of a point, ``indent`` in hundredths of a character."""

    identifier: str
    name: str
    face: str
    points: float
    spacing: str
    align: str = "center"
    outline: int | None = None
    bold: bool = False
    before: int = 0
    after: int = 0
    indent: int = 0
    keep_next: bool = False

    def xml(self) -> str:
        outline = f"<w:outlineLvl w:val='{self.outline}'/>" if self.outline is not None else ""
        first = int(self.points * 20 * self.indent / 100)
        indent = f"<w:ind w:firstLineChars='{self.indent}' w:firstLine='{first}'/>" if self.indent else ""
        size = int(self.points * 2)
        return (
            f"<w:style w:type='paragraph' w:customStyle='1' w:styleId='{self.identifier}'>"
            f"<w:name w:val='{self.name}'/><w:qFormat/>"
            f"<w:pPr>{'<w:keepNext/>' if self.keep_next else ''}<w:snapToGrid w:val='0'/>"
            f"<w:spacing w:before='{self.before}' w:after='{self.after}' {self.spacing}/>{indent}"
            f"<w:jc w:val='{self.align}'/>{outline}</w:pPr>"
            f"<w:rPr><w:rFonts w:ascii='{LATIN}' w:hAnsi='{LATIN}' w:cs='{LATIN}' w:eastAsia='{self.face}'/>"
            f"{'<w:b/><w:bCs/>' if self.bold else ''}<w:color w:val='000000'/>"
            f"<w:sz w:val='{size}'/><w:szCs w:val='{size}'/></w:rPr></w:style>"
        )


STYLES = (
    _Style("NianbaoTitle", "公文标题", TITLE_FACE, 22, "w:line='700' w:lineRule='exact'", keep_next=True),
    _Style("NianbaoHeading", "公文一级标题", HEI, 16, _EXACT, "left", 0, before=240, after=60, keep_next=True),
    _Style("NianbaoHeading2", "公文二级标题", KAI, 16, _EXACT, "left", 1, before=120, keep_next=True, indent=200),
    _Style("NianbaoHeading3", "公文三级标题", FANG, 16, _EXACT, "left", 2, bold=True, keep_next=True, indent=200),
    _Style("NianbaoBody", "公文正文", FANG, 16, _EXACT, "both", indent=200),
    _Style("NianbaoMeta", "公文题下信息", KAI, 12, "w:line='400' w:lineRule='exact'", before=120, after=240),
    _Style("NianbaoNote", "表注", FANG, 9, "w:line='260' w:lineRule='atLeast'", "left"),
    _Style(
        "NianbaoCaption", "表题", FANG, 12, "w:line='360' w:lineRule='atLeast'",
        outline=1, bold=True, before=200, after=60, keep_next=True,
    ),
    _Style("NianbaoCell", "表文", FANG, 10.5, _SINGLE, before=20, after=20),
    _Style("NianbaoHead", "表头", HEI, 10.5, _SINGLE, before=20, after=20, keep_next=True),
    _Style("NianbaoPage", "页码", SONG, 14, _SINGLE, "left"),
)  # fmt: skip


def render(view: ReportView) -> bytes:
    """The report as a .docx file."""
    document = _new_document(view)
    footers = {side: _add_footer(document, side) for side in ("default", "even")}
    package = io.BytesIO()
    document.save(package)
    body = f"{XML_HEAD}<w:document {NAMESPACES}><w:body>{_body(blocks(view), footers)}</w:body></w:document>"
    return _repacked(package.getvalue(), {"word/document.xml": body.encode()})


def _body(content: Iterable[Block], footers: dict[str, str]) -> str:
    parts: list[str] = []
    landscape = False
    for block in content:
        wanted = isinstance(block, Grid) and block.landscape
        if wanted != landscape and not (landscape and isinstance(block, Paragraph)):
            parts.append(
                f"<w:p><w:pPr><w:spacing w:line='20' w:lineRule='exact'/>{_section(landscape, footers)}</w:pPr></w:p>"
            )
            landscape = wanted
        match block:
            case Title(lines):
                parts.extend(_paragraph("NianbaoTitle", line) for line in lines)
            case Heading(text, _, level):
                parts.append(_paragraph("NianbaoHeading" + (str(level) if level > 1 else ""), text))
            case Paragraph(text, role):
                parts.append(_paragraph({"note": "NianbaoNote", "meta": "NianbaoMeta"}.get(role, "NianbaoBody"), text))
            case Grid():
                parts.append(_caption(block.caption))
                parts.append(_table(block))
                parts.extend(_paragraph("NianbaoNote", note) for note in block.notes)
                if not block.notes:  # two tables without a paragraph between them would grow together
                    parts.append(_paragraph("NianbaoNote", ""))
    parts.append(_section(landscape, footers))
    return "".join(parts)


def _paragraph(style: str, text: str, properties: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{_run(text)}</w:p>'


def _run(text: str) -> str:
    if not text:
        return ""
    # The hint gives quotation marks and ellipses, which both scripts have, the Chinese face.
    inner = (
        escape(text)
        .replace("\n", "</w:t><w:br/><w:t xml:space='preserve'>")
        .replace("\t", "</w:t><w:tab/><w:t xml:space='preserve'>")
    )
    return f"<w:r><w:rPr><w:rFonts w:hint='eastAsia'/></w:rPr><w:t xml:space='preserve'>{inner}</w:t></w:r>"


def _caption(caption: Caption) -> str:
    if caption.ordinal is None:
        return _paragraph("NianbaoCaption", str(caption))
    # \r sets the sequence to the number that the form prints, so that an update never renumbers an official table.
    number = f" SEQ {caption.word} \\* ARABIC \\r {caption.ordinal} "
    runs = [_run(caption.word), _field(number, str(caption.ordinal)), _run(f"　{caption.text}")]
    return f"<w:p><w:pPr><w:pStyle w:val='NianbaoCaption'/></w:pPr>{''.join(runs)}</w:p>"


def _field(instruction: str, result: str) -> str:
    """A field with the result that is shown until Word works it out anew."""
    return (
        "<w:r><w:fldChar w:fldCharType='begin'/></w:r>"
        f"<w:r><w:instrText xml:space='preserve'>{escape(instruction)}</w:instrText></w:r>"
        f"<w:r><w:fldChar w:fldCharType='separate'/></w:r>{_run(result)}<w:r><w:fldChar w:fldCharType='end'/></w:r>"
    )


def _table(grid: Grid) -> str:
    widths = [round(column.width * PER_MM) for column in grid.columns]
    head = "".join(
        f"<w:tc><w:tcPr><w:tcW w:w='{width}' w:type='dxa'/><w:vAlign w:val='center'/></w:tcPr>"
        f"{_paragraph('NianbaoHead', column.label)}</w:tc>"
        for column, width in zip(grid.columns, widths, strict=True)
    )
    last = len(grid.rows) - 1
    whole = grid.fits_a_page
    rows = "".join(
        # A short table stays whole; the last line of any table stays with the notes below it.
        _row(row, grid.columns, widths, bool(grid.notes) if position == last else whole)
        for position, row in enumerate(_with_continuations(grid))
    )
    title = quoteattr(str(grid.caption))
    return (
        "<w:tbl><w:tblPr>"
        f"<w:tblW w:w='{sum(widths)}' w:type='dxa'/><w:jc w:val='center'/>"
        "<w:tblBorders>"
        + "".join(
            f"<w:{side} w:val='single' w:sz='4' w:space='0' w:color='000000'/>"
            for side in ("top", "left", "bottom", "right")
        )
        + "".join(
            f"<w:{side} w:val='single' w:sz='4' w:space='0' w:color='000000'/>" for side in ("insideH", "insideV")
        )
        + "</w:tblBorders><w:tblLayout w:type='fixed'/>"
        "<w:tblCellMar><w:left w:w='60' w:type='dxa'/><w:right w:w='60' w:type='dxa'/></w:tblCellMar>"
        "<w:tblLook w:val='0020' w:firstRow='1' w:lastRow='0' w:firstColumn='0' w:lastColumn='0'/>"
        f"<w:tblCaption w:val={title}/></w:tblPr>"
        f"<w:tblGrid>{''.join(f'<w:gridCol w:w={chr(34)}{width}{chr(34)}/>' for width in widths)}</w:tblGrid>"
        f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{head}</w:tr>{rows}</w:tbl>"
    )


def _with_continuations(grid: Grid) -> Iterable[list[tuple[GridCell, bool] | None]]:
    """Rows in which a place covered from above holds its cell again, marked True; from the left, None."""
    hanging: dict[int, tuple[GridCell, int]] = {}
    for row in grid.rows:
        line: list[tuple[GridCell, bool] | None] = []
        covered = 0
        for column, cell in enumerate(row):
            if cell is not None:
                line.append((cell, False))
                covered = cell.column_span - 1
                if cell.row_span > 1:
                    hanging[column] = (cell, cell.row_span - 1)
            elif covered:
                line.append(None)
                covered -= 1
            else:
                above, left = hanging[column]
                line.append((above, True))
                hanging[column] = (above, left - 1)
        yield line


def _row(
    row: list[tuple[GridCell, bool] | None], columns: tuple[GridColumn, ...], widths: list[int], keep_next: bool
) -> str:
    cells = []
    for index, entry in enumerate(row):
        if entry is None:
            continue
        cell, continued = entry
        width = sum(widths[index : index + cell.column_span])
        merge = ""
        if cell.column_span > 1:
            merge += f"<w:gridSpan w:val='{cell.column_span}'/>"
        if continued:
            merge += "<w:vMerge/>"
        elif cell.row_span > 1:
            merge += "<w:vMerge w:val='restart'/>"
        indent = f"<w:ind w:leftChars='{cell.indent * 100}' w:left='{cell.indent * 210}'/>" if cell.indent else ""
        align = columns[index].align if cell.column_span == 1 else "center"
        # A merged line stays on the page of the line above it.
        keep = "<w:keepNext/>" if keep_next or (cell.row_span > 1 and not continued) else ""
        text = _paragraph("NianbaoCell", "" if continued else cell.text, f"{keep}{indent}<w:jc w:val='{align}'/>")
        cells.append(
            f"<w:tc><w:tcPr><w:tcW w:w='{width}' w:type='dxa'/>{merge}<w:vAlign w:val='center'/></w:tcPr>{text}</w:tc>"
        )
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(cells)}</w:tr>"


def _section(landscape: bool, footers: dict[str, str]) -> str:
    references = "".join(f"<w:footerReference w:type='{side}' r:id='{target}'/>" for side, target in footers.items())
    mm = {name: round(value * PER_MM) for name, value in _MARGINS[landscape].items()}
    width, height = (16838, 11906) if landscape else (11906, 16838)
    orientation = " w:orient='landscape'" if landscape else ""
    margins = " ".join(f"w:{name}='{value}'" for name, value in mm.items())
    return (
        f"<w:sectPr>{references}<w:type w:val='nextPage'/><w:pgSz w:w='{width}' w:h='{height}'{orientation}/>"
        f"<w:pgMar {margins} w:gutter='0'/></w:sectPr>"
    )


# 版心 156 × 225 mm; a landscape page is the portrait one turned, with the binding edge on top.
_MARGINS = {
    False: {"top": 37, "right": 26, "bottom": 35, "left": 28, "header": 15, "footer": 23},
    True: {"top": 28, "right": 37, "bottom": 26, "left": 35, "header": 12, "footer": 16},
}


def _new_document(view: ReportView) -> Any:
    try:
        import docx
    except ImportError as error:
        raise RenderingError(
            "rendering-needs-print-extra",
            "生成 Word 文件需要 python-docx，本机没有安装。请运行：pip install 'nianbao[print]'，然后重试。",
            "Writing Word files needs python-docx, which is not installed. "
            "Run pip install 'nianbao[print]', then try again.",
        ) from error
    document = docx.Document()
    package = document.part.package
    for identifier, relation in list(package.rels.items()):
        if relation.reltype.endswith("/thumbnail"):
            del package.rels[identifier]
    _set_properties(document, view)
    _set_styles(document)
    settings = document.settings.element
    document.settings.odd_and_even_pages_header_footer = True
    language = settings.find(_w("themeFontLang"))
    if language is not None:
        language.set(_w("eastAsia"), "zh-CN")
    return document


def _set_properties(document: Any, view: ReportView) -> None:
    properties = document.core_properties
    stamp = datetime.datetime.combine(view.dated, datetime.time(), datetime.UTC)
    properties.title = f"{view.organisation}{view.title}"
    properties.author = properties.last_modified_by = view.organisation
    properties.subject = view.edition_label
    properties.comments = properties.keywords = properties.category = ""
    properties.language = "zh-CN"
    properties.created = properties.modified = stamp
    properties.revision = 1


def _set_styles(document: Any) -> None:
    styles = document.styles.element
    # Theme fonts win over named ones: Word ignores eastAsia as long as they stand there.
    for fonts in styles.iter(_w("rFonts")):
        for attribute in [name for name in fonts.attrib if name.endswith("Theme")]:
            del fonts.attrib[attribute]
        for name in ("ascii", "hAnsi", "cs"):
            fonts.set(_w(name), LATIN)
        fonts.set(_w("eastAsia"), FANG)
    for language in styles.iter(_w("lang")):
        language.set(_w("eastAsia"), "zh-CN")
    for style in STYLES:
        styles.append(_parse(style.xml())[0])


def _add_footer(document: Any, side: str) -> str:
    """The relation id of a footer with 「— 1 —」, one character in from the outer edge."""
    part, identifier = document.part.add_footer_part()
    align, inset = (
        ("right", "w:rightChars='100' w:right='280'")
        if side == "default"
        else ("left", "w:leftChars='100' w:left='280'")
    )
    for child in list(part.element):
        part.element.remove(child)
    part.element.append(
        _parse(
            f"<w:p><w:pPr><w:pStyle w:val='NianbaoPage'/><w:ind {inset}/><w:jc w:val='{align}'/></w:pPr>"
            f"{_run('— ')}{_field(' PAGE ', '1')}{_run(' —')}</w:p>"
        )[0]
    )
    return str(identifier)


def _w(name: str) -> str:
    return "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}" + name


def _parse(xml: str) -> list[Any]:
    from docx.oxml import parse_xml

    return list(parse_xml(f"<w:body {NAMESPACES}>{xml}</w:body>"))


def _repacked(archive: bytes, replaced: Mapping[str, bytes]) -> bytes:
    """The archive with some members replaced (parsing a hundred pages only to write them again would
    take most of the time) and without the time of its making.
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as source, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, MIN_ZIP_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            target.writestr(entry, replaced.get(name) or source.read(name))
    return buffer.getvalue()


renderer = Renderer(
    identifier="docx",
    label="Word 文档",
    media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    extension="docx",
    render=render,
)
