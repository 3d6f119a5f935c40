"""How long a report takes to be checked against itself, and how that grows with its length.

The reports of ``tests/proofreading/reports/clean`` that stand first by name, one behind the other and cut at so many
characters: dense ones, with a number in every sentence. In processor time, reading included, the best of several runs
after a first one that compiles every pattern. Run: ``python benchmarks/bench_proofreading.py [FILE ...]``; with files
these are measured instead.

Then ``nianbao check`` as a command, from its start to its end in processor time: with a cache folder that is empty, as
after an installation; the best of ten runs with what the first one kept there; and the best of three without any.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

from nianbao.documents.reading import read_document
from nianbao.proofreading.proofread import proofread

REPORTS = Path(__file__).parents[1] / "tests" / "proofreading" / "reports" / "clean"
LENGTHS = (8_000, 32_000, 128_000)
LIMIT_SECONDS = 0.3  # for the 32,000 characters of an ordinary report
LIMIT_AT = 32_000
COMMAND_SECONDS = 1.0  # for 32,000 characters, checking included


def joined_reports(length: int) -> bytes:
    """So many characters of the reports, each beginning where the one before it ends."""
    text = "\n\n".join(path.read_text(encoding="utf-8") for path in sorted(REPORTS.glob("*.txt")))
    return text[:length].encode()


def seconds(data: bytes, times: int) -> float:
    """The shortest of several runs."""
    found = []
    for _ in range(times):
        start = process_time()
        proofread(read_document(data, name="report.txt"))
        found.append(process_time() - start)
    return min(found)


def command_seconds(report: Path, cache: Path | str, bytecode: Path) -> float:
    """Processor time of one run of the command."""
    environment = {**os.environ, "NIANBAO_CACHE": str(cache), "PYTHONPYCACHEPREFIX": str(bytecode)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    before = os.times()
    subprocess.run(
        [sys.executable, "-c", "from nianbao.cli.main import main; main()", "check", str(report)],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,  # 1 says that errors were found
    )
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def tell_command(samples: list[tuple[str, bytes]]) -> None:
    with TemporaryDirectory() as folder:
        inside = Path(folder)
        command_seconds(Path(folder), "", inside / "bytecode")  # the program itself is compiled once, as by pip
        for name, data in samples:
            length = len(data.decode())
            report, cache = inside / f"{name} {length}.txt", inside / f"cache {name} {length}"
            report.write_bytes(data)
            command_seconds(report, "", inside / "bytecode")
            first = command_seconds(report, cache, inside / "bytecode")
            kept = min(command_seconds(report, cache, inside / "bytecode") for _ in range(10))
            without = min(command_seconds(report, "", inside / "bytecode") for _ in range(3))
            limit = COMMAND_SECONDS - LIMIT_SECONDS + LIMIT_SECONDS * length / LIMIT_AT
            verdict = "ok" if kept <= limit else "too slow"
            print(
                f"nianbao check {name}, {length:,} characters   {kept:7.3f} s   may take {limit:6.3f} s   {verdict}; "
                f"the first time {first:.3f} s, without a cache {without:.3f} s"
            )


def main() -> None:
    proofread(read_document(joined_reports(max(LENGTHS[:2])), name="report.txt"))
    if len(sys.argv) > 1:
        samples = [(Path(name).name, Path(name).read_bytes()) for name in sys.argv[1:]]
    else:
        samples = [("reports", joined_reports(length)) for length in LENGTHS]
    for name, data in samples:
        length = len(data.decode())
        taken = seconds(data, 2 if length > LIMIT_AT else 5)
        limit = LIMIT_SECONDS * length / LIMIT_AT
        verdict = "ok" if taken <= limit else "too slow"
        print(f"check {name}, {length:,} characters   {taken:7.3f} s   may take {limit:6.3f} s   {verdict}")
    tell_command([sample for sample in samples if len(sample[1].decode()) <= LIMIT_AT])


if __name__ == "__main__":
    main()
