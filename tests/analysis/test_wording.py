"""Numbers in sentences: short, rounded as people round."""

from __future__ import annotations

from decimal import Decimal

from nianbao.analysis.wording import brief


def test_half_is_rounded_up_as_in_the_forms() -> None:
    assert [brief(Decimal(text), 0) for text in ("0.5", "1.5", "2.5", "-2.5")] == ["1", "2", "3", "-3"]


def test_no_number_is_a_dash_and_no_zero() -> None:
    assert brief(None) == "–"
    assert brief(Decimal("-0.001")) == "0"
    assert brief(Decimal("0.001"), signed=True) == "0"
