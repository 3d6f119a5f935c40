"""What every line of a table but one obeys, the odd line should obey as well.

Cue: none in words; the same arithmetic (a sum, a difference, a quotient, a growth against the line
before) comes out exactly in line after line. Why it should hold in any report: that three figures agree
to the last digit by chance in several lines is less likely than a slip in the one that does not.
Guards: the chance of all agreements together, for all the arithmetic that was tried, must be below one
in ten thousand; only one line may stand out, and it must be one line of at least four, or of three whose
figures are long; lines without one of the figures are not asked; figures of a single digit prove nothing, and no more does
a sum of which all parts but one are nothing; what the odd line makes of another of its own figures is no slip; between two
percentages a growth may be told in points.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from nianbao.extraction.claims import difference_of, growth_of, ratio_of, relation, share_of, sum_of
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.tables.table_facts import Figure, Sheet
from nianbao.extraction.wording import QUOTIENT
from nianbao.facts.kept import kept, kept_for_each
from nianbao.facts.printed_number import Hedge
from nianbao.facts.relation import Reading, Relation
from nianbao.facts.unit import BY_ID

FAULT = "sum"
EXAMPLES = (
    Example(
        "fail",
        "指标\t2018年\t2019年\t2020年\t2021年\t2022年\n在校生（人）\t5480\t5760\t6105\t6412\t6835\n"
        "比上年增加（人）\t—\t280\t345\t307\t432\n",
    ),
    Example(
        "fail",
        "学校\t在校生\t专任教师\t每师学生\n甲校\t1680\t120\t14.00\n乙校\t1215\t81\t16.00\n丙校\t312\t26\t12.00\n"
        "丁校\t2210\t170\t13.00\n",
    ),
    Example(
        "pass",
        "届别\t去向落实\t升学\t就业\n2023届\t998\t801\t197\n2024届\t1054\t858\t196\n2025届\t974\t812\t162\n",
    ),
    Example(
        "pass",
        "指标\t本期\t上期\t变动（%）\n在校生\t6835\t6412\t6.60\n图书（册）\t158200\t146800\t7.77\n设备值（万元）\t5127\t4804\t6.72\n"
        "就业率\t97.25%\t95.10%\t2.15%\n",
        "a rate grows by points",
    ),
    Example("silent", "届别\t甲\t乙\t丙\n2023届\t998\t801\t190\n2024届\t1054\t858\t199\n2025届\t974\t812\t168\n"),
)
_CHANCE = 1e-4  # that all agreements of a table come about by accident
_MOST_FIELDS = 16
_MOST_LINES = 80
_ODD_LINES = 1
_FEWEST_PARTS = 2  # of a sum that are more than nothing
_LEAST = 10  # agreements in figures of one digit count for nothing
_SHORT = 100  # figures below it are too alike to prove anything where few lines agree

Lines = tuple[tuple[Figure | None, ...], ...]


class _Law(NamedTuple):
    """``field`` is what ``sources`` make of each line: their figures of this line, of the line before where ``lags``."""

    kind: str  # sum, difference, share, ratio, growth
    field: int
    sources: tuple[int, ...]
    lags: bool = False


_Candidate = tuple[str, int, tuple[int, ...], bool]
"""A law that is tried: thousands are, and few are kept."""


def find(manuscript: Manuscript) -> Iterator[Relation]:
    """The laws of each table, by columns and by rows."""
    for sheet in manuscript.sheets:
        columns = [column for column in sheet.numeric_columns if column != sheet.unit_column]
        rows = [row for row in sheet.data_rows if any((row, column) in sheet.figures for column in columns)]
        if not columns or not rows or len(rows) > _MOST_LINES:
            continue
        by_columns = tuple(tuple(_figure(sheet, row, column) for column in columns) for row in rows)
        yield from _laws_of(by_columns, sheet)
        if len(columns) >= 3:
            yield from _laws_of(tuple(zip(*by_columns, strict=True)), sheet)


def _figure(sheet: Sheet, row: int, column: int) -> Figure | None:
    figure = sheet.figure(row, column)
    if figure is None or figure.direction or figure.number.hedge is not Hedge.NONE:
        return None
    return figure


def _laws_of(lines: Lines, sheet: Sheet) -> Iterator[Relation]:
    """``lines`` hold one figure a field, None where a field of a line is empty."""
    for law, good, odd in _proven(sheet, lines):
        for number in sorted((*good, *odd)):
            if number in odd and _is_of_another(law, lines, number):
                continue
            readings = _readings(law, lines, number)
            if readings:
                yield relation("table-laws", readings, cue=_cue(law), severity="warning")


def _is_of_another(law: _Law, lines: Lines, number: int) -> bool:
    """102 % of the plan as it was changed, where every other line is worked out of the plan as it was made.

    So with a sum: what it lacks stands in the line, where the other lines have nothing.
    """
    operands = _operands(law, lines, number)
    if law.lags or operands is None:
        return False
    target, sources = operands
    others = [
        figure for figure in lines[number] if figure is not None and figure not in (target, *sources) and figure.value
    ]
    if law.kind == "sum":
        gap = abs(target.value - sum((source.value for source in sources), start=Decimal(0)))
        return any(abs(figure.value) == gap for figure in others if _size(figure) >= _SHORT)
    if law.kind not in ("ratio", "growth"):
        return False
    less = int(law.kind == "growth")
    return any(
        abs(sources[0].value / figure.value - less - target.value) * 2 <= target.number.ulp
        for figure in others if not figure.is_percent
    )  # fmt: skip


@kept_for_each
def _proven(_sheet: Sheet, lines: Lines) -> list[tuple[_Law, list[int], list[int]]]:
    """Every law that more lines of a sheet obey than chance would have it, with those lines and the odd one."""
    return list(_proven_in(lines))


def _proven_in(lines: Lines) -> Iterator[tuple[_Law, list[int], list[int]]]:
    fields = len(lines[0])
    if len(lines) < 3 or fields > _MOST_FIELDS:
        return
    grid = _Grid.of(lines, fields)
    tried = 0
    kept: list[tuple[_Law, list[int], list[int], float]] = []
    for candidate in _candidates(lines, fields):
        tried += 1
        if (found := _held(candidate, grid, lines)) is not None:
            kept.append((_Law(*candidate), *found))
    told: set[tuple[object, ...]] = set()
    for law, good, odd, chance in sorted(kept, key=lambda entry: not _is_made(entry[0], lines)):
        if chance * tried > _CHANCE:
            continue
        same = (law.lags, frozenset((law.field, *law.sources)))
        if same in told:
            # Of students, teachers and students a teacher each follows from the others; the quotient is the one made.
            continue
        told.add(same)
        if len(good) < 3 and any(_size(lines[n][law.field]) < _SHORT for n in good):
            continue
        yield law, good, odd


class Owed(NamedTuple):
    """A figure that a law gives for a field that one line leaves empty."""

    line: int
    field: int
    value: Decimal
    sources: tuple[Figure, ...]


def owed_figures(sheet: Sheet, lines: Lines) -> Iterator[Owed]:
    """What the empty fields of ``lines`` of the sheet should hold, where every other line obeys a law and the rest of it is there."""
    for law, _, odd in _proven(sheet, lines):
        if odd:
            continue
        for number, line in enumerate(lines):
            fields = (law.field, *law.sources)
            missing = [field for field in fields if line[field] is None]
            if len(missing) != 1 or (law.lags and (not number or lines[number - 1][law.sources[0]] is None)):
                continue
            found = [figure for field in fields if (figure := line[field]) is not None]
            if law.lags and (before := lines[number - 1][law.sources[0]]) is not None:
                found.append(before)
            value = _worth(law, missing[0], [figure.value for figure in found])
            model = next((other[missing[0]] for other in lines if other[missing[0]] is not None), None)
            if model is not None and value is not None:
                exact = Decimal(1).scaleb(-model.number.places)
                yield Owed(number, missing[0], (value / model.number.scale).quantize(exact), tuple(found))


def _worth(law: _Law, field: int, values: Sequence[Decimal]) -> Decimal | None:
    """``values`` are those of the law in its order, without the one of ``field``."""
    if field != law.field:
        # 2021 = 2020 + change: the change is what 2020 leaves of 2021.
        return values[0] - sum(values[1:], start=Decimal(0)) if law.kind == "sum" else None
    if law.kind == "sum":
        return sum(values, start=Decimal(0))
    if law.kind == "difference":
        return values[0] - values[1]
    if not values[1]:
        return None
    return values[0] / values[1] - (1 if law.kind == "growth" else 0)


def _candidates(lines: Lines, fields: int) -> Iterator[_Candidate]:
    is_quotient = [_is_quotient(lines, field) for field in range(fields)]
    plain = [field for field in range(fields) if not is_quotient[field]]
    for field in range(fields):
        others = [other for other in plain if other != field]
        if is_quotient[field]:
            for source in others:
                yield "growth", field, (source,), True
                for base in others:
                    if base != source:
                        yield "ratio", field, (source, base), False
                        yield "growth", field, (source, base), False
            continue
        for source in others:
            yield "difference", field, (source,), True
        for position, source in enumerate(others):
            for other in others[position + 1 :]:
                yield "sum", field, (source, other), False
                yield "ratio", field, (source, other), False
                yield "ratio", field, (other, source), False
        for start in range(fields):
            for end in range(start + 3, fields + 1):
                if field in (start - 1, end) and all(n in plain for n in range(start, end)):
                    yield "sum", field, tuple(range(start, end)), False


def _is_quotient(lines: Lines, field: int) -> bool:
    figures = [line[field] for line in lines if line[field] is not None]
    return bool(figures) and sum(_says_quotient(f) for f in figures if f is not None) * 2 > len(figures)


def _is_made(law: _Law, lines: Lines) -> bool:
    """True where the field looks like what is worked out: the larger of a sum, the figure with decimals of a quotient."""
    target = next(line[law.field] for line in lines if line[law.field] is not None)
    return law.kind != "ratio" or (target is not None and target.number.places > 0)


def _says_quotient(figure: Figure) -> bool:
    unit = figure.number.unit
    return unit is not None and unit.dimension in ("share", "ratio")


_WHOLE_SLACK = 0.4  # a figure with decimals has less


@dataclass(frozen=True)
class _Grid:
    """The figures of ``lines`` field by field as floats, NaN where a field of a line is empty."""

    values: tuple[tuple[float, ...], ...]
    before: tuple[tuple[float, ...], ...]  # the values of the line before each
    telling: tuple[tuple[tuple[int, float, float], ...], ...]  # line, value and slack where a field says something
    addable: tuple[tuple[tuple[int, float, float], ...], ...]  # those of them that are no rates

    @classmethod
    def of(cls, lines: Lines, fields: int) -> _Grid:
        columns = [[line[field] for line in lines] for field in range(fields)]
        values = tuple(tuple(_size_and_slack(f)[0] if f is not None else math.nan for f in c) for c in columns)
        telling = tuple(
            tuple((n, *_size_and_slack(f)) for n, f in enumerate(c) if f is not None and f.value) for c in columns
        )
        # Rates and means of parts make no rate of the whole, whatever the other lines do.
        rates = [{n for n, f in enumerate(column) if f is not None and _is_rate(f)} for column in columns]
        return cls(
            values,
            tuple((math.nan, *column[:-1]) for column in values),
            telling,
            tuple(tuple(t for t in field if t[0] not in no) for field, no in zip(telling, rates, strict=True)),
        )


@kept
def _size_and_slack(figure: Figure) -> tuple[float, float]:
    return float(figure.value), float(figure.number.ulp) * 0.501


@kept
def _is_rate(figure: Figure) -> bool:
    return _says_quotient(figure) or QUOTIENT.search(figure.label) is not None


def _held(law: _Candidate, grid: _Grid, lines: Lines) -> tuple[list[int], list[int], float] | None:
    """The lines that obey and those that do not, with the chance of so much agreement; None where it is no law."""
    kind, field, places, lags = law
    agreeing = _summed(grid, field, places) if kind == "sum" else _compared(grid, kind, field, places, lags)
    if agreeing is None:
        return None
    good, odd = agreeing
    if len(good) < 2 or (len(good) == 2 and not odd):
        return None
    fields = (field, *places)
    seen = {tuple(grid.values[place][n] for place in fields): _size(lines[n][field]) for n in good}
    return good, odd, math.prod(1 / size for size in seen.values() if size >= _LEAST)


def _summed(grid: _Grid, field: int, places: Sequence[int]) -> tuple[list[int], list[int]] | None:
    """The lines whose parts make the total and those where they do not; None where these are too many."""
    good: list[int] = []
    odd: list[int] = []
    apart = 0
    sources = [grid.values[place] for place in places]
    first, second, further = sources[0], sources[1], sources[2:]
    for number, target, slack in grid.addable[field]:
        worth = first[number] + second[number]
        parts: list[float] = []
        if further or slack < _WHOLE_SLACK:
            parts = [source[number] for source in sources]
            if min(parts) <= target <= max(parts):
                # 94.14, 95.04, 94.38 and 94.28 for all: a mean whose head was lost speaks against the law, and is no fault.
                apart += 1
                if apart + len(odd) > _ODD_LINES:
                    return None
                continue
            for part in parts[2:]:
                worth += part
        # NaN is unequal to itself.
        if worth != worth or not worth:
            continue
        if abs(worth - target) <= slack:
            filled = sum(map(bool, parts)) if parts else bool(first[number]) + bool(second[number])
            # 418 = 418 + 0 says that two lines are alike and nothing of the third.
            if filled >= _FEWEST_PARTS:
                good.append(number)
            continue
        odd.append(number)
        if apart + len(odd) > _ODD_LINES:
            return None
    return good, odd


def _compared(
    grid: _Grid, kind: str, field: int, places: Sequence[int], lags: bool
) -> tuple[list[int], list[int]] | None:
    """The same for a difference or a quotient of two figures."""
    good: list[int] = []
    odd: list[int] = []
    first = grid.values[places[0]]
    second = grid.before[places[0]] if lags else grid.values[places[1]]
    for number, target, slack in grid.telling[field]:
        above, below = first[number], second[number]
        if kind == "difference":
            worth = above - below
        elif not below:
            continue
        else:
            worth = above / below - 1 if kind == "growth" else above / below
        if worth < 0 < target:
            worth = -worth
        if worth != worth or not worth:
            continue
        if abs(worth - target) <= slack:
            good.append(number)
            continue
        odd.append(number)
        if len(odd) > _ODD_LINES:
            return None
    return good, odd


def _operands(law: _Law, lines: Lines, number: int) -> tuple[Figure, tuple[Figure, ...]] | None:
    line = lines[number]
    target = line[law.field]
    sources = [line[source] for source in law.sources]
    if law.lags:
        if number == 0:
            return None
        sources.append(lines[number - 1][law.sources[0]])
    if target is None or any(source is None for source in sources):
        return None
    return target, tuple(source for source in sources if source is not None)


def _size(figure: Figure | None) -> float:
    """How many numbers of as many digits there are: 184 for 184, 1402 for 14.02."""
    if figure is None:
        return 1.0
    return float(abs(figure.number.digits).scaleb(figure.number.places))


def _readings(law: _Law, lines: Lines, number: int) -> list[Reading]:
    operands = _operands(law, lines, number)
    if operands is None:
        return []
    target, sources = operands
    claim = target.operand(trust=0.7)
    makers: dict[str, Callable[[], Reading]] = {
        "sum": lambda: sum_of(claim, [source.operand() for source in sources]),
        "difference": lambda: difference_of(claim, sources[0].operand(), sources[1].operand()),
        "growth": lambda: growth_of(claim, sources[0].operand(), sources[1].operand(), signed=target.value < 0),
        "ratio": lambda: (share_of if target.is_percent else ratio_of)(
            claim, [sources[0].operand()], [sources[1].operand()]
        ),
    }
    readings = [makers[law.kind]()]
    if law.kind == "growth" and target.is_percent and all(source.is_percent for source in sources):
        points = target.operand(trust=0.7, unit=BY_ID["percentage_point"])
        by_points = difference_of(points, sources[0].operand(), sources[1].operand(), signed=target.value < 0)
        readings.append(by_points)
    return readings


def _cue(law: _Law) -> str:
    return {"sum": "各行都合", "difference": "各行相差", "growth": "各行增长", "ratio": "各行相除"}[law.kind]
