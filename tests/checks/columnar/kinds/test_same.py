from collections.abc import Callable

from nianbao.checks.columnar.kinds.same import evaluate
from nianbao.checks.columnar.line import FAIL, LOOK, PASS, UNKNOWN, Line

Builder = Callable[..., Line]


def test_numbers_agree_as_far_as_their_digits_go(line: Builder) -> None:
    one, other = (
        line("ten_thousand_yuan", "1.2", "1.2", "1.2", ""),
        line("ten_thousand_yuan", "1.24", "1.5", "不适用", "1"),
    )

    assert evaluate({"values": [one, other]}, {}).tolist() == [PASS, FAIL, PASS, UNKNOWN]


def test_the_odd_one_of_three_is_left_to_the_exact_path(line: Builder) -> None:
    values = [line("person", "7", "7"), line("person", "7", "7"), line("person", "7", "8")]

    assert evaluate({"values": values}, {}).tolist() == [PASS, LOOK]


def test_texts_are_left_to_the_exact_path(line: Builder) -> None:
    assert evaluate({"values": [line("person", "甲"), line("person", "乙")]}, {}).tolist() == [LOOK]
