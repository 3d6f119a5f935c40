from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import numpy as np

from nianbao.checks.columnar.kinds.decimal_places import evaluate
from nianbao.checks.columnar.line import FAIL, LOOK, PASS, UNKNOWN, Line

Builder = Callable[..., Line]


def test_a_padded_zero_is_a_digit_too(line: Builder) -> None:
    value = line("percent", "96.5", "96.500", "96", "无", "", "网上")

    assert evaluate({"value": [value]}, {}).tolist() == [PASS, FAIL, PASS, PASS, UNKNOWN, UNKNOWN]


def test_the_form_says_how_many_places(line: Builder) -> None:
    value = line("yuan", "3.5", "3.55", "4")

    assert evaluate({"value": [value]}, {"most": Decimal(1)}).tolist() == [PASS, FAIL, PASS]


def test_places_of_a_number_in_another_unit_are_looked_at(line: Builder) -> None:
    value = replace(line("yuan", "12345", "12345"), rescaled=np.array([False, True]))

    assert evaluate({"value": [value]}, {}).tolist() == [PASS, LOOK]
