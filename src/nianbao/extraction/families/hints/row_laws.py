"""Rows of several schools hang together column by column: a ratio is a quotient of two other rows in all columns but one.

Cue: a row of ratios, shares or figures for each pupil with a figure for each school, and two rows of counts or amounts with as many
figures, in the same table or another, whose quotient it is in all columns but one. Why it should hold in any report: what holds to the last
digit for all schools but one was reckoned so for that one too. Guards: four columns at least; the divisor is the pupils, the teachers, the staff or the
graduates; rows that say the same everywhere prove nothing.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from decimal import Decimal

from nianbao.extraction.claims import Hint, hint_at
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.tables.raw_rows import NamedRow, named_rows
from nianbao.facts.pattern import as_pattern

FAULT = "ratio"
_TABLE = "指标\t单位\t一职\t二职\t三职\t四职\t全区\n生师比\t:1\t15.03\t{}\t14.01\t14.58\t14.47\n全日制在校生人数\t人\t3968\t3072\t2745\t3396\t13181\n专任教师总数\t人\t264\t218\t196\t233\t911\n"
EXAMPLES = (
    Example("fail", _TABLE.format("14.90")),
    Example("silent", _TABLE.format("14.09")),
    Example("silent", "指标\t单位\t一职\t二职\t三职\t四职\n满意度\t%\t95.03\t96.1\t94.01\t94.58\n在校生人数\t人\t3968\t3072\t2745\t3396\n"),
)  # fmt: skip
_DIVISOR = as_pattern(
    r"在校(?:学)?生|学生(?:总|人)?数$|专任教师(?:总|人)?数|教职工(?:总|人)?数|毕业生(?:总|人)?数|就业人数"
)
_LEAST_COLUMNS = 4
_MOST_ROWS = 120
_SCALES = (1.0, 100.0, 10_000.0)


def find(manuscript: Manuscript) -> Iterator[Hint]:
    """Quotients of rows, over all tables of one width."""
    rows = [row for _, rows in named_rows(manuscript) for row in rows if len(row.values) >= _LEAST_COLUMNS]
    for width in sorted({len(row.values) for row in rows}):
        alike = [row for row in rows if len(row.values) == width][:_MOST_ROWS]
        below = [row for row in alike if _DIVISOR.search(row.name) and _is_whole(row)]
        if below:
            tops = _Tops([row for row in alike if _varies(row)])
            for quotient in alike:
                if _is_quotient(quotient):
                    yield from _kept_but_once(quotient, tops, [(row, _floats(row)) for row in below])


def _is_whole(row: NamedRow) -> bool:
    return all(value.value > 0 and not value.value % 1 and not value.kind for value in row.values)


def _varies(row: NamedRow) -> bool:
    return len({value.value for value in row.values}) > len(row.values) // 2 and not any(v.kind for v in row.values)


def _is_quotient(row: NamedRow) -> bool:
    values = [value.value for value in row.values]
    return sum(value % 1 != 0 for value in values) * 2 > len(values) and len(set(values)) > len(values) // 2


def _floats(row: NamedRow) -> list[float]:
    return [float(value.value) for value in row.values]


class _Tops:
    """Rows of counts and amounts, found by what stands in their first or second column."""

    def __init__(self, rows: Sequence[NamedRow]) -> None:
        self.rows = [(row, _floats(row)) for row in rows]
        self.filed = [sorted((values[n], at) for at, (_, values) in enumerate(self.rows)) for n in (0, 1)]

    def near(self, column: int, low: float, high: float) -> Iterator[int]:
        filed = self.filed[column]
        at = bisect_left(filed, (low, -1))
        while at < len(filed) and filed[at][0] <= high:
            yield filed[at][1]
            at += 1


def _candidates(
    said: Sequence[float], rooms: Sequence[float], low: Sequence[float], tops: _Tops
) -> Iterator[tuple[NamedRow, list[float], float]]:
    """Rows that fit the first column or the second; a row that fits neither breaks the rule twice."""
    for scale in _SCALES:
        fitting = {
            at for n in (0, 1)
            for at in tops.near(n, (said[n] - rooms[n]) * low[n] / scale, (said[n] + rooms[n]) * low[n] / scale)
        }  # fmt: skip
        for at in sorted(fitting):
            yield (*tops.rows[at], scale)


def _kept_but_once(
    quotient: NamedRow,
    tops: _Tops,
    below: Sequence[tuple[NamedRow, list[float]]],
) -> Iterator[Hint]:
    said = _floats(quotient)
    rooms = [0.51 * 10.0 ** int(value.value.as_tuple().exponent) for value in quotient.values]
    found: tuple[NamedRow, NamedRow, int, float] | None = None
    for divisor, low in below:
        for top, high, scale in _candidates(said, rooms, low, tops):
            if top is quotient or top is divisor:
                continue
            bad = [n for n, value in enumerate(said) if abs(high[n] * scale / low[n] - value) > rooms[n]]
            if not bad:
                return
            if len(bad) == 1:
                found = found or (top, divisor, bad[0], high[bad[0]] * scale / low[bad[0]])
    if found is None:
        return
    top, divisor, n, value = found
    r, s, t = (row.values[n] for row in (quotient, top, divisor))
    right = f"{Decimal(value):.{-int(r.value.as_tuple().exponent)}f}"
    yield hint_at(
        "row-laws", r.key, FAULT, (r.place, s.place, t.place),
        f"「{quotient.name}」写作 {r.printed}；「{top.name}」{s.printed} ÷「{divisor.name}」{t.printed} 应为 {right}，其余各列都相符，请核对",
        f"“{quotient.name}” reads {r.printed}; by the two other rows it is {right}, and all other columns agree",
        reported=r.printed, expected=right, formula=f"{s.printed} / {t.printed}", weight=0.75,
    )  # fmt: skip
