"""Rules that can never work are shown as broken before they meet any figure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from nianbao.checks.outcome import Verdict
from nianbao.checks.plan import make_plan, plan_of
from nianbao.checks.run import check_record
from nianbao.facts.cell import read_cell
from nianbao.facts.period import Period
from nianbao.facts.record import Fact, Organisation, Record
from nianbao.framework.loader import load_catalogue
from nianbao.framework.model import Catalogue, CheckSpec

EDITION = "dy2023/school"
SOUND = CheckSpec(
    code="AR900", name="sound", kind="at_most", severity="error", status="stable", first_edition="dy2023",
    last_edition=None, source="working-definitions", message="{parts}大于{whole}", message_en="{parts} > {whole}",
    why="", operands={"parts": "graduates_placed", "whole": "graduates"}, parameters={}, examples=(),
)  # fmt: skip

BROKEN: dict[str, tuple[Mapping[str, Any], str]] = {
    "a name that nobody has": ({"operands": {"parts": "graduates_plased", "whole": "graduates"}}, "unknown-name"),
    "a kind that does not exist": ({"kind": "adds_up"}, "unknown-kind"),
    "a role that the kind has not": ({"operands": {"part": "graduates_placed", "whole": "graduates"}}, "wrong-roles"),
    "a role left empty": ({"operands": {"parts": "graduates_placed"}}, "wrong-roles"),
    "a text where a number belongs": (
        {"operands": {"parts": "satisfaction_parents_method", "whole": "graduates"}}, "text-for-number",
    ),
    "people against money": (
        {"operands": {"parts": "graduates_placed", "whole": "technical_service_income"}}, "unit-mismatch",
    ),
    "a total among its own parts": (
        {"kind": "sum", "operands": {"total": "graduates", "parts": ["graduates", "graduates_placed"]},
         "message": "{formula}", "message_en": "{formula}"}, "circular",
    ),
    "a division by zero": (
        {"kind": "ratio", "message": "{formula}", "message_en": "{formula}", "parameters": {"multiplier": 0},
         "operands": {"ratio": "students_per_teacher", "numerator": "full_time_students", "denominator": "staff"}},
        "wrong-parameter",
    ),
    "a regular expression that is none": (
        {"kind": "cell_type", "operands": {"value": "satisfaction_parents_method"}, "message": "{value}",
         "message_en": "{value}", "parameters": {"wanted": "text", "pattern": "(网上"}}, "wrong-parameter",
    ),
    "a bound that is no number": (
        {"kind": "magnitude", "operands": {"value": "graduates"}, "parameters": {"high": "abs"},
         "message": "{value}", "message_en": "{value}"}, "wrong-parameter",
    ),
    "a setting that the kind has not": ({"parameters": {"tolerance": 2}}, "wrong-parameter"),
    "a message with a gap": ({"message": "{parts}大于{totals}"}, "wrong-message"),
    "a message with half a brace": ({"message": "{parts大于"}, "wrong-message"),
    "bounds that nothing fits": (
        {"kind": "magnitude", "operands": {"value": "graduates"}, "parameters": {"low": 5, "high": 1},
         "message": "{value}", "message_en": "{value}"}, "wrong-parameter",
    ),
}  # fmt: skip


def with_check(spec: CheckSpec) -> Catalogue:
    return replace(load_catalogue(), checks={spec.code: spec})


@pytest.fixture
def record() -> Record:
    given = {"graduates": "118", "graduates_placed": "120", "staff": "0", "satisfaction_parents_method": "网上"}
    organisation = Organisation("1", "学校", "school")
    facts = {
        name: Fact(name, "1", Period.data_year(2023), read_cell(text, load_catalogue().unit_of(name, EDITION)))
        for name, text in given.items()
    }
    return Record(organisation, EDITION, facts)


@pytest.mark.parametrize("name", BROKEN)
def test_a_rule_that_can_never_work_is_broken_and_never_a_violation(name: str, record: Record) -> None:
    changes, code = BROKEN[name]
    [finding] = check_record(record, with_check(replace(SOUND, **changes)))

    assert finding.verdict is Verdict.BROKEN
    assert finding.reason is not None
    assert finding.reason.code == code
    assert finding.message.startswith("规则 AR900 本身有误")
    assert not finding.blocks


def test_the_same_rule_written_rightly_fails_on_these_figures(record: Record) -> None:
    [finding] = check_record(record, with_check(SOUND))

    assert finding.verdict is Verdict.FAIL


def test_a_text_typed_into_a_number_cell_is_the_figures_fault_and_no_broken_rule() -> None:
    cell = read_cell("网上调查")
    organisation, period = Organisation("1", "学校", "school"), Period.data_year(2023)
    facts = {
        "graduates": Fact("graduates", "1", period, cell),
        "graduates_placed": Fact("graduates_placed", "1", period, read_cell("3")),
    }
    findings = check_record(Record(organisation, EDITION, facts), load_catalogue(), codes=["AR003", "AR009"])
    verdicts = {(finding.check, str(finding.verdict)) for finding in findings}

    assert ("AR009", "fail") in verdicts
    assert ("AR003", "unknown") in verdicts
    assert not any(verdict == "broken" for _, verdict in verdicts)


def test_a_unit_typed_into_a_cell_leaves_the_check_open() -> None:
    organisation, period = Organisation("1", "学校", "school"), Period.data_year(2023)
    facts = {
        "graduates": Fact("graduates", "1", period, read_cell("120元")),
        "graduates_placed": Fact("graduates_placed", "1", period, read_cell("118人")),
    }
    [finding] = [
        finding
        for finding in check_record(Record(organisation, EDITION, facts), load_catalogue(), codes=["AR003"])
        if len(finding.spots) == 2 and {spot.key for spot in finding.spots} == {"graduates", "graduates_placed"}
    ]

    assert finding.verdict is Verdict.UNKNOWN
    assert "元" in finding.message


def test_a_plan_is_made_once_and_kept() -> None:
    assert plan_of(load_catalogue(), EDITION) is plan_of(load_catalogue(), EDITION)


def test_an_edition_may_suspend_a_check_or_change_its_severity() -> None:
    catalogue = load_catalogue()
    edition = replace(catalogue.editions[EDITION], suspended={"AR004": "口径待定"}, severities={"AR005": "warning"})
    plan = make_plan(replace(catalogue, editions={**catalogue.editions, EDITION: edition}), EDITION)
    severities = {check.spec.code: check.severity for check in plan.checks}

    assert plan.suspended["AR004"] == "口径待定"
    assert "AR004" not in severities
    assert severities["AR005"] == "warning"


def test_a_check_is_in_force_only_where_its_figures_are_asked_for() -> None:
    codes = {edition: {check.spec.code for check in plan_of(load_catalogue(), edition).checks}
             for edition in ("dy2019/beijing-district", EDITION)}  # fmt: skip

    assert "AR103" in codes["dy2019/beijing-district"] - codes[EDITION]
    assert "AR004" in codes[EDITION] - codes["dy2019/beijing-district"]


def test_a_changed_figure_touches_only_the_checks_that_name_it() -> None:
    plan = plan_of(load_catalogue(), EDITION)

    assert {"AR003", "AR005", "XT003"} <= plan.codes_touched_by({"graduates_placed"})
    assert "AR015" not in plan.codes_touched_by({"graduates_placed"})


def test_a_label_that_stands_in_several_places_says_what_it_belongs_to() -> None:
    check = next(one for one in plan_of(load_catalogue(), EDITION).checks if one.spec.code == "AR015")
    labels = [term.label for terms in check.bindings[0].roles.values() for term in terms]

    assert labels[1] == "专业教学资源库数·国家级数量"
