"""Faults planted on purpose in one school's latest answers, each with the truth beside it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from importlib import resources

import yaml

from nianbao.facts.cell import Cell, read_cell
from nianbao.facts.record import Fact, Record
from nianbao.framework.model import Catalogue


@dataclass(frozen=True, slots=True)
class PlantedCell:
    """One spoiled cell: what stood there in truth, and what is written instead."""

    indicator: str
    truth: str
    planted: str


@dataclass(frozen=True, slots=True)
class PlantedFault:
    """One slip of a clerk, which may touch several cells, and what has to notice it.

    ``found_by`` are codes of checks, or of what the workbook reader says.
    """

    id: str
    label: str
    label_en: str
    organisation: str
    edition: str
    cells: tuple[PlantedCell, ...]
    found_by: tuple[str, ...]


def load_faults() -> tuple[PlantedFault, ...]:
    """The planted faults in the order of the file beside this module."""
    text = resources.files(__package__).joinpath("faults.yaml").read_text(encoding="utf-8")
    data = yaml.safe_load(text)
    return tuple(
        PlantedFault(
            entry["id"],
            entry["label"],
            entry["label_en"],
            data["organisation"],
            data["edition"],
            tuple(PlantedCell(cell["indicator"], cell["truth"], cell["planted"]) for cell in entry["cells"]),
            tuple(entry["found_by"]),
        )
        for entry in data["faults"]
    )


class StaleFaultError(ValueError):
    """A planted fault whose truth is no longer what the school's figures say."""


def spoiled(record: Record, faults: Iterable[PlantedFault], catalogue: Catalogue) -> Record:
    """The record with the faults that are meant for it; every other cell stays as it was."""
    facts = dict(record.facts)
    for fault in faults:
        if (fault.organisation, fault.edition) != (record.organisation.code, record.edition):
            continue
        for cell in fault.cells:
            fact = facts[cell.indicator]
            if fact.cell.raw != cell.truth:
                raise StaleFaultError(f"{fault.id}: {cell.indicator} is {fact.cell.raw!r} in truth, not {cell.truth!r}")
            facts[cell.indicator] = replace(fact, cell=_planted(cell, fact, record, catalogue))
    return record if facts == record.facts else replace(record, facts=facts)


def _planted(cell: PlantedCell, fact: Fact, record: Record, catalogue: Catalogue) -> Cell:
    return read_cell(cell.planted, catalogue.unit_of(fact.indicator, record.edition))
