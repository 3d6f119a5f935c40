"""Every check of a form over 7,000 schools: packing, judging, and the findings of those that fail.

Run with ``.venv/bin/python benchmarks/bench_many.py [--schools N] [--before] [--json]``.

Made-up schools that pass every check, one in fifty with one cell changed. Timed once each, because they
take seconds: packing records into columns; judging every binding of every check on them; making the findings
of the schools that fail. ``--before`` gives each school a record of the edition before, so that the checks
over time run as well. Beside them stands what the same schools would take one by one, reckoned from the
first two hundred. Outside: making or reading the records, and loading the catalogue.
"""

from __future__ import annotations

import argparse
import gc
import json
import platform
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from time import perf_counter

import numpy as np

from nianbao.checks.columnar.many import Many
from nianbao.checks.plan import plan_of
from nianbao.checks.run import check_record
from nianbao.facts.cell import read_cell
from nianbao.facts.record import Record
from nianbao.framework.loader import load_catalogue
from nianbao.framework.model import Catalogue
from nianbao.sample.district import make_many

EDITION = "dy2023/school"
LIMIT_SECONDS = 5.0  # judging alone
ONE_BY_ONE = 200


def with_faults(records: Sequence[Record], seed: int) -> list[Record]:
    """One record in fifty with one figure ten times what it was."""
    random = np.random.default_rng(seed)
    made = list(records)
    for place in random.choice(len(made), len(made) // 50, replace=False).tolist():
        facts = dict(made[place].facts)
        names = sorted(name for name, fact in facts.items() if fact.cell.number is not None)
        name = names[int(random.integers(len(names)))]
        number = facts[name].cell.number
        assert number is not None
        digits = number.digits * 10 if number.digits else Decimal(7)
        facts[name] = replace(facts[name], cell=read_cell(f"{digits:f}", number.unit))
        made[place] = replace(made[place], facts=facts)
    return made


def with_previous(records: Sequence[Record]) -> list[Record]:
    """Each with a neighbour's record as its own of the edition before."""
    return [replace(record, previous=records[place - 1]) for place, record in enumerate(records)]


def measure(schools: int, *, before: bool) -> dict[str, object]:
    catalogue: Catalogue = load_catalogue()
    plan = plan_of(catalogue, EDITION)
    clean = make_many(schools, catalogue=catalogue)
    records = with_faults(with_previous(clean) if before else clean, seed=2023)
    gc.collect()
    gc.freeze()

    start = perf_counter()
    many = Many(records, plan)
    packing = perf_counter() - start

    looked: Counter[str] = Counter()
    verdicts: Counter[int] = Counter()
    bindings = 0
    start = perf_counter()
    for judgement in many.judge():
        bindings += 1
        looked[judgement.check.spec.kind] += judgement.looked
        verdicts.update(dict(enumerate(np.bincount(judgement.verdicts, minlength=3).tolist())))
    judging = perf_counter() - start

    start = perf_counter()
    failing = 0 if before else sum(1 for _ in many.findings())
    finding = perf_counter() - start

    sample = records[:ONE_BY_ONE]
    start = perf_counter()
    for record in sample:
        check_record(record, catalogue)
    single = (perf_counter() - start) / len(sample) * schools
    return {
        "schools": schools,
        "bindings judged": bindings,
        "verdicts": sum(verdicts.values()),
        "pass, fail, unknown": [verdicts[code] for code in range(3)],
        "settled one by one": sum(looked.values()),
        "packing records into columns (s)": round(packing, 3),
        "judging (s)": round(judging, 3),
        "schools that fail": failing,
        "judging once more and their findings (s)": round(finding, 3),
        "one by one, reckoned (s)": round(single, 3),
        "limit for judging (s)": LIMIT_SECONDS,
        "python": platform.python_version(),
        "numpy": np.__version__,
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--schools", type=int, default=7_000)
    parser.add_argument("--before", action="store_true")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    found = measure(arguments.schools, before=arguments.before)
    if arguments.json:
        print(json.dumps(found, ensure_ascii=False))
    else:
        for name, value in found.items():
            print(f"{name:<42} {value}")
    reached = found["judging (s)"]
    assert isinstance(reached, float)
    return 0 if reached <= LIMIT_SECONDS else 1


if __name__ == "__main__":
    raise SystemExit(main())
