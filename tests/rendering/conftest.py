"""A made-up district with two forms that have everything a form can have, and texts chosen to do harm."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from decimal import Decimal

import pytest

from nianbao.facts.cell import read_cell
from nianbao.facts.period import Period, PeriodKind
from nianbao.facts.place import Place
from nianbao.facts.record import Fact, Organisation, Record
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
    Source,
    ValueType,
)
from nianbao.rendering.annex import build_annex
from nianbao.rendering.view import Coverage, FindingView, ReportView

HOSTILE = "<script>alert(1)</script> #set *a* `b` @c $d$ [e] _f_ \\g | ~h {i} &amp; \x07\x1b\u202e=1+1"

AnnexMaker = Callable[..., ReportView]


def _indicator(
    identifier: str,
    label: str,
    unit: str | None,
    method: AggregationMethod = AggregationMethod.SUM,
    *,
    confirmed: bool = True,
    formula: Formula | None = None,
    definition: str = "",
) -> Indicator:
    meaning = Meaning(
        since="dy2023",
        until=None,
        unit=unit_by_id(unit) if unit else None,
        definition=definition or f"{label}的定义",
        definition_en=identifier,
        source="form-2023",
        confirmed=confirmed,
        period=PeriodKind.DATA_YEAR,
        formula=formula,
        aggregation=Aggregation(method),
    )
    return Indicator(identifier, label, identifier, ValueType.COUNT if unit else ValueType.CHOICE, (meaning,))


INDICATORS = (
    _indicator("graduates", "毕业生人数", "person"),
    _indicator("graduates_placed", "毕业去向落实人数", "person"),
    _indicator("graduates_further_study", "毕业生升学人数", "person", confirmed=False),
    _indicator("graduates_to_bachelor", "升入本科人数", "person"),
    _indicator("graduate_monthly_income", "月收入", "yuan", AggregationMethod.WEIGHTED_MEAN),
    _indicator("planned_courses", "教学计划内课程总数", "course"),
    _indicator("planned_courses_hours", "教学计划内课程总学时", "lesson_hour"),
    _indicator(
        "teachers_dual_qualified_share",
        "双师素质专任教师比例",
        "percent",
        AggregationMethod.RECOMPUTE,
        formula=Formula(("teachers_dual_qualified",), ("full_time_teachers",), Decimal(100)),
    ),
    _indicator("internet_bandwidth", "互联网出口带宽", "megabit_per_second", AggregationMethod.MAXIMUM),
    _indicator("satisfaction_students", "在校生满意度", "percent"),
    _indicator("satisfaction_students_respondents", "在校生满意度调查人次", "attendance"),
    _indicator("satisfaction_students_method", "在校生满意度调查方式", None, AggregationMethod.NONE),
    _indicator("teachers_dual_qualified", "双师型专任教师数", "person"),
    _indicator("full_time_teachers", "专任教师总数", "person"),
)


def _value(indicator: str, unit_label: str) -> tuple[FormCell, ...]:
    return (FormCell("value", indicator, unit_label),)


TABLES = (
    FormTable(
        "scorecard",
        "表1",
        "人才培养质量计分卡",
        (FormColumn("value", "2023年"),),
        (
            FormRow("1", "毕业生人数", _value("graduates", "人"), starred=True),
            FormRow("2", "毕业去向落实人数", _value("graduates_placed", "人")),
            FormRow(None, "毕业生升学人数", _value("graduates_further_study", "人"), prefix="其中：", indent=1),
            FormRow(None, "升入本科人数", _value("graduates_to_bachelor", "人"), indent=2),
            FormRow("4", "月收入", _value("graduate_monthly_income", "元")),
            FormRow("5", "教学计划内课程总数", _value("planned_courses", "门"), starred=True),
            FormRow(None, "", _value("planned_courses_hours", "学时"), continues=True),
            FormRow("6", "双师素质专任教师比例", _value("teachers_dual_qualified_share", "%")),
            FormRow("10", "互联网出口带宽", _value("internet_bandwidth", "Mbps"), confirmed=False),
        ),
        lists=(
            FormList(
                "major_group_list",
                "专业群清单",
                "列明本校各专业群、各群的核心专业和所对接的产业链",
                (FormColumn("name", "专业群名称"), FormColumn("core_major", "核心专业")),
            ),
        ),
        note="本表数据截至统计日。",
    ),
    FormTable(
        "satisfaction",
        "表2",
        "满意度调查表",
        (FormColumn("value", "2023年"), FormColumn("respondents", "调查人次"), FormColumn("method", "调查方式")),
        (
            FormRow(
                "1",
                "在校生满意度",
                (
                    FormCell("value", "satisfaction_students", "%"),
                    FormCell("respondents", "satisfaction_students_respondents", "人次"),
                    FormCell("method", "satisfaction_students_method"),
                ),
            ),
        ),
    ),
)
EDITION = Edition(
    id="dy2023/district",
    data_year="dy2023",
    label="2023年度 区级",
    cover_label="2023年度",
    level="district",
    place="beijing",
    periods={
        PeriodKind.DATA_YEAR: Period.data_year(2023),
        PeriodKind.SCHOOL_YEAR: Period.school_year(2022),
        PeriodKind.AS_OF: Period.as_of(datetime.date(2023, 9, 1)),
    },
    tables=TABLES,
    base_items=("teachers_dual_qualified", "full_time_teachers"),
    outline=None,
    source="form-2023",
    confirmed=True,
)
CATALOGUE = Catalogue(
    version="2026-11-01",
    sources={"form-2023": Source("form-2023", "关于编制职业教育质量年度报告的通知", "教职成司函〔2023〕28号")},
    terms={},
    indicators={indicator.id: indicator for indicator in INDICATORS},
    editions={EDITION.id: EDITION},
    outlines={},
    checks={},
    crosswalk=(),
)
ANSWERS = {
    "graduates": "402",
    "graduates_placed": "３９７",
    "graduates_further_study": "300",
    "graduates_to_bachelor": "0",
    "graduate_monthly_income": "4105.50",
    "planned_courses": "无",
    "planned_courses_hours": "/",
    "teachers_dual_qualified_share": "56.7%",
    "internet_bandwidth": "1000",
    "satisfaction_students": "98.50",
    "satisfaction_students_respondents": "缺报",
    "satisfaction_students_method": HOSTILE,
    "teachers_dual_qualified": "80",
    "full_time_teachers": "141",
}


def make_record(name: str, code: str, level: str, answers: dict[str, str]) -> Record:
    organisation = Organisation(code, name, level)
    units: dict[str, Unit | None] = {item.id: item.meanings[0].unit for item in INDICATORS}
    facts = {
        indicator: Fact(
            indicator,
            code,
            Period.data_year(2023),
            read_cell(text, units[indicator]),
            Place(file="填报.xlsx", sheet="表1", cell="D5"),
            note="新开设专业" if indicator == "graduates" and level == "district" else "",
        )
        for indicator, text in answers.items()
    }
    lists = {"major_group_list": ({"name": "学前教育", "core_major": "幼儿保育"},)}
    return Record(organisation, EDITION.id, facts, lists)


def make_annex(**changes: str) -> ReportView:
    """The district's annex, with some answers changed."""
    record = make_record("甲乙区", "110199", "district", ANSWERS | changes)
    schools = [
        make_record("甲乙区第一职业学校", "1101990001", "school", ANSWERS),
        make_record(
            "甲乙区喆赟镕堃祎瑄" + "很长很长的校名" * 5 + "职业高中",
            "1101990002",
            "school",
            {"graduates": "12", "internet_bandwidth": "500"},
        ),
        Organisation("1101990003", "甲乙区艺术职业学校", "school", no_report_reason="无生单位"),
    ]
    whole, part = Coverage(2, 2), Coverage(1, 2, ("甲乙区艺术职业学校无毕业生",))
    coverage = {item.id: part if item.id.startswith("graduate") else whole for item in INDICATORS}
    findings = (
        FindingView(
            "AR001",
            "parts-miss-total",
            "error",
            "fail",
            "升学人数多于落实人数",
            "397 < 400",
            "填报.xlsx 表1!D6",
            "甲乙区第一职业学校",
        ),
        FindingView("PL004", "income-outside-range", "warning", "fail", HOSTILE, waiver="已核实，属实"),
        FindingView("XT002", "unknown", "error", "unknown", "缺少教师数，无法判定"),
        FindingView("AR009", "fine", "error", "pass", "通过的不印出"),
    )
    return build_annex(record, CATALOGUE, EDITION, coverage=coverage, findings=findings, schools=schools)


@pytest.fixture(scope="session")
def annex() -> ReportView:
    return make_annex()


@pytest.fixture(scope="session")
def annex_with() -> AnnexMaker:
    return make_annex


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return CATALOGUE


@pytest.fixture(scope="session")
def record_of() -> Callable[[str, str, str, dict[str, str]], Record]:
    return make_record


@pytest.fixture(scope="session")
def answers() -> dict[str, str]:
    return dict(ANSWERS)
