"""A chart of linked figures as one Vega-Lite specification, for page, Word and PDF alike.

Told apart by greys, dashes and the value written at every mark, so that a black-and-white
copy says as much. Its text alternative holds the same figures in words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from nianbao.facts.problem import Problem
from nianbao.facts.record import Record
from nianbao.writing.content import Chart, ChartKind
from nianbao.writing.data_table import Sources, digits, unit_label, value_of

GREYS = ("#2b4c6f", "#9db4cc", "#5f7f5f", "#d3cdb8", "#7a5c61", "#c9a9a6")
BY_AGE = ("#23415f", "#8fa9c4", "#d9e2ec")  # this year's, last year's, that of two years before
OUTLINE = "#23415f"
SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
FONT = "Noto Sans CJK SC"
MOST_MARKS = 60
_PERIOD = re.compile(r"\d{4}年")


@dataclass(frozen=True)
class DrawnChart:
    specification: Mapping[str, Any]
    alternative: str
    indicators: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Mark:
    series: str
    group: str
    value: float
    shown: str


def draw(chart: Chart, sources: Sources) -> DrawnChart:
    """The chart's specification with its figures inside; raises Problem where it cannot be drawn truthfully."""
    names = sources.names
    indicators = tuple(names.find(word) for word in chart.indicators)
    if not indicators:
        raise Problem("chart-empty", f"“{chart.caption}”没有写指标。", f"The chart {chart.id} names no indicators.")
    units = {unit_label(name, sources) for name in indicators}
    if len(units) > 1:
        raise Problem(
            "chart-units-differ",
            f"“{chart.caption}”里的指标单位不同（{'、'.join(sorted(units))}），不能画在一张图上。请分成几张。",
            f"The indicators of chart {chart.id} have different units; draw them apart.",
        )
    marks = _marks(chart, indicators, sources)
    if not marks or len(marks) > MOST_MARKS:
        raise Problem(
            "chart-size",
            f"“{chart.caption}”有 {len(marks)} 个数，应在 1 到 {MOST_MARKS} 个之间。",
            f"The chart {chart.id} has {len(marks)} figures; it needs 1 to {MOST_MARKS}.",
        )
    unit = next(iter(units))
    said = "；".join(f"{' '.join(filter(None, (mark.group, mark.series)))} {mark.shown}{unit}" for mark in marks)
    return DrawnChart(_specification(chart.type, marks, unit), f"{chart.caption}：{said}。", indicators)


def _marks(chart: Chart, indicators: tuple[str, ...], sources: Sources) -> list[_Mark]:
    labels = {name: sources.catalogue.indicators[name].label for name in indicators}
    marks: list[_Mark] = []

    def add(indicator: str, record: Record | None, group: str, series: str) -> None:
        value = value_of(indicator, record)
        if value is not None:
            marks.append(_Mark(series, group, float(value), digits(indicator, record, sources.catalogue)))

    if chart.organisations:
        several = len(indicators) > 1
        for record in sources.chosen(chart.organisations):
            for name in indicators:
                add(name, record, _short(record.organisation.name), labels[name] if several else "")
        return marks
    several = len(chart.periods) > 1
    for period in chart.periods:
        source: Record | None = sources.record
        if period not in ("本年", "上年", "前年"):
            raise Problem(
                "chart-period-unknown",
                f"“{chart.caption}”的时期“{period}”不认识。可写：前年、上年、本年。",
                f"The chart {chart.id} names a period that is none of 前年, 上年, 本年.",
            )
        for _ in range(("本年", "上年", "前年").index(period)):
            source = source.previous if source is not None else None
        data_year = (
            f"{sources.catalogue.editions[source.edition].data_year.removeprefix('dy')}年"
            if source is not None
            else period
        )
        for name in indicators:
            if several and len(indicators) == 1:
                add(name, source, data_year, "")
            elif chart.type is ChartKind.LINE or (several and chart.type is ChartKind.STACKED):
                add(name, source, data_year, labels[name])
            else:
                add(name, source, labels[name], data_year if several else "")
    return marks


def _short(name: str) -> str:
    """A school's name as it fits below a bar: without what stands in brackets.

    >>> _short("岚溪区职业技术学校（公共实训中心）")
    '岚溪区职业技术学校'
    """
    return name.split("（")[0]


def _colours(series: list[str]) -> list[str]:
    """A colour for each series; of periods the present one is dark and the past ever lighter, with an outline.

    >>> _colours(["2024年", "2025年"])
    ['#8fa9c4', '#23415f']
    """
    if len(series) <= len(BY_AGE) and all(_PERIOD.fullmatch(name) for name in series):
        newest_first = sorted(series, reverse=True)
        return [BY_AGE[newest_first.index(name)] for name in series]
    return [GREYS[position % len(GREYS)] for position in range(len(series))]


def _specification(kind: ChartKind, marks: list[_Mark], unit: str) -> Mapping[str, Any]:
    groups = list(dict.fromkeys(mark.group for mark in marks))
    series = list(dict.fromkeys(mark.series for mark in marks))
    rows = [{"group": m.group, "series": m.series, "value": m.value, "shown": m.shown} for m in marks]
    title = f"单位：{unit}" if unit else None
    colour: dict[str, Any] = {
        "field": "series",
        "type": "nominal",
        "sort": series,
        "title": None,
        "scale": {"domain": series, "range": _colours(series)},
        "legend": {"orient": "bottom", "columns": 2, "labelLimit": 240} if len(series) > 1 else None,
    }
    length = {"field": "value", "type": "quantitative", "title": title, "axis": {"grid": True, "gridColor": "#dddddd"}}
    names = {
        "field": "group",
        "type": "nominal",
        "sort": groups,
        "title": None,
        "axis": {"labelLimit": 190, "labelAngle": 0},
    }
    layers: list[dict[str, Any]]
    if kind is ChartKind.LINE:
        encoding = {"x": names, "y": {**length, "scale": {"zero": False, "padding": 20}}, "color": colour}
        dash = {"field": "series", "type": "nominal", "sort": series, "legend": None}
        layers = [
            {"mark": {"type": "line", "point": {"size": 60}}, "encoding": {"strokeDash": dash}},
            {
                "mark": {"type": "text", "dy": -12},
                "encoding": {"text": {"field": "shown"}, "color": {"value": "black"}, "detail": colour},
            },
        ]
    elif kind in (ChartKind.STACKED, ChartKind.SHARE):
        order = {"field": "rank", "type": "quantitative"}
        for row in rows:
            row["rank"] = series.index(str(row["series"]))
        if kind is ChartKind.SHARE and len(series) == 1:
            # One whole and its parts: each part is a stretch of one bar.
            for position, row in enumerate(rows):
                row["series"], row["group"], row["rank"] = row["group"], "", position
            colour |= {
                "sort": groups,
                "scale": {"domain": groups, "range": list(GREYS[: len(groups)])},
                "legend": {"orient": "bottom", "columns": 2, "labelLimit": 240},
            }
            names = {**names, "sort": [""]}
        stack = "normalize" if kind is ChartKind.SHARE else "zero"
        amount = {**length, "stack": stack} | ({"axis": None, "title": None} if kind is ChartKind.SHARE else {})
        encoding = {"y": names, "x": amount, "color": colour, "order": order}
        middle = {**amount, "bandPosition": 0.5}
        layers = [
            {"mark": {"type": "bar", "stroke": "white"}},
            {
                "mark": {"type": "text", "stroke": "white", "strokeWidth": 3, "strokeOpacity": 0.9},
                "encoding": {"x": middle, "text": {"field": "shown"}, "color": {"value": "black"}, "detail": colour},
            },
            {
                "mark": {"type": "text"},
                "encoding": {"x": middle, "text": {"field": "shown"}, "color": {"value": "black"}, "detail": colour},
            },
        ]
    else:
        encoding = {"y": names, "x": length, "color": colour}
        if len(series) > 1:
            encoding["yOffset"] = {"field": "series", "type": "nominal", "sort": series}
        layers = [
            {"mark": {"type": "bar", "stroke": OUTLINE, "strokeWidth": 0.8}},
            {
                "mark": {"type": "text", "align": "left", "dx": 3},
                "encoding": {"text": {"field": "shown"}, "color": {"value": "black"}},
            },
        ]
    across = kind is not ChartKind.LINE
    bars = len(groups) * (len(series) if kind is ChartKind.BAR else 1)
    return {
        "$schema": SCHEMA,
        "width": 430,
        "height": max(70, min(22 * bars + 12 * len(groups), 520)) if across else 230,
        "background": "white",
        "config": {"font": FONT, "axis": {"labelFontSize": 12, "titleFontSize": 12}, "text": {"fontSize": 12}},
        "data": {"values": rows},
        "encoding": encoding,
        "layer": layers,
    }
