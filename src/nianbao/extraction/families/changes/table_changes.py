"""Rows and columns of change say by how much, and which way, two periods differ.

Cue: a row or column named 变化, 增减, 增量, 增幅, 同比 or 比上年, and two periods beside it. Why it
should hold in any report: the change is worked out from the two figures printed next to it.
Guards: the order of the periods comes from their labels and never from their position; a
percentage may be a growth rate or, between two percentages, a difference in points, and only a
figure that fits neither is wrong; a head that names the year it is held against (比2022年增减) speaks of that year's
column, wherever it stands, and of none where there is no such column; a word or arrow (升高, ↓) is checked apart from the size, so
that a wrong direction is told as such; rows that begin with a year are two periods only where the rest of their names is alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from nianbao.extraction.claims import Doubtful, difference_of, direction_of, growth_of, relation
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.tables.table_facts import PERIOD, TOTAL_WORDS, Figure, Sheet, bare_label, compact
from nianbao.extraction.wording import CHANGE_HEAD
from nianbao.facts.numeral import half_width
from nianbao.facts.pattern import as_pattern
from nianbao.facts.relation import Reading, Relation
from nianbao.facts.unit import BY_ID

FAULT = "difference"
EXAMPLES = (
    Example("fail", "年度\t生师比\t图书（册）\n2021年\t13.5:1\t16.8\n2022年\t12.1:1\t18.2\n变化情况\t升高1.4\t↑1.4\n"),
    Example("fail", "指标\t2021年\t2022年\t增量\n招生数\t120\t150\t40\n在校生数\t300\t320\t20\n"),
    Example("fail", "指标\t2022年\t2021年\t同比\n招生数\t150\t120\t-25%\n在校生数\t330\t300\t10%\n"),
    Example("pass", "指标\t2021年\t2022年\t增量\t增幅\n招生数\t120\t150\t30\t25%\n在校生数\t300\t330\t30\t10%\n"),
    Example("silent", "指标\t2022年\t2023年\t比2021年增减\n招生数\t120\t150\t70\n在校生数\t300\t320\t10\n"),
    Example(
        "silent",
        "补助项目\t金额\n招生增长奖励\t60\n2021年示范校补助\t30\n2022年实训基地补助\t10\n",
        "two things of two years",
    ),
    Example("silent", "项目\t2021年\t2022年\t变化原因\n招生数\t120\t150\t新增专业\n"),
    Example(
        "silent",
        "年度\t学校\t招生\t在校\n2018年\t甲校\t212\t638\n\t乙校\t134\t401\n\t合计\t346\t1039\n2017年\t合计\t371\t1046\n增减\t\t-25\t-7\n",
    ),
)
_NAMED = as_pattern(r"(?:(?P<new>(?:19|20)\d\d)(?:学?年度?)?)?[比较](?P<old>(?:19|20)\d\d)(?!\d)")
_LAST_TIME = as_pattern(r"[比较](?:上一?学?年|去年)|同比")
# Heads that are a word of change and no more; 增加 beside 减少 tells what came and what went.
_BARE_HEAD = as_pattern(
    r"(?:净?(?:提高|提升|升高|上升|下降|降低|增加|减少|增长|差异|差|升降|涨跌|变动|趋势|升降情况|增长情况))(?:数|值|量|人数|额|幅度|率|情况|百分点)?(?:\([^()]*\))?"
)
_FLOWS = (as_pattern(r"^(?:本[年期])?增加"), as_pattern(r"^(?:本[年期])?减少"))
_TOLD_WAY = as_pattern(
    r"(?:略有|有所|稳中有)?(?:(?P<up>上升|提高|提升|增加|增长|升高|扩大|升|增|↑|▲|↗)|(?P<down>下降|降低|减少|下滑|回落|缩小|降|减|↓|▼|↘))"
)
_RATE_HEAD = as_pattern(r"率|幅|%|百分|增速")
_EITHER_HEAD = as_pattern(r"同比|环比|[比较]上|[比较]去|增长")
_HALF = 2
_WORDS = {"up": "up", "down": "down", "level": "flat"}


def find(manuscript: Manuscript) -> Iterator[Relation | Doubtful]:
    """Changes along rows, then along columns, then from row to row."""
    for sheet in manuscript.sheets:
        yield from _change_rows(sheet)
        yield from _change_columns(sheet)
        yield from _changes_from_row_to_row(sheet)


def is_change_head(label: str) -> bool:
    """True for 增减, 比上年, 提高（个百分点）.

    >>> is_change_head("提高（个百分点）"), is_change_head("提高措施"), is_change_head("较上年")
    (True, False, True)
    """
    words = compact(label)
    return CHANGE_HEAD.search(words) is not None or _BARE_HEAD.fullmatch(words) is not None


def _changes_from_row_to_row(sheet: Sheet) -> Iterator[Relation | Doubtful]:
    """年度, 在校生, 比上年增加: each row holds the change from the row of the time before."""
    rows: dict[int, int] = {}
    for row in sheet.data_rows:
        path = sheet.row_path(row)
        period = _period_of(path[0]) if len(path) == 1 else None
        if period is None or period <= 0 or period in rows or is_change_head(path[0]):
            return
        rows[period] = row
    if len(rows) <= _HALF:
        return
    for column in sheet.numeric_columns:
        head = compact(sheet.head(column))
        base = column - 1
        while base > 0 and base in sheet.numeric_columns and is_change_head(sheet.head(base)):
            base -= 1
        if not is_change_head(head) or base not in sheet.numeric_columns:
            continue
        steps = [
            (change, new, old)
            for period, row in sorted(rows.items())
            if period - 1 in rows
            and (change := sheet.figure(row, column)) is not None
            and (new := sheet.figure(row, base)) is not None
            and (old := sheet.figure(rows[period - 1], base)) is not None
        ]
        holding = sum(_roughly_fits(*step) for step in steps)
        for step in steps:
            for claim in _changes(*step, head):
                # What most rows agree with is what the column holds.
                yield claim if holding and holding * _HALF >= len(steps) else Doubtful(claim)


def _roughly_fits(change: Figure, new: Figure, old: Figure) -> bool:
    """True where the figure is about the step, or about the rate in per cent."""
    step, said = abs(new.number.digits - old.number.digits), abs(change.number.digits)
    rate = step * 100 / abs(old.number.digits) if old.number.digits else step
    return any(abs(value - said) <= Decimal("0.01") + said * Decimal("0.005") for value in (step, rate))


def _period_of(label: str) -> int | None:
    words = half_width(label)
    if match := PERIOD.search(words):
        return int(match[1])
    text = compact(label)
    if any(word in text for word in ("上年", "去年", "上一年", "上学年", "前一年")):
        return -1
    if any(word in text for word in ("本年", "今年", "本学年", "当年")):
        return 0
    return None


def _change_rows(sheet: Sheet) -> Iterator[Relation]:
    labels = {row: sheet.text(row, column) for column in sheet.label_columns[:1] for row in sheet.data_rows}
    changes = [row for row, label in labels.items() if is_change_head(label)]
    named = [row for row, label in labels.items() if compact(label)]
    dated = sorted(
        (period, whole)
        for row, label in labels.items()
        if row not in changes
        and (period := _period_of(label)) is not None
        and (whole := _row_of_all(sheet, row, min((n for n in named if n > row), default=row + 1))) is not None
    )
    for row in changes:
        label = compact(labels[row])
        pair = _compared(label, dated)
        if pair is None:
            continue
        old_row, new_row = pair
        if not _are_alike(labels[old_row], labels[new_row]):
            continue
        for column in range(sheet.column_count):
            change, new, old = sheet.figure(row, column), sheet.figure(new_row, column), sheet.figure(old_row, column)
            if change is not None and new is not None and old is not None:
                yield from _changes(change, new, old, label)


_TIME = as_pattern(r"(?:19|20)\d\d|学年度?|年度?|[-—–~至/]|[（(].*?[）)]")


def _are_alike(old: str, new: str) -> bool:
    """True for 2023年招生 and 2024年招生, or a bare year; 2023年高企奖励 and 2024年专利资助 are two things, each of its year."""
    names = [_TIME.sub("", compact(half_width(label))) for label in (old, new)]
    return names[0] == names[1] or not all(names) or any(_period_of(label) in (0, -1) for label in (old, new))


def _row_of_all(sheet: Sheet, first: int, end: int) -> int | None:
    """The row of a period, or among the several rows of one period that of the total; None where none is."""
    rows = [row for row in sheet.data_rows if first <= row < end]
    if len(rows) < 2:
        return first
    totals = [row for row in rows if any(bare_label(label) in TOTAL_WORDS for label in sheet.row_path(row))]
    return totals[0] if len(totals) == 1 else None


def _change_columns(sheet: Sheet) -> Iterator[Relation]:
    columns = sheet.numeric_columns
    heads = [compact(sheet.head(c)) for c in range(sheet.column_count)]
    flows = all(any(way.search(head) for head in heads) for way in _FLOWS)
    changes = [
        c for c in range(sheet.column_count)
        if c not in sheet.label_columns and is_change_head(sheet.head(c)) and not (flows and not CHANGE_HEAD.search(heads[c]))
    ]  # fmt: skip
    for column in changes:
        group = [compact(label) for label in sheet.column_path(column)[:-1]]
        dated = []
        for other in columns:
            if other in changes:
                continue
            path = [compact(label) for label in sheet.column_path(other)]
            period = next((p for label in reversed(path) if (p := _period_of(label)) is not None), None)
            shares_group = not group or path[: len(group)] == group
            if period is not None and shares_group:
                dated.append((period, other))
        pair = _compared(half_width(compact(sheet.head(column))), sorted(dated))
        if pair is None:
            continue
        old_column, new_column = pair
        for row in sheet.data_rows:
            change, new, old = sheet.figure(row, column), sheet.figure(row, new_column), sheet.figure(row, old_column)
            if change is not None and new is not None and old is not None:
                yield from _changes(change, new, old, compact(sheet.head(column)))
            elif (
                new is not None and old is not None and (told := _TOLD_WAY.fullmatch(compact(sheet.text(row, column))))
            ):
                word = "up" if told["up"] else "down"
                yield relation(
                    "table-changes", [direction_of(new.operand(), old.operand(), word)], cue=told[0], place=sheet.place(row, column)
                )  # fmt: skip


def _compared(label: str, dated: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    """The lines of the old and the new figures: those of the years that the head names, else the last two.

    比2022年增减 beside columns of 2023 and 2024 is the change between neither of its neighbours.
    """
    if named := _NAMED.search(label):
        lines = dict(dated)
        later = [period for period, _ in dated if period > int(named["old"])]
        new = int(named["new"]) if named["new"] else max(later, default=0)
        old = int(named["old"])
        return (lines[old], lines[new]) if old in lines and new in lines and old != new else None
    if len(dated) < 2 or dated[-1][0] == dated[-2][0]:
        return None
    if _LAST_TIME.search(label) and dated[-2][0] > 0 and dated[-1][0] - dated[-2][0] > 1:
        # The twelvemonth before the last column has no column of its own.
        return None
    return dated[-2][1], dated[-1][1]


def _changes(change: Figure, new: Figure, old: Figure, label: str) -> Iterator[Relation]:
    both_shares = new.is_percent and old.is_percent
    unit = BY_ID["percent"] if _is_points(change) else None  # 91.36 beside 1.14 个百分点 is a percentage
    now, before = new.operand(trust=0.9, unit=unit), old.operand(trust=0.9, unit=unit)
    word = _WORDS.get(change.direction, "")
    # A bare minus is a sign of the number; a word or an arrow only says which way.
    signed = not word and (change.number.digits < 0 or change.number.raw.lstrip()[:1] in "+＋" or _is_signed(label))
    bare = change.number.unit is None
    is_rate = bare and not both_shares and _RATE_HEAD.search(label) is not None
    # Between two percentages a change without a unit is one of points; else it is of what the figures are of.
    claim = change.operand(
        unit=BY_ID["percentage_point"] if both_shares else BY_ID["percent"] if is_rate else new.number.unit
    )
    by_rate = growth_of(claim, now, before, signed=signed, word=word)
    by_size = difference_of(claim, now, before, signed=signed, word=word)
    readings: list[Reading]
    if (change.is_percent or is_rate) and not both_shares:
        readings = [by_rate]
        if is_rate and not change.number.places:
            readings.append(difference_of(change.operand(unit=new.number.unit), now, before, signed=signed, word=word))
    elif change.is_percent:
        readings = [by_size, by_rate]
    elif bare and not both_shares and _EITHER_HEAD.search(label):
        rate = growth_of(change.operand(unit=BY_ID["percent"]), now, before, signed=signed, word=word)
        readings = [by_size, rate]
    elif bare and both_shares and _RATE_HEAD.search(label):
        readings = [by_size, growth_of(change.operand(unit=BY_ID["percent"]), now, before, signed=signed, word=word)]
    else:
        readings = [by_size]
    yield relation("table-changes", readings, cue=label)
    if word and change.value:
        yield relation(
            "table-changes",
            [direction_of(new.operand(trust=0.9), old.operand(trust=0.9), word)],
            cue=change.number.raw,
            place=change.place,
        )


def _is_points(change: Figure) -> bool:
    return change.number.unit is not None and change.number.unit.dimension == "share_difference"


def _is_signed(label: str) -> bool:
    """增量 and 差值 count upwards; 变化 may leave the sign out."""
    return any(word in label for word in ("增量", "增减", "增长", "增幅", "净增", "±", "同比", "增加"))
