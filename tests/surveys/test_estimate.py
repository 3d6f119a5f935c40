"""Rates and indexes, by hand and against what must always hold."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from nianbao.framework.instrument import Instrument
from nianbao.framework.loader import load_catalogue
from nianbao.surveys.answer import AnswerSheet
from nianbao.surveys.estimate import estimate, printed, tally
from nianbao.surveys.frame import Stratum

STAFF = load_catalogue().instruments["staff/1"]
WHOLE = STAFF.measures[0]
SHEETS = st.lists(
    st.builds(
        AnswerSheet,
        answers=st.text("012345-", min_size=5, max_size=5),
        stratum=st.sampled_from(["a", "b", "c"]),
    ),
    max_size=40,
)


def counted(**groups: str) -> Counter[tuple[str, str]]:
    """Headline codes by stratum; the other questions are passed over."""
    return tally(AnswerSheet(f"----{code}", stratum) for stratum, codes in groups.items() for code in codes)


def test_a_rate_is_of_those_who_know() -> None:
    found = estimate(STAFF, WHOLE, counted(a="5543210-"))

    assert (found.n, found.dont_know) == (6, 1)
    assert printed(found.rate) == "50.00"  # three of six
    assert not found.is_weighted


def test_a_stratum_counts_by_its_people() -> None:
    # a: 4 of 5 satisfied among 100 people, b: 1 of 2 among 300 → (0.8·100 + 0.5·300) ÷ 400.
    strata = (Stratum("a", 100, "数控", "1"), Stratum("b", 300, "会计", "1"))
    found = estimate(STAFF, WHOLE, counted(a="55551", b="51"), strata)

    assert printed(found.rate) == "57.50"
    assert found.is_weighted
    # Kish: (5·20 + 2·150)² ÷ (5·20² + 2·150²) = 160000 ÷ 47000.
    assert found.effective is not None
    assert round(found.effective, 4) == Decimal("3.4043")


def test_a_stratum_without_answers_is_spoken_for_by_its_major() -> None:
    strata = (Stratum("a", 10, "数控", "1"), Stratum("b", 30, "数控", "2"), Stratum("c", 40, "会计", "1"))
    found = estimate(STAFF, WHOLE, counted(a="5", c="1"), strata)

    assert printed(found.rate) == "50.00"  # 10 + 30 speak for 数控, 40 for 会计
    assert found.uncovered == 0


def test_a_major_without_answers_is_left_out_and_named() -> None:
    strata = (Stratum("a", 10, "数控", "1"), Stratum("c", 40, "会计", "1"))
    found = estimate(STAFF, WHOLE, counted(a="55551"), strata)

    assert printed(found.rate) == "80.00"
    assert found.uncovered == 40


def test_sheets_that_name_no_stratum_are_not_weighted() -> None:
    assert not estimate(STAFF, WHOLE, counted(a="5", x="1"), (Stratum("a", 9),)).is_weighted


def test_the_index_is_the_mean_of_everybodys_mean() -> None:
    # 100 and (100+50)÷2 → 87.5; the third answered less than half of the questions.
    found = estimate(STAFF, WHOLE, tally([AnswerSheet("55555"), AnswerSheet("5030-"[:4] + "3"), AnswerSheet("1----")]))

    assert found.index is not None
    assert printed(found.index) == printed((Decimal(100) + Decimal(200) / 3) / 2)


def test_nobody_gives_no_rate() -> None:
    found = estimate(STAFF, WHOLE, Counter())

    assert (found.n, found.rate, found.index) == (0, None, None)
    assert printed(found.rate) == ""


@given(SHEETS, st.integers(40, 200), st.integers(40, 200), st.integers(40, 200))
def test_rates_and_indexes_stay_within_their_intervals(sheets: list[AnswerSheet], a: int, b: int, c: int) -> None:
    strata = (Stratum("a", a, "x", "1"), Stratum("b", b, "x", "2"), Stratum("c", c, "y", "1"))
    found = estimate(STAFF, WHOLE, tally(sheets), strata)

    if found.rate is not None and found.rate_range is not None:
        assert 0 <= found.rate_range.low <= found.rate <= found.rate_range.high <= 100
        assert found.effective is not None
        assert 0 < found.effective <= found.n
    if found.index is not None and found.index_range is not None:
        assert 0 <= found.index_range.low <= found.index_range.high <= 100
        assert abs(min(0, found.index - found.index_range.low)) < Decimal("1e-20")


@given(SHEETS, st.randoms())
def test_the_order_of_sheets_does_not_matter(sheets: list[AnswerSheet], chance: object) -> None:
    mixed = sorted(sheets, key=lambda _: chance.random())  # type: ignore[attr-defined]

    assert estimate(STAFF, WHOLE, tally(sheets)) == estimate(STAFF, WHOLE, tally(mixed))


@given(SHEETS)
def test_equal_shares_weigh_as_if_there_were_no_weights(sheets: list[AnswerSheet]) -> None:
    """Where each stratum has ten people for each answer, the weighted rate is the plain one."""
    sheets = [sheet for sheet in sheets if sheet.answers[4] in "12345"]
    sizes = Counter(sheet.stratum for sheet in sheets)
    strata = tuple(Stratum(key, 10 * sizes[key], key) for key in sorted(sizes))

    assert estimate(STAFF, WHOLE, tally(sheets)).rate == estimate(STAFF, WHOLE, tally(sheets), strata).rate


def test_each_measure_of_the_students_has_its_own_n(students: Instrument) -> None:
    sheets = tally([AnswerSheet("555" + "-" * 11)] * 6 + [AnswerSheet("4" * 14)] * 2)

    found = [estimate(students, measure, sheets).n for measure in students.measures]

    assert found == [8, 2, 2, 2, 2, 2]
