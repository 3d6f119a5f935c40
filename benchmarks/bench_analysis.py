"""The six questions of analysis on every engine that is here, growth with schools, and reports checked in numbers.

    make bench-analysis
    .venv/bin/python benchmarks/bench_analysis.py --schools 1400 --answers 10000000 --engines duckdb,postgresql,sail

A nation is simulated, loaded into each engine in turn, and asked; the best of two times counts. Each engine's answers
are compared with DuckDB's: decimals and counts bit by bit, floats within 1e-12. Then DuckDB
alone meets smaller and larger nations (``--growth``), and generated reports are checked by one process, by two, and by
a cluster (``--reports``).
PostgreSQL and clusters are started for this and thrown away; what is not installed is said and left out. Exits with 1
where answers differ or DuckDB's own file misses the limit at the national size.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import math
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1] / "tools"))

from with_cluster import sail_cluster, spark_cluster
from with_postgresql import postgresql

from nianbao.analysis.corpus import Checked, check_corpus, check_on_cluster, expand
from nianbao.analysis.engine import Engine, open_engine
from nianbao.analysis.queries import QUERIES
from nianbao.analysis.simulation import Size, simulate
from nianbao.sample.corpus import write_reports

LIMIT_SECONDS = 1.0  # 50 million answers into 70,000 groups
NATIONAL = 50_000_000
TOLERANCE = 1e-12
SERVERS = {"postgresql": postgresql, "sail": sail_cluster, "spark": spark_cluster}
Answers = dict[str, list[dict[str, Any]]]


@contextmanager
def engine_of(kind: str) -> Iterator[Engine]:
    """An open engine of a kind, with its server where it needs one; ``LookupError`` where there is none."""
    if kind == "duckdb":
        with open_engine("") as engine:
            yield engine
        return
    if kind == "duckdb-file":
        with tempfile.TemporaryDirectory() as scratch, open_engine(f"duckdb://{scratch}/analysis.duckdb") as engine:
            yield engine
        return
    if kind == "clickhouse":
        if importlib.util.find_spec("chdb") is None:
            raise LookupError("chdb is not installed")
        with tempfile.TemporaryDirectory() as scratch, open_engine(f"chdb://{scratch}") as engine:
            yield engine
        return
    with SERVERS[kind]() as address, open_engine(address) as engine:
        yield engine


def measure(
    engine: Engine, files: dict[str, list[Path]], times: int = 2
) -> tuple[float, dict[str, float], dict[str, float], Answers]:
    """Seconds to load; the best seconds of each question by the clock and of this process; the answers."""
    began = time.perf_counter()
    for name, paths in files.items():
        engine.load(name, paths)
    loading = time.perf_counter() - began
    seconds, worked, answers = {}, {}, {}
    for name, question in QUERIES.items():
        expression = question(engine.tables)
        taken = []
        for _ in range(times):
            began, began_work = time.perf_counter(), time.process_time()
            engine.arrow(expression)
            taken.append((time.perf_counter() - began, time.process_time() - began_work))
        seconds[name] = min(clock for clock, _ in taken)
        worked[name] = min(work for _, work in taken)
        answers[name] = engine.rows(expression)
    return loading, seconds, worked, answers


def differences(one: Answers, other: Answers) -> int:
    """Cells that are not the same."""
    found = 0
    for name, rows in one.items():
        if len(rows) != len(other[name]):
            return 10**9
        for mine, yours in zip(rows, other[name], strict=True):
            for column, left in mine.items():
                right = yours[column]
                if isinstance(left, float) and isinstance(right, float):
                    found += not math.isclose(left, right, rel_tol=TOLERANCE)
                else:
                    found += left != right or type(left) is not type(right)
    return found


def line(what: str, loading: float, seconds: dict[str, float], note: str = "") -> None:
    cells = " | ".join(f"{value:.2f}" for value in seconds.values())
    print(f"| {what} | {loading:.1f} | {cells} | {note} |", flush=True)


def side_by_side(folder: Path, size: Size, engines: Sequence[str]) -> bool:
    files = simulate(folder, size, tell)
    print(
        f"\n{size.schools:,} schools, {size.facts:,} facts, {size.answers:,} answers, {size.groups:,} groups; seconds"
    )
    print(f"| engine | load | {' | '.join(QUERIES)} | answers |\n|---|---|{'---|' * len(QUERIES)}---|")
    expected: Answers | None = None
    is_good = True
    for kind in ("duckdb", *(one for one in engines if one != "duckdb")):
        try:
            with engine_of(kind) as engine:
                loading, seconds, worked, answers = measure(engine, files)
        except LookupError as trouble:
            print(f"| {kind} | not here: {str(trouble)[:80]} |")
            continue
        if expected is None:
            expected = answers
            line(kind, loading, seconds, "–")
            line("– processor seconds", 0, worked)
            continue
        differing = differences(expected, answers)
        is_good &= differing == 0
        line(kind, loading, seconds, "the same" if not differing else f"{differing} DIFFER")
        if kind == "duckdb-file":
            line("– processor seconds", 0, worked)
            is_good &= size.answers < NATIONAL or seconds["B"] <= LIMIT_SECONDS
    return is_good


def growth(folder: Path, schools: Sequence[int], size: Size) -> None:
    print("\nDuckDB as schools grow; seconds by the clock, and of the processor")
    print(f"| schools | facts | answers | {' | '.join(QUERIES)} |\n|---|---|---|{'---|' * len(QUERIES)}")
    for count in schools:
        larger = Size(count, size.indicators, size.data_years, min(NATIONAL, size.scaled(count).answers), size.seed)
        home = folder / f"growth-{count}"
        files = simulate(home, larger, tell)
        with engine_of("duckdb") as engine:
            _, seconds, worked, _ = measure(engine, files)
        cells = " | ".join(f"{value:.2f} ({worked[name]:.2f})" for name, value in seconds.items())
        print(f"| {count:,} | {larger.facts:,} | {larger.answers:,} | {cells} |", flush=True)
        shutil.rmtree(home)


def reports(folder: Path, count: int, engines: Sequence[str]) -> bool:
    write_reports(folder, count, tell=lambda done, of: tell("reports", done, of))
    paths = expand([folder])
    print(f"\n{count:,} generated reports\n| by | seconds | reports a second | findings |\n|---|---|---|---|")
    expected, base = timed("one process", lambda: check_corpus(paths, processes=1))
    is_good = True
    found, seconds = timed("two processes", lambda: check_corpus(paths, processes=2))
    is_good &= same(expected, found, base / seconds)
    for kind in engines:
        if kind not in ("sail", "spark"):
            continue
        try:
            with SERVERS[kind]() as address:
                found, seconds = timed(kind, lambda address=address: check_on_cluster(paths, address, partitions=8))
        except LookupError as trouble:
            print(f"| {kind} | not here: {str(trouble)[:80]} |")
            continue
        is_good &= same(expected, found, base / seconds)
    return is_good


def timed(what: str, act: Any) -> tuple[tuple[Checked, ...], float]:
    began = time.perf_counter()
    found = act()
    seconds = time.perf_counter() - began
    total = sum(len(one.findings) for one in found)
    print(f"| {what} | {seconds:.1f} | {len(found) / seconds:.1f} | {total} |", flush=True)
    return found, seconds


def same(expected: tuple[Checked, ...], found: tuple[Checked, ...], ratio: float) -> bool:
    is_same = expected == found
    print(f"  the same findings: {'yes' if is_same else 'NO'}; {ratio:.2f} × one process", flush=True)
    return is_same


def tell(what: str, done: int, of: int) -> None:
    if sys.stderr.isatty():
        print(f"\r{what}: {done:,} of {of:,}", end="" if done < of else "\n", file=sys.stderr)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--schools", type=int, default=7_000)
    parser.add_argument("--indicators", type=int, default=120)
    parser.add_argument("--data-years", type=int, default=10)
    parser.add_argument("--answers", type=int, default=NATIONAL)
    parser.add_argument("--engines", default="duckdb,duckdb-file,postgresql,clickhouse,sail,spark")
    parser.add_argument("--growth", default="", help="numbers of schools, such as 700,7000,70000")
    parser.add_argument("--reports", type=int, default=0)
    parser.add_argument("--folder", type=Path, help="kept afterwards; by default a scratch folder, thrown away")
    parser.add_argument("--skip-engines", action="store_true", help="growth and reports alone")
    chosen = parser.parse_args()
    engines = [one for one in chosen.engines.split(",") if one]
    size = Size(chosen.schools, chosen.indicators, chosen.data_years, chosen.answers)
    folder = chosen.folder or Path(tempfile.mkdtemp(prefix="nianbao-analysis-"))
    is_good = True
    try:
        if not chosen.skip_engines:
            is_good &= side_by_side(folder / f"nation-{size.schools}-{size.answers}", size, engines)
        if chosen.growth:
            growth(folder, [int(one) for one in chosen.growth.split(",")], size)
        if chosen.reports:
            is_good &= reports(folder / "reports", chosen.reports, engines)
    finally:
        if chosen.folder is None:
            shutil.rmtree(folder, ignore_errors=True)
    print(json.dumps({"ok": is_good}))
    return 0 if is_good else 1


if __name__ == "__main__":
    sys.exit(main())
