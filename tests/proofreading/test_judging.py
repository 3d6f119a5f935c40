"""A doubtful claim is told only where a mistyped number explains why it fails."""

from decimal import Decimal

from nianbao.checks.outcome import Verdict
from nianbao.extraction.claims import Doubtful, derived, relation, sum_of
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
