"""The laws that hold for every kind, and how readings of one claim are weighed against each other."""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_DOWN, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal

from hypothesis import given
from hypothesis import strategies as st

from nianbao.checks.engine import judge, judge_relation
from nianbao.checks.outcome import Grade, Verdict
from nianbao.facts.cell import Cell
from nianbao.facts.printed_number import PrintedNumber
from nianbao.facts.relation import Operand, Reading, Relation
from nianbao.facts.unit import Unit, unit_by_id

HABITS = st.sampled_from([ROUND_HALF_UP, ROUND_HALF_EVEN, ROUND_HALF_DOWN])
PLACES = st.integers(0, 4)
COUNTS = st.integers(1, 100_000)
AMOUNTS = st.decimals(Decimal("0.01"), Decimal(10**6), places=6)


def operand(key: str, value: Decimal, places: int, habit: str, unit: Unit | None = None) -> Operand:
    """A number as somebody rounds and prints it under a column of this unit."""
    digits = (value / (unit.factor if unit else 1)).quantize(Decimal(1).scaleb(-places), habit)
    number = PrintedNumber(f"{digits:f}", digits, unit.factor if unit else Decimal(1), unit)
    return Operand(key, key, Cell.of_number(number))


def money(key: str, value: Decimal, places: int, habit: str) -> Operand:
    return operand(key, value, places, habit, unit_by_id("yuan"))


@given(st.lists(AMOUNTS, min_size=1, max_size=12), PLACES, PLACES, HABITS)
def test_rounding_alone_never_fails_a_sum(parts: list[Decimal], part_places: int, places: int, habit: str) -> None:
    total = money("total", sum(parts, Decimal(0)), places, habit)
    members = tuple(money(f"part{n}", part, part_places, habit) for n, part in enumerate(parts))

    assert judge(Reading("sum", {"total": (total,), "parts": members})).verdict is Verdict.PASS


@given(COUNTS, COUNTS, PLACES, HABITS)
def test_rounding_alone_never_fails_a_share(one: int, other: int, places: int, habit: str) -> None:
    part, whole = sorted((one, other))
    people = unit_by_id("person")
    share = operand("share", Decimal(part) / Decimal(whole), places, habit, unit_by_id("percent"))
    numbers = (operand(name, Decimal(n), 0, habit, people) for name, n in (("part", part), ("whole", whole)))
    below, above = numbers

    assert judge(Reading("share", {"share": (share,), "part": (below,), "whole": (above,)})).verdict is Verdict.PASS


@given(COUNTS, COUNTS, PLACES)
def test_cutting_digits_off_never_fails_a_share(one: int, other: int, places: int) -> None:
    part, whole = sorted((one, other))
    share = operand("share", Decimal(part) / Decimal(whole), places, ROUND_DOWN, unit_by_id("percent"))
    members = {
        "part": (operand("a", Decimal(part), 0, ROUND_DOWN),),
        "whole": (operand("b", Decimal(whole), 0, ROUND_DOWN),),
    }

    assert judge(Reading("share", {"share": (share,), **members})).verdict is Verdict.PASS


@given(AMOUNTS, COUNTS, PLACES, PLACES, HABITS)
def test_rounding_alone_never_fails_a_ratio(amount: Decimal, n: int, places: int, own: int, habit: str) -> None:
    ratio = operand("ratio", amount / n, places, habit, unit_by_id("yuan_per_student"))
    members = {"numerator": (money("numerator", amount, own, habit),),
               "denominator": (operand("denominator", Decimal(n), 0, habit, unit_by_id("person")),)}  # fmt: skip

    assert judge(Reading("ratio", {"ratio": (ratio,), **members})).verdict is Verdict.PASS


@given(AMOUNTS, AMOUNTS, PLACES, PLACES, HABITS)
def test_rounding_alone_never_fails_a_difference(new: Decimal, old: Decimal, places: int, own: int, habit: str) -> None:
    members = {"difference": (money("difference", new - old, places, habit),), "new": (money("new", new, own, habit),),
               "old": (money("old", old, own, habit),)}  # fmt: skip

    assert judge(Reading("difference", members)).verdict is Verdict.PASS


@given(AMOUNTS, AMOUNTS, PLACES, PLACES, HABITS)
def test_rounding_alone_never_makes_a_part_too_large(one: Decimal, other: Decimal, a: int, b: int, habit: str) -> None:
    small, large = sorted((one, other))
    members = {"parts": (money("part", small, a, habit),), "whole": (money("whole", large, b, habit),)}

    assert judge(Reading("at_most", members)).verdict is Verdict.PASS


@given(st.lists(AMOUNTS, min_size=1, max_size=6), AMOUNTS, st.integers(1, 4), HABITS)
def test_fewer_digits_never_turn_a_sum_that_holds_into_a_fault(
    parts: list[Decimal], claimed: Decimal, places: int, habit: str
) -> None:
    def reading(width: int) -> Reading:
        # Each number is printed with fewer digits than before, as one does who rounds a finished table.
        fine = [
            money("total", claimed, places, habit),
            *(money(f"p{n}", part, places, habit) for n, part in enumerate(parts)),
        ]
        total, *members = (money(one.key, one.cell.number.value, width, habit) for one in fine if one.cell.number)
        return Reading("sum", {"total": (total,), "parts": tuple(members)})

    if judge(reading(places)).verdict is Verdict.PASS:
        assert judge(reading(places - 1)).verdict is Verdict.PASS


def test_one_reading_that_holds_is_enough(reading: Callable[..., Reading]) -> None:
    of_staff = reading("share", share="44%", part="124", whole="256")
    of_teachers = reading("share", share="44%", part="77", whole="175")
    outcome, rests_on = judge_relation(Relation("r", "P-share", (of_staff, of_teachers)))

    assert outcome.grade is Grade.EXACT
    assert rests_on is of_teachers


def test_when_every_reading_fails_the_nearest_is_shown(reading: Callable[..., Reading]) -> None:
    far = reading("share", share="44%", part="10", whole="256")
    near = reading("share", share="44%", part="124", whole="256")
    outcome, rests_on = judge_relation(Relation("r", "P-share", (far, near)))

    assert outcome.verdict is Verdict.FAIL
    assert rests_on is near


def test_what_cannot_be_told_is_no_violation(reading: Callable[..., Reading]) -> None:
    open_one = reading("share", share="44%", part=None, whole="256")
    failing = reading("share", share="44%", part="10", whole="256")

    assert judge_relation(Relation("r", "P-share", (failing, open_one)))[0].verdict is Verdict.UNKNOWN


def test_a_claim_without_a_sensible_reading_is_broken(reading: Callable[..., Reading]) -> None:
    assert judge_relation(Relation("r", "x", ()))[0].verdict is Verdict.BROKEN
    broken = reading("sum", total="30人", parts=["10人", "20人次"])
    assert judge_relation(Relation("r", "x", (broken,)))[0].verdict is Verdict.BROKEN


def test_a_broken_reading_beside_a_failing_one_hides_nothing(reading: Callable[..., Reading]) -> None:
    broken = reading("sum", total="30人", parts=["10人", "20人次"])
    failing = reading("sum", total="31人", parts=["10人", "20人"])

    assert judge_relation(Relation("r", "x", (broken, failing)))[0].verdict is Verdict.FAIL


def test_a_kind_that_does_not_exist_is_broken(reading: Callable[..., Reading]) -> None:
    outcome = judge(reading("adds_up", total="1"))

    assert outcome.reason is not None
    assert (outcome.verdict, outcome.reason.code) == (Verdict.BROKEN, "unknown-kind")


def test_a_number_too_long_to_be_written_down_is_no_outcome() -> None:
    long = Operand("long", "甲", Cell.of_number(PrintedNumber("9", Decimal("9.5e27"))))
    short = Operand("short", "乙", Cell.of_number(PrintedNumber("1.25", Decimal("1.25"))))

    assert judge(Reading("sum", {"total": (short,), "parts": (long, short)})).verdict is Verdict.BROKEN
