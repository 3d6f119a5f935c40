"""Planted faults: each states the truth it replaces, and touches nothing else."""

from __future__ import annotations

from decimal import Decimal
from types import MappingProxyType
from typing import Any

import pytest

from nianbao.facts.period import Period
from nianbao.facts.record import Fact, Organisation, Record
from nianbao.sample.answers import number_cell
from nianbao.sample.fault import PlantedCell, PlantedFault, StaleFaultError, load_faults, spoiled

EDITION = "dy2025/school"


class Unitless:
    """All that planting asks of a catalogue: the unit of an indicator, here none."""

    def unit_of(self, indicator: str, edition: str) -> None:
        return None


CATALOGUE: Any = Unitless()


def record(code: str = "1") -> Record:
    facts = {
        name: Fact(name, code, Period.data_year(2025), number_cell(Decimal(value), None))
        for name, value in (("graduates", 286), ("staff", 80))
    }
    return Record(Organisation(code, "甲校", "school"), EDITION, MappingProxyType(facts))


def fault(truth: str = "286", organisation: str = "1") -> PlantedFault:
    cells = (PlantedCell("graduates", truth, "268"),)
    return PlantedFault("swapped", "数字颠倒", "digits swapped", organisation, EDITION, cells, ("AR001",))


def test_a_planted_fault_changes_its_cell_and_no_other() -> None:
    before = record()
    after = spoiled(before, [fault()], CATALOGUE)
    assert after.cell("graduates").raw == "268"
    assert after.cell("staff") == before.cell("staff")


def test_another_school_stays_as_it_was() -> None:
    before = record("2")
    assert spoiled(before, [fault()], CATALOGUE) is before


def test_a_fault_whose_truth_has_moved_is_refused() -> None:
    with pytest.raises(StaleFaultError, match="286"):
        spoiled(record(), [fault(truth="287")], CATALOGUE)


def test_every_planted_fault_differs_from_the_truth_and_says_who_finds_it() -> None:
    for planted in load_faults():
        assert planted.found_by, planted.id
        assert planted.label
        assert planted.label_en
        assert all(cell.planted != cell.truth for cell in planted.cells), planted.id
