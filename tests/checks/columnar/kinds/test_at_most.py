from collections.abc import Callable

from nianbao.checks.columnar.kinds.at_most import evaluate
from nianbao.checks.columnar.line import FAIL, PASS, UNKNOWN, Line

Builder = Callable[..., Line]


def test_a_part_above_its_whole_fails_and_nothing_known_says_nothing(line: Builder) -> None:
    part, whole = line("person", "3", "4", "", "无"), line("person", "3", "3", "3", "3")

    assert evaluate({"parts": [part], "whole": [whole]}, {}).tolist() == [PASS, FAIL, UNKNOWN, PASS]


def test_a_deduction_lowers_the_limit(line: Builder) -> None:
    part, whole, less = line("person", "3", "4"), line("person", "5", "5"), line("person", "2", "2")

    assert evaluate({"parts": [part], "whole": [whole], "less": [less]}, {}).tolist() == [PASS, FAIL]
