"""Rows and columns of change say by how much, and which way, two periods differ.

Cue: a row or column named 变化, 增减, 增量, 增幅, 同比 or 比上年, and two periods beside it. Why it
should hold in any report: the change is worked out from the two figures printed next to it.
Guards: the order of the periods comes from their labels and never from their position; a
percentage may be a growth rate or, between two percentages, a difference in points, and only a
figure that fits neither is wrong; a head that names the year it is held against (比2022年增减) speaks of that year's
column, wherever it stands, and of none where there is no such column; a word or arrow (升高, ↓) is checked apart from the size, so
that a wrong direction is told as such.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from nianbao.extraction.claims import difference_of, direction_of, growth_of, relation
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.table_facts import PERIOD, Figure, Sheet, bare_label, compact
from nianbao.extraction.wording import CHANGE_HEAD, GROWTH_HEAD
from nianbao.facts.numeral import half_width
from nianbao.facts.relation import Relation
from nianbao.facts.unit import BY_ID

FAULT = "difference"
EXAMPLES = (
    Example("fail", "年度\t生师比\t图书（册）\n2021年\t13.5:1\t16.8\n2022年\t12.1:1\t18.2\n变化情况\t升高1.4\t↑1.4\n"),
    Example("fail", "指标\t2021年\t2022年\t增量\n招生数\t120\t150\t40\n在校生数\t300\t320\t20\n"),
    Example("fail", "指标\t2022年\t2021年\t同比\n招生数\t150\t120\t-25%\n在校生数\t330\t300\t10%\n"),
    Example("pass", "指标\t2021年\t2022年\t增量\t增幅\n招生数\t120\t150\t30\t25%\n在校生数\t300\t330\t30\t10%\n"),
    Example("silent", "指标\t2022年\t2023年\t比2021年增减\n招生数\t120\t150\t70\n在校生数\t300\t320\t10\n"),
    Example("silent", "项目\t2021年\t2022年\t变化原因\n招生数\t120\t150\t新增专业\n"),
)
_NAMED = re.compile(r"(?:(?P<new>(?:19|20)\d\d)(?:学?年度?)?)?[比较](?P<old>(?:19|20)\d\d)(?!\d)")
_LAST_TIME = re.compile(r"[比较](?:上一?学?年|去年)|同比")
_WORDS = {"up": "up", "down": "down", "level": "flat"}


def find(manuscript: Manuscript) -> Iterator[Relation]:
    """Changes along rows, then along columns."""
    for sheet in manuscript.sheets:
        yield from _change_rows(sheet)
        yield from _change_columns(sheet)


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
    changes = [row for row, label in labels.items() if CHANGE_HEAD.search(compact(label))]
    dated = sorted(
        (period, row)
        for row, label in labels.items()
        if row not in changes and (period := _period_of(label)) is not None
    )
    for row in changes:
        label = compact(labels[row])
        pair = _compared(label, dated)
        if pair is None:
            continue
        old_row, new_row = pair
        for column in range(sheet.column_count):
            change, new, old = sheet.figure(row, column), sheet.figure(new_row, column), sheet.figure(old_row, column)
            if change is not None and new is not None and old is not None:
                yield from _changes(change, new, old, label)


def _change_columns(sheet: Sheet) -> Iterator[Relation]:
    columns = sheet.numeric_columns
    changes = [c for c in columns if CHANGE_HEAD.search(compact(sheet.head(c)))]
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
    # Between two percentages a change without a unit is one of points.
    claim = change.operand(unit=BY_ID["percentage_point"] if both_shares else None)
    word = _WORDS.get(change.direction, "")
    # A bare minus is a sign of the number; a word or an arrow only says which way.
    signed = not word and (change.number.digits < 0 or change.number.raw.lstrip()[:1] in "+＋" or _is_signed(label))
    readings = []
    if change.is_percent and not both_shares:
        readings = [growth_of(claim, new.operand(trust=0.9), old.operand(trust=0.9), signed=signed, word=word)]
    elif change.is_percent:
        readings = [
            difference_of(claim, new.operand(trust=0.9), old.operand(trust=0.9), signed=signed, word=word),
            growth_of(claim, new.operand(trust=0.9), old.operand(trust=0.9), signed=signed, word=word),
        ]
    elif GROWTH_HEAD.search(bare_label(label)) and change.number.unit is None and change.number.places:
        return
    else:
        readings = [difference_of(claim, new.operand(trust=0.9), old.operand(trust=0.9), signed=signed, word=word)]
    yield relation("table-changes", readings, cue=label)
    if word and change.value:
        yield relation(
            "table-changes",
            [direction_of(new.operand(trust=0.9), old.operand(trust=0.9), word)],
            cue=change.number.raw,
            place=change.place,
        )


def _is_signed(label: str) -> bool:
    """增量 and 差值 count upwards; 变化 may leave the sign out."""
    return any(word in label for word in ("增量", "增减", "增长", "增幅", "净增", "±", "同比", "增加"))
