"""What may be asked of the interface: the types of its parameters, and the questions that several addresses share."""

from __future__ import annotations

from typing import Annotated, Literal

from ninja import Query, Schema
from pydantic import Field

from nianbao.web.pages.api.tables import MOST_ROWS
from nianbao.web.releases.table import Asked, asked_from

MOST_ITEMS, USUAL_ITEMS = 1_000, 100

Text = Annotated[str, Query(max_length=60)]
Code = Annotated[str, Query(max_length=20, pattern=r"^[A-Za-z0-9]*$")]
Codes = Annotated[list[Annotated[str, Query(max_length=20)]], Query(max_length=200)]
Names = Annotated[list[Annotated[str, Query(max_length=80)]], Query(max_length=200)]
DataYears = Annotated[list[Annotated[int, Query(ge=1900, le=2200)]], Query(max_length=50)]
Limit = Annotated[int, Query(ge=1, le=MOST_ITEMS)]
FileLimit = Annotated[int, Query(ge=1, le=MOST_ROWS)]
Level = Literal["", "school", "district", "province"]
CellState = Literal["", "value", "none", "not_applicable", "missing", "blank", "suppressed"]
Mark = Annotated[str, Query(max_length=40)]


class FactFilters(Schema):
    """Which figures are meant, alike for JSON, CSV and Parquet.

    >>> FactFilters(organisation=["990102", "990102"], state="none").asked.organisations
    ('990102',)
    """

    organisation: Codes = Field(default_factory=list)
    indicator: Names = Field(default_factory=list)
    data_year: DataYears = Field(default_factory=list)
    level: Level = ""
    district: Code = ""
    state: CellState = ""
    after: Mark = ""

    @property
    def asked(self) -> Asked:
        return asked_from(
            self.organisation, self.indicator, self.data_year,
            level=self.level, district=self.district, state=self.state,
        )  # fmt: skip


class FactQuestion(FactFilters):
    """A page of figures as JSON."""

    limit: Limit = USUAL_ITEMS


class FactFileQuestion(FactFilters):
    """A file of figures."""

    limit: FileLimit = MOST_ROWS
