from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import numpy as np

from nianbao.checks.columnar.kinds.magnitude import evaluate
from nianbao.checks.columnar.line import FAIL, LOOK, PASS, UNKNOWN, Line

Builder = Callable[..., Line]


def test_bounds_are_meant_in_the_printed_unit(line: Builder) -> None:
    share = line("percent", "100", "100.4", "101", "无", "")

    assert evaluate({"value": [share]}, {"low": Decimal(0), "high": Decimal(100)}).tolist() == [
        PASS, FAIL, FAIL, PASS, UNKNOWN,
    ]  # fmt: skip


def test_an_open_bound_is_not_itself_allowed(line: Builder) -> None:
    hours = line("person", "0", "1")

    assert evaluate({"value": [hours]}, {"above": Decimal(0)}).tolist() == [FAIL, PASS]


def test_the_point_in_another_place_than_last_year_is_looked_at(line: Builder) -> None:
    now, before = line("person", "3560", "356", "360", "35"), line("person", "356", "356", "350", "")

    assert evaluate({"value": [now], "reference": [before]}, {}).tolist() == [LOOK, PASS, PASS, UNKNOWN]


def test_bounds_hold_where_last_year_is_blank(line: Builder) -> None:
    now, before = line("person", "35", "80"), line("person", "", "")

    assert evaluate({"value": [now], "reference": [before]}, {"high": Decimal(50)}).tolist() == [PASS, FAIL]


def test_a_number_in_another_unit_is_looked_at(line: Builder) -> None:
    now = replace(line("person", "12345", "5"), rescaled=np.array([True, False]))

    assert evaluate({"value": [now]}, {"high": Decimal(50)}).tolist() == [LOOK, PASS]
