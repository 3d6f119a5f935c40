"""How long a report of more than a hundred pages takes in each format.

The report is the form of an edition repeated until the PDF has at least a hundred
pages; every repetition has figures of its own. Prints one line per format and exits
with 1 where the limit of a second is missed. The time of the processor stands beside
that of the clock, which on a busy machine counts other programs' work as well; the
smaller of the two is held against the limit.
"""

from __future__ import annotations

import argparse
import dataclasses
import statistics
import sys
import time

import pypdfium2

from nianbao.facts.cell import read_cell
from nianbao.facts.period import Period
from nianbao.facts.record import Fact, Organisation, Record
from nianbao.framework.loader import load_catalogue
from nianbao.framework.model import Catalogue, Edition
from nianbao.rendering.annex import build_annex
from nianbao.rendering.renderer import find_renderer, renderers
from nianbao.rendering.view import ReportView

LIMIT_SECONDS = 1.0
PAGES = 100


def record_with_figures(edition: Edition, catalogue: Catalogue, seed: int) -> Record:
    """A school's answers, all different."""
    school = Organisation("9900000001", "第一职业学校", "school")
    facts = {}
    for position, indicator in enumerate(edition.indicators()):
        unit = catalogue.indicators[indicator].meaning_in(edition.data_year).unit
        text = f"{(position * 37 + seed * 11) % 9000}.{position % 10}0" if unit else "问卷（网上）"
        facts[indicator] = Fact(indicator, school.code, Period.data_year(2023), read_cell(text, unit))
    return Record(school, edition.id, facts)


def long_view(pages: int) -> ReportView:
    """A view whose tables fill at least so many pages."""
    catalogue = load_catalogue()
    edition = catalogue.editions["dy2023/school"]
    view = build_annex(record_with_figures(edition, catalogue, 0), catalogue, edition)
    tables = list(view.tables)
    for seed in range(1, pages // 6 + 2):
        again = build_annex(record_with_figures(edition, catalogue, seed), catalogue, edition)
        tables.extend(dataclasses.replace(table, id=f"{table.id}-{seed}") for table in again.tables)
    return dataclasses.replace(view, tables=tuple(tables))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    view = long_view(PAGES)
    missed = False
    for identifier in renderers():
        render = find_renderer(identifier).render
        started = time.perf_counter()
        content = render(view)
        first = time.perf_counter() - started
        seconds, processor = [], []
        for _ in range(runs):
            started, worked = time.perf_counter(), time.process_time()
            render(view)
            seconds.append(time.perf_counter() - started)
            processor.append(time.process_time() - worked)
        pages = f", {len(pypdfium2.PdfDocument(content))} pages" if identifier == "pdf" else ""
        median, work = statistics.median(seconds), statistics.median(processor)
        missed = missed or min(median, work) > LIMIT_SECONDS
        size = f"{len(content) / 1e6:.2f} MB{pages}"
        print(f"{identifier:5} median {median:.3f} s, processor {work:.3f} s, first {first:.3f} s, {size}")
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
