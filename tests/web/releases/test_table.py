"""The long table: filters narrow, marks page."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.utils import timezone

from nianbao.facts.problem import Problem
from nianbao.web.releases.models import Release
from nianbao.web.releases.table import Asked, asked_from, fact_page, mark

Make = Callable[..., Release]


def test_filters_narrow(released: Make, released_district: Release) -> None:
    released()
    now = timezone.now()

    def count(**named: object) -> int:
        return len(fact_page(Asked(**named), now, most=5_000).facts)  # type: ignore[arg-type]

    everything = count()
    assert count(level="school") + count(level="district") == everything
    assert count(district="990102") == everything
    assert count(organisations=("9901020001",)) == count(level="school") == 168
    assert count(indicators=("graduates",), data_years=(2024,)) == 2
    assert count(data_years=(1999,)) == 0
    assert count(state="value") <= everything
    assert count(organisations=("9901020001",), level="district") == 0


def test_only_the_standing_version_is_in_the_table(released: Make) -> None:
    released()
    released(change_reason="更正")
    page = fact_page(Asked(indicators=("graduates",)), timezone.now(), most=10)
    assert [one.release.version for one in page.facts] == [2]


def test_a_mark_is_ours_or_refused() -> None:
    assert mark("3-4") == (3, 4)
    for text in ("3", "a-b", "3-4-5", "9" * 16 + "-1"):
        with pytest.raises(Problem, match="翻页标记"):
            mark(text)


def test_what_is_asked_twice_is_asked_once() -> None:
    assert asked_from(["a", "a"], [], [2024, 2024]) == Asked(("a",), (), (2024,))
