"""A cell left empty although the rest of its line proves that a number belongs there.

Cue: a total in a line of which one cell alone is empty or says —; a row of totals with one of them missing; an empty
change or share that every other row tells how to reckon; the only empty cell of a full table, or of a column of a form with units. Why it should hold in any report: where the others and the total leave a
remainder, somebody had it. Guards: the column must be one that adds up; a remainder is told only where another line of
the table is totalled rightly, so that the total is known to be one, and only where it is above nothing; columns of
changes and quotients, rows with an empty or a zero beside, and remarks may be left empty; so may a cell without which its
line is totalled rightly, and a total of nothing; nothing is reckoned from what is below zero.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from nianbao.extraction.claims import Remark
from nianbao.extraction.example import Example
from nianbao.extraction.families.sums.table_laws import owed_figures
from nianbao.extraction.families.sums.table_totals import adds_up
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.tables.table_facts import SUBTOTAL_WORDS, TOTAL_WORDS, Figure, Sheet, bare_label, compact
from nianbao.extraction.wording import CHANGE_HEAD
from nianbao.facts.cell import CellState
from nianbao.facts.pattern import as_pattern
from nianbao.facts.place import Place
from nianbao.facts.unit import find_unit

FAULT = "missing"
EXAMPLES = (
    Example("fail", "学校\t男生\t女生\n一职\t320\t310\n二职\t280\t290\n三职\t100\t120\n合计\t\t720\n"),
    Example("fail", "学校\t男生\t女生\t合计\n一职\t320\t310\t630\n二职\t—\t290\t570\n三职\t100\t120\t220\n"),
    Example("fail", "对象\t发放\t回收\t满意度\n学生\t300\t290\t95.2%\n家长\t200\t180\t\n教师\t100\t98\t97.1%\n企业\t30\t28\t98.0%\n"),
    Example("fail", "项目\t金额（万元）\t占比（%）\n拨款\t800\t80.00\n事业收入\t150\t15.00\n其他收入\t\t5.00\n合计\t1000\t100.00\n"),
    Example("silent", "学校\t男生\t女生\t合计\n一职\t320\t310\t630\n二职\t—\t290\t290\n三职\t100\t120\t220\n"),
    Example("silent", "项目\t上年\t本年\n拨款\t800\t820\n学费\t150\t160\n捐赠\t20\t\n其他\t31\t30\n合计\t1001\t1010\n", "nothing is missing"),
    Example("silent", "专业\t毕业生\t就业率\n护理\t300\t95.2%\n会计\t0\t\n机电\t100\t97.1%\n药剂\t30\t98.0%\n"),
)  # fmt: skip
_MAY_BE_EMPTY = as_pattern(r"备注|说明|排名|名次|排序|代码|编号|年份|时间|日期|上年|去年|原|折合|评价|等级|±|\+|比$")
_EMPTY = (CellState.BLANK, CellState.NONE, CellState.NOT_APPLICABLE, CellState.MISSING)
_LEAST_OTHERS = 2
_LEAST_OF_FORM = 5  # rows of a form with units
_MOST_ROWS = 80
_LEAST_FULL = 8  # cells of numbers in a table whose only empty one is told


@dataclass(frozen=True, eq=False)
class _Line:
    """A row or a column: its leaves by their place in it, and the total of them."""

    leaves: tuple[tuple[int, int], ...]
    total: tuple[int, int]


def find(manuscript: Manuscript) -> Iterator[Remark]:
    """Totals that are missing, then leaves that a total proves, then single blanks."""
    for sheet in manuscript.sheets:
        told: set[tuple[int, int]] = set()
        found = (
            *_missing_totals(sheet),
            *_missing_leaves(sheet),
            *_owed(sheet),
            *_share_owed(sheet),
            *_amount_owed(sheet),
            *_single_blank(sheet),
            *_blank_of_a_form(sheet),
        )
        for remark, cell in found:
            # What a merged cell covers is not empty.
            if cell not in told and cell not in sheet.reached:
                told.add(cell)
                yield remark


def _leaf_rows(sheet: Sheet) -> list[int]:
    return [row for row in sheet.data_rows if not sheet.is_total_row(row) and not sheet.is_subtotal_row(row)]


def _columns(sheet: Sheet) -> list[int]:
    return [
        column
        for column in sheet.numeric_columns
        if adds_up(sheet, column)
        and not CHANGE_HEAD.search(compact("".join(sheet.column_path(column))))
        and not any(f.is_percent for f in sheet.column_figures(column, sheet.data_rows))
    ]


def _alike(figures: Sequence[Figure]) -> bool:
    """320亩, 18栋 and 160头 are no sum: all figures carry one measure word, or none."""
    return len({re.sub(r"[\d.,\s]", "", figure.number.raw) for figure in figures} - {""}) <= 1


def _number(sheet: Sheet, cell: tuple[int, int]) -> Decimal | None:
    figure = sheet.figures.get(cell)
    return None if figure is None or figure.direction else figure.value / figure.number.scale


def _is_empty(sheet: Sheet, cell: tuple[int, int]) -> bool:
    return cell not in sheet.figures and sheet.state(*cell) in _EMPTY


def _total_row(sheet: Sheet) -> int | None:
    """The one row that totals all others and is the last or the first of them."""
    totals = [row for row in sheet.data_rows if sheet.is_total_row(row)]
    if len(totals) != 1 or any(sheet.is_subtotal_row(row) for row in sheet.data_rows):
        return None
    return totals[0] if totals[0] in (sheet.data_rows[-1], sheet.data_rows[0]) else None


def _lines(sheet: Sheet) -> Iterator[list[_Line]]:
    """The lines that run the same way: the columns with their totals below, the rows with theirs beside."""
    columns, rows, total = _columns(sheet), _leaf_rows(sheet), _total_row(sheet)
    if total is not None and not any("其中" in compact(sheet.text(row, 0)) for row in rows):
        yield [_Line(tuple((row, column) for row in rows), (total, column)) for column in columns]
    sums = [c for c in columns if bare_label(sheet.head(c)) in TOTAL_WORDS | SUBTOTAL_WORDS]
    heads = [compact("".join(sheet.column_path(c))) for c in columns]
    if len(sums) == 1 and not any("其中" in head for head in heads):
        parts = [c for c in columns if c != sums[0]]
        yield [_Line(tuple((row, c) for c in parts), (row, sums[0])) for row in sheet.data_rows]


def _holds(sheet: Sheet, line: _Line) -> bool:
    total = _number(sheet, line.total)
    parts = [number for cell in line.leaves if (number := _number(sheet, cell)) is not None]
    return total is not None and len(parts) >= _LEAST_OTHERS and sum(parts) == total


def _missing_totals(sheet: Sheet) -> Iterator[tuple[Remark, tuple[int, int]]]:
    """合计 | (empty) | 720: the column above could be added like its neighbour."""
    total = _total_row(sheet)
    if total is None:
        return
    for lines in _lines(sheet):
        if not lines or lines[0].total[0] != total or lines[-1].total[0] != total:
            continue
        sound = [line for line in lines if _holds(sheet, line)]
        for line in lines:
            parts = [sheet.figures[cell] for cell in line.leaves if cell in sheet.figures]
            full = len(parts) > _LEAST_OTHERS and _alike(parts) and not any(p.direction or p.is_percent for p in parts)
            if not sound or not full or line.total in sheet.figures:
                continue
            value = sum((part.value / part.number.scale for part in parts), start=Decimal(0))
            if not value:
                continue  # nothing is as often left out as written as 0
            written = sheet.text(*line.total)
            # A sign for none may mean that kinds of different things were not added, unless the row beside adds up to it.
            if written and not (_is_empty(sheet, line.total) and _is_made_beside(sheet, line.total, value)):
                continue
            head = bare_label(sheet.head(line.total[1])) or "该列"
            yield _told(
                sheet, line.total, parts, f"「{sheet.text(total, 0) or '合计'}」一行的「{head}」{f'写作「{written}」' if written else '是空的'}；按上面各行相加应为：{value:f}",
                f"The total of {head} is empty; the rows above add up to {value:f}", f"{value:f}",
            )  # fmt: skip


def _is_made_beside(sheet: Sheet, cell: tuple[int, int], value: Decimal) -> bool:
    """True where the totals of the columns to the left add up to what the rows above add up to."""
    row, column = cell
    beside = [number for c in _columns(sheet) if c < column and (number := _number(sheet, (row, c))) is not None]
    return len(beside) >= _LEAST_OTHERS and sum(beside) == value


def _missing_leaves(sheet: Sheet) -> Iterator[tuple[Remark, tuple[int, int]]]:
    """二职 | — | 290 | 570: what the total leaves stands nowhere."""
    for lines in _lines(sheet):
        if not any(_holds(sheet, line) for line in lines):
            continue
        for line in lines:
            total = _number(sheet, line.total)
            empty = [cell for cell in line.leaves if _is_empty(sheet, cell)]
            parts = [sheet.figures[cell] for cell in line.leaves if cell in sheet.figures]
            if total is None or len(empty) != 1 or not _alike(parts) or not parts or len(parts) + 1 != len(line.leaves):
                continue
            rest = total - sum((part.value / part.number.scale for part in parts), start=Decimal(0))
            if rest <= 0 or any(part.direction for part in parts):
                continue
            cell = empty[0]
            name = " ".join(filter(None, (sheet.row_label(cell[0]), bare_label(sheet.head(cell[1])))))
            written = sheet.text(*cell) or "空的"
            yield _told(
                sheet, cell, [*parts, sheet.figures[line.total]],
                f"「{name}」{'写作「' + written + '」' if written != '空的' else '是空的'}，但合计减去其余各项还差 {rest:f}，疑似漏填",
                f"“{name}” has no figure, but the total leaves {rest:f} for it", f"{rest:f}",
            )  # fmt: skip


def _single_blank(sheet: Sheet) -> Iterator[tuple[Remark, tuple[int, int]]]:
    """The only empty cell of a table all of whose other cells hold numbers."""
    columns = [c for c in sheet.numeric_columns if c not in sheet.label_columns]
    rows = _leaf_rows(sheet)
    cells = [(row, column) for row in rows for column in columns]
    empty = [cell for cell in cells if cell not in sheet.figures]
    if len(empty) != 1 or len(cells) < _LEAST_FULL or len(rows) < _LEAST_OTHERS + 1 or sheet.text(*empty[0]):
        return
    row, column = empty[0]
    beside = [sheet.figures[row, c] for c in columns if (row, c) in sheet.figures]
    heads = compact("".join((*sheet.column_path(column), *sheet.row_path(row))))
    if (
        len(beside) + len(rows) < _LEAST_OTHERS + 3
        or not beside
        or any(not figure.value or figure.direction for figure in beside)
        or _MAY_BE_EMPTY.search(heads)
        or CHANGE_HEAD.search(heads)
        or sheet.unit_column is not None
        or row == rows[-1]
        or not bare_label(sheet.head(column))
        or any(sheet.row_label(r) == "" for r in rows)
        or _adds_up_without(sheet, rows, (row, column))
    ):
        return
    if all(f.is_percent for f in sheet.column_figures(column, rows)) and any(
        figure.value == max(f.value for f in sheet.column_figures(figure.column, rows)) for figure in beside
    ):
        return  # 在校生 4860 (empty) / 男生 2617 53.4%: the whole has no share of itself
    name = f"{sheet.row_label(row)} {bare_label(sheet.head(column))}"
    yield _told(
        sheet,
        (row, column),
        beside,
        f"「{name}」是空的，而表中其余各格都填了数，疑似漏填",
        f"“{name}” is the only empty cell of the table: was it forgotten?",
        "数字",
    )


def _adds_up_without(sheet: Sheet, rows: Sequence[int], cell: tuple[int, int]) -> bool:
    """True where the total of its column, or of its row, is what the other cells make: the empty one stands for nothing."""
    row, column = cell
    beside = [number for c in sheet.numeric_columns if (number := _number(sheet, (row, c))) is not None]
    if len(beside) > _LEAST_OTHERS and 2 * max(beside) == sum(beside):
        return True
    across = [c for c in sheet.numeric_columns if bare_label(sheet.head(c)) in TOTAL_WORDS | SUBTOTAL_WORDS]
    lines = [
        *(
            _Line(tuple((r, column) for r in rows if r < total) or tuple((r, column) for r in rows), (total, column))
            for total in sheet.data_rows if sheet.is_total_row(total)
        ),
        *(_Line(tuple((row, c) for c in sheet.numeric_columns if c not in across), (row, total)) for total in across),
    ]  # fmt: skip
    return any(_holds(sheet, line) for line in lines)


def _owed(sheet: Sheet) -> Iterator[tuple[Remark, tuple[int, int]]]:
    """合计 | 1667.6 | 1780.8 | (empty): what every other row makes of its figures, this one leaves out."""
    columns = [column for column in sheet.numeric_columns if column not in sheet.label_columns]
    rows = [row for row in sheet.data_rows if any((row, column) in sheet.figures for column in columns)]
    if not columns or len(rows) < _LEAST_OTHERS + 1 or len(rows) > _MOST_ROWS:
        return
    if not any(not sheet.text(row, column) for row in rows for column in columns):
        return
    lines = tuple(tuple(sheet.figures.get((row, column)) for column in columns) for row in rows)
    for owed in owed_figures(sheet, lines):
        row, column = rows[owed.line], columns[owed.field]
        if sheet.text(row, column) or not owed.value or _is_complete(sheet, row, column, owed.value):
            continue
        if any(source.value < 0 for source in owed.sources):
            # From below zero nothing grows by so much per cent; other amounts may be left out of a table of gains and losses.
            continue
        if any(_number(sheet, (row, other)) == owed.value for other in columns):
            continue  # 期初 (empty), 本期新增 40: what is owed stands beside it, under the head where it belongs
        name = " ".join(filter(None, (sheet.row_label(row), bare_label(sheet.head(column)))))
        yield _told(
            sheet, (row, column), owed.sources, f"「{name}」是空的；照其余各行的算法应为 {owed.value:f}，疑似漏填",
            f"{name} is empty; reckoned as in the other rows it is {owed.value:f}", f"{owed.value:f}",
        )  # fmt: skip


def _is_complete(sheet: Sheet, row: int, column: int, value: Decimal) -> bool:
    """A row may do without the cell: what it owes stands in it already, or it is a total whose other rates are blank as well.

    期初 (empty) | 增加 120 | 减少 20 | 期末 100 is whole: what was bought this year was not there before.
    """
    beside = [figure for c in sheet.numeric_columns if (figure := sheet.figures.get((row, c))) is not None]
    if any(figure.value / figure.number.scale == value for figure in beside):
        return True
    rates = [c for c in sheet.numeric_columns if any(f.is_percent for f in sheet.column_figures(c, sheet.data_rows))]
    return (
        sheet.is_total_row(row)
        and column in rates
        and len(rates) > 1
        and not any((row, c) in sheet.figures for c in rates)
    )


def _share_owed(sheet: Sheet) -> Iterator[tuple[Remark, tuple[int, int]]]:
    """护理 | 80 | (empty): every other share of the column is that of the count beside it in the total."""
    rows, total = _leaf_rows(sheet), _total_row(sheet)
    for column in sheet.numeric_columns:
        shares = [sheet.figures.get((row, column)) for row in rows]
        empty = [row for row, share in zip(rows, shares, strict=True) if share is None]
        if len(empty) != 1 or sheet.text(empty[0], column) or len(rows) < _LEAST_OTHERS + 1:
            continue
        if not all(share is None or (share.is_percent and not share.direction) for share in shares):
            continue
        for counts in _columns(sheet):
            parts = {row: number for row in rows if (number := _number(sheet, (row, counts))) is not None}
            whole = _number(sheet, (total, counts)) if total is not None else sum(parts.values(), start=Decimal(0))
            if len(parts) != len(rows) or not whole:
                continue
            if all(s is None or abs(parts[s.row] / whole - s.value) <= s.number.ulp for s in shares):
                value = (100 * parts[empty[0]] / whole).quantize(Decimal("0.01"))
                name = " ".join(filter(None, (sheet.row_label(empty[0]), bare_label(sheet.head(column)))))
                yield _told(
                    sheet, (empty[0], column), [sheet.figures[empty[0], counts]],
                    f"「{name}」是空的；其余各行都是占合计的比例，此格应为 {value:f}%，疑似漏填",
                    f"{name} is empty; the other rows give shares of the total, and this one is {value:f}%", f"{value:f}%",
                )  # fmt: skip
                break


def _amount_owed(sheet: Sheet) -> Iterator[tuple[Remark, tuple[int, int]]]:
    """其他收入 | (empty) | 1.15%: what is left of the total is the very share that stands beside the empty cell."""
    rows, total = _leaf_rows(sheet), _total_row(sheet)
    if total is None or len(rows) < _LEAST_OTHERS + 1:
        return
    for column in _columns(sheet):
        empty = [row for row in rows if (row, column) not in sheet.figures]
        whole = _number(sheet, (total, column))
        if len(empty) != 1 or sheet.text(empty[0], column) or not whole:
            continue
        left = whole - sum(n for row in rows if (n := _number(sheet, (row, column))) is not None)
        shares = [f for f in (sheet.figures.get((empty[0], c)) for c in sheet.numeric_columns) if f is not None]
        fitting = [f for f in shares if f.is_percent and abs(left / whole - f.value) <= f.number.ulp]
        if left > 0 and fitting:
            name = " ".join(filter(None, (sheet.row_label(empty[0]), bare_label(sheet.head(column)))))
            yield _told(
                sheet, (empty[0], column), [fitting[0], sheet.figures[total, column]],
                f"「{name}」是空的；合计减去其余各行是 {left:f}，与同一行的占比相符，疑似漏填",
                f"{name} is empty; the total leaves {left:f}, which is the share beside it", f"{left:f}",
            )  # fmt: skip


def _blank_of_a_form(sheet: Sheet) -> Iterator[tuple[Remark, tuple[int, int]]]:
    """升学人数 | 人 | 200 | (empty): the one cell of a column of a form with units that nobody filled in."""
    if sheet.unit_column is None:
        return
    named = [
        row
        for row in sheet.data_rows
        if sheet.row_label(row) and find_unit(compact(sheet.text(row, sheet.unit_column)))
    ]
    for column in sheet.numeric_columns:
        head = compact(sheet.head(column))
        if column <= sheet.unit_column or not head or _MAY_BE_EMPTY.search(head) or CHANGE_HEAD.search(head):
            continue
        is_value = column == sheet.unit_column + 1 or re.fullmatch(r"20\d\d(?:学?年度?)?", head)
        empty = [row for row in named if not sheet.text(row, column)]
        if not is_value or len(empty) != 1 or len(named) < _LEAST_OF_FORM:
            continue
        row = empty[0]
        following = sheet.row_path(row + 1)[-1] if row + 1 < sheet.row_count and sheet.row_path(row + 1) else ""
        beside = [sheet.figures[row, other] for other in sheet.numeric_columns if (row, other) in sheet.figures]
        if (not beside and re.match(r"其中|\d\)|[（(]\d", following.strip())) or sheet.row_path(row)[
            -1
        ].strip().endswith(("：", ":")):
            # The row heads its kinds and needs no figure of its own, in no column.
            continue
        if any(
            (row, other) in sheet.figures and not sheet.figures[row, other].value for other in sheet.numeric_columns
        ):
            continue
        name = f"{sheet.row_label(row)} {bare_label(sheet.head(column))}"
        yield _told(
            sheet, (row, column), beside, f"「{name}」没有填，而本栏其余各行都填了（没有的也写了“无”或 0），疑似漏填",
            f"{name} is empty, and every other row of the column is filled in", "数字",
        )  # fmt: skip


def _told(
    sheet: Sheet, cell: tuple[int, int], beside: Sequence[Figure], zh: str, en: str, expected: str
) -> tuple[Remark, tuple[int, int]]:
    own = sheet.place(*cell) if sheet.cell(*cell) is not None else None
    named = sheet.label_place(cell[0]) or next(
        (sheet.place(cell[0], c) for c in range(sheet.column_count) if sheet.text(cell[0], c)), None
    )
    first: tuple[Place, ...] = tuple(place for place in (own, named) if place is not None and place.line is not None)
    remark = Remark(
        f"table-blanks:{sheet.id}:r{cell[0]}c{cell[1]}", "table-blanks", FAULT, (*first, *(figure.place for figure in beside)),
        zh, en, severity="warning", reported=sheet.text(*cell), expected=expected, formula=f"空格 = {expected}",
        keys=tuple(figure.key for figure in beside),
    )  # fmt: skip
    return remark, cell
