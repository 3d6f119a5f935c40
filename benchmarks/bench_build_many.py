"""How long the reports of 7,000 schools take, reckoned from a sample printed by worker processes.

Each school's package is printed as .docx, .pdf and .html with chapters that all share, sealed, and printed again, which
must leave everything alone. Prints the time of a report and what 7,000 come to on this machine; exits with 1 where a
report takes more than the limit.
"""

from __future__ import annotations

import argparse
import os
import resource
import sys
import tempfile
import time
from importlib import resources
from pathlib import Path

from nianbao.cli.commands.build_many import find_tasks, run
from nianbao.framework.loader import load_catalogue
from nianbao.packages.package import make_package
from nianbao.sample.district import make_sample

SCHOOLS = 7_000
LIMIT_SECONDS = 2.0  # of a processor, for one report in three formats with its package
FORMATS = ("docx", "pdf", "html")
DRAFT = "# 质量年报\n\n## 人才培养\n\n在校生[[全日制在校生人数]]，专任教师[[专任教师总数]]。\n"


def _processor_seconds() -> float:
    """What this process and its workers have used; workers count once they have ended."""
    return sum(
        used.ru_utime + used.ru_stime
        for used in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sample", type=int, default=24)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args()
    catalogue = load_catalogue()
    records = list(make_sample(catalogue=catalogue).true_records.values())[-1]
    prose = "".join(
        line + "\n"
        for chapter in sorted(resources.files("nianbao.sample").joinpath("report").iterdir(), key=lambda one: one.name)
        for line in chapter.read_text(encoding="utf-8").split("\n")
        if line
        and not line.startswith(("#", ":", "指标", "列", "单位", "时期", "来源"))
        and "[[" not in line
        and "{@" not in line
    )
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for part in ("data", "chapters"):
            (folder / part).mkdir()
        (folder / "chapters" / "01.md").write_text(DRAFT + "\n" + prose.replace("\n", "\n\n"), encoding="utf-8")
        for number in range(options.sample):
            data = make_package(records[number % len(records)], catalogue)
            (folder / "data" / f"{number:05}.zip").write_bytes(data)
        tasks = find_tasks(folder / "data", folder / "chapters", folder / "out", FORMATS, sheet=False)
        began, used = time.perf_counter(), _processor_seconds()
        outcomes = list(run(tasks, options.jobs))
        seconds = time.perf_counter() - began
        processor = _processor_seconds() - used
        if failed := [one.message for one in outcomes if one.message]:
            print("\n".join(failed), file=sys.stderr)
            return 1
        began = time.perf_counter()
        again = sum(one.skipped for one in run(tasks, options.jobs))
        resumed = time.perf_counter() - began
    each = seconds / len(tasks)
    own = processor / len(tasks)
    print(
        f"{len(tasks)} reports in {', '.join(FORMATS)} by {options.jobs} processes: {seconds:.1f} s, {each:.2f} s each"
    )
    print(f"of a processor: {own:.2f} s each")
    print(
        f"{SCHOOLS:,} schools (reckoned): {SCHOOLS * each / 60:.0f} min as measured, "
        f"{SCHOOLS * own / options.jobs / 60:.0f} min where {options.jobs} processors do nothing else"
    )
    print(f"run again: {again} of {len(tasks)} left alone in {resumed:.2f} s")
    return int(own > LIMIT_SECONDS or again != len(tasks))


if __name__ == "__main__":
    sys.exit(main())
