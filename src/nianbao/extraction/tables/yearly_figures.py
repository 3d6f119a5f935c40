"""What tables tell of one thing at several times, by the name that running text would use for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.tables.table_facts import LAST_HEADS, NOW_HEADS, PERIOD, Figure, Sheet, bare_label, compact
from nianbao.extraction.told.told_values import bare_name
from nianbao.extraction.wording import CHANGE_HEAD
from nianbao.facts.kept import kept
from nianbao.facts.numeral import half_width
from nianbao.facts.pattern import as_pattern

_PLAIN_HEADS = frozenset(("", "数量", "人数", "数值", "数", "合计", "总数", "小计", "数据", "指标值"))
TOTAL = "合计"


class Yearly(NamedTuple):
    """``figures`` by calendar year; without any year in the heads 0 is this one and -1 the one before."""

    name: str
    sheet: Sheet
    figures: dict[int, Figure]


@kept
def yearly_figures(manuscript: Manuscript) -> dict[str, tuple[Yearly, ...]]:
    """Rows and columns with figures of more than one time, by name; rows of totals stand under 合计."""
    found: dict[str, list[Yearly]] = {}
    for sheet in manuscript.sheets:
        for yearly in (*_along_rows(sheet), *_along_columns(sheet)):
            if len(yearly.figures) > 1 and len(yearly.name) > 1:
                found.setdefault(yearly.name, []).append(yearly)
    return {name: tuple(each) for name, each in found.items()}


def _time(label: str) -> int | None:
    words = half_width(compact(label))
    if match := PERIOD.match(words):
        # 2024年1月1日 is where 2023 ends: what stood at its last day may stand there a second time.
        return None if as_pattern(r"年0?1月0?1日").match(words, match.end() - 1) else int(match[1])
    bare = bare_label(label)
    return -1 if bare in LAST_HEADS else 0 if bare in NOW_HEADS else None


def _along_rows(sheet: Sheet) -> Iterator[Yearly]:
    columns: dict[str, dict[int, int]] = {}
    for column in sheet.numeric_columns:
        path = sheet.column_path(column)
        times = [(label, time) for label in path if (time := _time(label)) is not None]
        if len(times) != 1 or any(CHANGE_HEAD.search(compact(label)) for label in path):
            continue
        rest = "".join(bare_label(label) for label in path if label != times[0][0]) or _besides(times[0][0])
        columns.setdefault("" if rest in _PLAIN_HEADS else rest, {}).setdefault(times[0][1], column)
    for rest, dated in columns.items():
        if len(dated) < 2:
            continue
        for row in sheet.data_rows:
            figures = {time: f for time, column in dated.items() if (f := sheet.figure(row, column)) is not None}
            figures = _of_one_unit(figures)
            label = TOTAL if sheet.is_total_row(row) else bare_name(sheet.row_label(row))
            yield Yearly(label if not rest or rest in label else f"{label}{bare_name(rest)}", sheet, figures)


def _besides(label: str) -> str:
    """What a head says besides its year.

    >>> _besides("2023年实际招生（人）"), _besides("2023年底"), _besides("上年")
    ('实际招生', '', '')
    """
    words = bare_label(label)
    if not PERIOD.match(half_width(words)):
        return ""
    rest = bare_label(as_pattern(r"^[初末底度]+").sub("", PERIOD.sub("", half_width(words), count=1)))
    return rest if as_pattern(r"[\u4e00-\u9fff]{2,}").fullmatch(rest) else ""


def _of_one_unit(figures: dict[int, Figure]) -> dict[int, Figure]:
    """A column of units stands for all columns of years beside it, though only the next one is told so."""
    units = {figure.number.unit for figure in figures.values()}
    unit = next((unit for unit in units if unit is not None), None)
    if unit is None or len(units) != 2 or None not in units:
        return figures
    return {
        time: figure
        if figure.number.unit is not None
        else replace(figure, number=replace(figure.number, scale=figure.number.scale * unit.factor, unit=unit))
        for time, figure in figures.items()
    }


def _along_columns(sheet: Sheet) -> Iterator[Yearly]:
    rows: dict[int, int] = {}
    for row in sheet.data_rows:
        path = sheet.row_path(row)
        time = _time(path[0]) if len(path) == 1 else None
        if time is None or CHANGE_HEAD.search(compact(path[0])):
            continue
        if time in rows:
            return
        rows[time] = row
    if len(rows) < 2:
        return
    for column in sheet.numeric_columns:
        head = sheet.head(column)
        if CHANGE_HEAD.search(compact(head)):
            continue
        figures = {time: f for time, row in rows.items() if (f := sheet.figure(row, column)) is not None}
        yield Yearly(bare_name(bare_label(head)), sheet, figures)
