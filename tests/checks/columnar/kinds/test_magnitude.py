from collections.abc import Callable
from decimal import Decimal

from nianbao.checks.columnar.kinds.magnitude import evaluate
from nianbao.checks.columnar.line import FAIL, PASS, UNKNOWN, Line

Builder = Callable[..., Line]


def test_bounds_are_meant_in_the_printed_unit(line: Builder) -> None:
    share = line("percent", "100", "100.4", "101", "无", "")

    assert evaluate({"value": [share]}, {"low": Decimal(0), "high": Decimal(100)}).tolist() == [
        PASS, FAIL, FAIL, PASS, UNKNOWN,
    ]  # fmt: skip


def test_an_open_bound_is_not_itself_allowed(line: Builder) -> None:
    hours = line("person", "0", "1")

    assert evaluate({"value": [hours]}, {"above": Decimal(0)}).tolist() == [FAIL, PASS]
