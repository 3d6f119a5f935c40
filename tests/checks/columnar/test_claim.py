from collections.abc import Callable

import numpy as np

from nianbao.checks.columnar.claim import against_quotient, against_sum, settle_operands
from nianbao.checks.columnar.line import FAIL, LOOK, PASS, UNKNOWN, Line

Builder = Callable[..., Line]


def test_numbers_too_large_for_whole_arithmetic_are_left_to_the_exact_path(line: Builder) -> None:
    huge = line("person", str(10**17))

    assert against_sum(huge, [huge, huge]).tolist() == [LOOK]
    assert against_quotient(huge, [huge], [huge]).tolist() == [LOOK]


def test_a_divisor_of_zero_leaves_it_open(line: Builder) -> None:
    share, part, whole = line("percent", "50", "50"), line("person", "1", "1"), line("person", "2", "0")

    assert against_quotient(share, [part], [whole]).tolist() == [PASS, UNKNOWN]


def test_a_sum_with_subtrahends(line: Builder) -> None:
    assert against_sum(line("person", "5", "6"), [line("person", "9", "9")], [line("person", "4", "4")]).tolist() == [
        PASS,
        FAIL,
    ]


def test_states_decide_before_figures(line: Builder) -> None:
    share = line("percent", "50", "无", "不适用", "50")
    part, whole = line("person", "1", "1", "1", ""), line("person", "2", "2", "2", "2")

    result = settle_operands(np.full(4, FAIL, np.int8), [[part], [whole]], share, none_is_zero=True)

    assert result.tolist() == [FAIL, UNKNOWN, PASS, UNKNOWN]
