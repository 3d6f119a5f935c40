"""Aggregating 7,000 schools × every indicator of a form, as a ratio to numpy's plain sum of the same matrix.

Run with ``.venv/bin/python benchmarks/bench_aggregation.py``. What is timed:

- floor: ``scaled.sum(axis=1)`` of the int64 matrix, which knows no states, ratios, weights or coverage;
- totals: from columns that are already in memory to every figure, exact, with coverage;
- totals by district: the same for each of 16 districts;
- packing: from Record objects to columns, which a run that starts from records pays once;
- records: ``aggregate`` over Record objects with names, reasons and traces, for the 14 schools of a district.

Reading packages or workbooks is not included.
"""

from __future__ import annotations

import gc
import json
import platform
import sys
from collections.abc import Callable
from decimal import Decimal
from statistics import median
from time import perf_counter

import numpy as np

from nianbao.aggregation.aggregate import aggregate
from nianbao.aggregation.totals import IN_COLUMNS, total_columns, total_groups
from nianbao.facts.cell import Cell, CellState
from nianbao.facts.columns import Columns
from nianbao.facts.period import Period
from nianbao.facts.printed_number import PrintedNumber
from nianbao.facts.record import Fact, Organisation, Record
from nianbao.framework.loader import load_catalogue
from nianbao.framework.model import Catalogue

SCHOOLS, DISTRICTS, EDITION = 7_000, 16, "dy2023/district"
LIMIT_SECONDS = 0.1
_PERIOD = Period.data_year(2023)


def made_up_records(catalogue: Catalogue, indicators: list[str], count: int) -> list[Record]:
    """Schools with plausible numbers; one cell in twelve has none."""
    random = np.random.default_rng(2023)
    data_year = catalogue.editions[EDITION].data_year
    units = {name: catalogue.indicators[name].meaning_in(data_year).unit for name in indicators}
    without = [state for state in CellState if state is not CellState.VALUE]
    records = []
    for school in range(count):
        organisation = Organisation(f"11{school:06}", f"第{school}职业学校", "school", "11")
        figures = random.integers(0, 10_000, len(indicators)).tolist()
        absent = random.integers(0, 12, len(indicators)).tolist()
        facts = {}
        for name, figure, sign in zip(indicators, figures, absent, strict=True):
            unit = units[name]
            if sign == 0:
                cell = Cell.without_value(without[figure % len(without)])
            elif unit is None:
                cell = Cell.of_text("问卷")
            else:
                digits = Decimal(figure) if unit.counts else Decimal(figure).scaleb(-2)
                cell = Cell.of_number(PrintedNumber(f"{digits:f}", digits, unit.factor, unit))
            facts[name] = Fact(name, organisation.code, _PERIOD, cell)
        records.append(Record(organisation, EDITION, facts))
    return records


def timed(act: Callable[[], object], times: int) -> float:
    """The median of several runs, in seconds."""
    spans = []
    for _ in range(times):
        gc.collect()
        start = perf_counter()
        act()
        spans.append(perf_counter() - start)
    return median(spans)


def measure() -> dict[str, float | int | str]:
    """Every timing of the module's docstring, and what they were taken on."""
    catalogue = load_catalogue()
    form = catalogue.editions[EDITION]
    indicators = list(form.indicators())
    records = made_up_records(catalogue, indicators, SCHOOLS)
    gc.freeze()
    start = perf_counter()
    columns = Columns.from_records(records, indicators)
    packing = perf_counter() - start
    groups = [f"district {place % DISTRICTS:02}" for place in range(SCHOOLS)]
    district = records[:14]
    del records
    return {
        "schools": SCHOOLS,
        "indicators": len(indicators),
        "figures in columns": sum(
            catalogue.indicators[name].meaning_in(form.data_year).aggregation.method in IN_COLUMNS
            for name in indicators
        ),
        "floor: numpy sum of the matrix (s)": timed(lambda: columns.scaled.sum(axis=1), 21),
        "totals (s)": timed(lambda: total_columns(columns, catalogue, EDITION), 21),
        "totals by 16 districts (s)": timed(lambda: total_groups(columns, catalogue, EDITION, groups), 7),
        "packing records into columns (s)": packing,
        "aggregate of 14 records (s)": timed(
            lambda: aggregate(
                district,
                catalogue,
                edition=EDITION,
                organisation=Organisation("11", "某区", "district"),
                registry=[record.organisation for record in district],
            ),
            5,
        ),
        "python": platform.python_version(),
        "numpy": np.__version__,
        "machine": f"{platform.machine()}, {platform.system()}",
    }


def main() -> int:
    found = measure()
    floor, totals = found["floor: numpy sum of the matrix (s)"], found["totals (s)"]
    assert isinstance(floor, float)
    assert isinstance(totals, float)
    found["ratio of totals to the floor"] = round(totals / floor, 1)
    if "--json" in sys.argv:
        print(json.dumps(found, ensure_ascii=False))
    else:
        for name, value in found.items():
            print(f"{name:<40} {value:.5f}" if isinstance(value, float) else f"{name:<40} {value}")
    return 0 if totals <= LIMIT_SECONDS else 1


if __name__ == "__main__":
    raise SystemExit(main())
