"""Tables of a copy whose columns are not certain: kept as lines, said to be unread, and never checked.

A grid with a column shifted by one raises false alarms in every row, so doubt costs less than a guess. A table
that was put together is doubted where a column mixes words with figures, where pieces of labels are left over,
where a head is missing, or where lines with figures beside it belong to no row of it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from itertools import pairwise

from nianbao.documents.document import BlockKind, Certainty, GridCell, Note, Text
from nianbao.documents.lines.copied_stretch import is_of_table
from nianbao.documents.lines.copied_words import SLACK
from nianbao.documents.lines.line import Line
from nianbao.documents.lines.spaced_table import SpacedTable, words_of
from nianbao.documents.passage import Grid, Passage, Piece
from nianbao.documents.ragged_row import TOTALS
from nianbao.documents.running_text import display_width, joined, tidy
from nianbao.documents.table import is_total
from nianbao.documents.values import is_calendar, is_figure, is_nil, is_ordinal, is_value
from nianbao.documents.wording import is_table_caption
from nianbao.facts.pattern import as_pattern

_LEAST_LINES = 3  # with figures, below a caption
_PLAIN = frozenset([None, BlockKind.CAPTION])
_FIGURE_IN_WORDS = as_pattern(r"[\u4e00-\u9fff]\s+-?\d[\d,]*\.\d+(?!\s*[-—:：])")
# 增减率（万元）: the unit of the next column.
_WRONG_UNIT = as_pattern(
    r"(?:[长业学减增格效意]率|占比|比例)[（(](?:万元|元|人|个|所|项|名)[）)]|(?:人数|[减增总]额)[（(][%％][）)]"
)
_TWO_UNITS = as_pattern(r"[）)].*[（(][^（）()]{1,4}[）)]")
_ENDS_IN_UNIT = as_pattern(r"[（(][人所个%％万元项名]{1,2}[）)]$")
# （人）分类在校生数: the end of one label and the beginning of the next.
_UNIT_INSIDE = as_pattern(r"(?:^|.*[\u4e00-\u9fff])[（(][人所个%％万亿元项名套台册亩]{1,2}[）)]\s*[\u4e00-\u9fff]{2}")
_NUMBER_OF_ROW = as_pattern(r".*[\u4e00-\u9fff]\s*\d{1,2}\s*[\u4e00-\u9fff]|\d{1,2}\s*[\u4e00-\u9fff]")
_NAMES_OF_LABELS = frozenset(["年份", "年度", "学校", "项目", "指标", "级别", "类别", "专业", "专业名称", "学校名称"])
_SERIAL = frozenset(["序号", "编号", "序", "号"])


def with_doubtful_unread(
    lines: Sequence[Line], kinds: list[str], tables: dict[int, SpacedTable]
) -> dict[int, SpacedTable]:
    """The tables found in spaced text, the doubtful ones as lines; ``kinds`` is kept in step."""
    result = {start: table for start, table in tables.items() if table.whole}
    bounds = {index for table in result.values() for index in range(table.start, table.end)}
    for first, end, captioned in _stretches(lines, kinds, bounds):
        inside = [table for start, table in sorted(tables.items()) if first <= start < end]
        for table in inside:
            table.grid = with_pieces_joined(table.grid)
        loose = [
            index
            for index in range(first, end)
            if kinds[index] == "prose" and _figures(lines[index]) and not any(t.start <= index < t.end for t in inside)
        ]
        rows = [index for index in loose if _is_row(lines[index])]
        alone = len(inside) == 1 and not captioned
        unsure = any(table.note is not None or captioned for table in inside)
        if inside and not any(_is_wrong(table, alone) for table in inside) and not (rows and unsure):
            result.update({table.start: table for table in inside})
            continue
        if not inside and not (captioned and len(rows) >= _LEAST_LINES):
            continue
        held = [*rows, *(index for table in inside for index in (table.start, table.end - 1))]
        start, stop = (first if captioned else min(held)), max(held) + 1
        result[start] = as_lines(lines, start, stop)
        kinds[start:stop] = ["spaced"] * (stop - start)
    return result


def lines_under_captions(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """Where lines of running text below a caption are rows of figures: the first line, and the one behind the last."""
    kinds = ["prose"] * len(lines)
    found = []
    for first, end, captioned in _stretches(lines, kinds):
        rows = [index for index in range(first, end) if _figures(lines[index]) and _is_row(lines[index])]
        if captioned and len(rows) >= _LEAST_LINES:
            found.append((first, rows[-1] + 1))
    return found


def with_rows_unread(pieces: Sequence[Piece], notes: list[Note]) -> list[Piece]:
    """The pieces with rows of figures that stand as paragraphs below a caption as tables kept as lines.

    So a Word file or a page has them where its text was copied from a print; as prose they would be misread.
    """
    result: list[Piece] = []
    run: list[Passage] = []
    for piece in (*pieces, None):
        if isinstance(piece, Passage) and not (piece.level or piece.contents) and piece.kind in _PLAIN:
            run.append(piece)
            continue
        if run:
            result.extend(_run_unread(run, notes) if len(run) > _LEAST_LINES else run)
            run = []
        if piece is not None:
            result.append(piece)
    return result


def _run_unread(run: Sequence[Passage], notes: list[Note]) -> Iterator[Piece]:
    start = 0
    for first, end in lines_under_captions([Line("", 0, passage.text.text) for passage in run]):
        yield from run[start:first]
        texts = [passage.text for passage in run[first:end] if passage.text.text.strip()]
        yield Grid([GridCell(row, 0, text) for row, text in enumerate(texts)], Certainty.UNREAD)
        place = texts[0].place(0, 1)
        notes.append(
            Note(
                f"{place} 起的表格分不清各列，没有读入，也没有核对；请把它做成表格后再核对。",
                f"The columns of the table that begins at {place} cannot be told apart; it was not read "
                "and not checked. Make it a table and check again.",
            )
        )
        start = end
    yield from run[start:]


def _is_wrong(table: SpacedTable, alone: bool) -> bool:
    """True for a doubtful table; only one without others beside it may do without a head."""
    if table.certain:
        return False
    first = [cell.text.text.strip() for cell in table.grid.cells if cell.row == 0]
    return is_doubtful(table.grid) or (not alone and _has_figure(first))


def _stretches(
    lines: Sequence[Line], kinds: Sequence[str], bounds: Collection[int] = ()
) -> list[tuple[int, int, bool]]:
    """Lines that may be one table: behind a caption or a sentence, up to the next; whether a caption stands before.

    The lines ``bounds`` of a whole table end one as a caption does.
    """
    found: list[tuple[int, int, bool]] = []
    start: int | None = None
    captioned = under = False
    for index in range(len(lines) + 1):
        if index < len(lines) and kinds[index] == "blank":
            continue
        bound = index in bounds
        inside = (
            not bound
            and index < len(lines)
            and (kinds[index] == "spaced" or (kinds[index] == "prose" and is_of_table(lines[index])))
        )
        if inside:
            if start is None:
                start, captioned = index, under
            continue
        if start is not None:
            found.append((start, index, captioned))
            start = None
        under = bound or (index < len(lines) and kinds[index] == "prose" and is_table_caption(lines[index].stripped))
    return found


def _figures(line: Line) -> int:
    return sum(is_value(word.text) for word in words_of(line))


def _is_row(line: Line) -> bool:
    """True for figures in columns; 3 发展变化 is a heading."""
    words = words_of(line)
    figures = sum(is_value(word.text) for word in words)
    return figures >= 2 or (figures == 1 and (len(words) == 1 or not is_ordinal(words[0].text)))


def as_lines(lines: Sequence[Line], start: int, stop: int) -> SpacedTable:
    """These lines as a table that is not read."""
    texts = [line.text() for line in lines[start:stop] if not line.is_blank and not line.furniture]
    grid = Grid([GridCell(row, 0, text) for row, text in enumerate(texts)], Certainty.UNREAD)
    note = Note(
        f"第{lines[start].number}–{lines[stop - 1].number}行的表格分不清各列，没有读入，也没有核对；"
        "请改用 Word 或 PDF 原件，或把表格按制表符分列后再核对。",
        f"The columns of the table in lines {lines[start].number} to {lines[stop - 1].number} cannot be told apart; "
        "it was not read and not checked. Use the Word file or the PDF itself, or part its columns with tabs.",
    )
    return SpacedTable(start, stop, grid, note)


def with_pieces_joined(grid: Grid) -> Grid:
    """The grid with words that stand alone below a full label put to it, where every such piece has one.

    Labels are set at the top of their cells then; a piece above the first row, or below a label that had room
    for more, says otherwise, and the grid stays as it is.
    """
    rows = grid.rows()
    body = next((n for n, row in enumerate(rows) if _has_figure([c.text if c else "" for c in row])), len(rows))
    filled = [[c for c, text in enumerate(row) if text is not None and text.text.strip()] for row in rows]
    lone = [n for n in range(body + 1, len(rows)) if len(filled[n]) == 1 and not is_value(_text(rows, n, filled[n][0]))]
    if not lone or any(cell.row_span > 1 or cell.column_span > 1 for cell in grid.cells if cell.row >= body):
        return grid
    (column, *others) = {filled[n][0] for n in lone}
    edge = max(display_width(_text(rows, n, column)) for n in range(body, len(rows)))
    joins: dict[int, int] = {}
    for n in lone:
        above = n - 1
        if others or is_total(_text(rows, n, column)) or edge - display_width(_text(rows, above, column)) > SLACK:
            return grid
        joins[n] = joins.get(above, above)
    kept = {n: place for place, n in enumerate(n for n in range(len(rows)) if n not in joins)}
    tails: dict[int, list[Text]] = {}
    for cell in grid.cells:
        if cell.row in joins and cell.column == column:
            tails.setdefault(joins[cell.row], []).append(cell.text)
    cells = [
        replace(
            cell,
            row=kept[cell.row],
            text=joined([cell.text, *tails.get(cell.row, [])]) if cell.column == column else cell.text,
        )
        for cell in grid.cells
        if cell.row not in joins
    ]
    return Grid(cells, Certainty.GUESSED, grid.caption, grid.broken)


def _text(rows: Sequence[Sequence[Text | None]], row: int, column: int) -> str:
    text = rows[row][column]
    return text.text.strip() if text is not None else ""


def is_doubtful(grid: Grid) -> bool:
    """True where a table that was put together from words cannot be right in all its columns."""
    if grid.certainty is Certainty.UNREAD:
        return True
    rows = [[cell.text.strip() if cell else "" for cell in row] for row in grid.rows()]
    width = grid.width
    first = next((n for n, row in enumerate(rows) if _has_figure(row)), len(rows))
    heads, body = rows[:first], rows[first:]
    if holds_figures_run_together(grid):
        return True
    if any(_FIGURE_IN_WORDS.search(text) and not is_value(text) for row in body for text in row):
        return True
    if heads and _is_no_sum(heads[-1], body):
        return True
    if any(_WRONG_UNIT.search(tidy(text)) for row in heads for text in row):
        return True
    whole = all(all(row) for row in body)
    if not body or width < 2 or not (heads or whole):
        return True
    if any(_is_open(text) for row in rows for text in row):
        return True
    if any(len(cell.text.spans) > 1 and is_value(cell.text.text) for cell in grid.cells):
        return True  # two figures became one
    if not whole and any(_TWO_UNITS.search(text) for row in heads for text in row):
        return True
    columns = [[row[column] for row in body if row[column]] for column in range(width)]
    bare = 0  # columns without a head
    for column, cells in enumerate(columns):
        figures = sum(is_value(text) for text in cells)
        words = sum(not is_value(text) and not is_calendar(text) for text in cells)
        named = {tidy(row[column]) for row in heads if row[column]}
        if figures * 2 > len(cells) and named & _NAMES_OF_LABELS:
            return True
        if (
            not figures
            and column == 0
            and any(_ENDS_IN_UNIT.search(n) and n[:2] not in _NAMES_OF_LABELS for n in named)
        ):
            return True
        if column and figures and words and words * 4 < figures * 3:
            return True
        if column and heads and not any(row[column] for row in heads) and not _is_reached(heads, grid, first, column):
            bare += 1
    if bare and (bare == 1 or not whole):
        return True
    serials = [row[0] for row in body if is_ordinal(row[0])]
    if any(tidy(row[0]) in _SERIAL for row in heads) and not _counts(serials):
        return True
    labels = [c for c, cells in enumerate(columns) if sum(not is_value(t) for t in cells) * 2 > len(cells)]
    if not labels or labels[0] > 1 or any(map(_UNIT_INSIDE.match, columns[labels[0]])):
        return True
    lone = blank = 0
    for row in body:
        filled = [text for text in row if text]
        if len(filled) == 1 and not is_value(filled[0]):
            lone += not as_pattern(r"[一二三四五六七八九十（(A-Z]").match(filled[0])
        blank += _has_figure(row) and not any(row[c] for c in (0, *labels) if not is_ordinal(row[c]))
    names = [tidy(text) for row in heads[-1:] for text in row if text]
    halved = any(
        name in ("数", "率", "量", "号", "序", "次", "人", "额") or name.startswith(("（", "(")) for name in names
    )
    begun = any(tidy(row[c]) in ("合", "计") for row in body for c in labels)
    return bool(lone) or blank * 6 > len(body) or halved or begun


def holds_figures_run_together(grid: Grid) -> bool:
    """True where a cell holds figures of several columns: 445 1022 263, or a label with them: 合计 12 1918."""
    for cell in grid.cells:
        pieces = cell.text.text.split()
        if (
            len(pieces) > 2
            and all(map(is_figure, pieces[-2:]))
            and (all(map(is_value, pieces)) or (len(pieces[0]) > 1 and not any(map(is_value, pieces[:-2]))))
        ):
            return True
    return False


def holds_rows_run_together(grid: Grid) -> bool:
    """True where a label is made of pieces of two: 招生（人）分类, 员培训 2 企业职工 in a column of serial numbers."""
    first = [cell for cell in grid.cells if cell.column == 0 and cell.text.text.strip()]
    if any(_UNIT_INSIDE.match(cell.text.text.strip()) for cell in first if cell.row):
        return True
    numbered = [_NUMBER_OF_ROW.match(cell.text.text.strip()) is not None for cell in first]
    return any(numbered[1:]) and (tidy(first[0].text.text) in _SERIAL or (numbered[0] and sum(numbered) > 2))


def _is_no_sum(names: Sequence[str], body: Sequence[Sequence[str]]) -> bool:
    """True where 小计 is in no row the sum of the columns that are named beside it: the group stands elsewhere."""
    for column, name in enumerate(names):
        if tidy(name) != "小计":
            continue
        first = column
        while first and names[first - 1] and tidy(names[first - 1]) != "小计":
            first -= 1
        sums = []
        for row in body:
            try:
                figures = [Decimal(text.replace(",", "")) for text in row[first : column + 1]]
            except InvalidOperation:
                continue
            sums.append(sum(figures[:-1]) == figures[-1])
        if column - first > 1 and len(sums) > 1 and not any(sums):
            return True
    return False


def _counts(serials: Sequence[str]) -> bool:
    """True for 1, 2, 3 …: where a number is missing, its row became part of another."""
    numbers = [int("".join(c for c in text if c.isdecimal())) for text in serials]
    return all(b == a + 1 for a, b in pairwise(numbers))


def _has_figure(row: Sequence[str]) -> bool:
    """True where a cell holds a figure that is no serial number."""
    return any(is_value(text) and not (c == 0 and (is_ordinal(text) or is_nil(text))) for c, text in enumerate(row))


def _is_open(text: str) -> bool:
    return text.count("（") + text.count("(") != text.count("）") + text.count(")") and tidy(text) not in TOTALS


def _is_reached(heads: Sequence[Sequence[str]], grid: Grid, first: int, column: int) -> bool:
    """True where a head reaches over this column from the left."""
    return any(
        cell.row < first and cell.text.text and cell.column < column < cell.column + cell.column_span
        for cell in grid.cells
    ) or any(row[column - 1] for row in heads[:-1])
