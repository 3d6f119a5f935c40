"""A catalogue of one indicator per way of aggregating, and records to go with it."""

from __future__ import annotations

from decimal import Decimal

from nianbao.facts.cell import Cell, read_cell
from nianbao.facts.period import Period, PeriodKind
from nianbao.facts.place import Place
from nianbao.facts.record import Fact, ListRow, Organisation, Record
from nianbao.facts.unit import Unit, unit_by_id
from nianbao.framework.model import (
    Aggregation,
    AggregationMethod,
    Catalogue,
    Edition,
    FormCell,
    FormColumn,
    FormList,
    FormRow,
    FormTable,
    Formula,
    Indicator,
    Meaning,
    ValueType,
)

PERIOD = Period.data_year(2023)
DISTRICT = Organisation("110116", "某区", "district", parent="11")
PROVINCE = Organisation("11", "某市", "province")
M = AggregationMethod


def indicator(
    name: str,
    label: str,
    unit: str | None,
    aggregation: Aggregation,
    *,
    value_type: ValueType = ValueType.COUNT,
    formula: Formula | None = None,
    places: int | None = None,
    applies_when: str | None = None,
) -> Indicator:
    meaning = Meaning(
        since="dy2023",
        until=None,
        unit=unit_by_id(unit) if unit else None,
        definition="",
        definition_en="",
        source="made-up",
        confirmed=True,
        period=PeriodKind.DATA_YEAR,
        places=places,
        formula=formula,
        aggregation=aggregation,
        applies_when=applies_when,
    )
    return Indicator(name, label, name, value_type, (meaning,))


INDICATORS = [
    indicator("graduates", "毕业生人数", "person", Aggregation(M.SUM), applies_when="has_graduates"),
    indicator("staff", "教职工总数", "person", Aggregation(M.SUM)),
    indicator(
        "funding", "年财政专项拨款", "ten_thousand_yuan", Aggregation(M.SUM), value_type=ValueType.MONEY, places=2
    ),
    indicator(
        "dual_share",
        "双师素质专任教师比例",
        "percent",
        Aggregation(M.RECOMPUTE),
        value_type=ValueType.SHARE,
        formula=Formula(("dual",), ("teachers",), Decimal(100)),
        places=2,
    ),
    indicator(
        "students_per_teacher",
        "生师比",
        "to_one",
        Aggregation(M.RECOMPUTE),
        value_type=ValueType.RATIO,
        formula=Formula(("students",), ("teachers",)),
        places=2,
        applies_when="has_students",
    ),
    indicator("students", "折合在校生数", "person", Aggregation(M.SUM), applies_when="has_students"),
    indicator("dual", "双师素质专任教师数", "person", Aggregation(M.SUM)),
    indicator("teachers", "专任教师总数", "person", Aggregation(M.SUM)),
    indicator(
        "satisfaction",
        "在校生满意度",
        "percent",
        Aggregation(M.WEIGHTED_MEAN, weight="respondents"),
        value_type=ValueType.SHARE,
        places=2,
        applies_when="has_students",
    ),
    indicator("respondents", "调查人次", "attendance", Aggregation(M.SUM), applies_when="has_students"),
    indicator("method", "调查方式", None, Aggregation(M.NONE), value_type=ValueType.CHOICE),
    indicator("core_bandwidth", "校园网主干最大带宽", "megabit_per_second", Aggregation(M.MAXIMUM)),
    indicator("bandwidth", "互联网出口带宽", "megabit_per_second", Aggregation(M.NONE)),
    indicator("groups", "专业群数量", "item", Aggregation(M.DISTINCT, list_id="major_group_list", list_column="name")),
]
TABLE = FormTable(
    "all",
    "表1",
    "全部",
    (FormColumn("value", "值"),),
    tuple(
        FormRow(None, each.label, (FormCell("value", each.id),))
        for each in INDICATORS
        if each.id not in ("dual", "teachers", "students")
    ),
    (
        FormList(
            "major_group_list",
            "专业群",
            "",
            (FormColumn("name", "专业群名称"), FormColumn("core_major", "核心专业")),
        ),
    ),
)


def edition(level: str) -> Edition:
    return Edition(
        id=f"dy2023/{level}",
        data_year="dy2023",
        label="2023年度",
        cover_label="2023年度",
        level=level,
        place="national",
        periods={PeriodKind.DATA_YEAR: PERIOD},
        tables=(TABLE,),
        base_items=("dual", "teachers", "students"),
        outline=None,
        source="made-up",
        confirmed=True,
    )


CATALOGUE = Catalogue(
    version="2023-11-01",
    sources={},
    terms={},
    indicators={each.id: each for each in INDICATORS},
    editions={f"dy2023/{level}": edition(level) for level in ("school", "district")},
    outlines={},
    checks={},
    crosswalk=(),
)


def unit_of(name: str) -> Unit | None:
    return CATALOGUE.unit_of(name, "dy2023/school")


def school(code: str, name: str = "", **flags: object) -> Organisation:
    return Organisation(code, name or f"{code}校", "school", DISTRICT.code, **flags)  # type: ignore[arg-type]


def record(organisation: Organisation, rows: tuple[ListRow, ...] | None = None, **answers: str | Cell) -> Record:
    facts = {
        name: Fact(
            name,
            organisation.code,
            PERIOD,
            read_cell(raw, unit_of(name)) if isinstance(raw, str) else raw,
            Place(file=f"{organisation.code}.xlsx", sheet="表1", cell=f"D{line}"),
        )
        for line, (name, raw) in enumerate(answers.items(), start=4)
    }
    lists = {} if rows is None else {"major_group_list": rows}
    return Record(organisation, "dy2023/school", facts, lists)
