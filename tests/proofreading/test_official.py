"""A report against the form that its notice asks for."""

from __future__ import annotations

import pytest

from nianbao.documents.reading import read_document
from nianbao.extraction.manuscript import Manuscript
from nianbao.facts.problem import Problem
from nianbao.framework.loader import load_catalogue
from nianbao.proofreading.finding import ProofReport
from nianbao.proofreading.official import read_officially
from nianbao.proofreading.proofread import proofread

SCORECARD = """东山区中等职业教育质量年度报告（2023年度）

表1 人才培养质量计分卡

序号\t指标\t单位\t2023年
1\t毕业生人数*\t人\t20
2\t毕业去向落实人数\t人\t{placed}
\t其中：毕业生升学人数\t人\t12
\t升入本科人数\t人\t2
3\t毕业生本省去向落实率\t%\t95
4\t月收入\t元\t3900
5\t毕业生面向三次产业就业人数\t人\t7
\t其中：面向第一产业\t人\t1
\t面向第二产业\t人\t2
\t面向第三产业\t人\t4
6\t自主创业率\t%\t0
7\t毕业三年晋升比例\t%\t40
"""


def manuscript(text: str) -> Manuscript:
    return Manuscript.of(read_document(text.encode(), name="a.txt"))


def check(text: str, edition: str | None = None) -> ProofReport:
    return proofread(read_document(text.encode(), name="a.txt"), catalogue=load_catalogue(), edition=edition)


def test_the_edition_is_told_by_title_and_tables() -> None:
    reading = read_officially(manuscript(SCORECARD.format(placed=19)), load_catalogue())
    assert reading is not None
    assert reading.edition.id == "dy2023/district"
    assert [table.id for table, _ in reading.found] == ["scorecard"]


def test_official_tables_become_facts_with_their_places() -> None:
    reading = read_officially(manuscript(SCORECARD.format(placed=19)), load_catalogue())
    assert reading is not None
    assert str(reading.record.cell("graduates")) == "20"
    place = reading.record.place("graduates_to_bachelor")
    assert place is not None
    assert place.text == "2"


def test_declared_checks_see_what_contradicts_itself() -> None:
    report = check(SCORECARD.format(placed=23))
    assert [f.group for f in report.findings if f.severity == "error"] == ["contradiction"]
    assert any("23" in f.formula for f in report.findings if f.severity == "error")


def test_what_is_missing_is_compliance_and_no_contradiction() -> None:
    report = check(SCORECARD.format(placed=19), "dy2023/district")
    missing = [finding for finding in report.findings if finding.check == "official-table"]
    assert len(missing) == 5
    assert {finding.group for finding in missing} == {"compliance"}


def test_a_report_without_a_period_has_no_edition() -> None:
    assert read_officially(manuscript("学校工作总结\n\n2023年学校发展良好。"), load_catalogue()) is None


def test_an_unknown_edition_is_told() -> None:
    with pytest.raises(Problem, match="nianbao edition list"):
        check(SCORECARD.format(placed=19), "dy1999/district")


def test_without_a_catalogue_nothing_official_is_said() -> None:
    report = proofread(read_document(SCORECARD.format(placed=19).encode(), name="a.txt"))
    assert report.edition is None
    assert not [finding for finding in report.findings if finding.group == "compliance"]
