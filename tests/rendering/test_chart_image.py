from __future__ import annotations

import pytest

from nianbao.facts.problem import Problem
from nianbao.rendering.chart_image import PNG_SCALE, picture_size, png_of, svg_around, svg_of, svg_size

CHART = {
    "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
    "width": 100,
    "height": 50,
    "data": {"values": [{"group": "甲", "value": 3}]},
    "mark": "bar",
    "encoding": {"x": {"field": "group", "type": "nominal"}, "y": {"field": "value", "type": "quantitative"}},
}


def test_a_chart_is_drawn_alike_for_page_and_word() -> None:
    svg, png = svg_of(CHART), png_of(CHART)
    width, height = svg_size(svg)
    assert picture_size(png) == pytest.approx((PNG_SCALE * width, PNG_SCALE * height), abs=PNG_SCALE)
    assert "甲" in svg
    assert svg == svg_of(dict(reversed(CHART.items())))


def test_a_picture_keeps_its_size_in_its_wrapping() -> None:
    png = png_of(CHART)
    assert svg_size(svg_around(png)) == picture_size(png)


def test_what_is_no_picture_is_refused() -> None:
    with pytest.raises(Problem, match="PNG"):
        picture_size(b"GIF89a")
