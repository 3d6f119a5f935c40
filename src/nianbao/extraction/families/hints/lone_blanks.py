"""The one empty cell of a column that is filled in everywhere else may have been forgotten.

Cue: a column of figures with six cells filled and one empty, in a row that holds figures beside it. Why it should hold in any report: an author who had
nothing to say in a cell says so with 0, 无 or —, and says so in more than one row. Guards: totals, heads of kinds, the last row, remarks and
columns of changes may be empty; the row must hold a figure in another column, and where one of its figures is what the others make, the blank is a
nought in a table that writes none; a merged cell reaches over what it covers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nianbao.extraction.claims import Hint, hint_at
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.tables.table_facts import Sheet, bare_label, compact
from nianbao.extraction.wording import CHANGE_HEAD
from nianbao.facts.pattern import as_pattern

FAULT = "missing"
_TABLE = "对象\t满意度\t调查人次\t方式\n学生\t95.2\t2846\t网上\n毕业生\t94.0\t1117\t网上\n应届\t94.6\t812\t网上\n教师\t93.7\t264\t网上\n企业\t96.8\t{}\t走访\n家长\t95.9\t1973\t网上\n社区\t95.1\t120\t走访\n"
EXAMPLES = (
    Example("fail", _TABLE.format("")),
    Example("silent", _TABLE.format("58")),
    Example("silent", "学校\t教师\t备注\n一职\t95\t3\n二职\t94\t\n三职\t96\t2\n四职\t93\t1\n五职\t96\t1\n六职\t95\t4\n七职\t95\t6\n八职\t95\t6\n"),
)  # fmt: skip
_MAY_BE_EMPTY = as_pattern(r"备注|说明|排名|名次|排序|代码|编号|年份|时间|日期|上年|去年|原|折合|等级|±|\+|^$")
_LEAST_FILLED = 6


def find(manuscript: Manuscript) -> Iterator[Hint]:
    """Columns of figures, table by table."""
    for sheet in manuscript.sheets:
        yield from _blanks(sheet)


def _blanks(sheet: Sheet) -> Iterator[Hint]:
    columns = [c for c in sheet.numeric_columns if c not in sheet.label_columns]
    if not columns:
        return
    rows = [row for row in sheet.data_rows if any((row, c) in sheet.figures for c in columns)]
    for column in columns:
        head = bare_label(sheet.head(column))
        empty = [row for row in rows if not sheet.text(row, column)]
        filled = [row for row in rows if (row, column) in sheet.figures]
        if len(empty) != 1 or len(filled) < _LEAST_FILLED or len(filled) < len(rows) - 2:
            continue
        row = empty[0]
        if (
            row == rows[-1] or (row, column) in sheet.reached or sheet.is_total_row(row) or sheet.is_subtotal_row(row)
            or _MAY_BE_EMPTY.search(head) or CHANGE_HEAD.search(compact(head)) or not sheet.row_label(row)
            or any(c != column and not sheet.text(row, c) for c in columns)
            or not any((row, c) in sheet.figures and sheet.figures[row, c].value for c in columns)
            or _is_nought(sheet, row, columns)
        ):  # fmt: skip
            continue
        places = [sheet.label_place(row), *(sheet.figures[row, c].place for c in columns if (row, c) in sheet.figures)]
        yield hint_at(
            "lone-blanks", f"{sheet.id}:r{row}c{column}", FAULT, tuple(p for p in places if p is not None),
            f"「{sheet.row_label(row)}」的「{head}」是空的，本栏其余各行都填了，请核对是否漏填",
            f"“{head}” is empty in the row of “{sheet.row_label(row)}” and filled in everywhere else",
            expected="数字", formula="空格", weight=0.45,
        )  # fmt: skip


def _is_nought(sheet: Sheet, row: int, columns: Sequence[int]) -> bool:
    """合计 210，项目支出 210 and nothing under 基本支出: what is there makes up the whole; but a table may write its noughts."""
    others = [sheet.figures[row, c].value for c in columns if (row, c) in sheet.figures]
    writes_noughts = any(not figure.value for (_, c), figure in sheet.figures.items() if c in columns)
    return len(others) > 1 and max(others) * 2 == sum(others) and not writes_noughts
