"""The tables of a document as sheets: with their captions, sections and units, and whole where a page break cut them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nianbao.documents.document import Block, BlockKind, Certainty, Document, GridCell
from nianbao.extraction.tables.table_facts import UNIT_CAPTION, Sheet, compact, holds_number, unit_of
from nianbao.facts.pattern import as_pattern
from nianbao.facts.unit import Unit

_UNIT_ALONE = as_pattern(r"[（(]?\s*(?:金额|计量|数据)?单位\s*[:：][^，。；]{1,14}")


def read_sheets(document: Document) -> tuple[Sheet, ...]:
    """Every table of the document, those that a page break cut in two put together again."""
    pending: list[tuple[Block, str, list[tuple[GridCell | None, ...]], Unit | None, str]] = []
    caption, section, hint = "", "", None
    since_table = 0
    for position, block in enumerate(document.blocks):
        if block.kind is BlockKind.TABLE and block.certainty is Certainty.UNREAD:
            caption, hint = "", None
            since_table += 1
            continue
        if block.kind is BlockKind.TABLE:
            rows = _grid(block)
            if pending and since_table == 0 and _continues(pending[-1][2], rows):
                pending[-1][2].extend(rows[1:] if _same_row(pending[-1][2][0], rows[0]) else rows)
            else:
                pending.append((block, caption, rows, hint, section))
            caption, hint, since_table = "", None, 0
            continue
        words = block.text.text.strip()
        if block.kind is BlockKind.HEADING:
            section = words
            caption, hint = words, None
        elif block.kind is BlockKind.CAPTION or len(words) < 40:
            # 单位：万元 stands between a caption and its table.
            caption = caption if _UNIT_ALONE.fullmatch(words) else words
        else:
            caption = ""
        if match := UNIT_CAPTION.search(words):
            hint = unit_of(match[1])
            if (
                pending
                and since_table == 0
                and pending[-1][3] is None
                and _stands_below(document.blocks, position, match)
            ):
                pending[-1] = (*pending[-1][:3], hint, pending[-1][4])
                hint = None
        if words:
            since_table += 1
    return tuple(
        Sheet(block.id, block, index, caption, tuple(rows), hint, section)
        for index, (block, caption, rows, hint, section) in enumerate(pending)
        if rows
    )


_LONGEST_NOTE = 40


def _stands_below(blocks: Sequence[Block], position: int, note: re.Match[str]) -> bool:
    """（单位：万元） or a caption with its unit behind a table, and no table or caption behind it: that of the table above."""
    alone = len(note.string) < _LONGEST_NOTE and "。" not in note.string
    behind = next((block for block in blocks[position + 1 :] if block.text.text.strip() or block.cells), None)
    return alone and (behind is None or behind.kind not in (BlockKind.TABLE, BlockKind.CAPTION))


def _grid(block: Block) -> list[tuple[GridCell | None, ...]]:
    height, width = block.row_count, block.column_count
    grid: list[list[GridCell | None]] = [[None] * width for _ in range(height)]
    for cell in block.cells:
        for row in range(cell.row, min(height, cell.row + cell.row_span)):
            for column in range(cell.column, min(width, cell.column + cell.column_span)):
                # A merged label belongs to every row and column it covers; a merged number only to its first.
                if (row, column) != (cell.row, cell.column) and holds_number(cell.text.text):
                    continue
                grid[row][column] = cell
    return [tuple(row) for row in grid]


def _same_row(left: Sequence[GridCell | None], right: Sequence[GridCell | None]) -> bool:
    texts = [[compact(cell.text.text) if cell else "" for cell in row] for row in (left, right)]
    return [t for t in texts[0] if t] == [t for t in texts[1] if t] and any(texts[0])


def _continues(above: Sequence[Sequence[GridCell | None]], below: Sequence[Sequence[GridCell | None]]) -> bool:
    return bool(above and below) and _same_row(above[0], below[0])
