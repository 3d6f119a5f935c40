"""A column of ratios x:1 divides two columns of the table, the same two in each line.

Cue: figures written x:1 or a head with 比 (生师比, 普职招生比), and counts in the same line. Why it
should hold in any report: a ratio stands beside the two figures that it compares. Guards: the two
columns are never guessed from one figure; at least half of the lines must follow from them, and
where a table has two levels of heads both columns must stand under the ratio's own lower head.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from nianbao.extraction.claims import ratio_of, relation
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.tables.table_facts import Figure, Sheet, bare_label, compact
from nianbao.extraction.wording import QUOTIENT
from nianbao.facts.interval import Rounding
from nianbao.facts.relation import Relation

FAULT = "ratio"
EXAMPLES = (
    Example(
        "fail",
        "年度\t学生数\t教师数\t生师比\n2020\t1310\t102\t12.84:1\n2021\t1275\t98\t13.01:1\n2022\t1180\t95\t14.22:1\n",
    ),
    Example(
        "pass",
        "年度\t学生数\t教师数\t生师比\n2020\t1310\t102\t12.84:1\n2021\t1275\t98\t13.01:1\n2022\t1180\t95\t12.42:1\n",
    ),
    Example(
        "silent", "年度\t学生数\t教师数\t生师比\n2020\t1310\t102\t10.11:1\n2021\t1275\t98\t11.05:1\n", "other bases"
    ),
)


def find(manuscript: Manuscript) -> Iterator[Relation]:
    """Ratios line by line."""
    for sheet in manuscript.sheets:
        for column in sheet.numeric_columns:
            figures = sheet.column_figures(column, sheet.data_rows)
            head = compact("".join(sheet.column_path(column)))
            ratios = [f for f in figures if f.number.unit is not None and f.number.unit.dimension == "ratio"]
            if not ratios and not (head.endswith("比") and figures and not any(f.is_percent for f in figures)):
                continue
            yield from _column(sheet, column)


def _column(sheet: Sheet, column: int) -> Iterator[Relation]:
    leaf = bare_label(sheet.head(column))
    has_levels = len(sheet.column_path(column)) > 1
    counts = [
        c
        for c in sheet.numeric_columns
        if c != column
        and not any(QUOTIENT.search(compact(label)) for label in sheet.column_path(c))
        and (not has_levels or bare_label(sheet.head(c)) == leaf or len(sheet.column_path(c)) == 1)
    ]
    best: tuple[int, list[tuple[Figure, Figure, Figure]]] = (0, [])
    for above in counts:
        for below in counts:
            if above == below:
                continue
            lines = [
                (ratio, a, b)
                for row in sheet.data_rows
                if (ratio := sheet.figure(row, column)) is not None
                and not ratio.direction
                and (a := sheet.figure(row, above)) is not None
                and (b := sheet.figure(row, below)) is not None
                and b.value
            ]
            good = sum(_fits(ratio, a.value / b.value) for ratio, a, b in lines)
            if good > best[0] and good * 2 >= len(lines) and (len(lines) >= 2 or has_levels):
                best = (good, lines)
    for ratio, a, b in best[1]:
        yield relation(
            "table-ratios", [ratio_of(ratio.operand(trust=0.5), [a.operand()], [b.operand()])], cue=sheet.head(column)
        )


def _fits(ratio: Figure, quotient: Decimal) -> bool:
    habits = (Rounding.NEAREST, Rounding.TRUNCATED)
    return any(ratio.number.interval(habit).contains(quotient) for habit in habits)
