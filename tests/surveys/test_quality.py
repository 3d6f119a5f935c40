"""Which sheets count."""

from __future__ import annotations

from decimal import Decimal

from nianbao.framework.instrument import Instrument
from nianbao.surveys.answer import AnswerSheet, Pace
from nianbao.surveys.quality import Quality, Verdict, is_straight, judged, quality_of, share, verdict_of


def test_who_is_content_with_everything_is_counted_unless_it_went_faster_than_reading() -> None:
    assert verdict_of(AnswerSheet("55555")) is Verdict.VALID
    assert verdict_of(AnswerSheet("55555", pace=Pace.USUAL)) is Verdict.VALID
    assert verdict_of(AnswerSheet("55555", pace=Pace.QUICK)) is Verdict.CARELESS
    assert verdict_of(AnswerSheet("55545", pace=Pace.QUICK)) is Verdict.VALID


def test_half_of_the_questions_must_be_answered() -> None:
    assert verdict_of(AnswerSheet("54----")) is Verdict.TOO_FEW
    assert verdict_of(AnswerSheet("543---")) is Verdict.VALID
    assert verdict_of(AnswerSheet("000---")) is Verdict.VALID  # 不了解 is an answer
    assert verdict_of(AnswerSheet("")) is Verdict.TOO_FEW


def test_of_doubles_the_first_counts() -> None:
    sheets = [AnswerSheet("54545", key="a"), AnswerSheet("11111", key="a"), AnswerSheet("54545"), AnswerSheet("54545")]

    assert [verdict for _, verdict in judged(sheets)] == [
        Verdict.VALID, Verdict.DUPLICATE, Verdict.VALID, Verdict.VALID,
    ]  # fmt: skip


def test_a_blank_breaks_no_straight_line() -> None:
    assert is_straight("5555-5")
    assert not is_straight("----")


def test_the_numbers_beside_a_result_add_up(students: Instrument) -> None:
    sheets = [
        AnswerSheet("54545454545454", pace=Pace.USUAL),
        AnswerSheet("54345454545454", pace=Pace.USUAL),
        AnswerSheet("54345454545454", pace=Pace.USUAL),  # alike, and very unlikely to be chance
        AnswerSheet("5" * 14, pace=Pace.QUICK),
        AnswerSheet("5" * 13 + "-", key="7"),
        AnswerSheet("5" * 13 + "-", key="7"),
        AnswerSheet("5-------------"),
    ]

    found = quality_of(students, judged(sheets), population=40, invited=14)

    assert found.returned == 7 == found.valid + found.too_few + found.careless + found.duplicates
    assert (found.valid, found.too_few, found.careless, found.duplicates) == (4, 1, 1, 1)
    assert (found.quick, found.straight, found.alike) == (1, 3, 1)
    assert found.response_rate == Decimal("50.0")
    assert found.valid_rate == Decimal("57.1")
    assert not found.is_enough
    assert found.wanted == 37


def test_all_of_a_small_group_are_enough() -> None:
    assert Quality(9, 9, 9, 9, 0, 0, 0, 0, 0, 0).is_enough
    assert not Quality(None, None, 9, 9, 0, 0, 0, 0, 0, 0).is_enough


def test_a_share_of_nothing_is_no_number() -> None:
    assert share(0, 0) is None
    assert share(2, 3) == Decimal("66.7")
