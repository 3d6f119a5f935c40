from collections.abc import Callable
from decimal import Decimal

from nianbao.checks.columnar.kinds.proportion import evaluate
from nianbao.checks.columnar.line import FAIL, LOOK, PASS, UNKNOWN, Line

Builder = Callable[..., Line]


def test_bounds_are_allowed_and_a_blank_leaves_it_open(line: Builder) -> None:
    part, whole = line("person", "27", "26", "31", "", "不适用"), line("person", "30", "30", "30", "30", "30")

    result = evaluate({"numerator": [part], "denominator": [whole]}, {"low": Decimal("0.9"), "high": Decimal(1)})

    assert result.tolist() == [PASS, FAIL, FAIL, UNKNOWN, PASS]


def test_nothing_is_said_about_a_denominator_of_zero(line: Builder) -> None:
    part, whole = line("person", "5", "5"), line("person", "0", "无")

    assert evaluate({"numerator": [part], "denominator": [whole]}, {"low": Decimal(1)}).tolist() == [PASS, PASS]


def test_rounding_counts_in_favour(line: Builder) -> None:
    money, people = line("ten_thousand_yuan", "1.49", "1.4"), line("person", "10", "10")

    result = evaluate({"numerator": [money], "denominator": [people]}, {"low": Decimal(1495)})

    assert result.tolist() == [PASS, FAIL]


def test_negative_figures_are_looked_at(line: Builder) -> None:
    part, whole = line("person", "-1"), line("person", "4")

    assert evaluate({"numerator": [part], "denominator": [whole]}, {"low": Decimal(0)}).tolist() == [LOOK]
