"""A row of figures that leaps where the rows beside it hardly move.

Cue: a row of two or three periods with one figure five times the other, in a table whose other rows stay near; a figure for each
pupil ten times off the other schools of its row; a percentage of three periods that leaves its neighbours and comes back once
two of its digits are exchanged. Why it should hold in any report: a school changes by some hundredths a year, and rows of one table change together. Guards:
amounts, visits and prizes may leap; most other rows of the table must stay near; small figures are left alone, and so are those
in a column that most rows leave empty.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from nianbao.extraction.claims import Hint, hint_at
from nianbao.extraction.example import Example
from nianbao.extraction.families.hints.healing_slips import swaps
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.tables.raw_rows import NamedRow, RowValue, named_rows
from nianbao.facts.pattern import as_pattern

FAULT = "magnitude"
EXAMPLES = (
    Example("fail", "指标\t2022年\t2023年\n在校生\t3120\t3130\n教师\t210\t212\n毕业生\t980\t1010\n大型企业就业\t44\t400\n"),
    Example("fail", "指标\t单位\t一职\t二职\t三职\t四职\n生均设备值\t元\t24855\t17026\t1744\t20333\n"),
    Example("silent", "指标\t2019年\t2020年\t2021年\n在校生\t3120\t3130\t3150\n教师\t210\t212\t215\n"),
    Example("silent", "指标\t2022年\t2023年\n培训人次\t312\t3130\n教师\t210\t212\n"),
)  # fmt: skip
_LEAPING = as_pattern(
    r"培训|讲座|活动|捐|专项|投入|项目|新增|参观|接待|服务|到款|收入|支出|资金|经费|次|奖|竞赛|增加值|课题|论文|专利|社会|失业|未就业|其[他它余]|增|减|变化|效益|带宽|交易|证书|自主|升入|境外|国外|补助|人数占|直播"
)
_EACH = as_pattern(r"^(?:年)?(?:生均|师均|人均|校均)")
_COLUMN = as_pattern(r"(?<=\d)c\d+$")
_RATE = as_pattern(r"率|度|比例|%")
_SMALL = 10
_LEAP, _STEADY, _LEAST = Decimal(5), Decimal("1.6"), 30
_TENTH, _ROOM, _SPREAD = Decimal(10), Decimal("1.35"), Decimal(4)


def find(manuscript: Manuscript) -> Iterator[Hint]:
    """Leaps over the years, over the schools, then exchanged digits."""
    for _, rows in named_rows(manuscript):
        yield from _over_years(rows)
        for row in rows:
            if _EACH.search(row.name):
                yield from _over_schools(row)
        yield from _exchanged(rows)


def _times(row: NamedRow) -> Decimal:
    values = [value.value for value in row.values]
    return max(values) / min(values) if min(values) > 0 else Decimal(1)


def _over_years(rows: Sequence[NamedRow]) -> Iterator[Hint]:
    pairs = [
        row for row in rows
        if 2 <= len(row.values) <= 3 and not any(v.value < 0 for v in row.values) and len({v.kind for v in row.values}) == 1
    ]  # fmt: skip
    if len(pairs) < 3 or len(pairs) * 2 < len(rows):
        return
    steady = [row for row in pairs if _times(row) <= _STEADY or max(v.value for v in row.values) < _SMALL]
    for row in pairs:
        if row.values[0].kind or _LEAPING.search(row.name) or _times(row) < _LEAP:
            continue
        values = sorted(row.values, key=lambda value: value.value)
        if len(values) == 3 and values[1].value * 2 > values[2].value:
            odd, other = values[0], values[1]
        elif len(values) == 3 and values[1].value > values[0].value * 2:
            continue
        else:
            odd, other = values[-1], values[-2]
        if _stands_alone(odd, pairs) or values[-1].value < _LEAST or len(steady) * 4 < (len(pairs) - 1) * 3:
            continue
        yield _hint(
            odd, other, "logic", f"「{row.name}」写作 {odd.printed}，同一行另一个数是 {other.printed}，相差五倍以上，而同表其余各行变化不大，请核对",
            f"“{row.name}” reads {odd.printed} beside {other.printed}, while the other rows hardly move", other.printed, 0.4,
        )  # fmt: skip


def _stands_alone(odd: RowValue, rows: Sequence[NamedRow]) -> bool:
    """True in a column of the table that is empty in most other rows: 其他收入 is no other year of 财政拨款."""
    column = _COLUMN.search(odd.key)
    if column is None:
        return False
    mates = sum(any(value.key.endswith(column[0]) for value in row.values) for row in rows)
    return mates * 2 < len(rows)


def _over_schools(row: NamedRow) -> Iterator[Hint]:
    """生均设备值 24855 | 17026 | 1744 | 20333: one school a tenth of all others."""
    if len(row.values) < 4 or any(value.value <= 0 or value.kind for value in row.values):
        return
    for value in row.values:
        others = [other.value for other in row.values if other is not value]
        low, high = min(others), max(others)
        if high > low * _SPREAD:
            continue
        for meant in (value.value * _TENTH, value.value / _TENTH):
            if low / _ROOM <= meant <= high * _ROOM:
                yield _hint(
                    value, next(v for v in row.values if v is not value), "magnitude",
                    f"「{row.name}」写作 {value.printed}，同一行其余各数在 {low:f}～{high:f} 之间，差约十倍，请核对小数点或位数",
                    f"“{row.name}” reads {value.printed} among {low:f} to {high:f}: about ten times off", f"{meant.normalize():f}", 0.6,
                )  # fmt: skip
                return


def _exchanged(rows: Sequence[NamedRow]) -> Iterator[Hint]:
    """90.6 | 98.1 | 93.1: 91.8 would lie between."""
    series = [
        row for row in rows
        if len(row.values) >= 3 and all(1 < v.value <= 100 and v.value % 1 for v in row.values) and _RATE.search(row.name)
    ]  # fmt: skip
    steps = [
        abs(b.value - a.value) for row in series for a, b in zip(row.values, row.values[1:], strict=False)
    ]  # fmt: skip
    if len(series) < 3 or len(steps) < 4:
        return
    usual = sorted(steps)[len(steps) // 2]
    for row in series:
        for index in range(1, len(row.values) - 1):
            before, value, after = row.values[index - 1 : index + 2]
            low, high = min(before.value, after.value), max(before.value, after.value)
            off = max(low - value.value, value.value - high)
            if off <= max(usual * 2, Decimal(1)):
                continue
            meant = next((m for m in swaps(value.value) if low <= m <= high), None)
            if meant is not None:
                yield _hint(
                    value, before, "trend", f"「{row.name}」写作 {value.printed}，前后为 {before.printed}、{after.printed}，同表各行变化平缓；若为 {meant} 则顺，请核对是否数字颠倒",
                    f"“{row.name}” reads {value.printed} between {before.printed} and {after.printed}; {meant} would fit", str(meant), 0.5,
                )  # fmt: skip


def _hint(value: RowValue, other: RowValue, kind: str, zh: str, en: str, expected: str, weight: float) -> Hint:
    return hint_at(
        "row-jumps", value.key, kind, (value.place, other.place), zh, en,
        reported=value.printed, expected=expected, formula=f"{value.printed} | {other.printed}", weight=weight,
    )  # fmt: skip
