"""Runs every benchmark and prints one table: what, measured, against what, ratio, reached or not.

    make bench
    .venv/bin/python benchmarks/run_all.py [--only checks,record] [--json results.json]

Each benchmark runs in a process of its own, so that none warms another up. Their own output is shown as it
comes; what the table needs is read from it. Exits with 1 where a limit is missed or something could not be measured.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

HERE = Path(__file__).parent
TIMEOUT_SECONDS = 900


@dataclass(frozen=True)
class Row:
    """One line of the table; ``ok`` is None where there is nothing to reach."""

    what: str
    measured: str
    against: str = ""
    ratio: float | None = None
    ok: bool | None = None


Read = Callable[[str], Iterator[Row]]


@dataclass(frozen=True)
class Benchmark:
    name: str
    script: str
    read: Read
    arguments: tuple[str, ...] = ()


def last_json(output: str) -> Mapping[str, Any]:
    for line in reversed(output.splitlines()):
        if line.startswith("{"):
            found: Mapping[str, Any] = json.loads(line)
            return found
    raise LookupError("no line of JSON")


def within(what: str, value: float, limit: float, unit: str, peer: str = "") -> Row:
    against = f"≤ {limit:g} {unit}" + (f"; {peer}" if peer else "")
    return Row(what, f"{value:.3g} {unit}", against, value / limit, value <= limit)


def read_checks(output: str) -> Iterator[Row]:
    summary = last_json(output)
    equal = bool(summary["violations_equal"])
    checks = re.search(r"= ([\d,]+) checks", output)
    number = checks[1] if checks else "?"
    engines = re.findall(r"^(\S.*?)\s+([\d.]+) ms\s+([\d.]+) × numpy by hand$", output, re.MULTILINE)
    for name, milliseconds, ratio in engines:
        if name == "nianbao, columns":
            limit = float(summary["limit"])
            is_full = number == "280,000"
            against = f"≤ {limit:g} × numpy by hand" if is_full else "numpy by hand"
            ok = float(ratio) <= limit if is_full else None
            yield Row(f"{number} checks, nianbao", f"{milliseconds} ms", against, float(ratio), ok)
        else:
            yield Row(f"{number} checks, {name}", f"{milliseconds} ms", "numpy by hand", float(ratio))
    yield Row(f"{number} checks, violations equal rule by rule", "yes" if equal else "no", "all engines", None, equal)


def read_many(output: str) -> Iterator[Row]:
    found = last_json(output)
    what = f"whole form, {found['schools']:,} schools, {found['verdicts']:,} verdicts"
    yield within(what, found["judging (s)"], found["limit for judging (s)"], "s")
    yield Row("  packing their records into columns", f"{found['packing records into columns (s)']:.3g} s")
    single = found["one by one, reckoned (s)"]
    yield Row("  the same one by one, reckoned", f"{single:.3g} s", "judging on columns", single / found["judging (s)"])


def read_record(output: str) -> Iterator[Row]:
    for what, microseconds in re.findall(r"^(.*\S)\s+(\d+) µs$", output, re.MULTILINE):
        if what.startswith("40 checks ("):
            yield within(f"one record, {what}", int(microseconds) / 1000, 0.2, "ms")
        elif what in ("40 checks, one fault", "all checks, clean record", "all checks, one fault", "one cell changed"):
            yield Row(f"one record, {what}", f"{int(microseconds) / 1000:.3g} ms")


def read_localisation(output: str) -> Iterator[Row]:
    found = last_json(output)
    what = f"one bad record localised ({found['cells in the record']} cells, {found['relations']} relations)"
    yield within(what, found["median (ms)"], found["limit (ms)"], "ms", "errorlocate 13 ms")
    yield Row("  with every check of the form", f"{found['median with every check of the form (ms)']:.3g} ms")
    name = "culprit first where several relations notice"
    yield Row(f"  {name}", f"{found[name]:.3f}")
    yield Row("  culprit first, all noticed slips", f"{found['culprit first']:.3f}")


def read_aggregation(output: str) -> Iterator[Row]:
    found = last_json(output)
    seconds, floor = found["totals (s)"], found["floor: numpy sum of the matrix (s)"]
    what = f"{found['schools']:,} schools aggregated, from columns"
    yield within(what, seconds, 0.1, "s", f"numpy's sum of the matrix {floor:.3g} s")
    yield Row("  packing their records into columns", f"{found['packing records into columns (s)']:.3g} s")


def read_workbooks(output: str) -> Iterator[Row]:
    for what, milliseconds in re.findall(r"^(.*\S)\s+([\d.]+) ms\s+\(", output, re.MULTILINE):
        if what == "read_workbook":
            ratio = re.search(r"read_workbook / calamine alone\s+([\d.]+)", output)
            peer = f"{ratio[1]} × calamine alone" if ratio else ""
            yield within("one filled workbook read", float(milliseconds), 50, "ms", peer)
        elif what == "template, blank":
            yield within("one template written", float(milliseconds), 10, "ms")
    reckoned = re.search(r"reckoned for 7,000\s+([\d.]+) s", output)
    if reckoned:
        yield within("7,000 workbooks read, reckoned, two processes", float(reckoned[1]), 60, "s")


def read_rendering(output: str) -> Iterator[Row]:
    for name, seconds, processor in re.findall(
        r"^(\w+)\s+median ([\d.]+) s, processor ([\d.]+) s", output, re.MULTILINE
    ):
        yield within(f"100 pages as .{name}", min(float(seconds), float(processor)), 1.0, "s")


def read_build_many(output: str) -> Iterator[Row]:
    for seconds in re.findall(r"^of a processor: ([\d.]+) s each", output, re.MULTILINE):
        yield within("a school's report in three formats, of a processor", float(seconds), 2.0, "s")
    for minutes in re.findall(r"(\d+) min where", output):
        yield Row("— 7,000 schools, reckoned", f"{minutes} min")


def read_documents(output: str) -> Iterator[Row]:
    pattern = r"^(.*\S)\s+([\d.]+) s\s+may take\s+([\d.]+) s\s+bare text\s+([\d.]+) s"
    for what, seconds, limit, bare in re.findall(pattern, output, re.MULTILINE):
        yield within(f"read {what}", float(seconds), float(limit), "s", f"bare text {bare} s")


def read_proofreading(output: str) -> Iterator[Row]:
    for what, taken, limit in re.findall(
        r"^((?:nianbao )?check .*\S)\s+([\d.]+) s\s+may take\s+([\d.]+) s", output, re.MULTILINE
    ):
        yield within(what, float(taken), float(limit), "s")


BENCHMARKS = (
    Benchmark("checks", "bench_checks.py", read_checks, ("--without", "frictionless")),
    Benchmark(
        "checks-frictionless",
        "bench_checks.py",
        read_checks,
        ("--schools", "700", "--without", "polars", "--without", "duckdb", "--without", "pandera"),
    ),
    Benchmark("many", "bench_many.py", read_many, ("--json",)),
    Benchmark("record", "bench_record.py", read_record),
    Benchmark("localisation", "bench_localisation.py", read_localisation, ("--json",)),
    Benchmark("aggregation", "bench_aggregation.py", read_aggregation, ("--json",)),
    Benchmark("workbooks", "bench_workbooks.py", read_workbooks),
    Benchmark("rendering", "bench_rendering.py", read_rendering),
    Benchmark("build-many", "bench_build_many.py", read_build_many, ("--sample", "16")),
    Benchmark("documents", "bench_documents.py", read_documents),
    Benchmark("proofreading", "bench_proofreading.py", read_proofreading),
)


def run(benchmark: Benchmark) -> list[Row]:
    """Its rows; one that says what went wrong where there are none."""
    print(f"── {benchmark.name}: {benchmark.script} {' '.join(benchmark.arguments)}", flush=True)
    start = perf_counter()
    try:
        done = subprocess.run(
            [sys.executable, str(HERE / benchmark.script), *benchmark.arguments],
            capture_output=True, text=True, encoding="utf-8", timeout=TIMEOUT_SECONDS, check=False, cwd=HERE.parent,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return [Row(benchmark.name, f"no answer in {TIMEOUT_SECONDS} s", ok=False)]
    print(done.stdout.rstrip())
    print(f"   ({perf_counter() - start:.0f} s)", flush=True)
    try:
        rows = list(benchmark.read(done.stdout))
    except (LookupError, ValueError, KeyError) as error:
        rows = []
        print(f"   {type(error).__name__}: {error}")
    if not rows:
        print(done.stderr[-3000:], file=sys.stderr)
        return [Row(benchmark.name, f"not measured (exit code {done.returncode})", ok=False)]
    return rows


def machine() -> str:
    """Processor, cores, memory and Python, as one line."""
    model = platform.processor() or platform.machine()
    information = Path("/proc/cpuinfo")
    if information.exists():
        names = re.findall(r"^model name\s*:\s*(.+)$", information.read_text(encoding="utf-8"), re.MULTILINE)
        model = names[0] if names else model
    memory = ""
    if hasattr(os, "sysconf") and "SC_PHYS_PAGES" in os.sysconf_names:
        memory = f", {os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GB"
    return f"{model}, {os.cpu_count()} cores{memory}, {platform.system()}, Python {platform.python_version()}"


def width(text: str) -> int:
    """Columns on a screen; Chinese characters take two."""
    return sum(2 if ord(sign) > 0x2E7F else 1 for sign in text)


def print_table(rows: Sequence[Row]) -> None:
    marks = {True: "yes", False: "NO", None: ""}
    lines = [("what", "measured", "against", "ratio", "reached")]
    lines += [
        (row.what, row.measured, row.against, f"{row.ratio:.2f}" if row.ratio is not None else "", marks[row.ok])
        for row in rows
    ]
    widths = [max(width(line[column]) for line in lines) for column in range(5)]
    for line in lines:
        print("  ".join(text + " " * (space - width(text)) for text, space in zip(line, widths, strict=True)).rstrip())


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="", help="names of benchmarks, separated by commas")
    parser.add_argument("--json", type=Path, help="write the rows to this file as well")
    arguments = parser.parse_args()
    wanted = {name for name in arguments.only.split(",") if name}
    unknown = wanted - {benchmark.name for benchmark in BENCHMARKS}
    if unknown:
        parser.error(f"no benchmark named {', '.join(sorted(unknown))}; there are "
                     f"{', '.join(benchmark.name for benchmark in BENCHMARKS)}")  # fmt: skip
    rows = [row for benchmark in BENCHMARKS if not wanted or benchmark.name in wanted for row in run(benchmark)]
    print(f"\n{machine()}")
    print_table(rows)
    if arguments.json:
        data = {"machine": machine(), "rows": [asdict(row) for row in rows]}
        arguments.json.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 0 if all(row.ok is not False for row in rows) else 1


if __name__ == "__main__":
    raise SystemExit(main())
