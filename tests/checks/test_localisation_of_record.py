"""Whole records: the wrong figure among those that the declared checks hold together."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
import yaml

from nianbao.checks.localisation_of_record import localise_record, with_repairs
from nianbao.checks.outcome import Verdict
from nianbao.checks.run import check_record
from nianbao.facts.cell import read_cell
from nianbao.facts.period import Period
from nianbao.facts.record import Fact, Organisation, Record
from nianbao.framework.loader import load_catalogue
from nianbao.sample.district import make_many

FANGSHAN = Path(__file__).parent.parent / "fixtures" / "fangshan_employment_2019.yaml"
EDITION = "dy2023/school"
FIGURES = {"graduates": "200", "graduates_placed": "190", "graduates_further_study": "120",
           "graduates_first_employed": "70", "graduates_placed_share": "95.0"}  # fmt: skip


@cache
def fangshan() -> Record:
    data = yaml.safe_load(FANGSHAN.read_text(encoding="utf-8"))
    organisation, period = Organisation(**data["organisation"]), Period.data_year(2019)
    facts = {
        name: Fact(name, organisation.code, period, read_cell(text, load_catalogue().unit_of(name, data["edition"])))
        for name, text in data["given"].items()
    }
    columns = ("major", "graduates", "employed", "further_study")
    lists = {name: tuple(dict(zip(columns, row, strict=True)) for row in rows) for name, rows in data["lists"].items()}
    return Record(organisation, data["edition"], facts, lists)


def test_the_published_table_should_read_15_for_25_and_nothing_else() -> None:
    found = localise_record(fangshan(), load_catalogue())

    (knot,) = (knot for knot in found.knots if knot.repairs)
    (repair,) = knot.repairs
    (change,) = repair.changes
    assert (change.label, change.printed, change.suggested) == ("会计 考取相关高校人数", "25", "15")
    assert repair.sentence == "「会计 考取相关高校人数」25 改为 15（一位数字写错）"
    assert not knot.is_undecided


def test_both_findings_of_the_published_table_carry_the_same_repair() -> None:
    catalogue = load_catalogue()
    findings = with_repairs(fangshan(), check_record(fangshan(), catalogue), catalogue)
    repaired = {f.check: [repair.sentence_en for repair in f.repairs] for f in findings if f.repairs}

    assert repaired == {code: ["“会计 考取相关高校人数”: 25 → 15"] for code in ("AR103", "AR104")}


def test_a_record_without_failures_has_no_knots() -> None:
    (record,) = make_many(1, catalogue=load_catalogue())

    assert localise_record(record, load_catalogue()).knots == ()


@pytest.mark.parametrize("unit_typed", ["", "人"])
def test_findings_that_do_not_fail_are_left_alone(unit_typed: str) -> None:
    catalogue = load_catalogue()
    facts = {
        name: Fact(
            name, "1", Period.data_year(2023), read_cell(f"{text}{unit_typed}", catalogue.unit_of(name, EDITION))
        )
        for name, text in FIGURES.items()
        if not name.endswith("share")
    }
    record = Record(Organisation("1", "示例学校", "school"), EDITION, facts)
    findings = check_record(record, catalogue)

    with_suggestions = with_repairs(record, findings, catalogue)

    assert [replace(f, repairs=(), undecided=None) for f in with_suggestions] == list(findings)
    assert not any(f.repairs for f in with_suggestions if f.verdict is not Verdict.FAIL)
