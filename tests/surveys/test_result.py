"""What may be said of all, and of the parts that are large enough."""

from __future__ import annotations

from nianbao.framework.instrument import Instrument
from nianbao.surveys.answer import AnswerSheet, Pace
from nianbao.surveys.estimate import printed
from nianbao.surveys.frame import Stratum
from nianbao.surveys.result import result_of

STRATA = (
    Stratum("a1", 60, "数控技术应用", "2024级"),
    Stratum("a2", 40, "数控技术应用", "2025级"),
    Stratum("b1", 30, "会计事务", "2024级"),
    Stratum("c1", 20, "幼儿保育", "2025级"),
)


def sheets(**counts: int) -> list[AnswerSheet]:
    return [AnswerSheet("54545", stratum) for stratum, count in counts.items() for _ in range(count)]


def test_careless_sheets_are_told_of_and_left_out(staff: Instrument) -> None:
    found = result_of(staff, [*sheets(a1=10), AnswerSheet("11111", "a1", Pace.QUICK)], STRATA, invited=20)

    whole = found.estimates["whole"]
    assert whole is not None
    assert printed(whole.rate) == "100.00"
    assert (found.quality.careless, found.quality.valid, found.quality.population) == (1, 10, 150)


def test_a_small_major_is_hidden_with_the_next_smallest(staff: Instrument) -> None:
    found = result_of(staff, sheets(a1=20, a2=10, b1=7, c1=3), STRATA)

    majors = {part.label: part for part in found.parts["major"]}
    assert majors["幼儿保育"].estimates is None
    assert majors["幼儿保育"].n is None
    assert majors["会计事务"].estimates is None  # or the total would give the three away
    assert majors["数控技术应用"].n == 30
    assert majors["会计事务"].population == 30  # how many there are is no secret


def test_fewer_than_five_answers_in_all_show_nothing(staff: Instrument) -> None:
    found = result_of(staff, sheets(a1=4), STRATA)

    assert found.estimates["whole"] is None
    assert all(part.estimates is None for part in found.parts["major"] if part.label == "数控技术应用")


def test_one_major_alone_is_no_breakdown(staff: Instrument) -> None:
    assert result_of(staff, sheets(a1=9), STRATA[:2]).parts["major"] == ()


def test_the_method_is_named(staff: Instrument) -> None:
    assert "加权" in result_of(staff, sheets(a1=9), STRATA).method
    assert "Kish" in result_of(staff, sheets(a1=9), STRATA).method_en
    assert "未加权" in result_of(staff, sheets(a1=9)).method
    assert "not weighted" in result_of(staff, sheets(a1=9)).method_en
