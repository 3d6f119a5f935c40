from collections.abc import Callable

from nianbao.checks.columnar.kinds.whole_number import evaluate
from nianbao.checks.columnar.line import FAIL, LOOK, PASS, UNKNOWN, Line

Builder = Callable[..., Line]


def test_counts_are_whole_and_not_negative(line: Builder) -> None:
    people = line("person", "3", "3.5", "-3", "无", "", "约10")

    assert evaluate({"values": [people]}, {}).tolist() == [PASS, FAIL, FAIL, PASS, UNKNOWN, LOOK]
