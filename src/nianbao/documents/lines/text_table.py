"""Tables in lines of text whose cells are separated by tabs or by ``|``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from nianbao.documents import limits
from nianbao.documents.continuation import is_same_table, repeated_header, torn_columns
from nianbao.documents.document import Certainty, Note, Text
from nianbao.documents.lines.line import Line
from nianbao.documents.passage import Grid, grid_of
from nianbao.documents.ragged_row import best_columns, column_profile, moved_columns
from nianbao.documents.running_text import EMPTY, joined
from nianbao.documents.values import is_value
from nianbao.facts.pattern import as_pattern

RULE = as_pattern(r"^[\s|+:：=─━┄┈┌┬┐├┼┤└┴┘╔╦╗╠╬╣╚╩╝═-]*$")
_BAR = as_pattern("[|│┃║｜]")
_LONGEST_UNIT = 4  # of what may stand below its figure
BARS = str.maketrans("│┃║｜", "||||")


@dataclass(slots=True)
class Row:
    """One row of a table as far as its line tells."""

    cells: list[Text]
    line: Line
    gap: bool = False  # a blank line or a page break stands before it
    pieced: bool = False  # a label was put together from several lines

    @property
    def texts(self) -> list[str]:
        return [cell.text for cell in self.cells]

    @property
    def filled(self) -> int:
        return sum([bool(cell.text) for cell in self.cells])


def is_rule(line: Line) -> bool:
    """True for ``--- | ---`` and for the frame of a table drawn with characters."""
    text = line.stripped
    if text[:1].isalnum():  # most lines
        return False
    return (
        bool(RULE.match(text))
        and bool(as_pattern(r"[-─━=═]{2}").search(text))
        and bool(as_pattern(r"[|\t+─━═┼]|--\s+--").search(text))
    )


def tab_cells(line: Line) -> list[Text]:
    """The cells of a line between its tabs."""
    cells, start = [], 0
    for part in line.plain.split("\t"):
        stop = start + len(part)
        cells.append(line.text(start, stop) if part else EMPTY)
        start = stop + 1
    return cells


def pipe_cells(line: Line) -> list[Text]:
    r"""The cells of a line between its bars; an escaped bar is text."""
    plain = line.plain.translate(BARS)
    bars = [i for i, c in enumerate(plain) if c == "|" and (i == 0 or plain[i - 1] != "\\")]
    first, last = len(plain) - len(plain.lstrip()), len(plain.rstrip()) - 1
    edges = [-1, *bars, len(plain)]
    cells = [line.text(left + 1, right) for left, right in pairwise(edges)]
    if bars and bars[0] == first:
        cells = cells[1:]
    if bars and bars[-1] == last:
        cells = cells[:-1]
    return cells


def bar_count(line: Line) -> int:
    """How many bars a line has."""
    return len(_BAR.findall(line.plain))


def is_tab_row(line: Line) -> bool:
    """True for a line with cells; false for a paragraph that a tab sets in."""
    if not line.has_tab or line.contents:
        return False
    fields = [part.strip() for part in line.plain.split("\t")]
    filled = [part for part in fields if part]
    if len(filled) == 1 and len(fields) <= 3 and not fields[0] and (line.width > 50 or filled[0].endswith("。")):
        return False
    return bool(filled)


@dataclass(slots=True)
class TableText:
    """The grids found in a run of table lines, with what had to be guessed."""

    grids: list[Grid] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


def tables_in(rows: Sequence[Row]) -> TableText:
    """Rows in reading order as tables: torn ones whole again, those of another table apart."""
    result = TableText()
    if sum(len(row.cells) for row in rows) > limits.TABLE_CELLS:
        raise limits.too_large(
            "text-table-too-large",
            f"表格超过 {limits.TABLE_CELLS:,} 个单元格",
            f"a table has more than {limits.TABLE_CELLS:,} cells",
        )
    head = _other_head(rows)
    if head is not None:
        for part in (rows[:head], rows[head:]):
            found = tables_in(part)
            result.grids.extend(found.grids)
            result.notes.extend(found.notes)
        return result
    title = _title(rows)
    if title is not None:
        for part in (rows[:title], rows[title + 1 :]):
            found = tables_in(part)
            if result.grids:
                result.grids.append(grid_of([rows[title].cells]))  # a frame around words is none
            result.grids.extend(found.grids)
            result.notes.extend(found.notes)
        return result
    group: list[Row] = []
    width = echo = 0
    runs = _runs(rows)
    for position, run in enumerate(runs):
        # With a blank line behind every line, a head that is said again comes row by row.
        echo = _echo(group, run, echo) if position + 1 < len(runs) else 0
        if echo:
            continue
        run = _with_broken_rows_joined(run)
        run_width = _usual_width(run)
        before, after = [row.cells for row in group], [row.cells for row in run]
        if not group or not is_same_table(before, width, after, run_width):
            if group:
                result.grids.append(_grid(group, width, result.notes))
            group, width = list(run), run_width
            continue
        repeated = repeated_header(before, after)
        torn = [] if repeated else torn_columns(before[-1], after[0])
        for column in torn:
            group[-1].cells[column] = joined([group[-1].cells[column], run[0].cells[column]])
        group.extend(run[repeated or bool(torn) :])
    if group:
        result.grids.append(_grid(group, width, result.notes))
    return result


def _other_head(rows: Sequence[Row]) -> int | None:
    """The first row that heads another table: it begins as the head does, 序号 指标, and goes on in other words."""
    head = _without_blank_end(rows[0]) if rows else []
    if len(head) < 3 or not all(head) or any(map(is_value, head)):
        return None
    for index in range(2, len(rows) - 1):
        texts = _without_blank_end(rows[index])
        if texts[:2] != head[:2] or texts == head or len(texts) < 3 or not all(texts) or any(map(is_value, texts)):
            continue
        if all(any(map(is_value, row.texts)) for row in (rows[index - 1], rows[index + 1])):
            return index
    return None


def _without_blank_end(row: Row) -> list[str]:
    texts = row.texts
    while texts and not texts[-1]:
        texts.pop()
    return texts


def _title(rows: Sequence[Row]) -> int | None:
    """The first line without a tab that parts a finished row from the first one of a table of another form."""
    for index in range(2, len(rows) - 1):
        before, row, below = rows[index - 1], rows[index], rows[index + 1]
        if len(row.cells) != 1 or row.gap or len(row.cells[0].text) <= _LONGEST_UNIT or is_value(row.cells[0].text):
            continue
        is_finished = len(before.cells) == _usual_width(rows[:index]) and is_value(before.cells[-1].text)
        is_head = below.filled > 2 and not any(is_value(text) for text in below.texts[1:])
        if is_finished and is_head and len(below.cells) != len(before.cells):
            return index
    return None


def _echo(group: Sequence[Row], run: Sequence[Row], said: int) -> int:
    """How many rows of the head ``run`` has said again after ``said`` others; none where it says something else."""
    again = [row.texts for row in group[said : said + len(run)]]
    if [row.texts for row in run] != again or any(is_value(text) for texts in again for text in texts):
        return 0
    below = any(is_value(text) for row in group[said + len(run) :] for text in row.texts)
    return said + len(run) if below and (said or sum(bool(text) for text in again[0]) >= 2) else 0


def _runs(rows: Sequence[Row]) -> list[list[Row]]:
    runs: list[list[Row]] = []
    for row in rows:
        if row.gap or not runs:
            runs.append([])
        runs[-1].append(row)
    return runs


def _usual_width(rows: Sequence[Row]) -> int:
    counts = Counter(len(row.cells) for row in rows)
    return max(counts, key=lambda width: (counts[width], width))


def _with_broken_rows_joined(given: Sequence[Row]) -> list[Row]:
    """Rows whose cell went on in the next line, as one: both halves have too few cells, together the right number."""
    rows = list(given)
    width = _usual_width(rows)
    if width < 2:
        return rows
    result: list[Row] = []
    index = 0
    while index < len(rows):
        row = rows[index]
        cells = list(row.cells)
        used = index + 1
        while len(cells) < width and used < len(rows) and len(cells) + len(rows[used].cells) - 1 <= width:
            following = rows[used].cells
            if len(following) == width or (len(following) == 1 and used + 1 >= len(rows)):
                break
            if (
                len(cells) + len(following) - 1 < width
                and len(following) > 1
                and len(cells) > 1
                and used + 1 >= len(rows)
            ):
                break
            cells = [*cells[:-1], joined([cells[-1], following[0]]), *following[1:]]
            used += 1
        if used > index + 1 and len(cells) == width:
            result.append(Row(cells, row.line, row.gap))
            index = used
            continue
        if len(row.cells) == 1 and result and not is_value(row.cells[0].text):
            # A line without any tab between two rows belongs to the last cell before it.
            before = result[-1]
            last = max((i for i, cell in enumerate(before.cells) if cell.text), default=0)
            below = rows[index + 1] if index + 1 < len(rows) else None
            if (
                is_value(before.cells[last].text)
                and below is not None
                and len(below.cells) == width
                and below.cells[0].text
                and not is_value(below.cells[0].text)
            ):
                # A number is finished; the words are the first half of the next row's label.
                label = joined([row.cells[0], below.cells[0]])
                rows[index + 1] = Row([label, *below.cells[1:]], row.line, row.gap)
                index += 1
                continue
            before.cells[last] = joined([before.cells[last], row.cells[0]])
        else:
            result.append(row)
        index += 1
    return result


def _without_heads_again(rows: list[Row]) -> list[Row]:
    """The rows without the head that a page break, gone since, said again in the middle of the table."""
    texts = [["".join(text.split()) for text in row.texts] for row in rows]
    first = next((index for index, words in enumerate(texts) if _is_of_figures(words)), 0)
    head = texts[:first]
    if not first or sum(map(bool, head[0])) < 2:
        return rows
    kept, index = rows[:first], first
    while index < len(rows):
        if texts[index : index + first] == head and index + first < len(rows):
            index += first
            continue
        kept.append(rows[index])
        index += 1
    return kept


def _is_of_figures(words: Sequence[str]) -> bool:
    """True where half of what a row holds are figures; a head may speak of 2024届毕业生."""
    return 0 < sum(map(bool, words)) <= 2 * sum(map(is_value, words))


def _grid(rows: list[Row], width: int, notes: list[Note]) -> Grid:
    rows = _without_heads_again([row for row in rows if row.filled])
    texts = [row.texts for row in rows]
    profile = column_profile(texts, width)
    table: list[list[Text]] = []
    guessed = any(row.pieced for row in rows)
    if guessed:
        notes.append(
            Note(
                f"第{rows[0].line.number}行起的表格，行名分在几行里，已拼合，请核对。",
                f"Labels of the table from line {rows[0].line.number} on stand in pieces; they were put together.",
            )
        )
    for row, words in zip(rows, texts, strict=True):
        cells = list(row.cells)
        while len(cells) > width and not cells[-1].text:
            cells.pop()
        if len(cells) == width:
            chosen = moved_columns(words[:width], profile)
        elif len(cells) < width and any(is_value(cell.text) for cell in cells) and profile[0].rows >= 2:
            filled = [cell.text for cell in cells if cell.text]
            chosen = best_columns(filled, profile) if len(filled) > 1 else None
            if chosen == [index for index, cell in enumerate(cells) if cell.text]:
                chosen = None
        else:
            chosen = None
        if chosen is not None:
            placed = [EMPTY] * width
            for column, cell in zip(chosen, (cell for cell in cells if cell.text), strict=True):
                placed[column] = cell
            cells = placed
            guessed = True
            notes.append(
                Note(
                    f"第{row.line.number}行的单元格数与表头不符，已按各列内容归位。",
                    f"Line {row.line.number} has not as many cells as its head; they were placed by what columns hold.",
                )
            )
        table.append(cells + [EMPTY] * (width - len(cells)))
    used = max(map(len, table), default=0)
    while used and not any(len(cells) >= used and cells[used - 1].text for cells in table):
        used -= 1
    return grid_of([cells[:used] for cells in table], Certainty.GUESSED if guessed else Certainty.READ)
