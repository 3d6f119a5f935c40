"""Files become filings: which files there are, what each holds, and what was handed in the year before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from nianbao.facts.problem import Problem
from nianbao.facts.record import Record
from nianbao.filings.filing import Filing
from nianbao.framework.model import Catalogue
from nianbao.packages.package import make_package, open_package
from nianbao.workbooks.reader import read_workbook

WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".et")
PACKAGE = ".zip"


def filing_paths(paths: Sequence[Path]) -> tuple[Path, ...]:
    """The workbooks and packages that the paths name or hold, each once, in order."""
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            inside = sorted(
                one
                for one in path.iterdir()
                if one.suffix.lower() in (*WORKBOOKS, PACKAGE) and not one.name.startswith(("~", "."))
            )
            if not inside:
                raise Problem(
                    "nothing-to-read",
                    f"文件夹 {path} 里没有工作簿（.xlsx）或报送包（.zip）。",
                    f"The folder {path} holds no workbook (.xlsx) and no package (.zip).",
                )
            found.update(dict.fromkeys(inside))
        else:
            found[path] = None
    return tuple(found)


def read_filing(path: Path, catalogue: Catalogue) -> Filing:
    """One file's filing, told by its name's ending; a workbook that cannot be read is one without a record.

    A package that is broken or was changed raises Problem: nothing in it may be trusted.
    """
    if path.suffix.lower() in WORKBOOKS:
        reading = read_workbook(path, catalogue)
        return Filing(path, reading.record, reading.messages, saved_on=_day_of(path))
    package = open_package(path)
    return Filing(path, package.record, waivers=package.waivers, package=package)


def _day_of(path: Path) -> str:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC).astimezone().date().isoformat() if path.exists() else ""


def read_filings(paths: Iterable[Path], catalogue: Catalogue) -> Iterator[Filing]:
    """Each file's filing; see ``read_filing``."""
    return (read_filing(path, catalogue) for path in paths)


def usable_filings(paths: Sequence[Path], catalogue: Catalogue) -> tuple[Filing, ...]:
    """The filings of files and folders; raises Problem for the first that has no record."""
    filings = tuple(read_filings(filing_paths(paths), catalogue))
    for filing in filings:
        _ = filing.usable_record
    return filings


def package_of(filing: Filing, catalogue: Catalogue) -> bytes:
    """The package that a filing came in, or the one that its workbook makes."""
    if filing.package is not None:
        return filing.path.read_bytes()
    return make_package(filing.usable_record, catalogue, waivers=filing.waivers)


def chained(filings: Sequence[Filing], catalogue: Catalogue) -> tuple[Filing, ...]:
    """Each record with the same organisation's record of the edition before, where that was read too."""
    by_key = {
        (filing.record.organisation.code, filing.record.edition): filing.record
        for filing in filings
        if filing.record is not None
    }
    done: dict[tuple[str, str], Record] = {}

    def with_previous(record: Record) -> Record:
        key = (record.organisation.code, record.edition)
        if key not in done:
            edition = catalogue.editions.get(record.edition)
            before = by_key.get((key[0], edition.previous)) if edition and edition.previous else None
            done[key] = replace(record, previous=with_previous(before)) if before is not None else record
        return done[key]

    return tuple(
        replace(filing, record=with_previous(filing.record)) if filing.record is not None else filing
        for filing in filings
    )
