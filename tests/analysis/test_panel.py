"""Figures as analysis sees them: exact, with their definition, a blank never a zero."""

from __future__ import annotations

from decimal import Decimal

from nianbao.aggregation.aggregate import aggregate
from nianbao.analysis.panel import Panel, Subject, panel_of
from nianbao.facts.cell import BLANK, CellState, read_cell
from nianbao.facts.period import Period
from nianbao.facts.record import Fact, Organisation, Record
from nianbao.framework.model import Catalogue

SCHOOL = Organisation("9901", "一职", "school", "99")


def record(data_year: int, **raw: str) -> Record:
    facts = {
        name: Fact(name, SCHOOL.code, Period.data_year(data_year), read_cell(text) if text else BLANK)
        for name, text in raw.items()
    }
    return Record(SCHOOL, f"dy{data_year}/school", facts)


def test_a_blank_is_not_a_zero(catalogue: Catalogue) -> None:
    panel = panel_of([record(2023, graduates="0", teachers="", majors="无")], catalogue)
    assert panel.value("9901", 2023, "graduates") == 0
    found = panel.observation("9901", 2023, "majors")
    assert found is not None
    assert (found.state, found.value) == (CellState.NONE, None)


def test_a_figure_stands_in_the_unit_of_the_form(catalogue: Catalogue) -> None:
    panel = panel_of([record(2023, fiscal_funding="1.5万元")], catalogue)
    unit = catalogue.indicators["fiscal_funding"].meaning_in("dy2023").unit
    assert unit is not None
    assert panel.value("9901", 2023, "fiscal_funding") == Decimal(15000) / unit.factor


def test_each_figure_carries_its_definition(catalogue: Catalogue) -> None:
    panel = panel_of([record(2023, students_per_teacher="14.2")], catalogue)
    found = panel.observation("9901", 2023, "students_per_teacher")
    assert found is not None
    assert found.meaning == "dy2023"


def test_what_the_catalogue_does_not_know_is_left_out(catalogue: Catalogue) -> None:
    assert panel_of([record(2023, no_such_thing="1")], catalogue).indicators == ()


def test_an_aggregate_brings_its_coverage(catalogue: Catalogue) -> None:
    district = Organisation("99", "某区", "district")
    other = Organisation("9902", "二职", "school", "99")
    filed = record(2023, graduates="10")
    made = aggregate([filed], catalogue, edition="dy2023/district", organisation=district, registry=[SCHOOL, other])
    found = panel_of([filed], catalogue, [made]).observation("99", 2023, "graduates")
    assert found is not None
    assert (found.counted, found.total, found.is_complete) == (1, 2, False)


def test_members_are_those_of_the_parent_in_that_data_year() -> None:
    moved = [Subject("1", "一职", "school", "A", 2023), Subject("1", "一职", "school", "B", 2024)]
    panel = Panel.of([], [*moved, Subject("2", "二职", "school", "A", 2024)])
    assert [one.code for one in panel.members(2023, parent="A")] == ["1"]
    assert [one.code for one in panel.members(2024, parent="A")] == ["2"]
    assert panel.data_years == (2023, 2024)


def test_size_bands_sort_schools() -> None:
    sizes = [Subject("1", "", "school", None, 2023, Decimal(size)).size_band for size in (0, 499, 500, 3000)]
    assert sizes == ["0–499", "0–499", "500–999", "≥3000"]
