"""The interface's fields are promises."""

from __future__ import annotations

from nianbao.web.pages.api.schemas import DefinitionOut, FactOut, PointOut


def test_a_figure_says_where_it_is_from() -> None:
    wanted = {"edition", "definition", "unit", "period", "state", "schools_counted", "schools_expected", "source"}
    assert wanted <= set(FactOut.model_fields)


def test_values_are_decimals_as_text() -> None:
    for field in (FactOut.model_fields["value"], PointOut.model_fields["value"]):
        assert field.annotation == str | None


def test_a_definition_says_whether_anybody_confirmed_it() -> None:
    assert DefinitionOut.model_fields["is_confirmed"].annotation is bool
