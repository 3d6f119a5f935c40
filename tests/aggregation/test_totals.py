from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_catalogue import CATALOGUE, DISTRICT, INDICATORS, record, school

from nianbao.aggregation.aggregate import aggregate
from nianbao.aggregation.totals import IN_COLUMNS, Circumstances, total_columns, total_groups
from nianbao.facts.columns import LARGEST, Columns
from nianbao.facts.problem import Problem
from nianbao.facts.record import Record

NAMES = [indicator.id for indicator in INDICATORS]
counts = st.integers(-5, 400).map(str) | st.sampled_from(["", "无", "不适用", "缺报", "网上调查", "约30", "0"])
large = st.integers(LARGEST - 3, LARGEST + 3).map(str) | st.integers(2**58, 2**59).map(str) | counts
shares = st.decimals(0, 100, places=2).map(str) | st.sampled_from(["", "无", "不适用", "缺报", "100", "约90"])
money = st.decimals(-9, 10**6, places=6).map(str) | st.sampled_from(["", "无", "1.2万元"])
answers = st.fixed_dictionaries(
    {
        "graduates": counts,
        "staff": large,
        "funding": money,
        "dual": counts,
        "teachers": counts,
        "students": counts,
        "students_per_teacher": shares,
        "dual_share": shares,
        "satisfaction": shares,
        "respondents": large,
        "core_bandwidth": large,
        "method": st.sampled_from(["网上问卷", ""]),
    }
)
schools = st.lists(st.tuples(answers, st.booleans(), st.booleans(), st.booleans()), min_size=1, max_size=7)


@settings(max_examples=120, deadline=None)
@given(schools)
def test_columns_give_the_same_figures_as_records(filled: list[tuple[dict[str, str], bool, bool, bool]]) -> None:
    registry = [
        school(f"{place:02}", has_students=students, has_graduates=graduates)
        for place, (_, _, students, graduates) in enumerate(filled)
    ]
    everybody = [record(one, **given_answers) for one, (given_answers, _, _, _) in zip(registry, filled, strict=True)]
    reports = [reports for _, reports, _, _ in filled]
    exact = aggregate(
        [one for one, reported in zip(everybody, reports, strict=True) if reported],
        CATALOGUE,
        edition="dy2023/district",
        organisation=DISTRICT,
        registry=registry,
    )

    totals = total_columns(
        Columns.from_records(everybody, NAMES),
        CATALOGUE,
        "dy2023/district",
        Circumstances(
            np.array(reports),
            np.array([one.has_students for one in registry]),
            np.array([one.has_graduates for one in registry]),
        ),
    )

    for name, figure in exact.figures.items():
        if figure.method not in IN_COLUMNS:
            assert name not in totals
            continue
        total = totals[name]
        assert total.exact == figure.exact, name
        assert total.state is figure.cell.state, name
        assert total.counted == figure.coverage.counted, name
        assert total.owing == len(figure.coverage.owing), name


def some(size: int) -> list[Record]:
    return [
        record(school(f"{n:03}"), graduates=str(n), dual="1", teachers="2", satisfaction="50", respondents="1")
        for n in range(size)
    ]


def test_groups_are_totalled_apart_and_add_up_to_the_whole() -> None:
    columns = Columns.from_records(some(10), NAMES)

    groups = total_groups(columns, CATALOGUE, "dy2023/district", ["a", "b"] * 5)

    whole = total_columns(columns, CATALOGUE, "dy2023/district")
    assert whole["graduates"].exact == 45
    assert {name: totals["graduates"].exact for name, totals in groups.items()} == {"a": 20, "b": 25}
    assert groups["a"]["dual_share"].exact == 50


def test_a_sum_beyond_64_bits_stays_exact() -> None:
    records = [record(school(f"{n:03}"), staff=str(LARGEST - 1)) for n in range(40)]

    totals = total_columns(Columns.from_records(records, NAMES), CATALOGUE, "dy2023/district")

    assert totals["staff"].exact == 40 * (LARGEST - 1)


def test_a_base_item_that_nobody_was_asked_for_leaves_no_figure() -> None:
    totals = total_columns(Columns.from_records(some(2), ["dual_share", "dual"]), CATALOGUE, "dy2023/district")

    assert totals["dual_share"].exact is None
    assert totals["dual_share"].owing == 2


@pytest.mark.parametrize("size", [1, 3])
def test_a_mean_without_its_weights_leaves_no_figure(size: int) -> None:
    totals = total_columns(Columns.from_records(some(size), ["satisfaction"]), CATALOGUE, "dy2023/district")

    assert (totals["satisfaction"].exact, totals["satisfaction"].owing) == (None, size)
    with_weights = total_columns(Columns.from_records(some(size), NAMES), CATALOGUE, "dy2023/district")
    assert with_weights["satisfaction"].exact == Fraction(50)


def test_a_number_in_another_dimension_is_not_added_unnoticed() -> None:
    columns = Columns.from_records([record(school("1"), staff="30人次")], NAMES)

    with pytest.raises(Problem, match="教职工总数应以“人”计"):
        total_columns(columns, CATALOGUE, "dy2023/district")
