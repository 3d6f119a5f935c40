"""Which time a figure is about.

The bare word for twelve months is never used: two editions are both titled
"2023", money runs by calendar, teaching by school year, stock by a day.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum


class PeriodKind(StrEnum):
    DATA_YEAR = "data_year"  # 数据年: the year the report is about
    SCHOOL_YEAR = "school_year"  # 学年: 1 September to 31 August
    FISCAL_YEAR = "fiscal_year"  # 财年/自然年: 1 January to 31 December
    AS_OF = "as_of"  # 时点: a day


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A span of days with the kind of calendar it came from, both days included.

    >>> str(Period.school_year(2022))
    '2022-2023学年'
    >>> Period.school_year(2022).start
    datetime.date(2022, 9, 1)
    """

    kind: PeriodKind
    start: datetime.date
    end: datetime.date

    def __post_init__(self) -> None:
        if self.start > self.end:
            raise ValueError(f"period runs backwards: {self.start} > {self.end}")

    @classmethod
    def data_year(cls, number: int) -> Period:
        return cls(PeriodKind.DATA_YEAR, datetime.date(number, 1, 1), datetime.date(number, 12, 31))

    @classmethod
    def fiscal_year(cls, number: int) -> Period:
        return cls(PeriodKind.FISCAL_YEAR, datetime.date(number, 1, 1), datetime.date(number, 12, 31))

    @classmethod
    def school_year(cls, first: int) -> Period:
        return cls(PeriodKind.SCHOOL_YEAR, datetime.date(first, 9, 1), datetime.date(first + 1, 8, 31))

    @classmethod
    def as_of(cls, day: datetime.date) -> Period:
        return cls(PeriodKind.AS_OF, day, day)

    @classmethod
    def parse(cls, kind: str, text: str) -> Period:
        """The period that the catalogue writes as ``text``.

        >>> Period.parse("school_year", "2022-2023") == Period.school_year(2022)
        True
        >>> Period.parse("as_of", "2023-09-01").end
        datetime.date(2023, 9, 1)
        """
        match PeriodKind(kind):
            case PeriodKind.AS_OF:
                return cls.as_of(datetime.date.fromisoformat(text))
            case PeriodKind.SCHOOL_YEAR:
                first, _, second = text.partition("-")
                if int(second) != int(first) + 1:
                    raise ValueError(f"a school year spans two calendar years in a row, not {text!r}")
                return cls.school_year(int(first))
            case PeriodKind.FISCAL_YEAR:
                return cls.fiscal_year(int(text))
            case PeriodKind.DATA_YEAR:
                return cls.data_year(int(text))

    def shifted(self, by: int) -> Period:
        """The same span, ``by`` twelve-month steps later (earlier where negative)."""
        return Period(self.kind, _shift(self.start, by), _shift(self.end, by))

    def __str__(self) -> str:
        match self.kind:
            case PeriodKind.AS_OF:
                return f"截至{self.start.year}年{self.start.month}月{self.start.day}日"
            case PeriodKind.SCHOOL_YEAR:
                return f"{self.start.year}-{self.end.year}学年"
            case PeriodKind.FISCAL_YEAR:
                return f"{self.start.year}财年"
            case PeriodKind.DATA_YEAR:
                return f"{self.start.year}年"


def _shift(day: datetime.date, by: int) -> datetime.date:
    try:
        return day.replace(year=day.year + by)
    except ValueError:  # 29 February
        return day.replace(year=day.year + by, day=28)
