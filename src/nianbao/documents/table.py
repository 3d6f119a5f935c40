"""A table as its reader sees it: which rows and columns are heads, and what each figure is filed under.

Header rows end where the first value stands; years are heads and never values. Merged cells
are spread over all positions they cover, and blanks that a copy left where a merged head was
are filled again; both are marked, so that a sum counts every figure once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from nianbao.documents.document import Block, BlockKind, Certainty, Document, GridCell, Text
from nianbao.documents.ragged_row import TOTALS
from nianbao.documents.running_text import EMPTY, tidy
from nianbao.documents.values import is_calendar, is_figure, is_nil, is_ordinal, is_value
from nianbao.documents.wording import UNIT_LINE, caption_number, is_figure_caption
from nianbao.facts.pattern import as_pattern
from nianbao.facts.unit import find_unit

_SERIAL_HEADS = frozenset(["序号", "编号", "行号", "行次", "排序", "序", "No", "No.", "NO", "NO.", "号"])
_UNIT_HEADS = frozenset(["单位", "计量单位", "单", "位"])
_UNIT_WORDS = as_pattern(r"单\s*位\s*[:：]\s*([^\s，。；）)】\]]{1,12})")
_TRAILING_UNIT = as_pattern(r"[（(]\s*([^（）()]{1,8})\s*[）)]\s*$")
_YEARS = as_pattern(
    r"(?<![\d.])((?:19|20)\d\d)(?:\s*[-–—~～至/]\s*((?:19|20)?\d\d)(?!\d))?\s*(?=学?年|[级届]|$|[^\d\s.,，%％:：、/人名个元万亿所项门])"
)
_GROUP_ROW = as_pattern(
    r"^(?:[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十]{1,3}[）)]|[A-Za-zⅠ-Ⅹ][.、]).+|.+[:：]$"
)
_BRACKETED = as_pattern(r"^[（(].{1,10}[）)]$")


@dataclass(frozen=True, slots=True)
class Position:
    """One position of the grid.

    ``merged`` says that a cell from above or the left reaches over it, ``filled`` that the file has a blank here
    where a lost merge must have been.
    """

    row: int
    column: int
    text: str
    source: GridCell | None
    merged: bool = False
    filled: bool = False

    @property
    def running_text(self) -> Text:
        """The text with its places; of the cell that reaches over this position where there is one."""
        return self.source.text if self.source is not None else EMPTY

    @property
    def is_own(self) -> bool:
        """True where a cell of the file begins here, so that its figure counts once."""
        return self.source is not None and not self.merged and not self.filled


@dataclass(frozen=True)
class Table:
    """A view over a table block; all indices are 0-based rows and columns of ``grid``.

    ``roles`` names each column: ``serial``, ``label``, ``unit``, ``data``, ``text`` or ``blank``.
    ``column_paths`` and ``row_paths`` hold the heads from the outermost in, without layout spaces;
    serial numbers and units are no part of them. ``row_paths`` of header rows are empty.
    """

    block: Block
    index: int  # 0-based among the document's tables, as in ``Place.table``
    grid: tuple[tuple[Position, ...], ...]
    header_rows: int
    header_columns: int
    roles: tuple[str, ...]
    column_paths: tuple[tuple[str, ...], ...]
    row_paths: tuple[tuple[str, ...], ...]
    caption: Block | None
    caption_after: bool
    notes: tuple[Block, ...]
    unit_hint: str
    column_units: tuple[str, ...]
    row_units: tuple[str, ...]
    section: tuple[Block, ...]  # the headings above, the chapter first

    @property
    def height(self) -> int:
        return len(self.grid)

    @property
    def width(self) -> int:
        return len(self.grid[0]) if self.grid else 0

    @property
    def number(self) -> str:
        """The number in the caption as printed (``1-2``), or nothing."""
        return caption_number(self.caption.text.text) if self.caption else ""

    @property
    def title(self) -> str:
        """The caption as printed, or nothing."""
        return self.caption.text.text if self.caption else ""

    @cached_property
    def column_years(self) -> tuple[tuple[str, ...], ...]:
        """The years that each column's head names (``2018`` or ``2018-2019``)."""
        return tuple(years_in(" ".join(path)) for path in self.column_paths)

    @cached_property
    def row_years(self) -> tuple[tuple[str, ...], ...]:
        """The years that each row's head names."""
        return tuple(years_in(" ".join(path)) for path in self.row_paths)

    @cached_property
    def caption_years(self) -> tuple[str, ...]:
        """The years that the caption names."""
        return years_in(self.title)

    def at(self, row: int, column: int) -> Position:
        return self.grid[row][column]

    def unit_of(self, row: int, column: int) -> str:
        """The unit printed for a figure outside its own cell: column head, row head, unit column, caption."""
        return self.column_units[column] or self.row_units[row] or self.unit_hint

    def is_total_row(self, row: int) -> bool:
        """True for 合计, 总计 and 小计."""
        return any(is_total(label) for label in self.row_paths[row])

    def data(self) -> Iterator[Position]:
        """Every own cell below the header rows and right of the header columns that has text, row by row."""
        for row in self.grid[self.header_rows :]:
            for position in row[self.header_columns :]:
                if position.is_own and position.text:
                    yield position


def is_total(label: str) -> bool:
    """True for the words that head a sum.

    >>> is_total("合 计"), is_total("总计（人）"), is_total("教职工总数")
    (True, True, False)
    """
    return _TRAILING_UNIT.sub("", tidy(label)).replace(" ", "") in TOTALS


def years_in(text: str) -> tuple[str, ...]:
    """The years and school years that a head names, each once, in order.

    >>> years_in("2018年"), years_in("2019-2020学年在校生"), years_in("2019招生人数"), years_in("共2019人")
    (('2018',), ('2019-2020',), ('2019',), ())
    """
    found = []
    for first, second in _YEARS.findall(text):
        found.append(f"{first}-{second if len(second) == 4 else first[:2] + second}" if second else first)
    return tuple(dict.fromkeys(found))


def table_view(document: Document, block: Block) -> Table:
    """The view of one table block of a document."""
    for table in table_views(document):
        if table.block is block or table.block.id == block.id:
            return table
    raise KeyError(block.id)


def table_views(document: Document) -> tuple[Table, ...]:
    """The views of all tables of a document, in order."""
    blocks = document.blocks
    places = [i for i, block in enumerate(blocks) if block.kind is BlockKind.TABLE]
    before = {i: _caption_at(blocks, i, -1) for i in places}
    claimed = {position for position in before.values() if position is not None}
    views = []
    for index, i in enumerate(places):
        caption, after = before[i], False
        if caption is None:
            caption = _caption_at(blocks, i, 1)
            if caption is not None and caption in claimed:
                caption = None
            after = caption is not None
            if caption is not None:
                claimed.add(caption)
        views.append(_view(blocks, i, index, blocks[caption] if caption is not None else None, after))
    return tuple(views)


def _caption_at(blocks: Sequence[Block], index: int, step: int) -> int | None:
    """The caption next to a table in one direction, over units and notes."""
    position = index + step
    while 0 <= position < len(blocks):
        block = blocks[position]
        if block.kind is BlockKind.NOTE and (step > 0 or UNIT_LINE.match(block.text.text)):
            position += step
            continue
        is_caption = block.kind is BlockKind.CAPTION and not is_figure_caption(block.text.text)
        return position if is_caption and not (step > 0 and block.certainty is Certainty.GUESSED) else None
    return None


def _view(blocks: Sequence[Block], position: int, index: int, caption: Block | None, after: bool) -> Table:
    block = blocks[position]
    grid = _grid(block)
    notes = _notes(blocks, position)
    header_rows = _header_rows(grid)
    roles = _roles(grid, header_rows)
    header_columns = next((c for c, role in enumerate(roles) if role in ("data", "text")), len(roles))
    if all(role != "data" for role in roles):
        header_columns = (
            min(header_columns + 1, len(roles)) if "label" not in roles[:header_columns] else header_columns
        )
    grid = _with_filled_heads(grid, header_rows, header_columns, roles)
    columns = tuple(_column_path(grid, header_rows, c) for c in range(len(roles)))
    grid, rows = _row_paths(grid, header_rows, header_columns, roles)
    unit_column = next((c for c, role in enumerate(roles) if role == "unit"), None)
    row_units = tuple(
        (grid[r][unit_column].text if unit_column is not None and r >= header_rows else "") or _unit_in(rows[r][-1:])
        for r in range(len(grid))
    )
    return Table(
        block=block,
        index=index,
        grid=tuple(tuple(row) for row in grid),
        header_rows=header_rows,
        header_columns=header_columns,
        roles=tuple(roles),
        column_paths=columns,
        row_paths=tuple(rows),
        caption=caption,
        caption_after=after,
        notes=notes,
        unit_hint=_unit_hint(caption, notes, grid, header_rows),
        column_units=tuple(_unit_in(tuple(reversed(path))) for path in columns),
        row_units=row_units,
        section=section_path(blocks, position),
    )


def _grid(block: Block) -> list[list[Position]]:
    height, width = block.row_count, block.column_count
    grid: list[list[Position | None]] = [[None] * width for _ in range(height)]
    for cell in block.cells:
        text = cell.text.text.strip()
        for r in range(cell.row, cell.row + cell.row_span):
            for c in range(cell.column, cell.column + cell.column_span):
                if grid[r][c] is None:
                    grid[r][c] = Position(r, c, text, cell, merged=(r, c) != (cell.row, cell.column))
    return [[position or Position(r, c, "", None) for c, position in enumerate(row)] for r, row in enumerate(grid)]


def _header_rows(grid: Sequence[Sequence[Position]]) -> int:
    """How many rows stand before the first value; where words go on, how many of them look like heads."""
    first_value = next((r for r, row in enumerate(grid) if any(is_value(position.text) for position in row)), len(grid))
    if 0 < first_value < len(grid) and _reached_over(grid[first_value], first_value):
        # 56 以上 among ages is a head and no value, where the heads beside it reach down from above.
        first_value += 1
    if first_value <= 1:
        return first_value if first_value < len(grid) else min(1, len(grid))
    for r in range(1, min(first_value, 6)):
        if not _is_lower_header(grid, r):
            return r
    return min(first_value, 6)


def _reached_over(row: Sequence[Position], r: int) -> bool:
    """True for a row into which heads from above reach, and in which words prevail."""
    from_above = [p for p in row if p.merged and p.source is not None and p.source.row < r]
    own = [p for p in row if p.text and not p.merged]
    figures = sum(is_value(p.text) for p in own)
    return bool(from_above) and row[0].merged and len(own) > 1 and figures * 2 < len(own)


def _is_lower_header(grid: Sequence[Sequence[Position]], r: int) -> bool:
    row = grid[r]
    own = [position for position in row if position.text and not position.merged]
    if not own or (len(own) == 1 and _is_group_text(row, own[0])):
        return False
    first = row[0]
    if first.merged and first.source is not None and first.source.row < r:
        return True
    if all(is_calendar(position.text) or _BRACKETED.match(position.text) for position in own[1:]) and len(own) > 1:
        return True
    if not first.text:
        # Heads of a second level stand below blanks: some column is blank above, or wide.
        return (
            any(not grid[r - 1][p.column].text or grid[r - 1][p.column].merged for p in own) or len(own) < len(row) - 1
        )
    return False


def _is_group_text(row: Sequence[Position], position: Position) -> bool:
    spans = position.source is not None and position.source.column_span >= len(row)
    return position.column == 0 and (spans or _GROUP_ROW.match(position.text) is not None)


def _roles(grid: Sequence[Sequence[Position]], header_rows: int) -> list[str]:
    roles: list[str] = []
    width = len(grid[0]) if grid else 0
    for c in range(width):
        heads = [tidy(grid[r][c].text) for r in range(header_rows)]
        below = [row[c].text for row in grid[header_rows:] if row[c].text and not row[c].merged]
        figures = sum(is_figure(text) or (is_calendar(text) and text.isdigit()) for text in below)
        values = figures + sum(is_nil(text) for text in below)
        if not below:
            role = "blank" if not any(heads) else ("data" if "data" in roles else "label")
        elif any(head.replace(" ", "") in _SERIAL_HEADS for head in heads) and "data" not in roles:
            role = "serial"
        elif any(head in _UNIT_HEADS for head in heads) and figures * 2 < len(below):
            role = "unit"
        elif c == 0 and _counts_up(below):
            role = "serial"
        elif values * 2 >= len(below) or any(is_calendar(head) for head in heads if head):
            role = "data"
        elif "data" in roles or "text" in roles:
            role = "text"
        else:
            role = "label"
        if role == "data" and c == 0 and not any(is_calendar(head) for head in heads if head):
            role = "label"
        roles.append(role)
    if "data" not in roles:
        labels = [c for c, role in enumerate(roles) if role == "label"]
        for c in labels[1:]:
            roles[c] = "text"
    return roles


def _counts_up(texts: Sequence[str]) -> bool:
    numbers = [int(text.strip("()（）.、 ")) for text in texts if is_ordinal(text)]
    return (
        len(numbers) >= 2
        and len(numbers) * 2 >= len(texts)
        and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    )


def _with_filled_heads(
    grid: list[list[Position]], header_rows: int, header_columns: int, roles: Sequence[str]
) -> list[list[Position]]:
    """Blank heads right of a head that must have reached over them, filled again."""
    for r in range(header_rows):
        for c in range(1, len(roles)):
            here, left = grid[r][c], grid[r][c - 1]
            if here.text or here.merged or not left.text or roles[c] == "blank":
                continue
            parted = any(grid[up][c].text != grid[up][c - 1].text for up in range(r) if grid[up][c].text)
            below = any(grid[down][c].text and grid[down][c - 1].text for down in range(r + 1, header_rows))
            above = any(grid[up][c].text for up in range(r))
            only = header_rows == 1 and roles[c] == roles[c - 1] and roles[c] != "serial"
            if not parted and (below or (only and not above)):
                grid[r][c] = Position(r, c, left.text, left.source, filled=True)
    return grid


def _column_path(grid: Sequence[Sequence[Position]], header_rows: int, column: int) -> tuple[str, ...]:
    return _path(tidy(grid[r][column].text) for r in range(header_rows))


def _row_paths(
    grid: list[list[Position]], header_rows: int, header_columns: int, roles: Sequence[str]
) -> tuple[list[list[Position]], list[tuple[str, ...]]]:
    """The head of each row, with lost merges filled downwards and group rows put in front."""
    labels = [c for c in range(header_columns) if roles[c] == "label"]
    paths: list[tuple[str, ...]] = [()] * min(header_rows, len(grid))
    group = ""
    for r in range(header_rows, len(grid)):
        row = grid[r]
        own = [position for position in row if position.text and not position.merged]
        if len(own) == 1 and _is_group_text(row, own[0]):
            group = tidy(own[0].text)
            paths.append((group,))
            continue
        # 合计 often stands under the serial numbers.
        heads = [row[c].text for c in range(header_columns) if roles[c] == "serial" and not is_ordinal(row[c].text)]
        heads = [head for head in heads if head]
        for number, c in enumerate(labels):
            here = row[c]
            if here.text or here.merged or r == header_rows or heads:
                continue
            above = grid[r - 1][c]
            right = any(row[later].text for later in labels[number + 1 :])
            bare = not any(row[other].text for other in labels) and any(position.text for position in row[c + 1 :])
            if above.text and not is_total(above.text) and (right or bare):
                row[c] = Position(r, c, above.text, above.source, filled=True)
        path = _path(tidy(text) for text in [*heads, *(row[c].text for c in labels)])
        paths.append((group, *path) if group and path != (group,) and not any(is_total(p) for p in path) else path)
    return grid, paths


def _path(labels: Iterable[str]) -> tuple[str, ...]:
    """Labels from the outside in, blanks and repetitions left out."""
    path: list[str] = []
    for label in labels:
        if label and (not path or path[-1] != label):
            path.append(label)
    return tuple(path)


def _unit_in(labels: Sequence[str]) -> str:
    """The unit at the end of a head: 人数（人）, 投入(万元)."""
    for label in labels:
        match = _TRAILING_UNIT.search(label)
        if match:
            words = match[1].removeprefix("单位").lstrip(":：")
            if words in ("%", "％", "‰", ":", "：1") or find_unit(words) is not None:
                return words
    return ""


def _unit_hint(
    caption: Block | None, notes: Sequence[Block], grid: Sequence[Sequence[Position]], header_rows: int
) -> str:
    texts = [caption.text.text] if caption else []
    texts += [note.text.text for note in notes]
    texts += [position.text for row in grid[: max(header_rows, 1)] for position in row if not position.merged]
    for text in texts:
        match = UNIT_LINE.match(text) or _UNIT_WORDS.search(text)
        if match:
            return tidy(match[1])
    return _unit_in([caption.text.text]) if caption else ""


def _notes(blocks: Sequence[Block], position: int) -> tuple[Block, ...]:
    """Unit lines directly before, and notes directly behind a table, its caption between or not."""
    found = []
    for step, allowed in ((-1, 2), (1, 4)):
        near = position + step
        while 0 <= near < len(blocks) and allowed:
            block = blocks[near]
            if block.kind is BlockKind.NOTE and (step > 0 or UNIT_LINE.match(block.text.text)):
                found.append(block)
            elif block.kind is not BlockKind.CAPTION:
                break
            near, allowed = near + step, allowed - 1
    return tuple(sorted(found, key=lambda block: int(block.id[1:])))


def section_path(blocks: Sequence[Block], position: int) -> tuple[Block, ...]:
    """The headings that a block stands under, the chapter first; the report's title is none of them."""
    path: list[Block] = []
    level = 99
    for block in reversed(blocks[:position]):
        if block.kind is BlockKind.HEADING and 0 < block.level < level:
            path.append(block)
            level = block.level
            if level == 1:
                break
    return tuple(reversed(path))
