from collections.abc import Callable
from decimal import Decimal

from nianbao.checks.columnar.kinds.copied import evaluate
from nianbao.checks.columnar.line import FAIL, PASS, UNKNOWN, Line

Builder = Callable[..., Line]


TWO = {"minimum": Decimal(2)}


def test_one_moved_figure_clears_the_rest(line: Builder) -> None:
    now = [line("person", "10", "10"), line("person", "20", "21"), line("person", "30", "30")]
    before = [line("person", "10", "10"), line("person", "20", "20"), line("person", "30", "30")]

    assert evaluate({"values": now, "before": before}, TWO).tolist() == [FAIL, PASS]


def test_zeros_and_blanks_are_not_compared(line: Builder) -> None:
    now = [line("person", "0", "0"), line("person", "20", "20")]
    before = [line("person", "0", "0"), line("person", "", "20")]

    assert evaluate({"values": now, "before": before}, TWO).tolist() == [UNKNOWN, PASS]
