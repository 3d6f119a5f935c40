from collections.abc import Callable

from nianbao.checks.columnar.kinds.answer import evaluate
from nianbao.checks.columnar.line import FAIL, LOOK, PASS, Line

Builder = Callable[..., Line]


def test_a_none_where_a_figure_is_asked_for(line: Builder) -> None:
    values = [line("person", "0", "无", "不适用"), line("person", "1", "1", "1")]

    assert evaluate({"values": values}, {}).tolist() == [PASS, FAIL, PASS]
    assert evaluate({"values": values}, {"refuse": ("none", "not_applicable")}).tolist() == [PASS, FAIL, FAIL]


def test_states_that_arrays_hold_as_one_are_looked_at(line: Builder) -> None:
    assert evaluate({"values": [line("person", "缺报")]}, {"refuse": ("missing",)}).tolist() == [LOOK]
