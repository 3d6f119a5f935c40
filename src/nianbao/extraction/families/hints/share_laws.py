"""All rows of a table reckon their share in one way; a row that reckons it in another, or not at all, is told.

Cue: a column of percentages each of which is a figure of its row, or a sum of two or three, by another figure of the row, in all rows
but one. Why it should hold in any report: one column means one thing; what comes out to the last printed digit in three rows
and more is how it was reckoned. Guards: three rows at least keep the rule, one alone breaks it; empty rows and shares of 0 and 100 prove nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from nianbao.extraction.claims import Hint, hint_at
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.tables.table_facts import Figure, Sheet, bare_label, compact
from nianbao.extraction.wording import CHANGE_HEAD

FAULT = "share"
_TABLE = "学校\t毕业生数\t升入本科\t升入高职\t直接就业\t未落实\t升学率\n一职\t1043\t118\t692\t219\t14\t77.66%\n二职\t405\t26\t281\t92\t6\t{}\n三职\t296\t4\t169\t117\t6\t58.45%\n四职\t300\t10\t200\t80\t10\t70.00%\n"
EXAMPLES = (
    Example("fail", _TABLE.format("69.38%")),
    Example("silent", _TABLE.format("75.80%")),
    Example("silent", "专业\t人数\t满意度\n护理\t300\t95.2%\n会计\t200\t96.1%\n机电\t100\t97.1%\n药剂\t30\t98.0%\n"),
)  # fmt: skip
_LEAST_ROWS = 4
_MOST_COLUMNS = 8
_MOST_PARTS = 3
_Column = dict[int, Figure]


def find(manuscript: Manuscript) -> Iterator[Hint]:
    """Columns of shares, table by table."""
    for sheet in manuscript.sheets:
        columns = {
            c: {row: figure for row in sheet.data_rows if (figure := sheet.figures.get((row, c))) is not None}
            for c in sheet.numeric_columns
            if not CHANGE_HEAD.search(compact("".join(sheet.column_path(c))))
        }
        shares = [c for c, column in columns.items() if column and all(_is_share(f) for f in column.values())]
        counts = [c for c, column in columns.items() if column and all(_is_count(f) for f in column.values())]
        if shares and 2 <= len(counts) <= _MOST_COLUMNS:
            for share in shares:
                yield from _law(sheet, columns[share], {c: columns[c] for c in counts})


def _is_share(figure: Figure) -> bool:
    return figure.is_percent and not figure.direction and figure.number.places > 0


def _is_count(figure: Figure) -> bool:
    return not figure.is_percent and not figure.direction and figure.number.places == 0


def _law(sheet: Sheet, share: _Column, counts: dict[int, _Column]) -> Iterator[Hint]:
    rows = [row for row in share if all(row in column for column in counts.values())]
    telling = [row for row in rows if 0 < share[row].number.digits < 100]
    if len(rows) < _LEAST_ROWS or len(telling) < _LEAST_ROWS - 1 or len({share[row].number.digits for row in rows}) < 3:
        return
    values = {c: {row: column[row].number.digits for row in rows} for c, column in counts.items()}
    best: tuple[int, int, tuple[int, ...]] | None = None
    for whole in counts:
        others = [c for c in counts if c != whole]
        for size in range(1, min(_MOST_PARTS, len(others)) + 1):
            for parts in combinations(others, size):
                bad = _breaking(share, values, rows, parts, whole)
                if bad == []:
                    return
                if bad is not None and best is None:
                    best = (bad[0], whole, parts)
    if best is None:
        return
    row, whole, parts = best
    part = sum((values[c][row] for c in parts), start=Decimal(0))
    if not values[whole][row]:
        return
    right = part * 100 / values[whole][row]
    said = share[row]
    names = "＋".join(f"「{bare_label(sheet.head(c)) or '该栏'}」" for c in parts)
    yield hint_at(
        "share-laws", said.key, FAULT,
        (said.place, *(counts[c][row].place for c in (*parts, whole))),
        f"「{sheet.row_label(row)}」的「{bare_label(sheet.head(said.column))}」写作 {said.number.raw.strip()}，其余各行都是 {names} ÷「{bare_label(sheet.head(whole))}」，此行按此应为 {right:.2f}%，请核对",
        f"every other row reckons this share in one way; here it would be {right:.2f}%",
        reported=said.number.raw.strip(), expected=f"{right:.2f}%", formula=f"{part:f} / {values[whole][row]:f}", weight=0.65,
    )  # fmt: skip


def _breaking(
    share: _Column, values: dict[int, dict[int, Decimal]], rows: list[int], parts: tuple[int, ...], whole: int
) -> list[int] | None:
    """The rows that break a rule: none, or the only one; nothing at all where the rule is none."""
    bad: list[int] = []
    for row in rows:
        base = values[whole][row]
        part = sum((values[c][row] for c in parts), start=Decimal(0))
        printed = share[row].number.digits
        room = Decimal(1).scaleb(-share[row].number.places) * Decimal("0.51")
        if not base or abs(part * 100 / base - printed) > room:
            bad.append(row)
            if len(bad) > 1:
                return None
    return bad
