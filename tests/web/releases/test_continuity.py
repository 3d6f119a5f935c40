"""Years are comparable where definitions are, and nowhere by their title."""

from __future__ import annotations

from decimal import Decimal

from nianbao.framework.loader import load_catalogue
from nianbao.web.releases.continuity import Comparability, continuity, converted, forerunners, operands
from nianbao.web.releases.freezing import definitions_of

CATALOGUE = load_catalogue()
OLD = definitions_of(CATALOGUE.editions["dy2019/beijing-district"], CATALOGUE)
NEW = definitions_of(CATALOGUE.editions["dy2023/district"], CATALOGUE)
NEWER = definitions_of(CATALOGUE.editions["dy2025/district"], CATALOGUE)


def test_equal_words_are_the_same() -> None:
    found = continuity(NEW["graduates"], NEWER["graduates"], CATALOGUE)
    assert found.comparability is Comparability.SAME


def test_an_indicator_that_kept_its_name_and_changed_its_meaning_is_a_break() -> None:
    found = continuity(OLD["students_per_teacher"], NEW["students_per_teacher"], CATALOGUE)
    assert found.comparability is Comparability.BREAK
    assert "折合在校生数" in found.note


def test_the_crosswalk_says_what_can_be_converted() -> None:
    rates = [one for one in CATALOGUE.crosswalk if one.relation == "convertible"]
    assert rates
    for entry in rates:
        assert entry.old in forerunners(str(entry.new), CATALOGUE)
        assert entry.old in operands(entry.formula)


def test_a_conversion_is_arithmetic_from_left_to_right() -> None:
    assert converted("a × b ÷ 100", {"a": Decimal("33.33"), "b": Decimal(3)}) == Decimal(1)
    assert converted("a ÷ b", {"a": Decimal(1), "b": Decimal(0)}) is None
