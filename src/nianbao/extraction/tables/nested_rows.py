"""Which rows of a table lie within which: a total adds the outer rows, an outer row adds its inner ones.

Printed tables show the levels by numbers (一、 above rows without any), by indentation, by
labels that come back in each block (公办, 民办 under every town), by a first column that names
the group, or by the figures alone. A total may be meant of any level that the table shows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from nianbao.extraction.tables.table_facts import Figure, Sheet, compact
from nianbao.facts.pattern import as_pattern

_NUMBERED = as_pattern(r"^[（(]?[一二三四五六七八九十]{1,2}(?:[、.．]|[)）])")

# 本年收入合计, 人员小计: a row of the table that closes a part of it.
_CLOSING = as_pattern(r"(?:合计|小计|共计|总计)(?:\(.*\))?$")
_OPENS = as_pattern(r"[:：]$|^[（(]?[一二三四五六七八九十]{1,2}(?:[、.．]|[)）])")


def is_sum(total: Figure, figures: Sequence[Figure]) -> bool:
    """True where the figures add up to the total within their rounding."""
    if not figures:
        return False
    added = sum((figure.value for figure in figures), start=Decimal(0))
    exact = all(not figure.number.places and figure.number.scale == 1 for figure in (total, *figures))
    slack = Decimal(0) if exact else sum((f.number.ulp for f in (total, *figures)), start=Decimal(0)) / 2
    return abs(added - total.value) <= slack


class _Sum:
    """A figure held against those that are added one by one, as ``is_sum`` does it with all of them."""

    def __init__(self, total: Figure) -> None:
        self.total = total
        self._parts = 0
        self._added = Decimal(0)
        self._exact = not total.number.places and total.number.scale == 1
        self._ulps = Decimal(0) + total.number.ulp

    def add(self, figure: Figure | None) -> None:
        if figure is not None:
            self._parts += 1
            self._added += figure.value
            self._exact = self._exact and not figure.number.places and figure.number.scale == 1
            self._ulps += figure.number.ulp

    @property
    def holds(self) -> bool:
        """True where at least two figures add up to the total within their rounding."""
        slack = Decimal(0) if self._exact else self._ulps / 2
        return self._parts > 1 and abs(self._added - self.total.value) <= slack


def levels(sheet: Sheet, rows: Sequence[int], columns: Sequence[int]) -> list[list[int]]:
    """Choices of rows that a total of all may add, the outermost first; without the choice of all."""
    found: list[list[int]] = []
    for chosen in (
        _numbered(sheet, rows), _outdented(sheet, rows), _once_named(sheet, rows), *_repeated(sheet, rows),
        _told_once(sheet, rows, columns), _outer_codes(sheet, rows), *behind_closed(sheet, rows),
    ):  # fmt: skip
        if 2 <= len(chosen) < len(rows) and chosen not in found:
            found.append(chosen)
    within = {row for inner in inner_rows(sheet, rows, columns).values() for row in inner}
    outer = [row for row in rows if row not in within]
    if within and len(outer) >= 2 and outer not in found:
        found.append(outer)
    return found


def _label(sheet: Sheet, row: int) -> str:
    path = sheet.row_path(row)
    return compact(path[-1]) if path else ""


def _numbered(sheet: Sheet, rows: Sequence[int]) -> list[int]:
    return [row for row in rows if _NUMBERED.match(_label(sheet, row))]


def _outdented(sheet: Sheet, rows: Sequence[int]) -> list[int]:
    depths = {row: _depth(sheet, row) for row in rows}
    least = min(depths.values(), default=0)
    return [row for row in rows if depths[row] == least]


def _depth(sheet: Sheet, row: int) -> int:
    for column in sheet.label_columns:
        cell = sheet.cell(row, column)
        if cell is not None and cell.text.text.strip():
            return len(cell.text.text) - len(cell.text.text.lstrip())
    return 0


def _once_named(sheet: Sheet, rows: Sequence[int]) -> list[int]:
    counted = Counter(_label(sheet, row) for row in rows)
    return [row for row in rows if counted[_label(sheet, row)] == 1] if max(counted.values(), default=1) > 1 else []


def _told_once(sheet: Sheet, rows: Sequence[int], columns: Sequence[int]) -> list[int]:
    """All but rows that repeat the long figures of the row above: the one kind that 三年以上 holds is all of it."""
    kept: list[int] = []
    above: list[Decimal] = []
    for row in rows:
        figures = [figure for column in columns if (figure := sheet.figure(row, column)) is not None]
        values = [figure.value for figure in figures]
        if not values or values != above or not all(map(_is_long, figures)):
            kept.append(row)
        above = values or above
    return kept


def _repeated(sheet: Sheet, rows: Sequence[int]) -> list[list[int]]:
    """The first block of labels that come back further down: they split the total itself."""
    counted = Counter(_label(sheet, row) for row in rows)
    first: list[int] = []
    for row in rows:
        if counted[_label(sheet, row)] < 2:
            break
        first.append(row)
    return [first] if first else []


def groups(sheet: Sheet, rows: Sequence[int]) -> list[list[int]]:
    """Rows by what the first column names: 职称 and 学位 each divide the same people."""
    found: dict[str, list[int]] = {}
    for row in rows:
        path = sheet.row_path(row)
        found.setdefault(path[0] if len(path) > 1 else "", []).append(row)
    return list(found.values()) if len(found) > 1 and "" not in found else []


def of_the_section(sheet: Sheet, rows: Sequence[int]) -> list[int]:
    """The rows below the last title among them: 二、教学支出： without a figure opens what its 小计 adds."""
    titles = [
        row for row in rows
        if _OPENS.search(_label(sheet, row)) and not any(sheet.text(row, c) not in ("", sheet.text(row, sheet.label_columns[0])) for c in sheet.numeric_columns)
    ]  # fmt: skip
    return [row for row in rows if row > titles[-1]] if titles else list(rows)


def is_all_of(sheet: Sheet, total: Figure, rows: Sequence[int]) -> bool:
    """True where one of the rows alone has a figure, and it is the total itself."""
    figures = sheet.column_figures(total.column, rows)
    return len(figures) == 1 and figures[0].value == total.value


def inner_rows(sheet: Sheet, rows: Sequence[int], columns: Sequence[int]) -> dict[int, list[int]]:
    """Rows that the rows right below them make up, by the figures of most columns.

    Two figures may add up to a third by chance, so in a table of one column the row must
    also be numbered or outdented, or its figure be long.
    """
    found: dict[int, list[int]] = {}
    position = 0
    while position < len(rows):
        head = rows[position]
        filled = [column for column in columns if (head, column) in sheet.figures]
        telling = [column for column in filled if sheet.figures[head, column].value]
        behind = rows[position + 1 :]
        sums = [_Sum(sheet.figures[head, column]) for column in telling]
        size = 0
        for length, row in enumerate(behind if sums else (), start=1):
            for each in sums:
                each.add(sheet.figures.get((row, each.total.column)))
            good = sum(each.holds for each in sums) if length > 1 else 0
            if (
                good * 2 > len(sums)
                and not _is_by_chance(sheet, head, behind[:length], sums, filled)
                and (
                    good > 1
                    or all(_is_long(each.total) for each in sums)
                    or _NUMBERED.match(_label(sheet, head))
                    or _depth(sheet, behind[0]) > _depth(sheet, head)
                )
            ):
                size = length
                break
        if size:
            found[head] = list(behind[:size])
            position += size
        position += 1
    return found


_SMALL = 20  # prizes, classes: two or three such figures add up to a third now and then


def _is_by_chance(sheet: Sheet, head: int, rows: Sequence[int], sums: Sequence[_Sum], columns: Sequence[int]) -> bool:
    """True where only small figures add up, and not in all columns: 1 and 2 prizes of one school, 3 of another."""
    if any(each.holds and each.total.value >= _SMALL for each in sums):
        return False
    naught = [column for column in columns if not sheet.figures[head, column].value]
    filled = any(figure.value for column in naught for figure in sheet.column_figures(column, rows))
    return filled or not all(each.holds for each in sums)


_LONG = 100_000  # 1,234.56 and more: no two figures add up to it by chance


def _is_long(figure: Figure) -> bool:
    return abs(figure.number.digits).scaleb(figure.number.places) >= _LONG


def numbered_heads(sheet: Sheet, rows: Sequence[int]) -> dict[int, list[int]]:
    """一、 rows with the rows without number below them."""
    heads = _numbered(sheet, rows)
    if len(heads) < 2 or len(heads) == len(rows):
        return {}
    found: dict[int, list[int]] = {}
    for head, stop in zip(heads, [*heads[1:], rows[-1] + 1], strict=True):
        inner = [row for row in rows if head < row < stop]
        if len(inner) > 1:
            found[head] = inner
    return found


def coded_heads(sheet: Sheet, rows: Sequence[int]) -> dict[int, list[int]]:
    """Rows with the rows whose codes go on from theirs, one level down: 208 with 20805, and 20805 with 2080501."""
    codes = {row: code for row in rows if (code := sheet.code(row))} if sheet.code_columns else {}
    rows_of = {code: row for row, code in codes.items()}
    if len(rows_of) < len(codes):
        return {}
    found: dict[int, list[int]] = {}
    for row, code in codes.items():
        head = next((code[:size] for size in range(len(code) - 1, 0, -1) if code[:size] in rows_of), None)
        if head is not None:
            found.setdefault(rows_of[head], []).append(row)
    return found


def _outer_codes(sheet: Sheet, rows: Sequence[int]) -> list[int]:
    """The rows whose codes go on from no other, and those without a code."""
    inner = {row for within in coded_heads(sheet, rows).values() for row in within}
    return [row for row in rows if row not in inner] if inner else []


def closed_rows(sheet: Sheet, rows: Sequence[int]) -> dict[int, list[int]]:
    """Rows that are called a sum (本年收入合计), with the rows above them that no such row has closed before."""
    found: dict[int, list[int]] = {}
    above: list[int] = []
    for row in rows:
        if _CLOSING.search(_label(sheet, row)):
            found[row], above = above, []
        else:
            above.append(row)
    return found


def behind_closed(sheet: Sheet, rows: Sequence[int]) -> list[list[int]]:
    """Rows that sum up those above them, with what stands between them and the total: 本年收入合计, 年初结余, 总计.

    Points numbered anew behind such a row divide the row before them, so they may be left out as well.
    """
    closing = list(closed_rows(sheet, rows))
    if not closing:
        return []
    outer = [*closing[:-1], *(row for row in rows if row >= closing[-1])]
    numbered = set(_numbered(sheet, outer))
    return [outer, [row for row in outer if row not in numbered]]


def is_column_of_sums(sheet: Sheet, heads: dict[int, list[int]], column: int) -> bool:
    """True where at least half of the heads are the sums of their rows in this column."""
    figures = {head: sheet.figure(head, column) for head in heads}
    good = sum(
        figure is not None and is_sum(figure, sheet.column_figures(column, heads[head]))
        for head, figure in figures.items()
    )
    return good > 0 and good * 2 >= len([figure for figure in figures.values() if figure is not None])
