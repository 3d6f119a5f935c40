"""Writes the official Excel workbook of an edition, empty or filled.

The same input gives the same bytes: the creation date is fixed and nothing is
taken from the clock.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO

from nianbao.facts.cell import Cell
from nianbao.facts.record import Organisation, Record
from nianbao.framework.model import Catalogue, Edition
from nianbao.workbooks.filling import Filling, fill


def write_template(
    edition: Edition,
    catalogue: Catalogue,
    organisation: Organisation,
    *,
    target: Path | BinaryIO,
    previous: Record | None = None,
    prefill: Mapping[str, Cell] | None = None,
) -> None:
    """Write the workbook that an organisation fills in.

    ``previous`` is the record of the edition before, shown greyed beside each cell;
    ``prefill`` puts answers in beforehand, by indicator.
    """
    content = template_bytes(edition, catalogue, organisation, previous=previous, prefill=prefill)
    _deliver(content, target)


def template_bytes(
    edition: Edition,
    catalogue: Catalogue,
    organisation: Organisation,
    *,
    previous: Record | None = None,
    prefill: Mapping[str, Cell] | None = None,
) -> bytes:
    """The workbook of ``write_template`` as bytes."""
    return fill(edition, catalogue, Filling(organisation, prefill or {}, previous=previous))


def write_filled(record: Record, catalogue: Catalogue, *, target: Path | BinaryIO) -> None:
    """Write a workbook with all that a record says: answers, explanations, lists and last time's values."""
    _deliver(filled_bytes(record, catalogue), target)


def filled_bytes(record: Record, catalogue: Catalogue) -> bytes:
    """The workbook of ``write_filled`` as bytes."""
    cells = {indicator: fact.cell for indicator, fact in record.facts.items()}
    notes = {indicator: fact.note for indicator, fact in record.facts.items() if fact.note}
    edition = catalogue.editions[record.edition]
    return fill(edition, catalogue, Filling(record.organisation, cells, notes, record.lists, record.previous))


def _deliver(content: bytes, target: Path | BinaryIO) -> None:
    if isinstance(target, Path):
        target.write_bytes(content)
    else:
        target.write(content)
