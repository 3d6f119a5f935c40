"""Lines of text to passages and grids: the one road for .txt, .md and anything else that is lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from nianbao.documents import limits
from nianbao.documents.document import Certainty, Note
from nianbao.documents.headings import read_numbering
from nianbao.documents.lines.cell_rows import cell_rows
from nianbao.documents.lines.copied_stretch import copied_tables
from nianbao.documents.lines.gapped_rows import gapped_rows
from nianbao.documents.lines.indicator_cells import indicator_cells
from nianbao.documents.lines.indicator_rows import indicator_rows
from nianbao.documents.lines.laid_out_table import laid_out_tables
from nianbao.documents.lines.line import Line
from nianbao.documents.lines.paragraph import Measure, paragraphs, starts_something
from nianbao.documents.lines.spaced_table import spaced_tables
from nianbao.documents.lines.stacked_table import stacked_tables
from nianbao.documents.lines.text_table import (
    BARS,
    Row,
    bar_count,
    is_rule,
    is_tab_row,
    pipe_cells,
    tab_cells,
    tables_in,
)
from nianbao.documents.lines.unread_table import with_doubtful_unread
from nianbao.documents.passage import Piece
from nianbao.documents.running_text import tidy
from nianbao.documents.wording import ends_sentence, is_contents_line

_CONTENTS = frozenset(["目录", "目次", "图目录", "表目录", "案例目录", "图表目录", "表目次", "图目次"])

_DOTS = ("...", "…", "···")


def pieces_of(lines: Sequence[Line], notes: list[Note]) -> list[Piece]:
    """The passages and grids of a text in reading order."""
    _mark_contents(lines)
    kinds = [_kind(line) for line in lines]
    _settle(lines, kinds)
    numbers: list[tuple[int, ...]] = []
    pieces: list[Piece] = []
    parted = indicator_rows(lines, kinds)
    for index in parted:
        kinds[index] = "parted"
    gapped = gapped_rows(lines, kinds)
    for index in gapped:
        kinds[index] = "parted"
    parted.update(gapped)
    laid_out = laid_out_tables(lines, kinds)
    spaced = {table.start: table for table in laid_out.tables}
    for table in spaced.values():
        kinds[table.start : table.end] = ["spaced"] * (table.end - table.start)
    for read in (indicator_cells, cell_rows, copied_tables):
        for table in read(lines, kinds):
            spaced[table.start] = table
            kinds[table.start : table.end] = ["spaced"] * (table.end - table.start)
    for table in spaced_tables(lines, kinds):
        if table.note is not None and table.start in laid_out.refused:
            table.grid.certainty = Certainty.UNREAD  # where the places do not tell, the order of the words tells less
        spaced[table.start] = table
    for table in spaced.values():
        kinds[table.start : table.end] = ["spaced"] * (table.end - table.start)
    for table in stacked_tables(lines, kinds):
        spaced[table.start] = table
        kinds[table.start : table.end] = ["spaced"] * (table.end - table.start)
    for table in copied_tables(lines, kinds, stacked=True):
        spaced[table.start] = table
        kinds[table.start : table.end] = ["spaced"] * (table.end - table.start)
    spaced = with_doubtful_unread(lines, kinds, spaced)
    for start in [index for index, kind in enumerate(kinds) if kind == "spaced"]:
        if not any(table.start <= start < table.end for table in spaced.values()):
            kinds[start] = "blank" if lines[start].is_blank or lines[start].furniture else "prose"
    measure = Measure.of([line for line, kind in zip(lines, kinds, strict=True) if kind == "prose"])
    start = 0
    while start < len(lines):
        kind = kinds[start]
        if kind == "spaced":
            table = spaced[start]
            pieces.append(table.grid)
            notes.extend(note for note in [table.note] if note)
            start = table.end
            continue
        if kind in ("blank", "prose"):
            end = start
            while end < len(lines) and kinds[end] in ("blank", "prose"):
                end += 1
            pieces.extend(paragraphs(lines[start:end], measure, numbers))
        else:
            end = start
            while end < len(lines) and kinds[end] in ("blank", kind):
                end += 1
            found = tables_in(_rows(lines[start:end], kind, start, parted))
            pieces.extend(found.grids)
            notes.extend(found.notes)
        start = end
    return pieces


def _kind(line: Line) -> str:
    if line.furniture or line.is_blank:
        return "blank"
    if line.contents:
        return "prose"
    bars = bar_count(line)
    if max(bars, line.plain.count("\t")) > limits.TABLE_COLUMNS:
        raise limits.too_large(
            "text-table-too-wide",
            f"第{line.number}行超过 {limits.TABLE_COLUMNS:,} 列",
            f"line {line.number} has more than {limits.TABLE_COLUMNS:,} columns",
        )
    if bars >= 2 or is_rule(line):
        return "pipe"
    return "tab" if is_tab_row(line) else "prose"


def _settle(lines: Sequence[Line], kinds: list[str]) -> None:
    """Take back table lines that stand alone, and give a table the lines that broke out of its cells."""
    index = 0
    while index < len(kinds):
        kind = kinds[index]
        if kind not in ("tab", "pipe"):
            index += 1
            continue
        members = [index]
        position = index + 1
        while position < len(kinds):
            if _belongs(lines, kinds, position, kind):
                kinds[position] = kind
                members.append(position)
            elif kinds[position] != "blank":
                break
            position += 1
        rich = sum(_filled(lines[i], kind) >= 2 for i in members)
        if rich < 2 and not any(_filled(lines[i], kind) >= 3 for i in members):
            for i in members:
                kinds[i] = "blank" if is_rule(lines[i]) else "prose"
        index = position


def _belongs(lines: Sequence[Line], kinds: Sequence[str], position: int, kind: str) -> bool:
    """True where a line continues the table of this kind above it."""
    if kinds[position] == kind:
        return True
    if kinds[position] == "pipe":
        return is_rule(lines[position])
    return kinds[position] == "prose" and _is_torn_cell(lines, kinds, position, kind)


def _is_torn_cell(lines: Sequence[Line], kinds: Sequence[str], position: int, kind: str) -> bool:
    """A short line between two rows, nothing blank around it: the rest of a cell that holds a line break."""
    if (
        kind != "tab"
        or not 0 < position < len(lines) - 1
        or kinds[position - 1] != "tab"
        or kinds[position + 1] != "tab"
    ):
        return False
    text = lines[position].stripped
    if lines[position].width > 60 or ends_sentence(text) or starts_something(text):
        return False
    numbering = read_numbering(text)
    return numbering is None or numbering.scheme not in ("decimal", "han", "chapter", "han_bracket")


def _filled(line: Line, kind: str) -> int:
    if is_rule(line):
        return 0
    parts = line.plain.split("\t") if kind == "tab" else line.plain.translate(BARS).split("|")
    return sum(bool(part.strip()) for part in parts)


def _rows(lines: Sequence[Line], kind: str, first: int, parted: Mapping[int, Row | None]) -> list[Row]:
    rows: list[Row] = []
    gap = False
    for index, line in enumerate(lines, first):
        if line.furniture or line.is_blank:
            gap = True
        elif kind == "parted":
            row = parted.get(index)
            if row is not None:
                rows.append(replace(row, gap=gap))
                gap = False
        elif not is_rule(line):
            rows.append(Row(tab_cells(line) if kind == "tab" else pipe_cells(line), line, gap))
            gap = False
        else:
            # The rule under a header belongs to the table, and so does what comes behind a gap after it.
            continue
    return rows


def _mark_contents(lines: Sequence[Line]) -> None:
    """Mark the lines of a table of contents, so that their tabs make no table."""
    written = [line for line in lines if not line.is_blank and not line.furniture]
    dotted = [any(dots in line.raw for dots in _DOTS) for line in written]
    inside = False
    for index, line in enumerate(written):
        # Without the heading, leaders of dots in three lines of five tell a table of contents.
        near = inside or sum(dotted[max(0, index - 2) : index + 3]) >= 3
        entry = near and is_contents_line(line.plain.rstrip())
        if entry and (inside or _dotted_run(written, dotted, index)):
            line.contents = True
        label = line.stripped
        inside = (inside and entry) or (len(label) < 24 and tidy(label).replace(" ", "") in _CONTENTS)


def _dotted_run(written: Sequence[Line], dotted: Sequence[bool], index: int) -> bool:
    around = range(max(0, index - 2), min(index + 3, len(written)))
    return sum(dotted[i] and is_contents_line(written[i].stripped) for i in around) >= 3
