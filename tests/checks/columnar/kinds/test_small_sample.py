from collections.abc import Callable

from nianbao.checks.columnar.kinds.small_sample import evaluate
from nianbao.checks.columnar.line import FAIL, PASS, UNKNOWN, Line

Builder = Callable[..., Line]


def test_everybody_content_needs_more_than_a_handful(line: Builder) -> None:
    rate = line("percent", "100", "100", "99.5", "无", "100")
    asked = line("attendance", "11", "120", "11", "11", "")

    assert evaluate({"rate": [rate], "sample": [asked]}, {}).tolist() == [FAIL, PASS, PASS, PASS, UNKNOWN]
