"""Many at once and one by one give the same verdicts, cell state by cell state."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nianbao.checks.columnar.line import FAIL, PASS, UNKNOWN
from nianbao.checks.columnar.many import CODES, Many, counterparts
from nianbao.checks.outcome import Verdict
from nianbao.checks.plan import Plan, make_plan
from nianbao.checks.run import judge_record
from nianbao.facts.cell import read_cell
from nianbao.facts.period import Period, PeriodKind
from nianbao.facts.record import Fact, Organisation, Record
from nianbao.facts.unit import unit_by_id
from nianbao.framework.model import (
    Catalogue,
    CheckSpec,
    Edition,
    FormCell,
    FormColumn,
    FormList,
    FormRow,
    FormTable,
    Indicator,
    Meaning,
    ValueType,
)

COUNTS = ("pupils", "boys", "girls", "teachers")
SHARES = ("boys_share", "girls_share")
UNITS = {**dict.fromkeys(COUNTS, "person"), **dict.fromkeys(SHARES, "percent"), "pupils_per_teacher": "to_one",
         "funds": "ten_thousand_yuan", "grants": "ten_thousand_yuan", "budget": "ten_thousand_yuan",
         "funds_per_pupil": "yuan_per_student", "method": None}  # fmt: skip
TYPES = {"person": ValueType.COUNT, "percent": ValueType.SHARE, "to_one": ValueType.RATIO,
         "ten_thousand_yuan": ValueType.MONEY, "yuan_per_student": ValueType.RATE, None: ValueType.CHOICE}  # fmt: skip
CHECKS: dict[str, tuple[str, Mapping[str, Any], Mapping[str, Any]]] = {
    "AR001": ("sum", {"total": "pupils", "parts": ["boys", "girls"]}, {}),
    "AR002": ("sum", {"total": "budget", "parts": ["funds", "grants"]}, {}),
    "AR003": ("at_most", {"parts": ["teachers"], "whole": ["pupils"]}, {}),
    "AR004": ("at_most", {"parts": ["boys", "girls"], "whole": ["pupils"], "less": ["teachers"]}, {}),
    "AR005": ("at_most", {"parts": ["funds"], "whole": ["budget"]}, {}),
    "AR006": ("share", {"share": "boys_share", "part": ["boys"], "whole": ["pupils"]}, {}),
    "AR007": ("share", {"share": "boys_share", "part": ["boys"], "whole": ["girls", "teachers"]}, {}),
    "AR008": ("ratio", {"ratio": "pupils_per_teacher", "numerator": ["pupils"], "denominator": ["teachers"]}, {}),
    "AR009": ("ratio", {"ratio": "funds_per_pupil", "numerator": ["funds"], "denominator": ["pupils"]}, {}),
    "AR010": ("difference", {"difference": "teachers", "new": "pupils", "old": "boys"}, {}),
    "AR011": ("requires", {"condition": "boys", "consequence": "girls"}, {"both_ways": True}),
    "AR012": ("requires", {"condition": "teachers", "consequence": "funds"}, {"when": "positive", "then": "present"}),
    "AR013": (
        "requires",
        {"condition": ["boys", "girls"], "consequence": "teachers"},
        {"when": "zero", "then": "zero"},
    ),
    "AR014": ("requires", {"condition": "boys", "consequence": "funds_per_pupil"}, {"when": "zero", "then": "absent"}),
    "AR015": ("within", {"value": "boys_share", "others": ["girls_share", "boys_share@previous"]}, {}),
    "AR016": ("magnitude", {"value": "boys_share"}, {"low": "0", "high": "100"}),
    "AR017": ("magnitude", {"value": "funds_per_pupil"}, {"above": "20", "below": "3000.5"}),
    "AR018": ("whole_number", {"values": ["pupils", "boys", "teachers"]}, {}),
    "AR019": ("attainable", {"share": "boys_share", "whole": "pupils"}, {}),
    "AR020": ("attainable", {"share": "girls_share", "whole": "pupils"}, {"per": "0.5"}),
    "AR021": ("small_sample", {"rate": "boys_share", "sample": "pupils"}, {}),
    "AR022": ("small_sample", {"rate": "girls_share", "sample": "boys"}, {"unstated": "fail", "minimum": "10"}),
    "AR023": ("cell_type", {"value": "pupils"}, {"wanted": "number"}),
    "AR024": ("cell_type", {"value": "method"}, {"wanted": "choice", "choices": ["问卷", "电话"]}),
    "AR025": ("not_applicable_when", {"value": "boys_share", "condition": ["pupils", "boys"]}, {}),
    "AR026": ("difference", {"difference": "teachers", "new": "pupils", "old": "boys"}, {"signed": False}),
    "AR027": ("sum", {"total": "pupils", "parts": ["boys@previous", "girls"]}, {}),
    "AR029": ("requires", {"condition": "funds", "consequence": "grants"}, {"both_ways": True}),
    "AR030": ("small_sample", {"rate": "boys_share", "sample": "pupils"}, {"minimum": "100", "floor": "5"}),
    "AR028": ("same", {"values": ["boys", "girls"]}, {}),
    "AR031": ("same", {"values": ["funds", "grants"]}, {}),
    "AR032": ("same", {"values": ["boys", "girls", "teachers"]}, {}),
    "AR033": ("same", {"values": ["boys_share", "girls_share"]}, {}),
    "AR034": ("decimal_places", {"value": "boys_share"}, {"most": "1"}),
    "AR035": ("decimal_places", {"value": "funds"}, {}),
    "AR036": ("decimal_places", {"value": "pupils"}, {"most": "0"}),
    "AR037": ("proportion", {"numerator": "boys", "denominator": "pupils"}, {"low": "0.25", "high": "0.75"}),
    "AR038": ("proportion", {"numerator": ["funds", "grants"], "denominator": "budget"}, {"high": "1.2"}),
    "AR039": ("proportion", {"numerator": "funds", "denominator": ["boys", "girls"]}, {"low": "500", "high": "3000"}),
    "AR040": ("proportion", {"numerator": "boys_share", "denominator": "girls_share"}, {"low": "0.9"}),
    "AR041": ("quotient_bound", {"value": "boys_share", "part": "boys", "whole": "pupils"}, {"bound": "upper"}),
    "AR042": (
        "quotient_bound",
        {"value": "boys_share", "part": "pupils", "less": "girls", "whole": ["boys", "teachers"]},
        {"bound": "lower"},
    ),
    "AR043": (
        "quotient_bound",
        {"value": "funds_per_pupil", "part": "funds", "less": "grants", "whole": "pupils"},
        {"bound": "upper"},
    ),
    "AR044": ("change", {"value": "pupils", "before": "pupils@previous"}, {"percent": "30", "minimum": "5"}),
    "AR045": ("change", {"value": "funds", "before": "funds@previous"}, {"percent": "50", "minimum": "1"}),
    "AR046": ("change", {"value": "girls_share", "before": "girls_share@previous"}, {}),
    "AR047": (
        "copied",
        {
            "values": ["pupils", "boys", "funds"],
            "before": ["pupils@previous", "boys@previous", "funds@previous"],
        },
        {"minimum": "2"},
    ),
    "AR048": ("missing", {"required": ["pupils", "funds", "method"]}, {}),
    "AR049": ("missing", {"required": ["boys", "funds", "method"]}, {"all": True}),
    "AR050": ("answer", {"values": ["pupils", "funds", "method"]}, {}),
    "AR051": ("answer", {"values": ["pupils", "boys"]}, {"refuse": ["none", "not_applicable"]}),
    "AR052": ("answer", {"values": ["pupils", "boys"]}, {"refuse": ["missing"]}),
    "AR053": ("magnitude", {"value": "pupils", "reference": "pupils@previous"}, {}),
    "AR054": ("magnitude", {"value": "boys_share", "reference": "boys_share@previous"}, {"low": "10"}),
    "AR055": ("magnitude", {"value": "pupils"}, {"high": "50"}),
    "AR056": ("list_count", {"count": "teachers", "items": "staff"}, {}),
    "AR057": ("list_count", {"count": "funds", "items": "staff"}, {}),
    "AR058": ("list_count", {"count": "teachers", "items": "staff.name"}, {}),
    "AR059": ("same", {"values": ["pupils", "teachers@previous"]}, {}),
}
REDEFINED = "teachers"  # means something else since this edition


def meaning(unit: str | None, since: str = "dy2023", until: str | None = None) -> Meaning:
    return Meaning(since, until, unit_by_id(unit) if unit else None, "示例", "example", "s", True, PeriodKind.DATA_YEAR,
                   applies_when="has_graduates" if unit == "ten_thousand_yuan" else None)  # fmt: skip


def made_up_plan() -> Plan:
    indicators = {
        name: Indicator(name, name, name, TYPES[unit], (meaning(unit, "dy2020"),)) for name, unit in UNITS.items()
    }
    again = (meaning("person", "dy2020", "dy2022"), meaning("person", "dy2023"))
    indicators[REDEFINED] = Indicator(REDEFINED, REDEFINED, REDEFINED, ValueType.COUNT, again)
    rows = tuple(FormRow(None, name, (FormCell("value", name),)) for name in UNITS)
    staff = FormList("staff", "名单", "", (FormColumn("name", "姓名"),))
    table = FormTable("t", "表1", "示例表", (FormColumn("value", "数值"),), rows, (staff,))
    edition = Edition("dy2023/school", "dy2023", "示例", "2023年度", "school", "national",
                      {PeriodKind.DATA_YEAR: Period.data_year(2023)}, (table,), (), None, "s", True,
                      previous="dy2022/school")  # fmt: skip
    before = replace(edition, id="dy2022/school", data_year="dy2022", previous=None)
    checks = {
        code: CheckSpec(code, "example", kind, "error", "stable", "dy2020", None, "s", "示例", "example", "why",
                        operands, parameters, ())
        for code, (kind, operands, parameters) in CHECKS.items()
    }  # fmt: skip
    catalogue = Catalogue("test", {}, {}, indicators, {edition.id: edition, before.id: before}, {}, checks, ())
    return make_plan(catalogue, edition.id)


PLAN = made_up_plan()
STATES = st.sampled_from(["", "无", "不适用", "缺报", "/", "网上调查"])
SMALL = st.integers(0, 12).map(str)
PRINTED = {
    "person": st.one_of(
        SMALL, SMALL, SMALL, st.sampled_from(["1.5", "-3", "约10", "1.2万", "100", "37", "12人次", "1.2345万", "350"])
    ),
    "percent": st.one_of(
        st.integers(0, 1000).map(lambda n: f"{n / 10:.1f}"),
        st.integers(0, 100).map(str),
        st.sampled_from(["100", "0", "33.33", "33.34", "66.7", "50.0", "50.00", "120", "-1", "8.3", "8.33", "41.60"]),
    ),
    "to_one": st.one_of(st.integers(0, 500).map(lambda n: f"{n / 100:.2f}"), st.sampled_from(["1.5", "3", "2.50"])),
    "ten_thousand_yuan": st.one_of(
        st.integers(0, 300).map(lambda n: f"{n / 100:.2f}"), SMALL, st.sampled_from(["0.105", "1.20", "-2"])
    ),
    "yuan_per_student": st.one_of(
        st.integers(0, 4000).map(str), st.sampled_from(["1666.67", "1666.6", "1000.0", "20"])
    ),
    None: st.sampled_from(["问卷", "电话", "网上", "3"]),
}


Answers = tuple[bool, dict[str, str], dict[str, str] | None, list[str] | None]


def raw_answers(names: Sequence[str] = tuple(UNITS)) -> st.SearchStrategy[dict[str, str]]:
    """What people typed, by indicator; most of it numbers."""
    return st.fixed_dictionaries(
        {name: st.one_of(PRINTED[UNITS[name]], PRINTED[UNITS[name]], PRINTED[UNITS[name]], STATES) for name in names}
    )


def shifted(raw: str) -> str:
    """The same digits with the point elsewhere, now and then."""
    return f"{raw}0" if raw.isdigit() and len(raw) > 2 else raw


names_listed = st.one_of(st.none(), st.lists(st.sampled_from(["张", "王", " "]), max_size=12))
before_answers = raw_answers()
answers = st.one_of(
    st.tuples(st.booleans(), raw_answers(), st.one_of(st.none(), before_answers), names_listed),
    # Many figures as they were before, some with a shifted point.
    st.tuples(st.booleans(), raw_answers(), st.just({}), names_listed).map(
        lambda given: (given[0], {n: shifted(raw) for n, raw in given[1].items()}, given[1], given[3])
    ),
)


def record_of(
    raws: Mapping[str, str],
    previous: Mapping[str, str] | None = None,
    staff: Sequence[str] | None = None,
    *,
    graduates: bool = True,
) -> Record:
    school = Organisation("1", "示例学校", "school", has_graduates=graduates)
    facts = {}
    for name, raw in raws.items():
        identifier = UNITS[name]
        cell = read_cell(raw, unit_by_id(identifier) if identifier else None)
        facts[name] = Fact(name, school.code, Period.data_year(2023), cell)
    before = record_of(previous, graduates=graduates) if previous is not None else None
    lists = {"staff": tuple({"name": name} for name in staff)} if staff is not None else {}
    return Record(school, "dy2023/school", MappingProxyType(facts), lists, previous=before)


def one_by_one(made: Sequence[Record]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {code: [] for code in CHECKS}
    for record in made:
        judged = {entry.check.spec.code: CODES[entry.outcome.verdict] for entry in judge_record(record, PLAN.catalogue)}
        for code in CHECKS:
            found[code].append(judged.get(code, PASS))
    return found


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(answers, min_size=1, max_size=12))
def test_many_at_once_agree_with_one_by_one(given_answers: list[Answers]) -> None:
    made = [record_of(now, before, staff, graduates=graduates) for graduates, now, before, staff in given_answers]
    expected = one_by_one(made)

    for judgement in Many(made, PLAN).judge():
        assert judgement.verdicts.tolist() == expected[judgement.check.spec.code], judgement.check.spec.code


def test_every_check_of_the_made_up_plan_is_sound() -> None:
    assert [check.spec.code for check in PLAN.checks if check.broken is not None] == []
    assert {check.spec.code for check in PLAN.checks} == set(CHECKS)


def test_every_counterpart_is_tried_here() -> None:
    assert set(counterparts()) <= {kind for kind, _, _ in CHECKS.values()}


def test_figures_that_arrays_can_hold_are_settled_without_a_closer_look() -> None:
    raws = {"pupils": "30", "boys": "10", "girls": "20", "teachers": "4", "boys_share": "33.3", "girls_share": "66.7",
            "pupils_per_teacher": "7.5", "funds": "2.25", "grants": "1.55", "budget": "3.80",
            "funds_per_pupil": "750", "method": "问卷"}  # fmt: skip
    record = record_of(raws, raws, ["张", "王", "李", "赵"])

    looked = {j.check.spec.code: j.looked for j in Many([record] * 3, PLAN).judge()}

    # An unsigned difference, three values of which one is odd, a state that arrays do not tell apart, a column's rows.
    assert {code for code, number in looked.items() if number} <= {"AR026", "AR032", "AR052", "AR058"}


@pytest.mark.parametrize(
    ("boys", "verdict"), [("10", PASS), ("11", FAIL), ("", UNKNOWN), ("31", FAIL), ("不适用", FAIL), ("无", FAIL)]
)
def test_a_sum_cell_state_by_cell_state(boys: str, verdict: int) -> None:
    record = record_of({"pupils": "30", "boys": boys, "girls": "20"})

    (judgement,) = Many([record], PLAN).judge({"AR001"})

    assert judgement.verdicts.tolist() == [verdict]
    assert judgement.failing.tolist() == ([0] if verdict == FAIL else [])


def test_findings_are_made_for_failing_records_only() -> None:
    good, bad = (record_of({"pupils": "30", "boys": boys, "girls": "20"}) for boys in ("10", "11"))

    found = list(Many([good, bad], PLAN).findings({"AR001"}))

    assert [(record is bad, [finding.check for finding in findings]) for record, findings in found] == [
        (True, ["AR001"])
    ]
    assert found[0][1][0].verdict is Verdict.FAIL


def test_verdicts_are_small_whole_numbers() -> None:
    for judgement in Many([record_of({})], PLAN).judge():
        assert judgement.verdicts.dtype == np.int8
