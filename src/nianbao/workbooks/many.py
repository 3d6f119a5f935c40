"""Reads many workbooks at once, on as many processors as there are."""

from __future__ import annotations

import copyreg
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from types import MappingProxyType
from typing import Any

from nianbao.facts.record import Organisation
from nianbao.framework.model import Catalogue
from nianbao.workbooks.reader import WorkbookReading, read_workbook

_WORTH_A_PROCESS = 16  # fewer files are read sooner than another process has started
_CHUNK = 16

Progress = Callable[[int, int], None]  # files done, files in all


def read_only(content: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    """A read-only mapping of ``content``; a worker process makes its own from what it is sent."""
    return MappingProxyType(content)


# Read-only mappings are part of catalogue and records, and pickle does not know them by itself.
copyreg.pickle(MappingProxyType, lambda mapping: (read_only, (dict(mapping),)))


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


def _read_in_worker(asked: _Asked) -> WorkbookReading:
    assert _catalogue is not None
    path, edition, organisation = asked
    return read_workbook(path, _catalogue, expected_edition=edition, expected_organisation=organisation)
