from collections.abc import Callable
from decimal import Decimal

from nianbao.checks.columnar.kinds.attainable import evaluate
from nianbao.checks.columnar.line import FAIL, PASS, UNKNOWN, Line

Builder = Callable[..., Line]


def test_no_number_of_teachers_makes_some_percentages(line: Builder) -> None:
    share = line("percent", "29.1", "29.6", "50.5", "29.1", "")
    teachers = line("person", "141", "141", "141", "0", "141")

    assert evaluate({"share": [share], "whole": [teachers]}, {}).tolist() == [PASS, FAIL, FAIL, UNKNOWN, UNKNOWN]


def test_half_cases_reach_more_percentages(line: Builder) -> None:
    share, whole = line("percent", "12.5", "13.4"), line("person", "4", "4")

    assert evaluate({"share": [share], "whole": [whole]}, {"per": Decimal("0.5")}).tolist() == [PASS, FAIL]


def test_of_a_rounded_whole_any_share_is_possible(line: Builder) -> None:
    share, whole = line("percent", "29.6", "29.6"), line("person", "141.5", "141")

    assert evaluate({"share": [share], "whole": [whole]}, {}).tolist() == [PASS, FAIL]
