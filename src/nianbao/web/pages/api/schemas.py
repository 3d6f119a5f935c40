"""What the interface answers, field by field. Fields are added, never renamed or taken away within a version."""

from __future__ import annotations

import datetime
from typing import Any, Literal

from ninja import Schema
from pydantic import Field

CellStates = Literal["value", "none", "not_applicable", "missing", "blank", "suppressed"]
Levels = Literal["school", "district", "province"]


class OrganisationOut(Schema):
    code: str = Field(description="官方代码 · official code")
    name: str
    level: Levels
    parent: str | None = Field(description="上级单位代码 · code of the organisation above")
    address: str = Field(description="公开页面 · the public page")


class OrganisationPage(Schema):
    items: list[OrganisationOut]
    next: str | None = Field(description="下一页的 after · the `after` of the next page")


class DefinitionOut(Schema):
    id: str = Field(description="定义的校验码 · hash of the definition")
    indicator: str
    edition: str
    data_year: int
    label: str
    label_en: str
    table: str
    unit: str
    unit_label: str
    definition: str
    definition_en: str
    source: str
    is_confirmed: bool = Field(description="false: 工作定义，未经官方确认 · a working definition")
    value_type: str
    aggregation: str
    period: str
    period_start: datetime.date
    period_end: datetime.date
    meaning: str = Field(description="相同则口径相同 · equal where two definitions are of the same thing")


class CrosswalkOut(Schema):
    old: str | None
    new: str | None
    relation: Literal["same", "convertible", "similar_not_comparable", "dropped", "new"]
    formula: str
    note: str


class IndicatorOut(Schema):
    id: str
    label: str
    label_en: str
    table: str
    unit: str
    definition: str
    address: str


class IndicatorPage(Schema):
    items: list[IndicatorOut]


class IndicatorDetail(IndicatorOut):
    definitions: list[DefinitionOut] = Field(description="各年度版本发布时的定义 · as released, by edition")
    crosswalk: list[CrosswalkOut]


class ReleaseOut(Schema):
    organisation: str
    name: str
    level: Levels
    district: str
    data_year: int
    version: int
    is_current: bool
    state: Literal["published", "withdrawn"]
    edition: str
    edition_label: str
    title: str
    released_at: datetime.datetime
    change_reason: str
    withdrawn_reason: str
    schools_counted: int | None
    schools_expected: int | None
    sha256: str
    address: str
    files: list[str]


class ReleasePage(Schema):
    items: list[ReleaseOut]
    next: str | None


class FactOut(Schema):
    organisation: str
    name: str
    level: Levels
    district: str
    data_year: int
    edition: str
    indicator: str
    label: str
    value: str | None = Field(description="十进制数，按原样 · a decimal, as printed; null 没有数值")
    text: str
    unit: str
    unit_label: str
    state: CellStates
    period: str
    period_start: datetime.date
    period_end: datetime.date
    schools_counted: int | None
    schools_expected: int | None
    note: str
    definition: str = Field(description="definitions 里的键 · key in `definitions`")
    source: str
    version: int
    released_at: datetime.datetime


class FactPageOut(Schema):
    items: list[FactOut]
    next: str | None
    definitions: dict[str, DefinitionOut]


class PointOut(Schema):
    data_year: int
    value: str | None = Field(description="与最近定义可比的数 · comparable with the latest definition, or null")
    published: str = Field(description="发布的原数 · as released")
    state: CellStates
    comparability: Literal["same", "convertible", "break"]
    run: int = Field(description="0 与最近一年连续可比 · 0: unbroken to the latest")
    converted_from: str
    note: str
    indicator: str
    definition: str
    edition: str
    version: int
    schools_counted: int | None
    schools_expected: int | None


class SeriesOut(Schema):
    organisation: str
    name: str
    level: Levels
    points: list[PointOut]


class SeriesPage(Schema):
    indicator: str
    label: str
    unit: str
    data_years: list[int]
    series: list[SeriesOut]
    definitions: dict[str, DefinitionOut]
    next: str | None


class Trouble(Schema):
    problem: str
    message: str
    message_en: str


class Refused(Schema):
    """What of a question does not fit the description."""

    detail: list[dict[str, Any]]
