from collections.abc import Callable

from nianbao.checks.columnar.kinds.within import evaluate
from nianbao.checks.columnar.line import FAIL, PASS, UNKNOWN, Line

Builder = Callable[..., Line]


def test_a_composed_rate_lies_between_its_parts(line: Builder) -> None:
    whole = line("percent", "95.0", "99.0", "99.0", "无")
    first, second = line("percent", "94.0", "94.0", "94.0", "94.0"), line("percent", "96.0", "96.0", "", "96.0")

    assert evaluate({"value": [whole], "others": [first, second]}, {}).tolist() == [PASS, FAIL, UNKNOWN, UNKNOWN]
