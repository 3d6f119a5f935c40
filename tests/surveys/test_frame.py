"""How many to ask, and of whom."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from nianbao.surveys.frame import FrameRow, Stratum, populations_of, quotas, sample_size, strata_of

POPULATIONS = st.dictionaries(st.text("abc", min_size=1, max_size=3), st.integers(1, 400), min_size=1, max_size=8)


@given(POPULATIONS, st.integers(0, 900), st.integers(0, 10))
def test_quotas_ask_for_what_is_wanted_and_nobody_twice(populations: dict[str, int], wanted: int, least: int) -> None:
    found = quotas(populations, wanted, least=least)

    assert all(0 <= found[key] <= populations[key] for key in populations)
    assert all(found[key] >= min(least, populations[key]) for key in populations)
    floor = sum(min(least, size) for size in populations.values())
    assert sum(found.values()) == max(floor, min(wanted, sum(populations.values())))


@given(POPULATIONS, st.integers(20, 900))
def test_a_larger_stratum_is_never_asked_less(populations: dict[str, int], wanted: int) -> None:
    found = quotas(populations, wanted)
    ordered = sorted(populations, key=lambda key: populations[key])

    assert all(found[small] <= found[large] + 1 for small, large in itertools.pairwise(ordered))


@given(st.integers(1, 100_000))
def test_more_people_never_want_fewer_answers(population: int) -> None:
    assert 0 < sample_size(population) <= population
    assert sample_size(population) <= sample_size(population + 1)


def test_nobody_is_asked_of_nobody() -> None:
    assert sample_size(0) == 0
    assert quotas({}, 10) == {}


def test_populations_stand_by_stratum() -> None:
    assert populations_of([Stratum("a", 3), Stratum("b", 4)]) == {"a": 3, "b": 4}


def test_classes_of_one_major_and_grade_are_one_stratum() -> None:
    rows = [FrameRow("会计", "一", "1班", 30), FrameRow("会计", "一", "2班", 28), FrameRow("会计", "二", "3班", 31)]

    strata, of = strata_of(rows)

    assert [stratum.population for stratum in strata] == [58, 31]
    assert of == (0, 0, 1)


@given(st.lists(st.builds(FrameRow, st.sampled_from("ab"), st.sampled_from("123"), st.text("xyz", max_size=3),
                          st.integers(1, 40)), min_size=1, max_size=9))  # fmt: skip
def test_no_stratum_is_so_small_that_it_names_people(rows: list[FrameRow]) -> None:
    strata, of = strata_of(rows)

    assert len(of) == len(rows)
    assert sum(stratum.population for stratum in strata) == sum(row.population for row in rows)
    assert len(strata) == 1 or all(stratum.population >= 5 for stratum in strata)
    assert [int(stratum.key) for stratum in strata] == list(range(len(strata)))
    assert set(of) == set(range(len(strata)))
