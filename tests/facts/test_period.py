import datetime

import pytest

from nianbao.facts.period import Period, PeriodKind


def test_a_school_year_starts_in_september() -> None:
    period = Period.parse("school_year", "2022-2023")

    assert (period.start, period.end) == (datetime.date(2022, 9, 1), datetime.date(2023, 8, 31))


def test_a_school_year_spans_two_calendar_years_in_a_row() -> None:
    with pytest.raises(ValueError, match="in a row"):
        Period.parse("school_year", "2021-2023")


def test_periods_of_different_kind_are_different_even_over_the_same_days() -> None:
    assert Period.data_year(2023) != Period.fiscal_year(2023)


def test_shifting_keeps_the_kind_and_survives_leap_days() -> None:
    assert Period.school_year(2022).shifted(-1) == Period.school_year(2021)
    leap = Period.as_of(datetime.date(2024, 2, 29)).shifted(1)
    assert leap.end == datetime.date(2025, 2, 28)


@pytest.mark.parametrize(
    ("period", "printed"),
    [
        (Period.data_year(2023), "2023年"),
        (Period.fiscal_year(2022), "2022财年"),
        (Period.as_of(datetime.date(2023, 9, 1)), "截至2023年9月1日"),
    ],
)
def test_periods_print_as_people_write_them(period: Period, printed: str) -> None:
    assert str(period) == printed


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="lunar"):
        Period.parse("lunar", "2023")
    assert PeriodKind("as_of") is PeriodKind.AS_OF
