"""One figure of many schools: by hand, against a frame as a whole, and what it gives away."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from nianbao.framework.loader import load_catalogue
from nianbao.surveys.answer import AnswerSheet
from nianbao.surveys.combined import Member, combined
from nianbao.surveys.estimate import Estimate, estimate, printed, tally
from nianbao.surveys.frame import Stratum
from nianbao.surveys.result import overall

STAFF = load_catalogue().instruments["staff/1"]
WHOLE = STAFF.measures[0]
ANSWERS = st.lists(st.sampled_from(["55555", "44445", "33333", "11111", "00000"]), min_size=5, max_size=30)


def school(answers: list[str], population: int) -> Estimate:
    return estimate(STAFF, WHOLE, tally(AnswerSheet(text, "0") for text in answers), (Stratum("0", population),))


def test_a_school_counts_by_its_people_and_not_by_its_answers() -> None:
    small = Member("一校", 100, school(["55555"] * 20, 100))
    large = Member("二校", 300, school(["55555"] * 5 + ["11111"] * 5, 300))

    found = combined("whole", [small, large])

    assert found is not None
    assert printed(found.rate) == "62.50"  # (100 × 100 % + 300 × 50 %) ÷ 400
    assert (found.n, found.uncovered) == (30, 0)
    # Kish: 400² ÷ (100² ÷ 20 + 300² ÷ 10) = 160000 ÷ 9500.
    assert found.effective is not None
    assert round(found.effective, 4) == Decimal("16.8421")
    assert found.design_effect is not None
    assert round(found.design_effect, 3) == Decimal("1.781")


def test_a_school_with_few_answers_is_left_out_and_counted_as_such() -> None:
    found = combined("whole", [Member("一校", 100, school(["55555"] * 20, 100)), Member("二校", 60, None)])

    assert found is not None
    assert (printed(found.rate), found.n, found.uncovered) == ("100.00", 20, 60)


def test_schools_that_may_show_nothing_make_nothing() -> None:
    assert combined("whole", [Member("一校", 100, None)]) is None
    assert combined("whole", []) is None


def test_everybody_asked_and_answered_leaves_no_chance() -> None:
    both = [Member("一校", 20, school(["55555"] * 20, 20)), Member("二校", 10, school(["11111"] * 10, 10))]
    found = combined("whole", both)

    assert found is not None
    assert found.rate_range is not None
    assert found.rate_range.width == 0


@given(st.lists(st.tuples(ANSWERS, st.integers(30, 500)), min_size=1, max_size=5))
def test_schools_together_say_what_one_frame_of_all_would_say(schools: list[tuple[list[str], int]]) -> None:
    members = [Member(str(place), people, school(answers, people)) for place, (answers, people) in enumerate(schools)]
    strata = [Stratum(str(place), people, school=str(place)) for place, (_, people) in enumerate(schools)]
    sheets = [AnswerSheet(text, str(place)) for place, (answers, _) in enumerate(schools) for text in answers]
    at_once = estimate(STAFF, WHOLE, tally(sheets), strata)

    found = combined("whole", [one for one in members if one.estimate and one.estimate.n])

    if all(one.estimate and one.estimate.n for one in members):
        assert found is not None
        assert found.n == at_once.n
        assert printed(found.rate) == printed(at_once.rate)
        assert found.effective is not None
        assert at_once.effective is not None
        assert abs(found.effective - at_once.effective) < Decimal("1e-12")
        assert found.rate is not None
        assert found.rate_range is not None
        assert found.rate_range.low <= found.rate <= found.rate_range.high


@given(st.lists(st.sampled_from(["55555", "11111"]), max_size=4), st.lists(st.sampled_from("51"), max_size=4))
def test_what_few_people_answered_changes_nothing_in_the_district(few: list[str], others: list[str]) -> None:
    """Not their answers, and not how many of them there are below five."""
    plain = Member("一校", 100, school(["55555"] * 20, 100))
    strata = (Stratum("0", 60),)

    def district(answers: list[str]) -> Estimate | None:
        counted = tally(AnswerSheet(text, "0") for text in answers)
        return combined("whole", [plain, Member("二校", 60, overall(STAFF, counted, strata)["whole"])])

    assert district(few) == district([code * 5 for code in others])
