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

from nianbao.rendering.chart_image import picture_size, png_of
from nianbao.rendering.layout import (
    Block,
    Caption,
    Contents,
    Cover,
    Grid,
    GridCell,
    GridColumn,
    HeadCell,
    Heading,
    Paragraph,
    Picture,
    Statement,
    Title,
    blocks,
    text_width,
    told_by,
)
from nianbao.rendering.page_estimate import LINE_LETTERS, PAGE_HEIGHT, estimated_pages
from nianbao.rendering.printed_text import visible
from nianbao.rendering.renderer import Renderer, RenderingError
from nianbao.rendering.view import ReportView
from nianbao.writing.composition import WrittenReference
from nianbao.writing.link import bookmark, figure_tag
from nianbao.writing.sentence import WrittenFigure

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
XML_HEAD = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
SONG, TITLE_FACE, FANG, HEI, KAI = "宋体", "方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312"
LATIN = "Times New Roman"
PER_MM = 1440 / 25.4  # twentieths of a point
MIN_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
LINE_PITCH = 579  # 28.95 pt: 22 lines on 225 mm
_EXACT = f"w:line='{LINE_PITCH}' w:lineRule='exact'"
_SINGLE = "w:line='240' w:lineRule='auto'"


# 28 letters of 16 points are wider than the 156 mm on which GB/T 9704 has them: each gives three tenths of a point.
_TIGHTENED = "<w:spacing w:val='-6'/>"
_RULE = "<w:pBdr><w:left w:val='single' w:sz='18' w:space='6' w:color='7F7F7F'/></w:pBdr>"  # beside a case


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
    ruled: bool = False
    tightened: bool = False

    def xml(self) -> str:
        outline = f"<w:outlineLvl w:val='{self.outline}'/>" if self.outline is not None else ""
        first = int(self.points * 20 * self.indent / 100)
        indent = f"<w:ind w:firstLineChars='{self.indent}' w:firstLine='{first}'/>" if self.indent else ""
        size = int(self.points * 2)
        return (
            f"<w:style w:type='paragraph' w:customStyle='1' w:styleId='{self.identifier}'>"
            f"<w:name w:val='{self.name}'/><w:qFormat/>"
            f"<w:pPr>{'<w:keepNext/>' if self.keep_next else ''}{_RULE if self.ruled else ''}"
            # Nothing hangs out of the text block, as in the PDF.
            "<w:overflowPunct w:val='0'/><w:snapToGrid w:val='0'/>"
            f"<w:spacing w:before='{self.before}' w:after='{self.after}' {self.spacing}/>{indent}"
            f"<w:jc w:val='{self.align}'/>{outline}</w:pPr>"
            f"<w:rPr><w:rFonts w:ascii='{LATIN}' w:hAnsi='{LATIN}' w:cs='{LATIN}' w:eastAsia='{self.face}'/>"
            f"{'<w:b/><w:bCs/>' if self.bold else ''}<w:color w:val='000000'/>"
            f"{_TIGHTENED if self.tightened else ''}"
            f"<w:sz w:val='{size}'/><w:szCs w:val='{size}'/></w:rPr></w:style>"
        )


STYLES = (
    _Style("NianbaoTitle", "公文标题", TITLE_FACE, 22, "w:line='700' w:lineRule='exact'", keep_next=True),
    _Style("NianbaoHeading", "公文一级标题", HEI, 16, _EXACT, "left", 0, before=240, after=60, keep_next=True),
    _Style("NianbaoHeading2", "公文二级标题", KAI, 16, _EXACT, "left", 1, before=120, keep_next=True, indent=200),
    _Style("NianbaoHeading3", "公文三级标题", FANG, 16, _EXACT, "left", 2, bold=True, keep_next=True, indent=200),
    _Style("NianbaoBody", "公文正文", FANG, 16, _EXACT, "both", indent=200, tightened=True),
    _Style("NianbaoMeta", "公文题下信息", KAI, 12, "w:line='400' w:lineRule='exact'", before=120, after=240),
    _Style("NianbaoNote", "表注", FANG, 9, "w:line='260' w:lineRule='atLeast'", "left"),
    _Style(
        "NianbaoCaption", "表题", FANG, 12, "w:line='360' w:lineRule='atLeast'",
        outline=1, bold=True, before=200, after=60, keep_next=True,
    ),
    _Style("NianbaoCell", "表文", FANG, 10.5, _SINGLE, before=20, after=20),
    _Style("NianbaoHead", "表头", HEI, 10.5, _SINGLE, before=20, after=20, keep_next=True),
    _Style("NianbaoCase", "案例标题", HEI, 16, _EXACT, "left", before=240, keep_next=True, ruled=True),
    _Style("NianbaoTold", "案例正文", FANG, 16, _EXACT, "both", indent=200, ruled=True, tightened=True),
    _Style("NianbaoPicture", "图", FANG, 12, _SINGLE, before=120, keep_next=True),
    _Style("NianbaoFigure", "图题", FANG, 12, "w:line='360' w:lineRule='atLeast'", bold=True, after=160),
    _Style("NianbaoContents", "目录标题", HEI, 22, "w:line='700' w:lineRule='exact'", after=240),
    _Style("NianbaoSign", "签署", FANG, 16, "w:line='800' w:lineRule='exact'", "right"),
    _Style("NianbaoPage", "页码", SONG, 14, _SINGLE, "left"),
)  # fmt: skip


def render(view: ReportView) -> bytes:
    """The report as a .docx file."""
    document = _new_document(view)
    footers = {side: _add_footer(document, side) for side in ("default", "even")}
    content = list(blocks(view))
    writer = _Writer(
        footers, {id(block): _add_image(document, block) for block in content if isinstance(block, Picture)}
    )
    package = io.BytesIO()
    document.save(package)
    body = f"{XML_HEAD}<w:document {NAMESPACES}><w:body>{writer.body(content)}</w:body></w:document>"
    return _repacked(package.getvalue(), {"word/document.xml": body.encode(), "word/fontTable.xml": _font_table()})


# Windows and WPS have the faces of GB/T 9704 under one name or the other; without these Word takes any serif.
_OTHER_NAMES = {
    TITLE_FACE: "方正小标宋_GBK,华文中宋,宋体",
    FANG: "仿宋,FangSong,华文仿宋",
    KAI: "楷体,KaiTi,华文楷体",
    HEI: "SimHei,Microsoft YaHei",
    SONG: "SimSun,NSimSun",
}


def _font_table() -> bytes:
    fonts = "".join(
        f"<w:font w:name='{name}'><w:altName w:val='{others}'/><w:charset w:val='86'/>"
        f"<w:family w:val='{'modern' if name in (FANG, KAI, HEI) else 'auto'}'/></w:font>"
        for name, others in _OTHER_NAMES.items()
    )
    latin = f"<w:font w:name='{LATIN}'><w:charset w:val='00'/><w:family w:val='roman'/></w:font>"
    return f"{XML_HEAD}<w:fonts {NAMESPACES}>{fonts}{latin}</w:fonts>".encode()


@dataclass(frozen=True, slots=True)
class _Image:
    relation: str
    width: int
    height: int


class _Writer:
    """The body's XML; keeps count of the bookmarks and drawings, whose numbers must differ."""

    def __init__(self, footers: dict[str, str], images: Mapping[int, _Image]) -> None:
        self.footers, self.images = footers, images
        self.marks = 0
        self.drawings = 0

    def body(self, content: list[Block]) -> str:
        parts: list[str] = []
        landscape = False
        number = _FROM_ONE
        for position, block in enumerate(content):
            wanted = isinstance(block, Grid) and block.landscape
            if wanted != landscape and not (landscape and isinstance(block, Paragraph)):
                parts.append(_ended(_section(landscape, self.footers, number)))
                landscape, number = wanted, ""
            parts.extend(self.block(block, content))
            if isinstance(block, Cover | Statement) and not isinstance(content[position + 1], Statement):
                parts.append(_ended(_section(False, {})))  # cover and statement bear no number
            elif isinstance(block, Contents):
                parts.append(_ended(_section(False, self.footers, _ROMAN)))
        parts.append(_section(landscape, self.footers, number))
        return "".join(parts)

    def block(self, block: Block, content: list[Block]) -> Iterable[str]:
        match block:
            case Title(lines):
                for line in lines:
                    yield _paragraph("NianbaoTitle", line)
            case Cover(lines, foot):
                gap = f"<w:spacing w:before='{_cover_gap(lines, foot)}'/>"
                yield _paragraph("NianbaoTitle", "", gap)
                for line in lines:
                    yield _paragraph("NianbaoTitle", line)
                yield _paragraph("NianbaoMeta", "", gap)
                for line in foot:
                    yield _paragraph("NianbaoSign", line, "<w:jc w:val='center'/>")
            case Statement(title, text, lines):
                yield _paragraph("NianbaoContents", title, "<w:pageBreakBefore/>")
                for line in text.split("\n"):
                    yield _paragraph("NianbaoBody", line)
                yield _paragraph("NianbaoSign", "")
                for line in lines:
                    yield _paragraph("NianbaoSign", line)
            case Contents():
                yield from _contents(block, content)
            case Heading(text, anchor, level):
                yield self._marked("NianbaoHeading" + (str(level) if level > 1 else ""), _run(text), anchor)
            case Paragraph():
                yield self._text(block)
            case Picture():
                yield self._drawing(block)
                yield self._caption("NianbaoFigure", block.caption, block.anchor, keep_next=bool(block.source))
                if block.source:
                    yield _paragraph("NianbaoNote", block.source)
            case Grid():
                yield self._caption("NianbaoCaption", block.caption, block.anchor)
                yield _table(block)
                for note in block.notes:
                    yield _paragraph("NianbaoNote", note)
                if not block.notes:  # two tables without a paragraph between them would grow together
                    yield _paragraph("NianbaoNote", "")

    def _text(self, block: Paragraph) -> str:
        style = _ROLES.get(block.role, "NianbaoBody")
        if not block.parts:
            return _paragraph(style, block.text)
        parts = list(block.parts)
        lead = ""
        if block.role == "case":
            name, whose = told_by(block.text)
            parts, lead = [], _run(name) + (_run(whose, KAI, 12) if whose else "")
        elif block.role == "told" and isinstance(word := parts[0], str):
            parts, lead = parts[1:], _run(visible(word), HEI)
        return self._marked(style, lead + "".join(map(self._part, parts)), block.anchor)

    def _part(self, part: str | WrittenFigure | WrittenReference) -> str:
        match part:
            case WrittenReference(text, block):
                # LibreOffice prints a bare field's instruction where a control follows it in the paragraph.
                return _control(f"reference:{block}", _field(f" REF {bookmark(block)} \\h ", text))
            case WrittenFigure():
                return _control(f"figure:{figure_tag(part.link)}", _run(visible(part.text)))
            case _:
                return _run(visible(part))

    def _marked(self, style: str, runs: str, anchor: str) -> str:
        """A paragraph that carries its block's id twice: in a content control, which Word keeps, and in a
        bookmark, which LibreOffice keeps too. The control stands inside the paragraph: LibreOffice 7 writes the
        words of one around the paragraph three times over.
        """
        if anchor:
            runs = self._bookmarked(_control(f"block:{anchor}", runs), anchor)
        return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{runs}</w:p>'

    def _bookmarked(self, runs: str, anchor: str) -> str:
        self.marks += 1
        start = f"<w:bookmarkStart w:id='{self.marks}' w:name='{bookmark(anchor)}'/>"
        return f"{start}{runs}<w:bookmarkEnd w:id='{self.marks}'/>"

    def _caption(self, style: str, caption: Caption, anchor: str, *, keep_next: bool = False) -> str:
        if caption.ordinal is None:
            return _paragraph(style, str(caption))
        # \r sets the sequence to the number that the form prints, so that an update never renumbers an official table.
        sequence = caption.word.rstrip("-").replace("-", "_")
        number = f" SEQ {sequence} \\* ARABIC \\r {caption.ordinal} "
        runs = self._bookmarked(_run(caption.word) + _field(number, str(caption.ordinal)), anchor)
        keep = "<w:keepNext/>" if keep_next else ""
        return f"<w:p><w:pPr><w:pStyle w:val='{style}'/>{keep}</w:pPr>{runs}{_run(f'　{caption.text}')}</w:p>"

    def _drawing(self, block: Picture) -> str:
        image = self.images[id(block)]
        self.drawings += 1
        width = min(WIDEST_PICTURE, image.width * PICTURE_MM)
        height = width * image.height / image.width
        if height > HIGHEST_PICTURE:
            width, height = width * HIGHEST_PICTURE / height, HIGHEST_PICTURE
        size = f"cx='{round(width * EMU_PER_MM)}' cy='{round(height * EMU_PER_MM)}'"
        name = quoteattr(str(block.caption))
        described = f"id='{self.drawings}' name={name} descr={quoteattr(block.alternative)}"
        return (
            f"<w:p><w:pPr><w:pStyle w:val='NianbaoPicture'/></w:pPr><w:r><w:drawing>"
            f"<wp:inline distT='0' distB='0' distL='0' distR='0'><wp:extent {size}/><wp:docPr {described}/>"
            "<a:graphic><a:graphicData uri='http://schemas.openxmlformats.org/drawingml/2006/picture'>"
            f"<pic:pic><pic:nvPicPr><pic:cNvPr {described}/><pic:cNvPicPr/></pic:nvPicPr>"
            f"<pic:blipFill><a:blip r:embed='{image.relation}'/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
            f"<pic:spPr><a:xfrm><a:off x='0' y='0'/><a:ext {size}/></a:xfrm>"
            "<a:prstGeom prst='rect'><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>"
            "</wp:inline></w:drawing></w:r></w:p>"
        )


_ROLES = {"note": "NianbaoNote", "meta": "NianbaoMeta", "case": "NianbaoCase", "told": "NianbaoTold"}
EMU_PER_MM = 36000
WIDEST_PICTURE, HIGHEST_PICTURE = 150.0, 170.0  # mm
PICTURE_MM = 0.09  # mm for a pixel, so that the letters of a drawing come out at the size of a table's
TITLE_LETTERS = 19  # on a line of the cover
COVER_GAP, COVER_OTHER = 3000, 2200  # twentieths of a point; the cover's empty lines and its page break


def _control(tag: str, runs: str) -> str:
    name = quoteattr(tag)
    properties = f"<w:alias w:val={name}/><w:tag w:val={name}/>"
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{runs}</w:sdtContent></w:sdt>"


def _contents(block: Contents, content: list[Block]) -> Iterable[str]:
    """A TOC field with its entries in it. Pages are counted by lines; Word counts anew when the file is opened."""
    yield _paragraph("NianbaoContents", "目录")
    pages = estimated_pages(content)
    last = len(block.entries) - 1
    for position, entry in enumerate(block.entries):
        start = (
            "<w:r><w:fldChar w:fldCharType='begin' w:dirty='true'/></w:r><w:r><w:instrText xml:space='preserve'>"
            ' TOC \\o "1-2" \\h \\z \\t "公文一级标题,1,公文二级标题,2" </w:instrText></w:r>'
            "<w:r><w:fldChar w:fldCharType='separate'/></w:r>"
            if not position
            else ""
        )
        end = "<w:r><w:fldChar w:fldCharType='end'/></w:r>" if position == last else ""
        page = _field(f" PAGEREF {bookmark(entry.anchor)} \\h ", str(pages.get(entry.anchor, 1)))
        indent = (entry.level - 1) * 420
        yield (
            "<w:p><w:pPr><w:pStyle w:val='NianbaoBody'/>"
            "<w:tabs><w:tab w:val='right' w:leader='dot' w:pos='8844'/></w:tabs>"
            f"<w:ind w:firstLineChars='0' w:firstLine='0' w:left='{indent}'/><w:jc w:val='left'/></w:pPr>{start}"
            f"<w:hyperlink w:anchor='{bookmark(entry.anchor)}'>{_run(entry.text)}<w:r><w:tab/></w:r>{page}"
            f"</w:hyperlink>{end}</w:p>"
        )


def _cover_gap(lines: Iterable[str], foot: Iterable[str]) -> int:
    """What stands empty above the title and below it: less where long names take more lines of the one page.

    >>> _cover_gap(("甲区", "职业教育质量年度报告"), ("编制单位：甲区",))
    3000
    >>> _cover_gap(("校" * 70,), ("校" * 90,))
    2277
    """
    title = sum(-(-text_width(line) // TITLE_LETTERS) for line in lines) * 700
    below = sum(-(-text_width(line) // (LINE_LETTERS - 1)) for line in foot) * 800
    free = PAGE_HEIGHT * PER_MM - COVER_OTHER - title - below
    return int(max(0, min(COVER_GAP, free / 2)))


def _add_image(document: Any, block: Picture) -> _Image:
    data = block.image if block.image is not None else png_of(block.specification or {})
    width, height = picture_size(data)
    relation, _ = document.part.get_or_add_image(io.BytesIO(data))
    return _Image(str(relation), width, height)


def _paragraph(style: str, text: str, properties: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{_run(text)}</w:p>'


def _run(text: str, face: str = "", points: float = 0) -> str:
    if not text:
        return ""
    # The hint gives quotation marks and ellipses, which both scripts have, the Chinese face.
    inner = (
        escape(text)
        .replace("\n", "</w:t><w:br/><w:t xml:space='preserve'>")
        .replace("\t", "</w:t><w:tab/><w:t xml:space='preserve'>")
    )
    named = f" w:eastAsia='{face}'" if face else ""
    size = f"<w:sz w:val='{int(points * 2)}'/><w:szCs w:val='{int(points * 2)}'/>" if points else ""
    properties = f"<w:rPr><w:rFonts w:hint='eastAsia'{named}/>{size}</w:rPr>"
    return f"<w:r>{properties}<w:t xml:space='preserve'>{inner}</w:t></w:r>"


def _field(instruction: str, result: str) -> str:
    """A field with the result that is shown until Word works it out anew."""
    return (
        "<w:r><w:fldChar w:fldCharType='begin'/></w:r>"
        f"<w:r><w:instrText xml:space='preserve'>{escape(instruction)}</w:instrText></w:r>"
        f"<w:r><w:fldChar w:fldCharType='separate'/></w:r>{_run(result)}<w:r><w:fldChar w:fldCharType='end'/></w:r>"
    )


def _table(grid: Grid) -> str:
    widths = [round(column.width * PER_MM) for column in grid.columns]
    head = "".join(_head_row(grid, widths))
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
        f"{head}{rows}</w:tbl>"
    )


def _head_row(grid: Grid, widths: list[int]) -> Iterable[str]:
    """The heading's lines, repeated on every page; a column without a group goes through both of two."""
    for number, line in enumerate(grid.head()):
        cells = list(line)
        if number:
            cells += [HeadCell("", at, 0) for at, column in enumerate(grid.columns) if not column.group]
        made = []
        for cell in sorted(cells, key=lambda cell: cell.column):
            width = sum(widths[cell.column : cell.column + cell.column_span])
            merge = f"<w:gridSpan w:val='{cell.column_span}'/>" if cell.column_span > 1 else ""
            merge += {0: "<w:vMerge/>", 1: ""}.get(cell.row_span, "<w:vMerge w:val='restart'/>")
            made.append(
                f"<w:tc><w:tcPr><w:tcW w:w='{width}' w:type='dxa'/>{merge}<w:vAlign w:val='center'/></w:tcPr>"
                f"{_paragraph('NianbaoHead', cell.text)}</w:tc>"
            )
        yield f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{''.join(made)}</w:tr>"


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


_FROM_ONE, _ROMAN = "<w:pgNumType w:start='1'/>", "<w:pgNumType w:fmt='upperRoman' w:start='1'/>"


def _ended(section: str) -> str:
    """A paragraph of no height that carries the section's properties."""
    return f"<w:p><w:pPr><w:spacing w:line='20' w:lineRule='exact'/>{section}</w:pPr></w:p>"


def _section(landscape: bool, footers: dict[str, str], number: str = "") -> str:
    references = "".join(f"<w:footerReference w:type='{side}' r:id='{target}'/>" for side, target in footers.items())
    mm = {name: round(value * PER_MM) for name, value in _MARGINS[landscape].items()}
    width, height = (16838, 11906) if landscape else (11906, 16838)
    orientation = " w:orient='landscape'" if landscape else ""
    margins = " ".join(f"w:{name}='{value}'" for name, value in mm.items())
    return (
        f"<w:sectPr>{references}<w:type w:val='nextPage'/><w:pgSz w:w='{width}' w:h='{height}'{orientation}/>"
        f"<w:pgMar {margins} w:gutter='0'/>{number}</w:sectPr>"
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
