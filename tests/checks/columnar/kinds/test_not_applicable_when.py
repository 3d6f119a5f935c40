from collections.abc import Callable

from nianbao.checks.columnar.kinds.not_applicable_when import evaluate
from nianbao.checks.columnar.line import FAIL, PASS, UNKNOWN, Line

Builder = Callable[..., Line]


def test_an_income_of_nobody_is_not_zero(line: Builder) -> None:
    income, employed = line("yuan", "0", "不适用", "4100", "0"), line("person", "0", "0", "12", "")

    assert evaluate({"value": [income], "condition": [employed]}, {}).tolist() == [FAIL, PASS, PASS, UNKNOWN]
