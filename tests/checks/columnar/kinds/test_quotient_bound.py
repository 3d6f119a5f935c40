from collections.abc import Callable

from nianbao.checks.columnar.kinds.quotient_bound import evaluate
from nianbao.checks.columnar.line import FAIL, PASS, UNKNOWN, Line

Builder = Callable[..., Line]


def test_a_share_is_at_most_what_is_left_of_the_part(line: Builder) -> None:
    share = line("percent", "40.0", "41.0", "", "无", "40.0")
    placed, further = line("person", "60", "60", "60", "60", ""), line("person", "20", "20", "20", "20", "20")
    graduates = line("person", "100", "100", "100", "100", "100")

    roles = {"value": [share], "part": [placed], "less": [further], "whole": [graduates]}

    assert evaluate(roles, {"bound": "upper"}).tolist() == [PASS, FAIL, UNKNOWN, UNKNOWN, UNKNOWN]


def test_a_share_is_at_least_its_known_part(line: Builder) -> None:
    share, part, whole = line("percent", "33.3", "33.2"), line("person", "1", "1"), line("person", "3", "3")

    result = evaluate({"value": [share], "part": [part], "whole": [whole]}, {"bound": "lower"})

    assert result.tolist() == [PASS, FAIL]


def test_a_whole_of_zero_leaves_it_open(line: Builder) -> None:
    share, part, whole = line("percent", "33.3"), line("person", "0"), line("person", "0")

    assert evaluate({"value": [share], "part": [part], "whole": [whole]}, {"bound": "lower"}).tolist() == [UNKNOWN]
