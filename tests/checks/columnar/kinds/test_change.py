from collections.abc import Callable
from decimal import Decimal

from nianbao.checks.columnar.kinds.change import evaluate
from nianbao.checks.columnar.line import FAIL, PASS, UNKNOWN, Line

Builder = Callable[..., Line]


def test_a_jump_of_more_than_a_third_needs_a_word(line: Builder) -> None:
    now, before = line("person", "130", "131", "60", "100", ""), line("person", "100", "100", "100", "0", "100")

    assert evaluate({"value": [now], "before": [before]}, {}).tolist() == [PASS, FAIL, FAIL, UNKNOWN, UNKNOWN]


def test_small_figures_may_double(line: Builder) -> None:
    now, before = line("person", "20", "20"), line("person", "10", "无")

    assert evaluate({"value": [now], "before": [before]}, {"minimum": Decimal(30)}).tolist() == [PASS, PASS]


def test_smallness_is_judged_in_the_printed_unit(line: Builder) -> None:
    now, before = line("ten_thousand_yuan", "20", "40"), line("ten_thousand_yuan", "10", "10")

    assert evaluate({"value": [now], "before": [before]}, {}).tolist() == [PASS, FAIL]


def test_rounding_is_taken_off_the_jump(line: Builder) -> None:
    now, before = line("yuan", "131.0", "132.0"), line("yuan", "100.1", "100.1")

    assert evaluate({"value": [now], "before": [before]}, {"percent": Decimal("30.8")}).tolist() == [PASS, FAIL]
