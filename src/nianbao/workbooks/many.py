"""Reads many workbooks at once, on as many processors as there are."""

from __future__ import annotations

import copyreg
import dataclasses
import gc
import operator
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from types import MappingProxyType
from typing import Any

from nianbao.facts.cell import Cell
from nianbao.facts.period import Period
from nianbao.facts.place import Place
from nianbao.facts.printed_number import PrintedNumber
from nianbao.facts.record import Fact, Organisation
from nianbao.facts.unit import BY_ID, Unit, unit_by_id
from nianbao.framework.model import Catalogue
from nianbao.workbooks.message import WorkbookMessage
from nianbao.workbooks.reader import WorkbookReading, read_workbook

_WORTH_A_PROCESS = 16  # fewer files are read sooner than another process has started
_CHUNK = 16

Progress = Callable[[int, int], None]  # files done, files in all


def read_only(content: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    """A read-only mapping of ``content``; a worker process makes its own from what it is sent."""
    return MappingProxyType(content)


# Read-only mappings are part of catalogue and records, and pickle does not know them by itself.
copyreg.pickle(MappingProxyType, lambda mapping: (read_only, (dict(mapping),)))


def _travel_by_fields(kind: type[Any]) -> None:
    """Send objects of a frozen class as their fields: a third of the time of the way pickle finds by itself."""
    fields = operator.attrgetter(*(each.name for each in dataclasses.fields(kind)))
    copyreg.pickle(kind, lambda thing: (kind, fields(thing)))


for _kind in (Fact, Cell, PrintedNumber, Place, Period, WorkbookMessage):
    _travel_by_fields(_kind)


def _unit_of(unit: Unit) -> tuple[Any, ...]:
    """A unit of the lexicon arrives as the very same; any other as its fields."""
    if BY_ID.get(unit.id) is unit:
        return unit_by_id, (unit.id,)
    return Unit, (unit.id, unit.label, unit.dimension, unit.factor, unit.counts)


copyreg.pickle(Unit, _unit_of)


def read_workbooks(
    paths: Sequence[Path],
    catalogue: Catalogue,
    *,
    jobs: int | None = None,
    expected_edition: str | None = None,
    expected_organisations: Mapping[Path, Organisation] | None = None,
    progress: Progress | None = None,
) -> Iterator[WorkbookReading]:
    """The readings of all files, in the order of ``paths``, each as soon as it is there.

    ``progress`` is called after every file with how many are done. ``jobs`` is how
    many processes work at once; by default one for each processor.
    """
    organisations = expected_organisations or {}
    asked = [(path, expected_edition, organisations.get(path)) for path in paths]
    jobs = min(jobs or os.cpu_count() or 1, max(1, len(asked) // _WORTH_A_PROCESS))
    readings = _read_here(asked, catalogue) if jobs == 1 else _read_apart(asked, catalogue, jobs)
    for done, reading in enumerate(readings, start=1):
        if progress is not None:
            progress(done, len(asked))
        yield reading


_Asked = tuple[Path, str | None, Organisation | None]
_catalogue: Catalogue | None = None  # of a worker process


def _read_here(asked: Sequence[_Asked], catalogue: Catalogue) -> Iterator[WorkbookReading]:
    for path, edition, organisation in asked:
        yield read_workbook(path, catalogue, expected_edition=edition, expected_organisation=organisation)


def _read_apart(asked: Sequence[_Asked], catalogue: Catalogue, jobs: int) -> Iterator[WorkbookReading]:
    with ProcessPoolExecutor(jobs, initializer=_start_worker, initargs=(catalogue,)) as pool:
        yield from pool.map(_read_in_worker, asked, chunksize=_CHUNK)


def _start_worker(catalogue: Catalogue) -> None:
    global _catalogue  # a worker is told once what it reads with
    _catalogue = catalogue
    # What is there by now stays until the end; looking through it again and again would only cost time.
    gc.freeze()


def _read_in_worker(asked: _Asked) -> WorkbookReading:
    assert _catalogue is not None
    path, edition, organisation = asked
    return read_workbook(path, _catalogue, expected_edition=edition, expected_organisation=organisation)
