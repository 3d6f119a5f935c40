"""Indicators are found by what people call them."""

from __future__ import annotations

from nianbao.web.releases.listing import indicators_named, listed_indicators


def test_every_indicator_is_listed_once_and_found_by_name() -> None:
    assert len({one.id for one in listed_indicators()}) == len(listed_indicators()) > 200
    assert indicators_named("双师")[0].label == "双师素质专任教师比例"
    assert indicators_named("graduates") != []
    assert indicators_named("没有这个") == []
