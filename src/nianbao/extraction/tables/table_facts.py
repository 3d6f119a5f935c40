"""Tables as the families need them: which cell is a number of what, of when, in which unit.

Header rows, row labels and units are settled here once. Years are labels and never data;
a label that a merged cell spreads over several rows or columns belongs to each of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from nianbao.documents.document import Block, GridCell
from nianbao.extraction.mention import Passage
from nianbao.facts.cell import Cell, CellState, read_cell
from nianbao.facts.kept import kept_property
from nianbao.facts.numeral import half_width
from nianbao.facts.pattern import as_label_pattern, as_pattern
from nianbao.facts.place import Place
from nianbao.facts.printed_number import MOST_DIGITS, PrintedNumber, read_number
from nianbao.facts.quickly_made import quickly_made
from nianbao.facts.relation import Operand
from nianbao.facts.unit import LEXICON, Unit, find_unit

PERIOD = as_label_pattern(
    r"(?<!\d)((?:19|20)\d{2})(?!\d)\s*(?:[-—~～至/]\s*((?:19|20)?\d{2})(?!\d))?\s*(?:学?年度?|[级届春秋])?"
)
_PERIOD_ALONE = as_pattern(
    r"\s*(?:截[至止]?\s*)?(?:19|20)\d{2}\s*(?:[-—~～至/]\s*(?:19|20)?\d{2})?\s*(?:学?年度?[初末底]?|[级届])?\s*(?:（?\s*学?年\s*）?)?(?:\s*\d{1,2}\s*月)?\s*"
)
LAST_HEADS = frozenset(("上年", "去年", "上学年", "上一年", "上一学年", "上年度", "上届", "上年数", "上年同期"))
NOW_HEADS = frozenset(("本年", "今年", "本学年", "本年度", "本届", "本年数", "当年"))
_WHO_WAS_ASKED = as_pattern(r"人\s*次|调查|样本|份数")  # 2023年调查人次 beside a value in per cent
_RELATIVE_HEADS = LAST_HEADS | NOW_HEADS
ORDINAL_HEADS = frozenset(("序号", "编号", "序", "号", "No", "No.", "NO", "NO.", "行次", "排名", "名次"))
UNIT_HEADS = frozenset(("单位", "计量单位", "数据单位", "单 位"))
TOTAL_WORDS = frozenset(
    (
        "合计",
        "总计",
        "共计",
        "总和",
        "全区合计",
        "全市合计",
        "全校合计",
        "总数",
        "合计数",
        "总合计",
        "全部",
        "合计人数",
        "总人数",
    )
)
SUBTOTAL_WORDS = frozenset(("小计", "分计"))
CHANGE_UP = (
    "升高",
    "增加",
    "上升",
    "提高",
    "提升",
    "增长",
    "增幅",
    "增多",
    "扩大",
    "↑",
    "▲",
    "⬆",
    "↗",
    "+",
    "＋",
    "升",
    "涨",
)
CHANGE_DOWN = ("降低", "减少", "下降", "降幅", "下滑", "缩小", "减小", "↓", "▼", "⬇", "↘", "降", "跌")
_CHANGE = as_pattern(
    "|".join(f"(?:{re.escape(word)})" for word in (*CHANGE_UP, *CHANGE_DOWN)) + r"|(?:持平|不变|无变化)"
)
_UNIT_NOTE = as_pattern(
    r"[（(]\s*(?:单位\s*[:：]?\s*)?([^（）()\d]{1,6}(?:/[^（）()]{1,4})?)\s*[）)]|[/／]\s*([^/／（）()\s\d]{1,3})$"
)
_CODE = as_pattern(r"\d{1,12}")
_COUNTING_HEAD = as_pattern(r"[数量额率值岁年月]|人次|^[男女]|金|费|计|名次|排|比[例重]|得分|分$|平均")
# 单位：人民币万元, and a note that is the currency's unit alone: （人民币万元）, 人民币百万元，百分比除外.
UNIT_CAPTION = as_pattern(
    r"(?:单位\s*[:：]\s*(?:人民币)?|^\s*[（(]?人民币\s*(?=[百千万亿]{0,2}元(?![\u4e00-\u9fff]))|^\s*(?=万元\s*$))([^\s，。；、,;）)]{1,6})"
)
# A column of its own for each school or district has the row's unit.
_BODY = as_pattern(r"(?:学校|学院|中专|职高|职校|技校|高中|中学|中心|校区|[区县市]|全校|合计|总计)$")
# 本学年 and 上学年 are periods without their numbers.
_TIME_HEAD = as_pattern(r"(?:本|上|去|今|前|当|上一|前一|本报告)(?:学?年度?|期|届)(?:同期)?(?:末|数|数据)?")
_FILLER = as_pattern(r"\s+")


@lru_cache(16_384)
def compact(text: str) -> str:
    """Text without blanks and with half-width digits: how labels are compared."""
    return _FILLER.sub("", half_width(text)).replace("（", "(").replace("）", ")").replace("：", ":")


@lru_cache(8_192)
def bare_label(text: str) -> str:
    """A label without unit, stars, 其中 and leading numbers.

    >>> bare_label("其中：专任教师总数*（人）")
    '专任教师总数'
    """
    words = compact(text).rstrip("*★☆#")
    words = as_pattern(r"^(?:\(?[一二三四五六七八九十\d]{1,2}\)?[.、)])").sub("", words)
    words = as_pattern(r"^(?:其中|#|其(?![他它余次]))[:,]?").sub("", words)
    while _UNIT_NOTE.search(words) and (match := _UNIT_NOTE.search(words)) and unit_of(match[1] or match[2] or ""):
        words = words[: match.start()] + words[match.end() :]
    return words.rstrip("*★☆:")


def unit_of(label: str) -> Unit | None:
    return find_unit(label) if label in LEXICON else None


_LEAST_NAMED = 3  # rows


@quickly_made
@dataclass(frozen=True, eq=False)
class Figure:
    """One number of a table."""

    key: str
    sheet: Sheet
    row: int
    column: int
    number: PrintedNumber
    direction: str = ""  # up, down or level, where the cell says so in words, arrows or signs
    start: int = 0  # of the number within the cell's text
    end: int = 0

    @property
    def place(self) -> Place:
        return self.sheet.place(self.row, self.column)

    @kept_property
    def value(self) -> Decimal:
        return self.number.value

    @kept_property
    def is_percent(self) -> bool:
        return self.number.unit is not None and self.number.unit.dimension == "share"

    @kept_property
    def label(self) -> str:
        """How a reader names the cell: row, then column."""
        parts = [
            bare_label(part) or part for part in (*self.sheet.row_path(self.row), *self.sheet.column_path(self.column))
        ]
        named: list[str] = []
        for part in parts:
            if part and part not in named:
                named.append(part)
        return " ".join(named)

    @property
    def period(self) -> int | None:
        return self.sheet.period(self.row, self.column)

    def operand(self, trust: float = 1.0, unit: Unit | None = None) -> Operand:
        number = self.number
        if unit is not None and number.unit is None:
            number = PrintedNumber(number.raw, number.digits, number.scale * unit.factor, unit, number.hedge)
        return Operand(self.key, self.label, Cell.of_number(number), self.place, trust)

    def operand_like(self, other: PrintedNumber) -> Operand:
        """In the unit and the multiple of a number of the text, where the table prints neither: 738.9 beside 万元."""
        number = self.number
        if number.unit is None:
            number = PrintedNumber(number.raw, number.digits, other.scale, other.unit, number.hedge)
        return Operand(self.key, self.label, Cell.of_number(number), self.place, 1.0)


@quickly_made
@dataclass(frozen=True, eq=False)
class Sheet:
    """A table whose rows and columns are understood, as far as they can be."""

    id: str
    block: Block
    index: int
    caption: str
    rows: tuple[tuple[GridCell | None, ...], ...]
    unit_hint: Unit | None = None
    section: str = ""
    now: int | None = None  # the calendar year that 本年 stands for

    @property
    def row_count(self) -> int:
        return len(self.rows)

    @kept_property
    def column_count(self) -> int:
        return max((len(row) for row in self.rows), default=0)

    def cell(self, row: int, column: int) -> GridCell | None:
        cells = self.rows[row] if 0 <= row < len(self.rows) else ()
        return cells[column] if 0 <= column < len(cells) else None

    @kept_property
    def _texts(self) -> tuple[tuple[str, ...], ...]:
        width = self.column_count
        found = [[cell.text.text.strip() if cell is not None else "" for cell in row] for row in self.rows]
        return tuple((*row, *[""] * (width - len(row))) for row in found)

    def text(self, row: int, column: int) -> str:
        if row < 0 or column < 0:
            return ""
        try:
            return self._texts[row][column]
        except IndexError:
            return ""

    def row_texts(self, row: int) -> tuple[str, ...]:
        """What ``text`` gives for each column of a row that there is."""
        return self._texts[row]

    def filled(self, column: int) -> dict[int, str]:
        """The rows of data that have something in the column, with what it is."""
        found = self._filled.get(column)
        if found is None:
            texts = self._texts
            found = self._filled[column] = {row: text for row in self.data_rows if (text := texts[row][column])}
        return found

    @kept_property
    def _filled(self) -> dict[int, dict[int, str]]:
        return {}

    def place(self, row: int, column: int) -> Place:
        found = self._places.get((row, column))
        if found is None:
            found = self._places[row, column] = self._place_of(row, column)
        return found

    @kept_property
    def _places(self) -> dict[tuple[int, int], Place]:
        return {}

    def _place_of(self, row: int, column: int) -> Place:
        cell = self.cell(row, column)
        if cell is None:
            return Place()
        words = cell.text.text
        start = len(words) - len(words.lstrip())
        return cell.text.place(start, max(start + len(words.strip()), start))

    @kept_property
    def reached(self) -> frozenset[tuple[int, int]]:
        """The places that merged cells cover, their own first place among them."""
        found: set[tuple[int, int]] = set()
        seen: set[int] = set()
        for row, cells in enumerate(self.rows):
            for column, cell in enumerate(cells):
                if cell is None or (cell.row_span == 1 and cell.column_span == 1) or id(cell) in seen:
                    continue
                seen.add(id(cell))
                found.update(
                    (row + down, column + across) for down in range(cell.row_span) for across in range(cell.column_span)
                )
        return frozenset(found)

    def label_place(self, row: int) -> Place | None:
        """Where the name of the row stands."""
        for column in (*self._naming_columns, *reversed(self.label_columns)):
            if self.text(row, column):
                return self.place(row, column)
        return None

    # Header rows -----------------------------------------------------------------------------

    @kept_property
    def first_data_row(self) -> int:
        """The first row with a number or a sign for none beside its label; rows above it are headers."""
        for row in range(self.row_count):
            if self._has_data(row) and not self._is_reached_over(row):
                return max(row, 1) if not self._starts_with_data else row
        return min(1, self.row_count)

    def _is_reached_over(self, row: int) -> bool:
        """True below a merged head that reaches down into the row, where words prevail: 56 以上 among ages is a head."""
        first = self.cell(row, 0)
        if not row or first is None or first.row >= row:
            return False
        own = [
            cell.text.text for cell in self.rows[row] if cell is not None and cell.row == row and cell.text.text.strip()
        ]
        return len(own) > 1 and sum(_parse(text) is not None for text in own) * 2 < len(own)

    @kept_property
    def _starts_with_data(self) -> bool:
        """True for a table without any header: its first row already names and counts something."""
        first = [self.text(0, column) for column in range(self.column_count)]
        return bool(first and first[0]) and not _PERIOD_ALONE.fullmatch(first[0]) and self._has_data(0)

    def _has_data(self, row: int) -> bool:
        if (
            row
            and compact(self.text(0, 0)) in ORDINAL_HEADS
            and as_pattern(r"\d{1,3}[.、]?").fullmatch(self.text(row, 0))
        ):
            return True
        found = 0
        for column in range(1, self.column_count):
            text = self.text(row, column)
            if not text or _PERIOD_ALONE.fullmatch(half_width(text)):
                continue
            if _parse(text) is not None or (
                read_cell(text).state in (CellState.NONE, CellState.NOT_APPLICABLE)
                and self.text(row, 0) + self.text(row, 1)
            ):
                found += 1
        # A row of numbers only, 1 2 3 4, under the header numbers the columns.
        texts = [text for text in self.row_texts(row) if text]
        if (
            texts
            and all(text.isdigit() for text in texts)
            and [int(t) for t in texts] == list(range(int(texts[0]), int(texts[0]) + len(texts)))
            and len(texts) > 2
            and row <= 2
        ):
            return False
        return found > 0

    # Columns ---------------------------------------------------------------------------------

    @kept_property
    def data_rows(self) -> tuple[int, ...]:
        head = [compact(text) for text in self.row_texts(0)] if self.rows else []
        return tuple(
            row
            for row in range(self.first_data_row, self.row_count)
            # Row 0 is reached only where the table has no header; further down its words are the header again.
            if (row == 0 or [compact(text) for text in self.row_texts(row)] != head)
            and any(self.row_texts(row))
            and not all(as_pattern(r"[-—:|.…\s]*").fullmatch(text) for text in self.row_texts(row))
        )

    def head(self, column: int) -> str:
        heads = self._heads
        return heads[column] if column < len(heads) else ""

    @kept_property
    def _heads(self) -> tuple[str, ...]:
        return tuple(path[-1] if path else "" for path in self._column_paths)

    @kept_property
    def ordinal_column(self) -> int | None:
        for column in range(min(2, self.column_count)):
            if any(compact(self.text(row, column)) in ORDINAL_HEADS for row in range(max(1, self.first_data_row))):
                return column
        return None

    @property
    def _number_columns(self) -> tuple[int, ...]:
        """Columns that number the rows or hold their codes."""
        return (*((self.ordinal_column,) if self.ordinal_column is not None else ()), *self.code_columns)

    @kept_property
    def unit_column(self) -> int | None:
        for column in range(self.column_count):
            if compact(self.head(column)) in UNIT_HEADS:
                cells = self.filled(column).values()
                if cells and sum(_is_unit_text(text) for text in cells) * 2 > len(cells):
                    return column
        return None

    @kept_property
    def code_columns(self) -> tuple[int, ...]:
        """Columns of bare digits at the left edge, before the column of names: 专业代码, or 类 and 款 of an account.

        They name the rows as the names do, and no figure stands before the name that it is of.
        """
        found: list[int] = []
        names = None
        for column in range(self.column_count):
            if column in (self.ordinal_column, self.unit_column):
                continue
            if not self._holds_codes(column):
                names = column
                break
            found.append(column)
        if names is None or not found:
            return ()
        own = [self.text(row, names) for row in self.data_rows if self.text(row, names)]
        named = own and not any(_parse(text) is not None for text in own) and len(set(own)) * 2 > len(own)
        behind = any(
            _parse(self.text(row, column)) is not None
            for row in self.data_rows for column in range(names + 1, self.column_count)
        )  # fmt: skip
        return tuple(found) if named and behind else ()

    def _holds_codes(self, column: int) -> bool:
        """True where whole numbers without unit stand below a head that counts nothing; totals may reach over them."""
        head = compact(self.head(column))
        if _COUNTING_HEAD.search(head) or unit_in_label(head) or PERIOD.search(half_width(head)):
            return False
        own = [
            text
            for row in self.data_rows
            if (text := self.text(row, column)) and self.cell(row, column) is not self.cell(row, column + 1)
        ]
        # 类 | 款 | 项 | 合计 | 120: the lowest heads may share the line of the total.
        own = own[1:] if own and len(own[0]) == 1 and not own[0].isdigit() else own
        return bool(own) and all(_CODE.fullmatch(text) or compact(text) in TOTAL_WORDS for text in own)

    def code(self, row: int) -> str:
        """The digits that name the row: 20805 of 208 and 05."""
        texts = (self.text(row, column) for column in self.code_columns)
        return "".join(text for text in texts if _CODE.fullmatch(text))

    @kept_property
    def numeric_columns(self) -> tuple[int, ...]:
        """Columns that hold numbers, most of what stands in them being numbers or signs for none."""
        found = []
        for column in range(self.column_count):
            if column in (self.ordinal_column, self.unit_column) or column in self.code_columns:
                continue
            texts = self.filled(column).values()
            numbers = sum(_parse(text) is not None and not _PERIOD_ALONE.fullmatch(half_width(text)) for text in texts)
            nils = sum(read_cell(text).state in (CellState.NONE, CellState.NOT_APPLICABLE) for text in texts)
            by_head = self.unit_column is not None and column == self.unit_column + 1
            by_head = by_head or (column > 0 and bool(_PERIOD_ALONE.fullmatch(half_width(self.head(column)))))
            mostly = (numbers + nils) * 2 > len(texts)
            if numbers + nils and (mostly or by_head) and (column > 0 or not self.label_like(0)):
                found.append(column)
        return tuple(found)

    def label_like(self, column: int) -> bool:
        texts = self.filled(column).values()
        return any(_parse(text) is None or _PERIOD_ALONE.fullmatch(half_width(text)) for text in texts)

    @kept_property
    def label_columns(self) -> tuple[int, ...]:
        """The columns that name a row: those left of the first numbers, without columns of numbers, codes and units."""
        first = self.numeric_columns[0] if self.numeric_columns else self.column_count
        others = (self.ordinal_column, self.unit_column, *self.code_columns)
        columns = [column for column in range(first) if column not in others]
        return tuple(columns) if columns else ((0,) if first == 0 else ())

    @kept_property
    def _column_paths(self) -> tuple[tuple[str, ...], ...]:
        paths: list[list[str]] = [[] for _ in range(self.column_count)]
        for row in range(self.first_data_row):
            last = ""
            is_upper = row < self.first_data_row - 1
            for column in range(self.column_count):
                text = self.text(row, column)
                below = any(self.text(lower, column) for lower in range(row + 1, self.first_data_row))
                if text:
                    last = text
                elif is_upper and below and last and column > 0:
                    text = last
                if text and (not paths[column] or paths[column][-1] != text):
                    paths[column].append(text)
        return tuple(tuple(map(self._dated, path)) for path in paths)

    def seen_from(self, now: int) -> Sheet:
        """The sheet with 本年 standing for the year ``now``: itself where no head says 本年 or 上年."""
        is_relative = any(bare_label(label) in _RELATIVE_HEADS for path in self._column_paths for label in path)
        return replace(self, now=now) if is_relative else self

    def _dated(self, label: str) -> str:
        """本年 and 上年 as the years that they stand for, where that is known."""
        if self.now is None or (bare := bare_label(label)) not in _RELATIVE_HEADS:
            return label
        return f"{self.now - (bare in LAST_HEADS)}年"

    def column_path(self, column: int) -> tuple[str, ...]:
        paths = self._column_paths
        return paths[column] if column < len(paths) else ()

    @kept_property
    def _row_paths(self) -> tuple[tuple[str, ...], ...]:
        paths: list[tuple[str, ...]] = []
        carried: dict[int, str] = {}
        columns = self.label_columns
        for row in range(self.row_count):
            path: list[str] = []
            for position, column in enumerate(columns):
                text = self.text(row, column)
                if text:
                    carried[column] = text
                    for deeper in columns[position + 1 :]:
                        carried.pop(deeper, None)
                elif position < len(columns) - 1 and any(self.text(row, later) for later in columns[position + 1 :]):
                    text = carried.get(column, "")
                if text and text not in path:
                    path.append(text)
            if not path:
                # 合计 often stands under the serial numbers; whether its cell reaches over the names is no matter.
                path = [
                    text for column in self._number_columns if compact(text := self.text(row, column)) in TOTAL_WORDS
                ]
            paths.append(tuple(path))
        return tuple(paths)

    def row_path(self, row: int) -> tuple[str, ...]:
        paths = self._row_paths
        return paths[row] if row < len(paths) else ()  # a table may be its head alone

    @kept_property
    def _row_labels(self) -> tuple[str, ...]:
        labels = [bare_label(path[-1]) if path else "" for path in self._row_paths]
        for column in self._naming_columns:
            for row in self.data_rows:
                labels[row] = bare_label(self.text(row, column)) or labels[row]
        return tuple(labels)

    @kept_property
    def _naming_columns(self) -> tuple[int, ...]:
        """The column that names the rows where the last one with words does not: 学校, 举办性质."""
        *before, last = self.label_columns or (0,)
        if not before or len(self.data_rows) < _LEAST_NAMED:
            return ()
        named = {column: [text for row in self.data_rows if (text := self.text(row, column))] for column in before}
        kinds = [text for row in self.data_rows if (text := self.text(row, last))]
        if len(set(kinds)) == len(kinds):
            return ()
        return tuple(c for c, names in named.items() if len(set(names)) == len(names) >= len(self.data_rows) - 1)[-1:]

    def row_label(self, row: int) -> str:
        return self._row_labels[row]

    # Cells -----------------------------------------------------------------------------------

    @kept_property
    def figures(self) -> dict[tuple[int, int], Figure]:
        return {(figure.row, figure.column): figure for figure in self._find_figures()}

    def _find_figures(self) -> Iterator[Figure]:
        for row in self.data_rows:
            for column in range(self.column_count):
                if column in (self.ordinal_column, self.unit_column) or column in self.code_columns:
                    continue
                if column in self.label_columns and column not in self.numeric_columns:
                    continue
                text = self.text(row, column)
                parsed = _parse(text)
                if (
                    parsed is None
                    and (self._has_brackets_for_minus or "减" in self.head(column))
                    and _IN_BRACKETS.fullmatch(half_width(text).strip())
                ):
                    parsed = _parse("-" + half_width(text).strip(" ()"))
                if parsed is None:
                    continue
                number, direction = parsed
                unit = number.unit or self.unit(row, column)
                if unit is not None and number.unit is None:
                    number = PrintedNumber(number.raw, number.digits, number.scale * unit.factor, unit, number.hedge)
                elif unit is None and number.scale == 1 and (times := self._multiple(row, column)) != 1:
                    number = PrintedNumber(number.raw, number.digits, Decimal(times), None, number.hedge)
                yield Figure(f"{self.id}:r{row}c{column}", self, row, column, number, direction)

    @kept_property
    def _has_brackets_for_minus(self) -> bool:
        """True where (1,200) stands in the table: then (20) is below zero as well."""
        return any(
            cell is not None and _BELOW_ZERO.fullmatch(half_width(cell.text.text).strip())
            for cells in self.rows for cell in cells
        )  # fmt: skip

    def figure(self, row: int, column: int) -> Figure | None:
        return self.figures.get((row, column))

    def state(self, row: int, column: int) -> CellState:
        if (row, column) in self.figures:
            return CellState.VALUE
        return read_cell(self.text(row, column)).state

    def none_operand(self, row: int, column: int) -> Operand:
        """A cell that says 无, — or nothing, as an operand."""
        return Operand(
            f"{self.id}:r{row}c{column}",
            " ".join((*self.row_path(row), *self.column_path(column))),
            read_cell(self.text(row, column)),
            self.place(row, column),
        )

    def _is_in_unit_column(self, column: int) -> bool:
        """The unit column speaks of the value column, not of the columns of other things beside it."""
        return self.unit_column is not None and bool(
            column == self.unit_column + 1
            or (PERIOD.search(self.head(column)) and not _WHO_WAS_ASKED.search(self.head(column)))
            or _TIME_HEAD.fullmatch(compact(self.head(column)))
            or "值" in self.head(column)
            or (column > self.unit_column and _BODY.search(compact(self.head(column))))
            or self._has_one_thing_a_row
        )

    def _multiple(self, row: int, column: int) -> int:
        """What one of a figure is worth whose unit has no name here: 万 in 万课时, printed beside it or in its head."""
        labels = list(self.column_path(column))
        if self.unit_column is not None and self._is_in_unit_column(column):
            labels.append(f"({compact(self.text(row, self.unit_column))})")
        return next((times for label in labels if (times := _multiple_in(label)) != 1), 1)

    def unit(self, row: int, column: int) -> Unit | None:
        if self.unit_column is not None and self._is_in_unit_column(column):
            unit = unit_of(compact(self.text(row, self.unit_column)))
            if unit is not None:
                return unit
        for label in (*reversed(self.column_path(column)), *reversed(self.row_path(row))):
            if unit := unit_in_label(label):
                return unit
        return self.unit_hint

    @kept_property
    def _has_one_thing_a_row(self) -> bool:
        """True where the columns behind the units name schools: all of a row is counted in its unit."""
        heads = [compact(self.head(column)) for column in self.numeric_columns if column > (self.unit_column or 0)]
        others = re.compile(r"人次|人数|样本|份数|方式|备注|说明|比|率|额|量|数|%")
        return len(heads) > 1 and all(head and not others.search(head) and not unit_in_label(head) for head in heads)

    def period(self, row: int, column: int) -> int | None:
        for label in (*self.column_path(column), *self.row_path(row)):
            if (period := _period_in(label)) is not None:
                return period
        return None

    @property
    def latest_head(self) -> int | None:
        """The latest year in the heads of the columns."""
        return max(
            (
                int(match[1])
                for column in range(self.column_count)
                for part in self.column_path(column)[-2:]
                if "20" in part
                for match in PERIOD.finditer(half_width(part))
            ),
            default=None,
        )

    def column_figures(self, column: int, rows: Sequence[int]) -> list[Figure]:
        figures = self.figures
        return [figures[row, column] for row in rows if (row, column) in figures]

    def is_total_row(self, row: int) -> bool:
        return row in self._total_rows

    @kept_property
    def _total_rows(self) -> frozenset[int]:
        return frozenset(row for row in range(self.row_count) if self._is_called_total(row))

    def _is_called_total(self, row: int) -> bool:
        labels = [compact(self.text(row, column)) for column in (*self.label_columns, *self._number_columns)]
        return any(as_pattern(r"\(.*?\)").sub("", label).rstrip(":") in TOTAL_WORDS for label in labels)

    def is_subtotal_row(self, row: int) -> bool:
        return row in self._subtotal_rows

    @kept_property
    def _subtotal_rows(self) -> frozenset[int]:
        return frozenset(row for row in range(self.row_count) if self._is_called_subtotal(row))

    def _is_called_subtotal(self, row: int) -> bool:
        labels = [compact(self.text(row, column)) for column in self.label_columns]
        return any(
            as_pattern(r"\(.*?\)").sub("", label) in SUBTOTAL_WORDS or label.endswith("小计") for label in labels
        )

    @kept_property
    def cell_passages(self) -> tuple[Passage, ...]:
        """Cells of words, which may hold numbers and lists of their own."""
        found = []
        for row in self.data_rows:
            for column in range(self.column_count):
                cell = self.cell(row, column)
                if cell is None or (row, column) in self.figures or len(cell.text.text.strip()) < 4:
                    continue
                found.append(Passage.of(f"{self.id}:r{row}c{column}", cell.text, "cell"))
        return tuple(found)


def _is_unit_text(text: str) -> bool:
    return (
        compact(text) in LEXICON
        or compact(text) in (":", "—", "-", "/", "无")
        or (len(compact(text)) <= 4 and not as_pattern(r"\d").search(text))
    )


@lru_cache(8_192)
def unit_in_label(label: str) -> Unit | None:
    """The unit that a header or row label names: 招生（人）, 单位：万元, 比例(%)."""
    words = compact(label)
    if match := UNIT_CAPTION.search(label):
        return unit_of(match[1])
    for match in _UNIT_NOTE.finditer(words):
        if unit := unit_of(match[1] or match[2] or ""):
            return unit
    if words.strip("()") in LEXICON and words.startswith("("):
        return unit_of(words.strip("()"))
    return None


@lru_cache(8_192)
def _multiple_in(label: str) -> int:
    """
    >>> _multiple_in("用电量（万千瓦时）"), _multiple_in("(万课时)"), _multiple_in("培训（期）")
    (10000, 10000, 1)
    """
    if not any(times in label for times in _TIMES) or (match := _MULTIPLE.search(compact(half_width(label)))) is None:
        return 1
    return _TIMES[match[1]]


_TIMES = {"千": 1_000, "万": 10_000, "亿": 100_000_000}
_MULTIPLE = as_pattern(r"[(,:]([千万亿])[\u4e00-\u9fff]{1,3}(?<!以[上下])\)$")


@lru_cache(8_192)
def _period_in(label: str) -> int | None:
    match = PERIOD.search(half_width(label))
    return int(match[1]) if match else None


# (1,200) in accounts is below zero; (85) may as well be a second figure of its cell.
_BELOW_ZERO = as_pattern(r"\(\d{1,3}(?:,\d{3})+(?:\.\d+)?\)")
_IN_BRACKETS = as_pattern(r"\(\d+(?:\.\d+)?\)")
_RATIO = as_pattern(r"\s*(?P<a>\d+(?:\.\d+)?)\s*[:：∶]\s*(?P<b>\d+(?:\.\d+)?)\s*")


@lru_cache(8_192)
def _parse(text: str) -> tuple[PrintedNumber, str] | None:
    """The number that a cell is, with the direction it claims."""
    words = half_width(text).strip().replace("％", "%")
    if (
        not words
        or not as_pattern(r"\d").search(words)
        or len(words) > 24
        or sum(map(str.isdigit, words)) > MOST_DIGITS
    ):
        return None
    if as_pattern(r"0\d+").fullmatch(words):
        # 00 and 012 are codes, or figures of two columns run together.
        return None
    direction = ""
    if _BELOW_ZERO.fullmatch(words):
        number = read_number("-" + words.strip("()"))
        return None if number is None else (PrintedNumber(text.strip(), number.digits, number.scale, None), "")
    if match := _CHANGE.match(words):
        direction = "up" if match[0] in CHANGE_UP else "down" if match[0] in CHANGE_DOWN else "level"
        words = words[match.end() :].strip(" 了约：:")
    elif words[:1] in "-−－" and len(words) > 1:
        direction = "down"
        words = words[1:].strip()
        number = read_number("-" + words)
        return (number, "") if number is not None else None
    if ratio := _RATIO.fullmatch(words):
        if Decimal(ratio["b"]) == 1:
            digits = Decimal(ratio["a"])
            unit = LEXICON[":1"]
            return PrintedNumber(text.strip(), digits, Decimal(1), unit), direction
        return None
    number = read_number(words)
    if number is None:
        for mark in CHANGE_UP + CHANGE_DOWN:
            if words.endswith(mark):
                number = read_number(words[: -len(mark)].strip())
                direction = "up" if mark in CHANGE_UP else "down"
                break
    if number is None:
        return None
    return PrintedNumber(text.strip(), number.digits, number.scale, number.unit, number.hedge), direction


def holds_number(text: str) -> bool:
    """True for a cell whose text is a number."""
    return _parse(text) is not None
