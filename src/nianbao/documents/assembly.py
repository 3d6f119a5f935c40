"""From passages and grids to a document: what each piece is, decided once for all formats."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter

from nianbao.documents.continuation import with_tables_joined
from nianbao.documents.document import Block, BlockKind, Certainty, Document, GridCell, Note, Span, Text
from nianbao.documents.headings import (
    Numbering,
    Outline,
    is_heading_title,
    is_unnumbered_heading,
    read_numbering,
    run_in_split,
)
from nianbao.documents.lines.tabbed_table import with_tabbed_tables
from nianbao.documents.lines.unread_table import with_rows_unread
from nianbao.documents.passage import Grid, Passage, Piece
from nianbao.documents.ragged_row import TOTALS
from nianbao.documents.running_text import cut, display_width, tidy, trimmed
from nianbao.documents.wording import (
    NOTE,
    UNIT_LINE,
    caption_number,
    case_number,
    ends_sentence,
    is_case_title,
    is_contents_line,
    is_figure_caption,
    is_table_caption,
    page_of_contents_line,
)
from nianbao.facts.place import Place

_POSITION = attrgetter("row", "column")


@dataclass(slots=True)
class _Item:
    """A piece on its way to becoming a block."""

    kind: BlockKind
    text: Text
    level: int = 0
    number: str = ""
    grid: Grid | None = None
    certainty: Certainty = Certainty.READ
    caption_like: bool = False


def assemble(pieces: Sequence[Piece], name: str, form: str, notes: Sequence[Note] = ()) -> Document:
    """The document that these pieces make."""
    kept, dropped = _without_contents(_with_notes_apart(with_tables_joined(pieces)))
    notes = list(notes)
    items = _classified(with_rows_unread(with_tabbed_tables(kept, notes), notes))
    _settle_captions(items)
    _settle_title(items)
    if dropped:
        notes.append(
            Note(
                f"目录中带页码的 {len(dropped)} 行未作为正文读入。",
                f"{len(dropped)} lines of the table of contents were not read as text.",
            )
        )
    return Document(name, form, tuple(_blocks(items)), tuple(dict.fromkeys(notes)), contents=tuple(dropped))


def _with_notes_apart(pieces: Sequence[Piece]) -> list[Piece]:
    """Grids with the rows that are notes in one wide cell (注：…, 单位：…) as passages of their own."""
    result: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, Grid):
            if piece.caption.text:
                result.append(Passage(piece.caption, kind=BlockKind.CAPTION))
            result.extend(_parts_of(piece))
        elif piece.text.text.strip() or piece.kind is BlockKind.FIGURE:
            result.append(piece)
    return result


def _parts_of(grid: Grid) -> list[Piece]:
    if not grid.cells:
        return []
    if grid.certainty is Certainty.UNREAD:
        return [grid]
    filled: dict[int, list[GridCell]] = {}
    tall = False
    for cell in grid.cells:
        if cell.row_span > 1:
            tall = True
        text = cell.text.text
        if text and not text.isspace():
            if cell.row in filled:
                filled[cell.row].append(cell)
            else:
                filled[cell.row] = [cell]
    lone = {row: cells[0] for row, cells in filled.items() if len(cells) == 1}
    apart = {
        row: cell
        for row, cell in lone.items()
        if cell.row_span == 1 and (NOTE.match(cell.text.text) or UNIT_LINE.match(cell.text.text.strip()))
    }
    height = grid.height
    if not filled:
        return []
    if 0 in lone and 0 not in apart and height > 1 and is_table_caption(lone[0].text.text.strip()):
        apart[0] = lone[0]
    if (len(filled) == 1 and grid.width == 1) or all(row in apart for row in filled):
        # A frame around text is no table.
        return [Passage(trimmed(cell.text)) for row in sorted(filled) for cell in filled[row]]
    if grid.width == 1:
        return [Passage(trimmed(cell.text)) for cell in grid.cells if cell.text.text.strip()]
    if not apart:
        return [grid]
    if tall and any(
        cell.row < row < cell.row + cell.row_span for row in apart for cell in grid.cells if cell.row_span > 1
    ):
        return [grid]
    parts: list[Piece] = []
    start = 0
    for row in [*sorted(apart), height]:
        cells = [
            GridCell(cell.row - start, cell.column, cell.text, cell.row_span, cell.column_span)
            for cell in grid.cells
            if start <= cell.row < row
        ]
        if any(cell.text.text.strip() for cell in cells):
            certainty = Certainty.GUESSED if start and row == height else grid.certainty
            parts.append(Grid(cells, certainty))
        if row < height:
            parts.append(Passage(trimmed(apart[row].text)))
        start = row + 1
    return parts


def _without_contents(pieces: Sequence[Piece]) -> tuple[list[Piece], list[Text]]:
    """The pieces without the lines of a table of contents, and those lines."""
    result: list[Piece] = []
    dropped: list[Text] = []
    inside = False
    for index, piece in enumerate(pieces):
        if isinstance(piece, Grid):
            inside = False
            result.append(piece)
            continue
        text = piece.text.text.strip()
        label = tidy(text).replace(" ", "")
        line = is_contents_line(text)
        if piece.contents or (line and (inside or _in_contents_run(pieces, index))):
            dropped.append(trimmed(piece.text))
            continue
        inside = label in (
            "目录",
            "目次",
            "图目录",
            "表目录",
            "案例目录",
            "图表目录",
            "表目次",
            "图目次",
            "Contents",
            "CONTENTS",
        ) or (inside and line)
        result.append(piece)
    return result, dropped


def _in_contents_run(pieces: Sequence[Piece], index: int) -> bool:
    """True among lines that end in a page number: behind dots, or in the order of pages under numbers of headings.

    Without either they are rows of a table: 在校生人数, a tab, 360.
    """
    around = (piece.text.text.strip() for piece in pieces[max(0, index - 2) : index + 3] if isinstance(piece, Passage))
    lines = [line for line in around if is_contents_line(line)]
    if len(lines) < 3:
        return False
    if sum(any(dots in line for dots in ("...", "…", "···", "．．．", "。。。", "___")) for line in lines) >= 2:
        return True
    pages = [page_of_contents_line(line) for line in lines]
    numbered = [numbering for line in lines if (numbering := read_numbering(line)) is not None]
    return pages == sorted(pages) and any(n.scheme == "chapter" or len(n.parts) > 1 for n in numbered)


def _classified(pieces: Sequence[Piece]) -> list[_Item]:
    outline = Outline(chinese=_numbers_chapters_in_chinese(pieces), declared_offset=_declared_offset(pieces))
    items: list[_Item] = []
    for piece in pieces:
        if isinstance(piece, Grid):
            items.append(_Item(BlockKind.TABLE, Text("", ()), grid=piece, certainty=piece.certainty))
        elif piece.kind is not None and piece.kind is not BlockKind.CAPTION:
            items.append(_Item(piece.kind, piece.text, certainty=piece.certainty))
        else:
            items.extend(_classify(piece, outline))
    return items


def _classify(piece: Passage, outline: Outline) -> list[_Item]:
    text = trimmed(piece.text)
    line = text.text
    if is_table_caption(line) or is_figure_caption(line) or piece.kind is BlockKind.CAPTION:
        return [_Item(BlockKind.CAPTION, text, number=caption_number(line), caption_like=piece.kind is None)]
    if NOTE.match(line) or UNIT_LINE.match(line):
        return [_Item(BlockKind.NOTE, text)]
    if is_case_title(line):
        return [_Item(BlockKind.CASE, text, number=case_number(line))]
    numbering = read_numbering(line)
    if numbering is not None and not (numbering.is_deep and not piece.level):
        split = run_in_split(line, numbering)
        if split:
            head = _Item(
                BlockKind.HEADING, trimmed(cut(text, 0, split)), outline.level_of(numbering), numbering.printed
            )
            return [head, _Item(BlockKind.PARAGRAPH, trimmed(cut(text, split)))]
        titled = is_heading_title(line[numbering.length :]) or (piece.level and display_width(line) <= 160)
        if titled and (piece.level or not (_is_list_item(line, numbering) or outline.counts_items(numbering))):
            return [_Item(BlockKind.HEADING, text, outline.level_of(numbering), numbering.printed)]
        return [_Item(BlockKind.PARAGRAPH, text, number=numbering.printed)]
    if is_unnumbered_heading(line):
        level = max(1, piece.level - outline.declared_offset) if piece.level else 1
        outline.enter("unnumbered", level)
        return [_Item(BlockKind.HEADING, text, level)]
    if piece.level and display_width(line) <= 200:
        level = max(0, piece.level - outline.declared_offset)
        if level:
            outline.enter("declared", level)
        return [_Item(BlockKind.HEADING, text, level)]
    return [_Item(BlockKind.PARAGRAPH, text, number=numbering.printed if numbering else "", certainty=piece.certainty)]


def _is_list_item(line: str, numbering: Numbering) -> bool:
    """A single number before words that end as a clause does numbers an item of a list."""
    if numbering.scheme not in ("single", "spaced"):
        return False
    return line.rstrip().endswith(("；", ";", "，"))


def _numbers_chapters_in_chinese(pieces: Sequence[Piece]) -> bool:
    """True where 一、 or 第一章 comes before any 1 that could number a chapter."""
    for piece in pieces:
        if not isinstance(piece, Passage):
            continue
        numbering = read_numbering(piece.text.text.strip())
        if numbering is None or not is_heading_title(piece.text.text.strip()[numbering.length :]):
            continue
        if numbering.scheme in ("chapter", "han"):
            return True
        if numbering.scheme in ("single", "spaced", "decimal"):
            return False
    return False


def _declared_offset(pieces: Sequence[Piece]) -> int:
    """How much deeper than its number a format declares its numbered headings (``<h2>1 人才培养</h2>``: 1)."""
    for piece in pieces:
        if isinstance(piece, Passage) and piece.level:
            numbering = read_numbering(piece.text.text.strip())
            if numbering is not None and not numbering.is_deep:
                depth = len(numbering.parts) if numbering.scheme == "decimal" else 1
                return max(0, piece.level - depth)
    return 0


def _settle_captions(items: list[_Item]) -> None:
    """Tell captions from lists of captions, and find the captions that have no number.

    A numbered caption belongs to the table behind it, else to a table before it that has none.
    Several in a row are a list of the tables: only the last of them, before its table, is a caption.
    """
    owned: set[int] = set()
    for index, item in enumerate(items):
        if item.kind is not BlockKind.TABLE:
            continue
        before = _neighbour(items, index, -1)
        if before is not None and _is_table_title(items[before]):
            owned.add(before)
        elif before is not None and _is_bare_caption(items, before):
            items[before].kind, items[before].certainty = BlockKind.CAPTION, Certainty.GUESSED
            owned.add(before)
    for index, item in enumerate(items):
        if item.kind is not BlockKind.TABLE:
            continue
        before = _neighbour(items, index, -1)
        after = _neighbour(items, index, 1)
        if (
            (before is None or before not in owned)
            and after is not None
            and after not in owned
            and _is_table_title(items[after])
        ):
            owned.add(after)
    for index, item in enumerate(items):
        if _is_table_title(item) and item.caption_like and index not in owned:
            near = [items[i] for i in (index - 1, index + 1) if 0 <= i < len(items)]
            if any(_is_table_title(other) or other.text.text.startswith("表 ") for other in near):
                item.kind = BlockKind.PARAGRAPH


def _neighbour(items: list[_Item], index: int, step: int) -> int | None:
    """The next block in a direction, over unit lines and notes."""
    position = index + step
    while 0 <= position < len(items):
        item = items[position]
        if item.kind is BlockKind.NOTE and (step > 0 or UNIT_LINE.match(item.text.text)):
            position += step
            continue
        return position
    return None


def _is_table_title(item: _Item) -> bool:
    return item.kind is BlockKind.CAPTION and not is_figure_caption(item.text.text)


def _is_bare_caption(items: list[_Item], index: int) -> bool:
    """A short line without number or full stop between running text and its table."""
    item = items[index]
    text = item.text.text.strip()
    if item.kind is not BlockKind.PARAGRAPH or item.number or display_width(text) > 72 or ends_sentence(text):
        return False
    if text in ("无", "无。") or tidy(text) in TOTALS or text.startswith(("http", "（", "(")):
        return False
    return index > 0 and "，" not in text and "。" not in text


def _settle_title(items: list[_Item]) -> None:
    """The report's title, a heading of level 0: the first line where it is short and names a report."""
    for item in items[:12]:
        if item.kind is BlockKind.HEADING and item.level > 0 and item.number:
            return
        if item.kind not in (BlockKind.PARAGRAPH, BlockKind.HEADING):
            continue
        text = tidy(item.text.text)
        if "报告" in text and display_width(text) <= 90 and not ends_sentence(text) and "，" not in text:
            item.kind, item.level = BlockKind.HEADING, 0
            return


def _blocks(items: Sequence[_Item]) -> list[Block]:
    blocks, tables = [], 0
    for index, item in enumerate(items, 1):
        cells: tuple[GridCell, ...] = ()
        if item.grid is not None:
            cells = tuple([_in_table(cell, tables) for cell in sorted(item.grid.cells, key=_POSITION)])
            tables += 1
        blocks.append(Block(f"b{index}", item.kind, item.text, item.level, item.number, cells, item.certainty))
    return blocks


def _in_table(cell: GridCell, table: int) -> GridCell:
    """The cell with its position in the table in every place of its text."""
    row, column, text = cell.row, cell.column, cell.text
    spans = text.spans
    if not spans:
        return cell
    if len(spans) == 1:
        (span,) = spans
        spans = (Span(span.start, span.end, _placed(span.place, table, row, column)),)
    else:
        spans = tuple([Span(span.start, span.end, _placed(span.place, table, row, column)) for span in spans])
    return GridCell(row, column, Text(text.text, spans), cell.row_span, cell.column_span)


def _placed(at: Place, table: int, row: int, column: int) -> Place:
    """The place with a table position; its fields are named because it is done for every cell of a report."""
    return Place(
        at.file, at.line, at.column, at.length, at.page, at.box, at.paragraph, at.run,
        at.sheet, at.cell, table, row, column, at.section, at.text,
    )  # fmt: skip
