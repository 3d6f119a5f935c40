"""How long a report takes to be checked against itself, and how that grows with its length.

The reports of ``tests/proofreading/reports/clean`` that stand first by name, one behind the other and cut at so many
characters: dense ones, with a number in every sentence. In processor time, reading included, the best of several runs
after a first one that compiles every pattern. Run: ``python benchmarks/bench_proofreading.py [FILE ...]``; with files
these are measured instead.
"""

from __future__ import annotations

import sys
from pathlib import Path
from time import process_time

from nianbao.documents.reading import read_document
from nianbao.proofreading.proofread import proofread

REPORTS = Path(__file__).parents[1] / "tests" / "proofreading" / "reports" / "clean"
LENGTHS = (8_000, 32_000, 128_000)
LIMIT_SECONDS = 0.3  # for the 32,000 characters of an ordinary report
LIMIT_AT = 32_000


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


if __name__ == "__main__":
    main()
