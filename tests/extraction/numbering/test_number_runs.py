from __future__ import annotations

from nianbao.extraction.numbering.number_runs import Look, NumberRun, OpenRuns
from nianbao.facts.place import Place

PLAIN, BRACKET = Look("、"), Look("（）")


def run_of(last: int, look: Look) -> NumberRun:
    run = NumberRun("标题")
    for number in range(1, last + 1):
        run.looks.append(look)
        run.step(number, Place(line=number), f"{number}、", lambda n: f"{n}、")
    return run


def test_a_number_goes_on_with_the_run_that_waits_for_it() -> None:
    runs = OpenRuns()
    outer, inner = runs.begin("han", run_of(3, PLAIN)), runs.begin("han", run_of(2, PLAIN))

    assert runs.goes_on("han", 3, PLAIN, None) is inner
    assert runs.goes_on("han", 4, PLAIN, None) is outer
    assert runs.running("han") is outer


def test_the_print_decides_between_two_that_wait() -> None:
    runs = OpenRuns()
    outer = runs.begin("brackets", run_of(2, BRACKET))
    runs.begin("brackets", run_of(2, PLAIN))

    assert runs.goes_on("brackets", 3, BRACKET, None) is outer


def test_a_closed_run_is_not_returned_to() -> None:
    runs = OpenRuns()
    runs.begin("han", run_of(3, PLAIN))
    runs.close(level=2)
    inner = runs.begin("han", run_of(1, PLAIN))

    assert runs.goes_on("han", 4, PLAIN, None) is inner


def test_a_slip_is_known_by_the_number_behind_it() -> None:
    runs = OpenRuns()
    runs.begin("han", run_of(4, PLAIN))
    inner = runs.begin("han", run_of(2, PLAIN))

    assert runs.goes_on("han", 5, PLAIN, following=4) is inner


def test_which_one_number_is_wrong() -> None:
    run = run_of(2, PLAIN)
    run.step(4, Place(line=3), "4、", lambda n: f"{n}、")

    assert run.slip() == 2
    assert run.faults[0][1:] == ("4、", "3、", "不连续")
