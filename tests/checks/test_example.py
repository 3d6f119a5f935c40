from __future__ import annotations

import re
from dataclasses import replace

import pytest

from nianbao.checks.example import in_force, show
from nianbao.framework.loader import load_catalogue

GAP = re.compile(r"(?:^|\s)[，。；、%]|（\s*）|「\s*」|\bNone\b|，，|。。")


def test_an_example_is_tried_in_an_edition_that_asks_for_its_figures() -> None:
    catalogue = load_catalogue()
    spec = catalogue.checks["AR107"]

    assert show(spec, spec.examples[0], catalogue).edition == "dy2019/beijing-district"
    assert in_force(spec, catalogue)[0] == "dy2019/beijing-district"


def test_an_example_that_no_edition_asks_for_is_an_error() -> None:
    catalogue = load_catalogue()
    spec = replace(catalogue.checks["AR003"], first_edition="dy2099")
    example = {"given": {"graduates": "1", "graduates_placed": "2"}, "expect": "fail"}

    with pytest.raises(LookupError, match="AR003"):
        show(spec, example, replace(catalogue, checks={"AR003": spec}))


def test_a_wrong_example_shows_what_came_out() -> None:
    catalogue = load_catalogue()
    shown = show(catalogue.checks["AR003"], {"given": {"graduates": "1", "graduates_placed": "2"}}, catalogue)

    assert str(shown.verdict) == "fail"
    assert "2 > 1" in shown.finding.message


@pytest.mark.parametrize("code", sorted(load_catalogue().checks))
def test_no_message_of_a_failing_example_has_a_gap(code: str) -> None:
    catalogue = load_catalogue()
    spec = catalogue.checks[code]
    for example in spec.examples:
        if example["expect"] == "fail":
            message = show(spec, example, catalogue).finding.message
            assert not GAP.search(message), message


def test_a_gap_in_a_message_is_seen() -> None:
    assert GAP.search("相加得 ，与合计 90 不符")
    assert GAP.search("共（）处")
    assert not GAP.search("相加得 ≥ 96，与合计 90 不符（30 + 66 = 96 > 90）。")
