from collections.abc import Callable

from nianbao.checks.columnar.kinds.difference import evaluate
from nianbao.checks.columnar.line import FAIL, LOOK, PASS, UNKNOWN, Line

Builder = Callable[..., Line]


def test_a_difference_is_new_less_old(line: Builder) -> None:
    gap, new, old = line("person", "5", "-5", ""), line("person", "15", "15", "15"), line("person", "10", "10", "10")

    assert evaluate({"difference": [gap], "new": [new], "old": [old]}, {}).tolist() == [PASS, FAIL, UNKNOWN]


def test_a_size_without_sign_needs_a_closer_look(line: Builder) -> None:
    gap, new, old = line("person", "5"), line("person", "10"), line("person", "15")

    assert evaluate({"difference": [gap], "new": [new], "old": [old]}, {"signed": False}).tolist() == [LOOK]
