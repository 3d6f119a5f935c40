"""Writing and reading workbooks, against reading the same file with calamine alone.

    python benchmarks/bench_workbooks.py [--files 400] [--jobs 2]

Prints medians. Reading with calamine alone is the limit: values only, no formulas,
no number formats, nothing found again, nothing said. ``--files`` workbooks are read
through ``read_workbooks`` and the time for 7,000 is reckoned from it; with
``--files 7000`` it is measured.
"""

from __future__ import annotations

import argparse
import io
import statistics
import tempfile
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

from python_calamine import CalamineWorkbook

from nianbao.facts.cell import Cell
from nianbao.facts.period import Period
from nianbao.facts.printed_number import read_number
from nianbao.facts.record import Fact, Organisation, Record
from nianbao.framework.loader import load_catalogue
from nianbao.framework.model import Catalogue, ValueType
from nianbao.workbooks.layout import Box, plan_workbook
from nianbao.workbooks.many import read_workbooks
from nianbao.workbooks.reader import read_workbook
from nianbao.workbooks.template import filled_bytes, template_bytes

EDITION = "dy2023/school"
ALL_SCHOOLS = 7_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=400)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=40)
    asked = parser.parse_args()
    catalogue = load_catalogue()
    edition = catalogue.editions[EDITION]
    school = Organisation("1101990001", "青山区职业学校", "school", "110199")
    record = made_up_record(catalogue, school)
    filled = filled_bytes(record, catalogue)
    cells = len(record.facts)
    print(f"{EDITION}: {cells} answers with last time's values, {len(filled) / 1024:.0f} kB")

    start = time.perf_counter()
    template_bytes(edition, catalogue, Organisation("1", "甲校", "school"), previous=record.previous)
    print(f"first template of a process        {1000 * (time.perf_counter() - start):8.1f} ms")
    show("template, blank", lambda: template_bytes(edition, catalogue, school), asked.rounds)
    show(
        "template with last time's values",
        lambda: template_bytes(edition, catalogue, school, previous=record.previous),
        asked.rounds,
    )
    show("filled workbook", lambda: filled_bytes(record, catalogue), asked.rounds)
    alone = show("calamine alone (the limit)", lambda: read_with_calamine(filled), asked.rounds)
    ours = show("read_workbook", lambda: read_workbook(filled, catalogue), asked.rounds)
    print(f"read_workbook / calamine alone     {ours / alone:8.1f} ×")
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for number in range(asked.files):
            path = Path(folder) / f"{number:05}.xlsx"
            path.write_bytes(filled)
            paths.append(path)
        start = time.perf_counter()
        usable = sum(reading.record is not None for reading in read_workbooks(paths, catalogue, jobs=asked.jobs))
        taken = time.perf_counter() - start
    print(f"{usable} workbooks, {asked.jobs} processes    {taken:8.2f} s")
    if asked.files != ALL_SCHOOLS:
        print(f"reckoned for {ALL_SCHOOLS:,}              {taken * ALL_SCHOOLS / asked.files:8.1f} s")


def show(name: str, act: Callable[[], object], rounds: int) -> float:
    """Median milliseconds of an act, printed with the time its processor was busy."""
    act()
    spans, busy = [], []
    for _ in range(rounds):
        clock, processor = time.perf_counter(), time.process_time()
        act()
        spans.append(time.perf_counter() - clock)
        busy.append(time.process_time() - processor)
    median = 1000 * statistics.median(spans)
    busiest, best = 1000 * statistics.median(busy), 1000 * min(spans)
    print(f"{name:34} {median:8.1f} ms   (processor {busiest:.1f} ms, best {best:.1f} ms)")
    return median


def read_with_calamine(content: bytes) -> int:
    with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
        return sum(len(book.get_sheet_by_name(name).to_python()) for name in book.sheet_names)


def made_up_record(catalogue: Catalogue, school: Organisation) -> Record:
    """A record that answers everything, with the record of the edition before."""
    edition = catalogue.editions[EDITION]
    boxes = [box for _, box in plan_workbook(edition, catalogue).boxes()]
    period = Period.data_year(2023)
    now = {
        box.indicator: Fact(box.indicator, school.code, period, answer(box, at), note="")
        for at, box in enumerate(boxes)
    }
    before = {
        box.indicator: Fact(box.indicator, school.code, period, answer(box, at + 7)) for at, box in enumerate(boxes)
    }
    lists = {
        each.id: tuple({column.id: f"{column.label}{row}" for column in each.columns} for row in range(6))
        for table in edition.tables
        for each in table.lists
    }
    return Record(school, EDITION, now, lists, Record(school, EDITION, before))


def answer(box: Box, seed: int) -> Cell:
    if box.value_type is ValueType.CHOICE:
        return Cell.of_text(box.meaning.choices[seed % len(box.meaning.choices)])
    if not box.takes_number:
        return Cell.of_text("文字")
    digits = Decimal(10 + seed % 80)
    if not box.is_whole:
        digits += Decimal(seed % 10) / 10
    number = read_number(str(digits), box.unit)
    assert number is not None
    return Cell.of_number(number)


if __name__ == "__main__":
    main()
