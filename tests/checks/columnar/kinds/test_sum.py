from collections.abc import Callable

from nianbao.checks.columnar.kinds.sum import evaluate
from nianbao.checks.columnar.line import FAIL, LOOK, PASS, UNKNOWN, Line

Builder = Callable[..., Line]


def test_parts_that_miss_their_total_fail_and_blanks_leave_it_open(line: Builder) -> None:
    total = line("person", "30", "30", "30", "30", "不适用")
    boys = line("person", "10", "11", "", "", "1")
    girls = line("person", "20", "20", "20", "31", "1")

    assert evaluate({"total": [total], "parts": [boys, girls]}, {}).tolist() == [PASS, FAIL, UNKNOWN, FAIL, PASS]


def test_rounding_is_no_fault_and_a_doubtful_row_is_left_to_a_closer_look(line: Builder) -> None:
    total = line("percent", "100.0", "100.0", "100.0")
    first, second = line("percent", "33.33", "33.3", "50.2"), line("percent", "66.66", "66.6", "50.2")

    assert evaluate({"total": [total], "parts": [first, second]}, {}).tolist() == [PASS, PASS, LOOK]
