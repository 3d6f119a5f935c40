"""Charts of analysis as Vega-Lite specifications, in the look of the report's own charts.

Every mark carries its figure, breaks are drawn as breaks, and the text alternative says the same in words. Colour is
never the only sign: marks, dashes and labels differ as well.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from nianbao.analysis.attention import Call
from nianbao.analysis.comparability import Comparability
from nianbao.analysis.correlation import Correlation
from nianbao.analysis.decomposition import Decomposition
from nianbao.analysis.distribution import Distribution
from nianbao.analysis.series import Point, Series
from nianbao.analysis.wording import brief
from nianbao.writing.chart import FONT, GREYS, SCHEMA, DrawnChart

MOST_BARS = 14


def series_chart(found: Sequence[Series], *, english: bool = False) -> DrawnChart:
    """Lines over data years; a line stops at a break and begins anew."""
    first = found[0]
    rows, said = [], []
    for one in found:
        for point in one.points:
            if point.drawn is None:
                continue
            # Where definitions changed, the older part is another line of the same series.
            rows.append(
                {
                    "group": str(point.data_year),
                    "series": one.name,
                    "line": f"{one.organisation}/{point.segment}",
                    "value": float(point.drawn),
                    "shown": f"{brief(point.drawn)}{_coverage(point)}" if one is first else "",
                    "kind": "partial"
                    if _coverage(point)
                    else "converted"
                    if point.link.comparability is Comparability.CONVERTIBLE
                    else "published",
                }
            )
            name = f"{one.name} " if len(found) > 1 else ""
            said.append(f"{point.data_year} {name}{brief(point.drawn)}{one.unit}{_coverage(point)}")
    groups = [str(point.data_year) for point in first.points]
    names = list(dict.fromkeys(one.name for one in found))
    breaks = sorted({str(data_year) for one in found for data_year in one.breaks})
    x = {
        "field": "group",
        "type": "ordinal",
        "sort": groups,
        "title": None,
        "scale": {"domain": groups},
        "axis": {"labelAngle": 0},
    }
    y = {
        "field": "value", "type": "quantitative", "title": _unit(first.unit, english),
        "scale": {"zero": False, "padding": 18}, "axis": {"grid": True, "gridColor": "#dddddd"},
    }  # fmt: skip
    colour = {
        "field": "series", "type": "nominal", "sort": names, "title": None,
        "scale": {"domain": names, "range": [GREYS[n % len(GREYS)] for n in range(len(names))]},
        "legend": {"orient": "bottom", "columns": 2, "labelLimit": 260} if len(names) > 1 else None,
    }  # fmt: skip
    layers: list[dict[str, Any]] = [
        {
            "mark": {"type": "line", "strokeWidth": 2},
            "encoding": {
                "detail": {"field": "line"},
                "strokeDash": {"field": "series", "type": "nominal", "sort": names, "legend": None},
            },
        },
        {"mark": {"type": "point", "filled": True, "size": 60}, "encoding": {"shape": _shape()}},
        {
            "mark": {"type": "text", "dy": -13},
            "encoding": {"text": {"field": "shown"}, "color": {"value": "black"}},
        },
    ]
    if breaks:
        label = "definition changed" if english else "口径改变"
        layers.append(
            {
                "data": {"values": [{"group": one, "note": label} for one in breaks]},
                "mark": {"type": "rule", "strokeDash": [2, 3], "color": "#7a5c61"},
                "encoding": {"x": x, "color": {"value": "#7a5c61"}, "y": {"value": 0}, "y2": {"value": 230}},
            }
        )
        said += [f"{one} {label}" for one in breaks]
    specification = _frame(rows, 480, 230) | {"encoding": {"x": x, "y": y, "color": colour}, "layer": layers}
    title = first.label_en if english else first.label
    return DrawnChart(specification, _alternative(title, said, english), (first.indicator,))


def decomposition_chart(found: Decomposition, *, english: bool = False) -> DrawnChart:
    """Each school's part in the change as a bar, to the right where it raised the figure."""
    parts = found.by_organisation()
    rows = [(name, amount) for _, name, amount in parts[:MOST_BARS]]
    rest = sum((amount for _, _, amount in parts[MOST_BARS:]), Decimal(0))
    if rest:
        rows.append((f"{len(parts) - MOST_BARS} others" if english else f"其余 {len(parts) - MOST_BARS} 所", rest))
    definition = sum((one.exact for one in found.effects if not one.organisation), start=0)
    if definition:
        rows.append(("definition" if english else "口径变化", Decimal(str(float(definition)))))
    return _signed_bars(rows, found.unit, found.label_en if english else found.label, found.indicator, english)


def distribution_chart(
    found: Distribution, label: str, unit: str, marked: Sequence[tuple[str, Decimal]] = (), *, english: bool = False
) -> DrawnChart:
    """A histogram; ``marked`` organisations are drawn into it with their names."""
    bars = found.bars()
    rows = [
        {
            "low": float(one.low),
            "high": float(one.high),
            "count": one.count,
            "shown": str(one.count) if one.count else "",
        }
        for one in bars
    ]
    x = {
        "field": "low",
        "type": "quantitative",
        "title": _unit(unit, english),
        "bin": {"binned": True},
        "axis": {"grid": False},
    }
    y = {
        "field": "count",
        "type": "quantitative",
        "title": "schools" if english else "学校数",
        "axis": {"tickMinStep": 1},
    }
    layers: list[dict[str, Any]] = [
        {
            "mark": {"type": "bar", "color": GREYS[1], "stroke": "white"},
            "encoding": {"x": x, "x2": {"field": "high"}, "y": y},
        },
        {
            "mark": {"type": "text", "dy": -7},
            "encoding": {"x": {**x, "bandPosition": 0.5}, "x2": {"field": "high"}, "y": y, "text": {"field": "shown"}},
        },
    ]
    for name, value in marked:
        data = [{"at": float(value), "name": f"{name} {brief(value)}"}]
        layers += [
            {
                "data": {"values": data},
                "mark": {"type": "rule", "color": GREYS[0], "strokeWidth": 2, "strokeDash": [5, 3]},
                "encoding": {"x": {"field": "at", "type": "quantitative"}},
            },
            {
                "data": {"values": data},
                "mark": {"type": "text", "align": "left", "dx": 4, "color": GREYS[0], "fontWeight": "bold"},
                "encoding": {
                    "x": {"field": "at", "type": "quantitative"},
                    "y": {"value": 8},
                    "text": {"field": "name"},
                },
            },
        ]
    said = [f"{brief(one.low)}–{brief(one.high)}{unit}: {one.count}" for one in bars if one.count]
    said += [f"{name} {brief(value)}{unit}" for name, value in marked]
    return DrawnChart(
        _frame(rows, 480, 200) | {"layer": layers}, _alternative(label, said, english), (found.indicator,)
    )


def correlation_chart(found: Correlation, one: str, other: str, *, english: bool = False) -> DrawnChart:
    """A point for each organisation."""
    rows = [{"x": x, "y": y} for x, y, _ in found.pairs]
    encoding = {
        "x": {"field": "x", "type": "quantitative", "title": one, "scale": {"zero": False}},
        "y": {"field": "y", "type": "quantitative", "title": other, "scale": {"zero": False}},
    }
    mark = {"type": "point", "filled": True, "opacity": 0.6, "color": GREYS[0]}
    said = [f"n = {found.n}", f"r = {'–' if found.pearson is None else round(found.pearson, 2)}"]
    specification = _frame(rows, 380, 280) | {"layer": [{"mark": mark}], "encoding": encoding}
    return DrawnChart(specification, _alternative(f"{one} × {other}", said, english), (found.one, found.other))


def calls_chart(calls: Sequence[Call], *, english: bool = False) -> DrawnChart:
    """How much there is to ask each organisation about."""
    shown = [one for one in calls if one.weight][:MOST_BARS]
    rows = [(one.unit.name, Decimal(one.weight)) for one in shown]
    return _signed_bars(rows, "", "reasons to call" if english else "要问的理由（加权）", "", english, signed=False)


def _signed_bars(
    rows: Sequence[tuple[str, Decimal]], unit: str, label: str, indicator: str, english: bool, *, signed: bool = True
) -> DrawnChart:
    values = [
        {
            "group": name,
            "value": float(amount),
            "shown": brief(amount, 2, signed=signed),
            "side": "+" if amount >= 0 else "−",
        }
        for name, amount in rows
    ]
    names = [row["group"] for row in values]
    y = {"field": "group", "type": "nominal", "sort": names, "title": None, "axis": {"labelLimit": 190}}
    x = {
        "field": "value", "type": "quantitative", "title": _unit(unit, english),
        "scale": {"padding": 34 if signed else 0},
        "axis": {"grid": True, "gridColor": "#dddddd", **({} if signed else {"tickMinStep": 1, "format": "d"})},
    }  # fmt: skip
    side = {
        "field": "side",
        "type": "nominal",
        "legend": None,
        "scale": {"domain": ["+", "−"], "range": [GREYS[0], GREYS[1]]},
    }
    layers = [
        {"mark": {"type": "bar"}, "encoding": {"color": side}},
        {
            "mark": {
                "type": "text",
                "align": {"expr": "datum.value < 0 ? 'right' : 'left'"},
                "dx": {"expr": "datum.value < 0 ? -4 : 4"},
            },
            "encoding": {"text": {"field": "shown"}},
        },
    ]
    said = [f"{row['group']} {row['shown']}{unit}" for row in values]
    specification = _frame(values, 430, max(60, 26 * len(values))) | {"encoding": {"x": x, "y": y}, "layer": layers}
    return DrawnChart(specification, _alternative(label, said, english), (indicator,) if indicator else ())


def _shape() -> Mapping[str, Any]:
    scale = {"domain": ["published", "converted", "partial"], "range": ["circle", "triangle-up", "cross"]}
    return {"field": "kind", "type": "nominal", "legend": None, "scale": scale}


def _coverage(point: Point) -> str:
    """How many stand behind a figure that not all do."""
    seen = point.observation
    return "" if seen is None or seen.is_complete else f" ({seen.counted}/{seen.total})"


def _frame(rows: Sequence[Mapping[str, Any]], width: int, height: int) -> dict[str, Any]:
    return {
        "$schema": SCHEMA,
        "width": width,
        "height": height,
        "background": "white",
        "config": {"font": FONT, "axis": {"labelFontSize": 12, "titleFontSize": 12}, "text": {"fontSize": 12}},
        "data": {"values": list(rows)},
    }


def _unit(unit: str, english: bool) -> str | None:
    return None if not unit else f"Unit: {unit}" if english else f"单位：{unit}"


def _alternative(title: str, said: Sequence[str], english: bool) -> str:
    return f"{title}: {'; '.join(said)}." if english else f"{title}：{'；'.join(said)}。"
