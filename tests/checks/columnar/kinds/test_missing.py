from collections.abc import Callable

from nianbao.checks.columnar.kinds.missing import evaluate
from nianbao.checks.columnar.line import FAIL, PASS, Line

Builder = Callable[..., Line]


def test_a_zero_and_a_none_are_answers(line: Builder) -> None:
    required = [line("person", "0", "", "无", "不适用"), line("person", "1", "1", "1", "缺报")]

    assert evaluate({"required": required}, {}).tolist() == [PASS, FAIL, PASS, FAIL]


def test_where_one_is_enough_all_must_be_empty_to_fail(line: Builder) -> None:
    required = [line("person", "0", "", ""), line("person", "1", "1", "缺报")]

    assert evaluate({"required": required}, {"all": True}).tolist() == [PASS, PASS, FAIL]
