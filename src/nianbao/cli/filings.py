"""What organisations handed in, whether as workbooks or as packages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from nianbao.aggregation.figure import Carried
from nianbao.facts.problem import Problem
from nianbao.facts.record import Record
from nianbao.framework.model import Catalogue
from nianbao.packages.package import make_package, open_package

WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".et")


@dataclass(frozen=True)
class Filing:
    """One organisation's record with the package that it travels in."""

    path: Path
    record: Record
    package: bytes
    carried: Mapping[str, Carried] = field(default_factory=lambda: MappingProxyType({}))
    errors: tuple[tuple[str, str], ...] = ()  # what a workbook's reader complained of, in two languages


def read_filings(paths: Sequence[Path], catalogue: Catalogue) -> Iterator[Filing]:
    """Each file's filing, folders being searched; raises Problem for one that cannot be used."""
    for path in filing_paths(paths):
        yield read_filing(path, catalogue)


def filing_paths(paths: Sequence[Path]) -> tuple[Path, ...]:
    """The workbooks and packages that the paths name or hold, each once, in order."""
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            inside = sorted(
                one
                for one in path.iterdir()
                if one.suffix.lower() in (*WORKBOOKS, ".zip") and not one.name.startswith(("~", "."))
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
    """One file's filing, told by its name's ending."""
    if path.suffix.lower() not in WORKBOOKS:
        opened = open_package(path)
        return Filing(path, opened.record, path.read_bytes(), opened.carried)
    # Reading a workbook brings in what packages alone do not need.
    from nianbao.workbooks.reader import read_workbook

    reading = read_workbook(path, catalogue)
    if reading.record is None:
        raise Problem(
            "workbook-unusable",
            f"{path}：{'；'.join(f'{one.message}。{one.advice}' for one in reading.messages)}",
            f"{path}: {'; '.join(f'{one.message_en}. {one.advice_en}' for one in reading.messages)}",
        )
    errors = tuple(
        (f"{path.name} {one.where}：{one.message}", f"{path.name} {one.where}: {one.message_en}")
        for one in reading.errors
    )
    return Filing(path, reading.record, make_package(reading.record, catalogue), errors=errors)
