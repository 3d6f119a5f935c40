from __future__ import annotations

from dataclasses import replace

import pytest

from nianbao.checks.example import in_force, show
from nianbao.framework.loader import load_catalogue


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
