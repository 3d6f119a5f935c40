"""A published employment table in which one row and one column total disagree (figures only)."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from nianbao.checks.outcome import Verdict
from nianbao.checks.run import check_record
from nianbao.facts.cell import read_cell
from nianbao.facts.period import Period
from nianbao.facts.record import Fact, Organisation, Record
from nianbao.framework.loader import load_catalogue

FIXTURE = Path(__file__).parent.parent / "fixtures" / "fangshan_employment_2019.yaml"


@pytest.fixture
def record() -> Record:
    data = yaml.safe_load(FIXTURE.read_text(encoding="utf-8"))
    organisation, period = Organisation(**data["organisation"]), Period.data_year(2019)
    facts = {
        name: Fact(name, organisation.code, period, read_cell(text, load_catalogue().unit_of(name, data["edition"])))
        for name, text in data["given"].items()
    }
    columns = ("major", "graduates", "employed", "further_study")
    lists = {name: tuple(dict(zip(columns, row, strict=True)) for row in rows) for name, rows in data["lists"].items()}
    return Record(organisation, data["edition"], facts, lists)


def test_the_row_and_the_column_that_do_not_add_up_are_the_only_failures(record: Record) -> None:
    findings = check_record(record, load_catalogue(), codes=["AR103", "AR104", "AR105", "XT102", "XT103"])
    failures = {(finding.check, finding.formula) for finding in findings if finding.verdict is Verdict.FAIL}

    assert failures == {
        ("AR103", "12 + 25 = 37 ≠ 27"),
        ("AR104", "57 + 1 + 25 + 7 + 10 + 4 + 4 + 0 + 12 = 120 ≠ 110"),
    }


def test_a_blank_in_a_row_is_waited_for_and_not_taken_as_zero(record: Record) -> None:
    findings = check_record(record, load_catalogue(), codes=["AR103"])
    open_ones = [finding for finding in findings if finding.verdict is Verdict.UNKNOWN]

    assert [finding.message for finding in open_ones] == ["暂时无法核验：「航空服务 就业人数」为空。"]


def test_the_message_points_to_the_row_by_name(record: Record) -> None:
    findings = check_record(record, load_catalogue(), codes=["AR103"])

    assert findings[0].message.startswith("「会计 毕业生人数」为 27")
