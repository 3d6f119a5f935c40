from collections.abc import Callable

import numpy as np

from nianbao.checks.columnar.line import Line, added, all_of, any_of, common_exponent, is_padded, reach, widths

Builder = Callable[..., Line]


def test_lines_of_different_precision_are_added_exactly(line: Builder) -> None:
    lines = [line("ten_thousand_yuan", "1.25", "无"), line("ten_thousand_yuan", "0.005", "3")]
    exponent = common_exponent(lines)

    assert (added(lines, exponent) * 1.0 / 10**exponent).tolist() == [12550, 30000]
    assert reach(lines, exponent) >= 42550 * 10**exponent


def test_counts_have_no_width_and_rounded_numbers_do(line: Builder) -> None:
    assert widths([line("person", "3", "4")], 0) is None
    money = line("yuan", "3.5", "4")
    found = widths([money], 1)
    assert found is not None
    assert found.tolist() == [1, 10]


def test_a_last_zero_may_be_padding(line: Builder) -> None:
    padded = is_padded(line("percent", "3.60", "3.65", "0"))

    assert padded is not None
    assert padded.tolist() == [True, False, False]
    assert is_padded(line("person", "10")) is None


def test_masks_that_are_false_everywhere_cost_nothing() -> None:
    mask = np.array([True, False])

    assert any_of([None, None]) is None
    assert all_of([mask, None]) is None
    found = any_of([None, mask])
    assert found is not None
    assert found.tolist() == [True, False]
