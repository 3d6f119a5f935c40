"""The long table as CSV, with its CSVW description, and as Parquet where pyarrow is installed."""

from __future__ import annotations

import csv
import importlib
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from nianbao.facts.problem import Problem
from nianbao.web.releases.addresses import LICENCE
from nianbao.web.releases.models import ReleasedFact

MOST_ROWS = 50_000  # of one file


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, what it holds in both languages, its CSVW datatype."""

    name: str
    title: str
    title_en: str
    datatype: str
    required: bool = True


COLUMNS = (
    Column("organisation", "单位代码", "official code of the organisation", "string"),
    Column("name", "单位名称", "its name in the report", "string"),
    Column("level", "层级", "school or district", "string"),
    Column("district", "区县代码", "code of the district", "string"),
    Column("data_year", "数据年", "year that the report is about", "gYear"),
    Column("edition", "年度版本", "edition of the form", "string"),
    Column("indicator", "指标", "id of the indicator", "string"),
    Column("label", "指标名称", "official term", "string"),
    Column("value", "数值", "decimal as printed; empty where there is none", "decimal", False),
    Column("text", "原文", "what stands in the cell", "string", False),
    Column("unit", "计量单位代码", "id of the unit", "string", False),
    Column("unit_label", "计量单位", "unit as printed", "string", False),
    Column("state", "单元状态", "value, none, not_applicable, missing, blank or suppressed", "string"),
    Column("period", "统计时段", "period in words", "string"),
    Column("period_start", "时段起", "first day of the period", "date"),
    Column("period_end", "时段止", "last day of the period", "date"),
    Column("schools_counted", "计入学校数", "schools behind a district's figure", "nonNegativeInteger", False),
    Column("schools_expected", "应计学校数", "schools that should be", "nonNegativeInteger", False),
    Column("note", "说明", "what the organisation explains", "string", False),
    Column("definition", "定义", "definition in force", "string", False),
    Column("definition_id", "定义校验码", "hash of the definition", "string"),
    Column("source", "依据", "notice that the definition comes from", "string", False),
    Column("version", "版本", "version of the release", "positiveInteger"),
    Column("released_at", "发布时间", "moment of the release", "dateTimeStamp"),
)
NAMES = tuple(column.name for column in COLUMNS)


def row_of(fact: ReleasedFact) -> dict[str, Any]:
    """A figure with everything needed to understand it alone."""
    release, words = fact.release, fact.definition
    return {
        "organisation": release.organisation.code,
        "name": release.name,
        "level": release.level,
        "district": release.district.code,
        "data_year": release.data_year,
        "edition": words.edition,
        "indicator": words.indicator,
        "label": words.label,
        "value": fact.number or None,
        "text": fact.text,
        "unit": words.unit,
        "unit_label": words.unit_label,
        "state": fact.state,
        "period": words.period,
        "period_start": words.period_start,
        "period_end": words.period_end,
        "schools_counted": fact.counted,
        "schools_expected": fact.expected,
        "note": fact.note,
        "definition": words.definition,
        "definition_id": words.digest,
        "source": words.source,
        "version": release.version,
        "released_at": release.public_at,
    }


def as_csv(facts: Iterable[ReleasedFact]) -> bytes:
    """RFC 4180 with a header, UTF-8."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(NAMES)
    for fact in facts:
        row = row_of(fact)
        row["released_at"] = row["released_at"].isoformat()
        writer.writerow(["" if row[name] is None else guarded(row[name]) for name in NAMES])
    return out.getvalue().encode()


_SIGNED_NUMBER = re.compile(r"[+-]\d+(?:\.\d+)?%?")


def guarded(value: object) -> object:
    """A text that a spreadsheet would run as a formula stands behind a space.

    >>> guarded("=1+1"), guarded("-5"), guarded("毕业生")
    (' =1+1', '-5', '毕业生')
    """
    if isinstance(value, str) and value[:1] in ("=", "+", "-", "@") and not _SIGNED_NUMBER.fullmatch(value):
        return f" {value}"
    return value


def as_parquet(facts: Sequence[ReleasedFact]) -> bytes:
    """The same columns typed; values as DECIMAL(38, 10). A Problem where pyarrow is not installed."""
    try:
        arrow: Any = importlib.import_module("pyarrow")
        parquet: Any = importlib.import_module("pyarrow.parquet")
    except ImportError:
        raise Problem(
            "parquet-not-installed",
            "本站没有安装 Parquet 支持，请用 CSV 或 JSON。",
            "This site cannot write Parquet; use CSV or JSON.",
        ) from None
    from decimal import Decimal

    kinds = {
        "gYear": arrow.int16(), "decimal": arrow.decimal128(38, 10), "date": arrow.date32(),
        "nonNegativeInteger": arrow.int32(), "positiveInteger": arrow.int32(),
        "dateTimeStamp": arrow.timestamp("us", tz="UTC"),
    }  # fmt: skip
    rows = [row_of(fact) for fact in facts]
    for row in rows:
        row["value"] = Decimal(row["value"]) if row["value"] is not None else None
    schema = arrow.schema([(one.name, kinds.get(one.datatype, arrow.string())) for one in COLUMNS])
    out = io.BytesIO()
    parquet.write_table(arrow.Table.from_pylist(rows, schema=schema), out, compression="zstd")
    return out.getvalue()


def csvw_metadata(address: str) -> dict[str, Any]:
    """The W3C's description of the table (CSV on the Web)."""
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "zh"}],
        "url": address,
        "dc:title": "职业教育质量年度报告公开数据",
        "dc:license": {"@id": LICENCE},
        "dialect": {"header": True, "encoding": "utf-8", "delimiter": ","},
        "tableSchema": {
            "columns": [
                {
                    "name": one.name,
                    "titles": one.name,
                    "dc:description": f"{one.title} · {one.title_en}",
                    "datatype": one.datatype,
                    "required": one.required,
                }
                for one in COLUMNS
            ],
            "primaryKey": ["organisation", "indicator", "data_year"],
        },
    }
