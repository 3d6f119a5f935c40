from decimal import Decimal

import pytest
from small_catalogue import CATALOGUE, DISTRICT, record, school

from nianbao.aggregation.aggregate import Aggregate, aggregate
from nianbao.aggregation.comparison import Agreement, Comparison, compare_with_schools, registry_gaps
from nianbao.facts.record import Organisation, Record

ONE, TWO = school("1", "一职"), school("2", "二职")


def schools(*records: Record, registry: tuple[Organisation, ...] = (ONE, TWO)) -> Aggregate:
    return aggregate(records, CATALOGUE, edition="dy2023/district", organisation=DISTRICT, registry=registry)


def compared(result: Aggregate, indicator: str, raw: str) -> Comparison:
    found = compare_with_schools(record(DISTRICT, **{indicator: raw}), result)
    return next(one for one in found if one.indicator == indicator)


def test_a_district_total_that_misses_a_school_is_shown_with_the_sum() -> None:
    result = schools(record(ONE, staff="172"), record(TWO, staff="58"))

    found = compared(result, "staff", "172")

    assert found.agreement is Agreement.DIFFERS
    assert found.difference == -58
    assert found.message.startswith(
        "教职工总数：区级填 172，各校汇总为 230，相差 -58。算式：教职工总数 = 172（一职） + 58（二职） = 230。"
    )
    assert "172 (一职) + 58 (二职)" in found.message_en


@pytest.mark.parametrize("raw", ["16.67", "16.66", "16.7", "17", "约17"])
def test_rounding_alone_is_no_difference(raw: str) -> None:
    result = schools(record(ONE, dual="10", teachers="20"), record(TWO, dual="10", teachers="100"))

    assert compared(result, "dual_share", raw).agreement is Agreement.AGREES


def test_an_averaged_ratio_differs_from_the_recomputed_one() -> None:
    result = schools(record(ONE, dual="10", teachers="20"), record(TWO, dual="10", teachers="100"))

    found = compared(result, "dual_share", "30.00")

    assert found.agreement is Agreement.DIFFERS
    assert found.difference == Decimal("13.3333333333333")
    assert "(10 + 10) ÷ (20 + 100) × 100" in found.formula


def test_nothing_is_called_wrong_while_a_school_owes_its_answer() -> None:
    result = schools(record(ONE, staff="172"), record(TWO, staff="缺报"))

    found = compared(result, "staff", "230")

    assert found.agreement is Agreement.UNKNOWN
    assert "缺报：二职" in found.message


@pytest.mark.parametrize(
    ("raw", "agreement"),
    [
        ("无", Agreement.AGREES),
        ("0", Agreement.AGREES),
        ("不适用", Agreement.AGREES),
        ("", Agreement.UNKNOWN),
        ("5", Agreement.DIFFERS),
    ],
)
def test_none_everywhere_is_none_or_zero_in_the_district(raw: str, agreement: Agreement) -> None:
    result = schools(record(ONE, staff="无"), record(TWO, staff="无"))

    assert compared(result, "staff", raw).agreement is agreement


def test_a_blank_district_figure_differs_from_what_schools_have() -> None:
    result = schools(record(ONE, staff="5"), record(TWO, staff="0"))

    assert compared(result, "staff", "").agreement is Agreement.DIFFERS
    zero = schools(record(ONE, staff="0"), record(TWO, staff="无"))
    assert compared(zero, "staff", "无").agreement is Agreement.AGREES


def test_the_aggregate_itself_always_agrees() -> None:
    result = schools(
        record(ONE, graduates="3", funding="330.655917", satisfaction="91.23", respondents="7", groups="无"),
        record(TWO, graduates="4", funding="0.1", satisfaction="80", respondents="11", groups="0"),
    )

    found = compare_with_schools(result.record, result)

    assert {one.indicator for one in found if one.agreement is Agreement.DIFFERS} == set()
    assert {one.indicator for one in found if one.agreement is Agreement.AGREES} >= {
        "graduates",
        "funding",
        "satisfaction",
        "groups",
    }


def test_silent_and_unregistered_schools_are_gaps_of_the_registry() -> None:
    stranger = Organisation("9", "民办校", "school")
    closed = school("3", "停办校", no_report_reason="停办")
    empty = school("4", "老校", has_students=False)

    gaps = registry_gaps(schools(record(ONE), record(stranger), registry=(ONE, TWO, closed, empty)))

    assert [(gap.code, gap.organisation.name) for gap in gaps] == [
        ("not-reporting", "二职"),
        ("unregistered", "民办校"),
    ]
