"""A doubtful claim is told only where a mistyped number explains why it fails."""

from collections.abc import Callable
from dataclasses import replace
from decimal import ROUND_DOWN, Decimal

from hypothesis import given
from hypothesis import strategies as st

from nianbao.checks.engine import judge
from nianbao.checks.localisation import substituted
from nianbao.checks.outcome import Verdict
from nianbao.checks.typo import mistypings
from nianbao.extraction.claims import Doubtful, derived, ratio_of, relation, same, share_of, sum_of
from nianbao.facts.cell import Cell
from nianbao.facts.printed_number import PrintedNumber
from nianbao.facts.relation import Operand, Reading
from nianbao.facts.unit import unit_by_id
from nianbao.proofreading.judging import judge_claim


def claim(total: str, *parts: str, slips: tuple[str, ...] = ()) -> Doubtful:
    operands = [derived(f"k{n}", f"k{n}", Decimal(part)) for n, part in enumerate((total, *parts))]
    return Doubtful(relation("near-misses", [sum_of(operands[0], operands[1:])], cue="、"), frozenset(slips))


def test_a_doubtful_claim_that_holds_is_verified_and_marked() -> None:
    judged = judge_claim(claim("588", "46", "542"))

    assert judged is not None
    assert (judged.outcome.verdict, judged.is_doubtful) == (Verdict.PASS, True)


def test_a_doubtful_claim_that_fails_says_nothing() -> None:
    assert judge_claim(claim("588", "46", "524")) is None


def test_exchanged_digits_of_a_named_number_make_it_an_alarm() -> None:
    judged = judge_claim(claim("588", "46", "524", slips=("k2",)))

    assert judged is not None
    assert (judged.outcome.verdict, judged.is_doubtful) == (Verdict.FAIL, False)


def test_a_difference_that_no_slip_explains_stays_silent() -> None:
    assert judge_claim(claim("588", "46", "511", slips=("k2",))) is None


def test_a_firm_claim_is_told_as_it_is() -> None:
    judged = judge_claim(claim("588", "46", "511").relation)

    assert judged is not None
    assert judged.outcome.verdict is Verdict.FAIL


PRINTED = st.decimals(Decimal("0.1"), Decimal(99999), places=2).map(Decimal.normalize) | st.integers(1, 9999).map(
    Decimal
)
UNITS = st.sampled_from([None, unit_by_id("person"), unit_by_id("percent"), unit_by_id("yuan")])


@st.composite
def claims_of_one_slip(draw: st.DrawFn) -> tuple[Reading, str]:
    kind = draw(st.sampled_from(["same", "sum", "share", "ratio"]))
    unit = draw(UNITS)
    numbers = [draw(PRINTED) for _ in range(3 if kind != "same" else 2)]
    slip = draw(st.integers(0, len(numbers) - 1))
    # Two of the three are as they are; what they make is mistyped.
    if kind == "sum":
        numbers[slip] = numbers[1] + numbers[2] if slip == 0 else abs(numbers[0] - numbers[3 - slip])
    elif kind == "same":
        numbers[slip] = numbers[1 - slip]
    else:
        whole, part = (n or Decimal(1) for n in (numbers[2], numbers[1]))
        numbers[slip] = {0: part / whole, 1: numbers[0] * whole, 2: part / (numbers[0] or Decimal(1))}[slip]
    rounded = numbers[slip].quantize(draw(st.sampled_from([Decimal(1), Decimal("0.1"), Decimal("0.01")])), ROUND_DOWN)
    numbers[slip] = draw(st.sampled_from(mistypings(rounded) or (rounded,)))
    operands = [
        Operand(f"k{n}", f"k{n}", Cell.of_number(PrintedNumber(f"{value:f}", value, unit.factor if unit else Decimal(1), unit)))
        for n, value in enumerate(numbers)
    ]  # fmt: skip
    makers: dict[str, Callable[[], Reading]] = {
        "same": lambda: same(*operands),
        "sum": lambda: sum_of(operands[0], operands[1:]),
        "share": lambda: share_of(operands[0], operands[1:2], operands[2:]),
        "ratio": lambda: ratio_of(operands[0], operands[1:2], operands[2:]),
    }
    return makers[kind](), f"k{slip}"


@given(claims_of_one_slip())
def test_no_slip_that_explains_a_failure_is_passed_over_unweighed(claimed: tuple[Reading, str]) -> None:
    reading, key = claimed
    operand = next(member for member in reading.members() if member.key == key)
    assert operand.cell.number is not None
    meant = [
        substituted(reading, {key: Cell.of_number(replace(operand.cell.number, raw=f"{digits:f}", digits=digits))})
        for digits in mistypings(operand.cell.number.digits)
    ]
    explained = any(judge(one).verdict is Verdict.PASS for one in meant)
    judged = judge_claim(Doubtful(relation("near-misses", [reading], cue="、"), frozenset((key,))))
    if judge(reading).verdict is Verdict.FAIL:
        assert (judged is not None) == explained
