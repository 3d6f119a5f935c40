"""Many thousands of documents checked by many workers, resumable, with one table as the result.

A worker gets a file's address and gives back what ``nianbao check`` finds in it, nothing more: which worker did it, in
which order and on which engine makes no difference. Results are kept line by line as they come, by the hash of the file
and the versions of program and catalogue, so that a run that was broken off goes on where it was.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import nianbao
from nianbao.analysis.snapshot import needs_analysis
from nianbao.analysis.table import Column, ResultTable, Value
from nianbao.documents.reading import read_document
from nianbao.facts.problem import Problem
from nianbao.framework.loader import load_catalogue
from nianbao.framework.model import Catalogue
from nianbao.proofreading.proofread import proofread

CHECKED, UNREADABLE, CRASHED = "checked", "unreadable", "crashed"
RESULTS = "results.jsonl"
SEVERITIES = ("error", "warning", "info")
IN_FLIGHT = 4  # files handed out to each worker ahead of time
Tell = Callable[[int, int], None]  # done, of how many


@dataclass(frozen=True)
class Checked:
    """One file: what came of it, and its findings as ``nianbao check --format json`` writes them."""

    path: str
    sha256: str
    state: str
    edition: str | None = None
    numbers: int = 0
    in_relations: int = 0
    findings: tuple[Mapping[str, Any], ...] = ()
    trouble: str = ""
    trouble_en: str = ""

    def count(self, severity: str) -> int:
        """How many contradictions of this severity there are."""
        return sum(one["severity"] == severity and one["group"] == "contradiction" for one in self.findings)

    @property
    def missing(self) -> int:
        """How much is missing that the notice asks for."""
        return sum(one["group"] == "compliance" for one in self.findings)

    def as_line(self) -> str:
        """One line of JSON, the same whoever made it."""
        return json.dumps(
            {name: getattr(self, name) for name in self.__dataclass_fields__}, ensure_ascii=False, sort_keys=True
        )

    @classmethod
    def from_line(cls, line: str) -> Checked:
        said = json.loads(line)
        return cls(**{**said, "findings": tuple(said["findings"])})


def check_file(path: str) -> Checked:
    """What one file says against itself; a file that cannot be read says why."""
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        return Checked(
            path, "", UNREADABLE, trouble=f"打不开文件：{error.strerror}", trouble_en=f"cannot open: {error.strerror}"
        )
    digest = hashlib.sha256(data).hexdigest()
    try:
        report = proofread(read_document(data, name=Path(path).name), catalogue=_catalogue())
    except Problem as problem:
        return Checked(path, digest, UNREADABLE, trouble=problem.message, trouble_en=problem.message_en)
    return Checked(
        path,
        digest,
        CHECKED,
        report.edition,
        report.numbers,
        report.in_relations,
        tuple(json.loads(json.dumps(one.as_json(), ensure_ascii=False)) for one in report.findings),
    )


@cache
def _catalogue() -> Catalogue:
    return load_catalogue()


def check_corpus(
    paths: Sequence[str],
    *,
    store: Path | None = None,
    processes: int | None = None,
    tell: Tell = lambda _done, _of: None,
) -> tuple[Checked, ...]:
    """Every file checked, in the order given. ``store`` keeps results, and those it holds already are not made again.

    A file on which a worker dies is tried once more alone and then said to have crashed; the others go on.
    """
    known = _kept(store, paths) if store is not None else {}
    left = [path for path in paths if path not in known]
    done = len(known)
    tell(done, len(paths))
    with _Ledger(store) as ledger:
        for one in _worked(left, max(1, processes or os.cpu_count() or 1)):
            known[one.path] = one
            ledger.add(one)
            done += 1
            tell(done, len(paths))
    return tuple(known[path] for path in paths)


def check_on_cluster(
    paths: Sequence[str],
    address: str,
    *,
    store: Path | None = None,
    partitions: int | None = None,
) -> tuple[Checked, ...]:
    """The same on a Spark-compatible cluster, by its own support for Python functions.

    Workers open the files themselves, so the addresses must lead to the same files everywhere, and nianbao must be
    installed where they run. Results come back in the order given.
    """
    known = _kept(store, paths) if store is not None else {}
    left = [path for path in paths if path not in known]
    if left:
        try:
            from pyspark.sql import SparkSession
        except ImportError as error:
            raise Problem(
                "analysis-engine-not-installed",
                "连接集群还缺组件，请运行：pip install 'nianbao[analysis,sail]'",
                "The client of the cluster is not installed. Run: pip install 'nianbao[analysis,sail]'",
            ) from error
        session = SparkSession.builder.remote(f"sc://{address.partition('://')[2]}").create()
        try:
            rows = session.createDataFrame([(str(Path(path).resolve()),) for path in left], "path string")
            found = (
                rows.repartition(partitions or max(2, min(len(left), 64)))
                .mapInArrow(check_batches, "path string, line string")
                .collect()
            )
        finally:
            session.stop()
        by_path = {row["path"]: Checked.from_line(row["line"]) for row in found}
        with _Ledger(store) as ledger:
            for path in left:
                one = by_path[str(Path(path).resolve())]
                known[path] = Checked(
                    **{**{name: getattr(one, name) for name in one.__dataclass_fields__}, "path": path}
                )
                ledger.add(known[path])
    return tuple(known[path] for path in paths)


def check_batches(batches: Iterator[Any]) -> Iterator[Any]:
    """What a worker of the cluster runs: record batches of addresses to record batches of results."""
    import pyarrow

    for batch in batches:
        paths = batch.column(0).to_pylist()
        lines = [check_file(path).as_line() for path in paths]
        yield pyarrow.RecordBatch.from_arrays([pyarrow.array(paths), pyarrow.array(lines)], names=["path", "line"])


def files_table(found: Sequence[Checked]) -> ResultTable:
    """One line for each file."""
    columns = (
        Column("file", "文件", "file"), Column("state", "结果", "state"), Column("edition", "识别的版本", "edition"),
        Column("numbers", "数字", "numbers"), Column("in_relations", "核对过的", "in relations"),
        Column("errors", "错误", "errors"), Column("warnings", "需要核实", "warnings"),
        Column("hints", "提示", "hints"), Column("missing", "缺漏", "missing"),
        Column("trouble", "读不了的原因", "why it could not be read"),
        Column("sha256", "SHA-256", "SHA-256"),
    )  # fmt: skip
    rows: tuple[tuple[Value, ...], ...] = tuple(
        (
            one.path, one.state, one.edition or "", one.numbers, one.in_relations,
            *(one.count(severity) for severity in SEVERITIES), one.missing, one.trouble, one.sha256,
        )
        for one in found
    )  # fmt: skip
    return ResultTable("files", "各文件核对结果", "Files checked", columns, rows)


def findings_table(found: Sequence[Checked]) -> ResultTable:
    """One line for each finding of each file."""
    columns = (
        Column("file", "文件", "file"), Column("finding", "编号", "finding"), Column("severity", "程度", "severity"),
        Column("kind", "类别", "kind"), Column("check", "规则", "check"), Column("message", "说明", "message"),
        Column("message_en", "说明（英文）", "message in English"), Column("formula", "算式", "formula"),
        Column("reported", "所写", "reported"), Column("expected", "应为", "expected"),
        Column("place", "位置", "place"),
    )  # fmt: skip
    rows: tuple[tuple[Value, ...], ...] = tuple(
        (
            one.path, said["id"], said["severity"], said["kind"], said["check"], said["message"], said["message_en"],
            said["formula"], said["reported"], said["expected"],
            json.dumps(said["places"][0], ensure_ascii=False, sort_keys=True) if said["places"] else "",
        )
        for one in found
        for said in one.findings
    )  # fmt: skip
    return ResultTable("findings", "全部核对结果", "All findings", columns, rows)


def write_parquet(table: ResultTable, path: Path) -> None:
    """A result table as Parquet: whole numbers as numbers, everything else as text."""
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise needs_analysis() from error
    columns = {}
    for place, column in enumerate(table.columns):
        values = [row[place] for row in table.rows]
        whole = bool(values) and all(isinstance(value, int) for value in values)
        columns[column.id] = pyarrow.array(
            values if whole else [None if value is None else str(value) for value in values],
            pyarrow.int64() if whole else pyarrow.string(),
        )
    path.parent.mkdir(parents=True, exist_ok=True)
    pyarrow.parquet.write_table(pyarrow.table(columns), path, compression="zstd")


def _worked(paths: Sequence[str], processes: int) -> Iterator[Checked]:
    if processes == 1 or len(paths) < 2:
        yield from map(check_file, paths)
        return
    waiting = list(reversed(paths))
    suspects: list[str] = []
    while waiting:
        # Workers are started afresh, never copied: a copied process may hold another's locks.
        pool = ProcessPoolExecutor(processes, mp_context=get_context("spawn"))
        running: dict[Future[Checked], str] = {}
        try:
            while waiting or running:
                while waiting and len(running) < processes * IN_FLIGHT:
                    path = waiting.pop()
                    running[pool.submit(check_file, path)] = path
                finished, _ = wait(running, return_when=FIRST_COMPLETED)
                for future in finished:
                    made = future.result()
                    del running[future]
                    yield made
        except BrokenProcessPool:
            suspects += sorted(running.values())
        finally:
            pool.shutdown(cancel_futures=True)
    for path in suspects:
        yield _alone(path)


def _alone(path: str) -> Checked:
    """A file that was in hand when a worker died, tried by itself."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        try:
            return pool.submit(check_file, path).result()
        except BrokenProcessPool:
            return Checked(
                path,
                _hash(path),
                CRASHED,
                trouble="核对这个文件时进程意外终止（可能内存不足）。请单独核对它，或另存后再试。",
                trouble_en="The process ended unexpectedly on this file (perhaps out of memory). "
                "Check it alone, or save it anew and try again.",
            )


class _Ledger:
    """Results appended as they come; each line is whole or, after a power cut, not read."""

    def __init__(self, store: Path | None) -> None:
        self.file = None
        if store is not None:
            store.mkdir(parents=True, exist_ok=True)
            self.file = (store / RESULTS).open("a", encoding="utf-8")

    def __enter__(self) -> _Ledger:
        return self

    def __exit__(self, *_: object) -> None:
        if self.file is not None:
            self.file.close()

    def add(self, one: Checked) -> None:
        if self.file is not None and one.state != CRASHED:
            self.file.write(f"{_versions()}\t{one.as_line()}\n")
            self.file.flush()


def _kept(store: Path, paths: Sequence[str]) -> dict[str, Checked]:
    """Results of earlier runs that still hold: same file, same program, same catalogue."""
    listing = store / RESULTS
    if not listing.exists():
        return {}
    wanted, versions = set(paths), _versions()
    found: dict[str, Checked] = {}
    for line in listing.read_text(encoding="utf-8").splitlines():
        made_by, _, said = line.partition("\t")
        try:
            one = Checked.from_line(said) if made_by == versions else None
        except (ValueError, TypeError, KeyError):
            continue  # the last line of a run that was cut off
        if one is not None and one.path in wanted:
            found[one.path] = one
    return {path: one for path, one in found.items() if one.sha256 and one.sha256 == _hash(path)}


def _versions() -> str:
    return f"{nianbao.__version__}/{_catalogue().version}"


def _hash(path: str) -> str:
    try:
        with Path(path).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
