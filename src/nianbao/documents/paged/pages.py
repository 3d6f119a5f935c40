"""The pages of a PDF file, from its glyphs and lines to a document.

Apart from the format's own module, so that no other format waits for the library that opens PDF files.
"""

from __future__ import annotations

from dataclasses import replace

import pypdfium2 as pdfium

from nianbao.documents import limits
from nianbao.documents.archive import encrypted
from nianbao.documents.assembly import assemble
from nianbao.documents.document import BlockKind, Certainty, Document, DocumentError, GridCell, Note
from nianbao.documents.lines.paragraph import Measure, paragraphs
from nianbao.documents.lines.unread_table import lines_under_captions
from nianbao.documents.paged.charts import without_charts
from nianbao.documents.paged.glyphs import Glyph, PageLine, lines_of, read_glyphs
from nianbao.documents.paged.prose import ProseLine, body_em, columns, margins, mark_page_furniture
from nianbao.documents.paged.recognition import INSTALL, MOST_PAGES, recognised_glyphs, recogniser
from nianbao.documents.paged.rules import Rules, read_rules
from nianbao.documents.paged.tables import PageTable, aligned_tables, ruled_tables
from nianbao.documents.passage import Grid, Passage, Piece
from nianbao.documents.running_text import EMPTY

LABEL = "pdf"
_FIGURE = 60.0  # points: smaller pictures are logos and bullets


def read_pdf(data: bytes, name: str) -> Document:
    """The document in a PDF file; places have page and box."""
    try:
        file = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as trouble:
        if "password" in str(trouble).lower() or b"/Encrypt" in data[-4096:]:
            raise encrypted(LABEL, name) from trouble
        raise _broken(name) from trouble
    try:
        return _read_pages(file, name)
    finally:
        file.close()


def _read_pages(file: pdfium.PdfDocument, name: str) -> Document:
    count = len(file)
    if count == 0:
        raise _broken(name)
    if count > limits.PAGES:
        raise limits.too_large("pdf-too-many-pages", f"共 {count:,} 页", f"it has {count:,} pages")
    notes: list[Note] = []
    glyphs: list[list[Glyph]] = []
    rules: list[Rules] = []
    heights: list[float] = []
    scans: list[int] = []
    recognised: list[int] = []
    unread: list[int] = []
    for index in range(count):
        try:
            page = file[index]
        except pdfium.PdfiumError:
            unread.append(index + 1)
            continue
        try:
            found = read_glyphs(page, index + 1)
            drawn = read_rules(page)
            if len(found.glyphs) < 20 and _covered(drawn, found.width, found.height):
                recognise = recogniser() if len(recognised) < MOST_PAGES else None
                seen = recognised_glyphs(page, index + 1, recognise) if recognise is not None else None
                if seen is None or not seen.glyphs:
                    scans.append(index + 1)
                else:
                    # The picture is the page itself and no figure on it.
                    found, drawn = seen, replace(drawn, images=[])
                    recognised.append(index + 1)
        except pdfium.PdfiumError:
            unread.append(index + 1)
            continue
        finally:
            page.close()
        if found.truncated:
            notes.append(
                Note(
                    f"第{index + 1}页文字过多，只读了前 {limits.PAGE_CHARACTERS:,} 字。",
                    f"Page {index + 1} has too much text; its first {limits.PAGE_CHARACTERS:,} characters were read.",
                )
            )
        glyphs.append(found.glyphs)
        rules.append(drawn)
        heights.append(found.height)
    if not glyphs:
        raise _broken(name)
    if scans and len(scans) == len(glyphs):
        raise _scanned(name)
    if scans:
        notes.append(
            Note(
                f"第{_ranges(scans)}页是扫描图片，没有文字，未读入。安装文字识别后可读：{INSTALL}"
                f"（一份最多 {MOST_PAGES} 页）；或先用 WPS、Acrobat 做文字识别（OCR）。",
                f"Scanned pages without text were not read: {_ranges(scans, ', ')}. With text recognition they are "
                f"({INSTALL}; {MOST_PAGES} pages of a file at most); or recognise their text first (OCR).",
            )
        )
    if recognised:
        notes.append(
            Note(
                f"第{_ranges(recognised)}页是扫描图片，文字由识别（OCR）得来，可能认错；这些页上的结果请先对照原件。",
                f"The text of scanned pages was recognised (OCR) and may be misread: {_ranges(recognised, ', ')}. "
                "Compare what is found there with the original first.",
            )
        )
    if unread:
        notes.append(
            Note(f"第{_ranges(unread)}页已损坏，未能读取。", f"Damaged pages were not read: {_ranges(unread, ', ')}.")
        )
    numbers = [index for index in range(1, count + 1) if index not in unread]
    document = assemble(_pieces(glyphs, rules, heights, numbers, name, notes), name, LABEL, notes)
    return replace(document, recognised_pages=tuple(recognised))


def _pieces(
    glyphs: list[list[Glyph]],
    rules: list[Rules],
    heights: list[float],
    numbers: list[int],
    name: str,
    notes: list[Note],
) -> list[Piece]:
    ruled: list[list[PageTable]] = []
    pages: list[list[PageLine]] = []
    for position, (page_glyphs, page_rules, number) in enumerate(zip(glyphs, rules, numbers, strict=True)):
        page_glyphs, page_rules, charts = without_charts(page_glyphs, page_rules, number)
        if charts:
            rules[position] = replace(page_rules, images=[*page_rules.images, *charts])
            notes.append(
                Note(
                    f"第{number}页有图表，图中坐标轴和数据标签上的数字没有作为正文读入。",
                    f"Page {number} has a chart; the numbers at its axes and marks were not read as text.",
                )
            )
        tables, rest = ruled_tables(page_glyphs, page_rules, name, number)
        ruled.append(tables)
        pages.append(lines_of(rest, number))
    mark_page_furniture(pages, heights)
    margin, em = margins(pages), body_em(pages)
    prose: list[ProseLine] = []
    order: list[PageTable | ProseLine | tuple[float, float, float, float]] = []
    first_of_page: list[bool] = []
    last: PageTable | None = None
    for tables, lines, page_rules, number in zip(ruled, pages, rules, numbers, strict=True):
        written = [line for line in lines if not line.furniture]
        aligned, left = aligned_tables(
            written, page_rules, name, number, margin, last.aligned if last is not None else None
        )
        own = [ProseLine(name, line, margin, em) for line in left]
        prose.extend(own)
        placed: list[tuple[float, PageTable | ProseLine | tuple[float, float, float, float]]] = []
        placed += [(table.top, table) for table in [*tables, *aligned]]
        placed += [(line.on_page.top, line) for line in own]
        placed += [(image[3], image) for image in page_rules.images if _is_figure(image)]
        placed.sort(key=lambda entry: -entry[0])
        opening, ending = (placed[0][1], placed[-1][1]) if placed else (None, None)
        if last is not None and isinstance(opening, PageTable):
            _lay_alike(last, opening, em)
        last = ending if isinstance(ending, PageTable) else None
        for position, (_, piece) in enumerate(placed):
            order.append(piece)
            first_of_page.append(position == 0)
    measure = Measure(columns(margin[1] - margin[0], em), Measure.of(prose).indents)
    outline: list[tuple[int, ...]] = []
    pieces: list[Piece] = []
    pending: list[ProseLine] = []

    def flush() -> None:
        start = 0
        for first, end in lines_under_captions(pending):
            pieces.extend(paragraphs(pending[start:first], measure, outline))
            texts = [line.text() for line in pending[first:end]]
            pieces.append(Grid([GridCell(row, 0, text) for row, text in enumerate(texts)], Certainty.UNREAD))
            notes.append(_columns_unread(pending[first].on_page.page))
            start = end
        pieces.extend(paragraphs(pending[start:], measure, outline))
        pending.clear()

    figures: list[Piece] = []
    for piece, first in zip(order, first_of_page, strict=True):
        if isinstance(piece, ProseLine):
            pending.append(piece)
            continue
        if isinstance(piece, tuple):
            figures.append(Passage(EMPTY, kind=BlockKind.FIGURE))
            flush()
            pieces.extend(figures)
            figures.clear()
            continue
        flush()
        grid = piece.grid
        # Nothing but a page break stands between it and a table that ended the page before.
        grid.broken = first and bool(pieces) and isinstance(pieces[-1], Grid)
        if grid.certainty is Certainty.UNREAD:
            notes.append(_columns_unread(grid.cells[0].text.spans[0].place.page or 0))
        pieces.append(grid)
    flush()
    return pieces


def _lay_alike(before: PageTable, after: PageTable, em: float) -> None:
    """Put the piece of a table before a page break on the columns of the piece behind it, where that has more."""
    first, second = before.aligned, after.aligned
    if first is None or second is None or len(second.bands) <= len(first.bands):
        return
    rest_alone = not second.heads
    # The lines of a head may be put together in one piece and stand as they are in the other.
    same = sorted(word for line in first.heads for word in line.words) == sorted(
        word for line in second.heads for word in line.words
    )
    if rest_alone or same:
        laid = first.on(second.bands, em)
        if laid is not None:
            before.grid, before.aligned = laid.grid, laid


def _columns_unread(page: int) -> Note:
    return Note(
        f"第{page}页起有表格的各列没有分开，没有读入，也没有核对；请改用 Word 原件再核对。",
        f"The columns of a table on page {page} are not apart; it was not read and not checked. Use the Word file.",
    )


def _is_figure(box: tuple[float, float, float, float]) -> bool:
    return box[2] - box[0] >= _FIGURE and box[3] - box[1] >= _FIGURE


def _covered(rules: Rules, width: float, height: float) -> bool:
    """True where pictures fill at least half of a page."""
    area = sum((right - left) * (top - bottom) for left, bottom, right, top in rules.images)
    return area * 2 >= width * height


def _ranges(numbers: list[int], between: str = "、") -> str:
    """Page numbers as people write them.

    >>> _ranges([1, 2, 3, 7])
    '1–3、7'
    """
    parts: list[list[int]] = []
    for number in numbers:
        if parts and number == parts[-1][1] + 1:
            parts[-1][1] = number
        else:
            parts.append([number, number])
    return between.join(str(a) if a == b else f"{a}–{b}" for a, b in parts)


def _broken(name: str) -> DocumentError:
    return DocumentError(
        "pdf-broken",
        f"“{name}”已损坏或没有下载完整，打不开。请重新下载，或用原文档重新导出 PDF 再试。",
        f"“{name}” is damaged or incomplete and cannot be opened. "
        "Download it again, or export it again from its source.",
    )


def _scanned(name: str) -> DocumentError:
    return DocumentError(
        "pdf-scanned",
        f"“{name}”每一页都是扫描图片，没有可核对的文字。请改用 Word 原文档或由它导出的 PDF；"
        f"只有扫描件时，请安装文字识别（{INSTALL}），或先用 WPS、Acrobat 的文字识别功能处理，再来核稿。",
        f"Every page of “{name}” is a scanned picture without text. Use the Word file or a PDF exported from it; where "
        f"there is only the scan, install text recognition ({INSTALL}) or use the OCR of WPS or Acrobat first.",
    )
