"""How long the checks of one organisation's record take, on save and in full.

Prints microseconds, the best of several rounds, for a school without faults, one with
blanks and one with faults; and for 40 checks with the parts of the time.
"""

from __future__ import annotations

import time
import timeit
from dataclasses import replace

from nianbao.checks.plan import make_plan, plan_of
from nianbao.checks.run import check_changed, check_record, figures_of, judge_record
from nianbao.facts.cell import BLANK, read_cell
from nianbao.facts.record import Record
from nianbao.framework.loader import load_catalogue
from nianbao.sample.district import make_sample

EDITION = "dy2023/school"


def best(function, number: int = 20, rounds: int = 60) -> float:
    """Microseconds of processor time of one call, the best of many short rounds, so that other work counts little."""
    function()
    return min(timeit.repeat(function, timer=time.process_time, number=number, repeat=rounds)) / number * 1e6


def clean_school() -> Record:
    """The first school of the made-up district as a careful clerk would have filled it in."""
    return make_sample().true_records[EDITION][0]


def main() -> None:
    catalogue = load_catalogue()
    record = replace(clean_school(), previous=None)
    plan = plan_of(catalogue, EDITION)
    bindings = sum(len(check.bindings) for check in plan.checks)
    print(f"{len(plan.checks)} checks, {bindings} bindings, {len(record.facts)} facts")
    relational = [check.spec.code for check in plan.checks if not check.spec.parameters.get("every") and check.bindings]
    single = [check.spec.code for check in plan.checks if check.spec.code in relational and len(check.current) == 1]
    forty, many = single[:40], relational[:40]
    relations = sum(len(check.current) for check in plan.checks if check.spec.code in many)
    filled = dict(record.facts)
    blanks = replace(
        record, facts={k: replace(f, cell=BLANK) if n % 2 else f for n, (k, f) in enumerate(filled.items())}
    )
    wrong = replace(
        record,
        facts={**filled, "graduates_placed": replace(filled["graduates_placed"], cell=read_cell("99999"))},
    )
    findings = check_record(record, catalogue)
    print("findings of the clean school:", {f.verdict: sum(g.verdict == f.verdict for g in findings) for f in findings})
    print(f"{len(forty)} relations, clean record{best(lambda: check_record(record, catalogue, codes=forty)):8.0f} µs")
    print(f"40 checks ({relations} relations){best(lambda: check_record(record, catalogue, codes=many)):8.0f} µs")
    print(f"40 checks, one fault      {best(lambda: check_record(wrong, catalogue, codes=many)):8.0f} µs")
    print(f"all checks, clean record  {best(lambda: check_record(record, catalogue)):8.0f} µs")
    print(f"all checks, half blank    {best(lambda: check_record(blanks, catalogue), 2, 10):8.0f} µs")
    print(f"all checks, one fault     {best(lambda: check_record(wrong, catalogue)):8.0f} µs")
    print(f"one cell changed          {best(lambda: check_changed(record, {'graduates_placed'}, catalogue)):8.0f} µs")
    print(f"plain figures only        {best(lambda: figures_of(record, plan)):8.0f} µs")
    print(f"every reading judged      {best(lambda: judge_record(record, catalogue), 2, 10):8.0f} µs")
    print(f"an edition's plan made    {best(lambda: make_plan(catalogue, EDITION), 1, 5):8.0f} µs")


if __name__ == "__main__":
    main()
