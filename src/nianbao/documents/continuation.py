"""Whether a table goes on behind a page break or blank line, and how.

The second piece may say the header again, may begin with the torn-off end of the row
before, or simply go on; a header of its own makes it another table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from nianbao.documents.document import Certainty, GridCell, Text
from nianbao.documents.passage import Grid, Passage, Piece
from nianbao.documents.running_text import EMPTY, joined
from nianbao.documents.values import is_figure, is_ordinal, is_value
from nianbao.documents.wording import UNIT_LINE
from nianbao.facts.pattern import as_pattern

_LONGEST_CAPTION = 60
_GOES_ON = as_pattern(
    r"[（(【]?(?:[续接]上?表(?:[\d一二三四五六七八九十.．\-—－]{0,6}(?:[:：、].{0,30}|(?<=[\d一二三四五六七八九十])[^，。；]{0,30})?)?)[）)】]?"
    r"|附?表[\d一二三四五六七八九十][^，。；]*(?:[（(【][续接]上?表?[）)】]|续表?)"
)
_PAGE_NUMBER = as_pattern(r"[-–—~·]?\s*\d{1,3}\s*[-–—~·]?|第\s*\d{1,3}\s*页(?:\s*共\s*\d{1,3}\s*页)?")
Rows = Sequence[Sequence[Text]]


def is_same_table(before: Rows, width: int, after: Rows, after_width: int) -> bool:
    """True where ``after`` can be the rest of ``before``; the widths are those of most rows."""
    if width != after_width and used_width(before) != used_width(after):
        return False
    if repeated_header(before, after):
        return True
    if not any(has_value(row) for row in before):
        return True
    first = after[0]
    filled = sum(bool(cell.text) for cell in first)
    if has_value(first) or filled < 2 or not first[0].text:
        return True
    # Words only, then figures: the head of another table, unless it is a row like those before it.
    following = next((row for row in after[1:] if has_value(row)), None)
    return following is None or (first[0].text != before[0][0].text and filled < max(2, after_width - 1))


def repeated_header(before: Rows, after: Rows) -> int:
    """How many rows at the start of ``after`` say the header of ``before`` again."""
    count = 0
    for ours, again in zip(before, after, strict=False):
        if has_value(again) or not any(cell.text for cell in again) or _bare(ours) != _bare(again):
            break
        count += 1
    return count if count and len(after) > count else 0


def torn_columns(last: Sequence[Text], first: Sequence[Text]) -> list[int]:
    """The columns in which ``first`` is the torn-off end of the row ``last``: words under words, no head, no figure."""
    if not first or first[0].text or len(first) > len(last):
        return []
    filled = [index for index, cell in enumerate(first) if cell.text]
    if any(is_value(first[i].text) or not last[i].text or is_value(last[i].text) for i in filled):
        return []
    values = [i for i, cell in enumerate(last) if is_figure(cell.text) and not (i == 0 and is_ordinal(cell.text))]
    if not values or (len(filled) > 1 and filled == list(range(1, len(filled) + 1))):
        return []
    return filled


def has_value(row: Sequence[Text]) -> bool:
    """True where a row holds a figure or a nil."""
    return any(is_value(cell.text) for cell in row)


def used_width(rows: Rows) -> int:
    """The columns that hold anything."""
    return max((index + 1 for row in rows for index, cell in enumerate(row) if cell.text), default=0)


def is_said_to_go_on(text: str) -> bool:
    """True for what stands over the rest of a table on the next page.

    >>> [is_said_to_go_on(text) for text in ("续表", "续表 3", "（续上表）", "表 2 教师队伍结构（续）", "表2续表")]
    [True, True, True, True, True]
    >>> [is_said_to_go_on(text) for text in ("表 2 连续三年的招生数", "手续办理情况表", "续表所示数据表明规模稳定。")]
    [False, False, False]
    """
    return len(text) <= _LONGEST_CAPTION and _GOES_ON.fullmatch("".join(text.split())) is not None


def with_tables_joined(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces with every table that a break tore apart whole again; 续表 may be written over the rest."""
    result: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, Grid):
            over = 0  # lines over the piece that only say that it goes on, and in which unit
            while over < min(2, len(result)) and _is_over_the_rest(result[-over - 1]):
                over += 1
            said = any(_is_said(line) for line in result[len(result) - over :])
            before = result[-over - 1] if len(result) > over else None
            again = over and not said and isinstance(before, Grid) and repeated_header(_texts(before), _texts(piece))
            if isinstance(before, Grid) and (said or again or (piece.broken and not over)):
                whole = _joined_grids(before, piece)
                if whole is not None:
                    result[len(result) - over - 1 :] = [whole]
                    continue
        result.append(piece)
    return result


def _is_said(piece: Piece) -> bool:
    return isinstance(piece, Passage) and is_said_to_go_on(piece.text.text.strip())


def _is_over_the_rest(piece: Piece) -> bool:
    """True for 续表, the unit said again, or the number of a page that came along when a PDF was made a Word file."""
    if not isinstance(piece, Passage) or piece.level:
        return False
    text = piece.text.text.strip()
    return _is_said(piece) or UNIT_LINE.match(text) is not None or _PAGE_NUMBER.fullmatch(text) is not None


def _joined_grids(before: Grid, after: Grid) -> Grid | None:
    if Certainty.UNREAD in (before.certainty, after.certainty):
        return None
    first, second = _texts(before), _texts(after)
    if not first or not second or not is_same_table(first, before.width, second, after.width):
        return None
    skip = repeated_header(first, second)
    torn = [] if skip else torn_columns(first[-1], second[0])
    cells = list(before.cells)
    if torn:
        last = before.height - 1
        tails = {cell.column: cell.text for cell in after.cells if cell.row == 0 and cell.text.text}
        cells = [
            replace(cell, text=joined([cell.text, tails[cell.column]]))
            if cell.row + cell.row_span - 1 == last and cell.column in tails
            else cell
            for cell in cells
        ]
        skip = 1
    offset = before.height - skip
    for cell in after.cells:
        if cell.row >= skip:
            cells.append(GridCell(cell.row + offset, cell.column, cell.text, cell.row_span, cell.column_span))
    certainty = Certainty.GUESSED if Certainty.GUESSED in (before.certainty, after.certainty) else Certainty.READ
    return Grid(cells, certainty, before.caption, before.broken)


def _texts(grid: Grid) -> list[list[Text]]:
    return [[cell or EMPTY for cell in row] for row in grid.rows()]


def _bare(row: Sequence[Text]) -> list[str]:
    return ["".join(cell.text.split()) for cell in row]
