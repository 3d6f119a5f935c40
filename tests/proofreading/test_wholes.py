"""A share has one whole: what else was tried for it is not held against it."""

import pytest

from nianbao.documents.reading import read_document
from nianbao.proofreading.finding import ReportFinding
from nianbao.proofreading.proofread import proofread


def _told(text: str) -> list[ReportFinding]:
    report = proofread(read_document(f"一、基本情况\n\n{text}\n".encode(), name="report.txt"))
    return [finding for finding in report.findings if "share" in (finding.kind, finding.check.rpartition("-")[2])]


@pytest.mark.parametrize(
    "text",
    [
        # The three parts leave some out; the printed whole makes every share.
        "全区有实训工位850.0百个，其中：公办校668.5百个（占78.6%），民办校148.8百个（占17.5%），联办校30.2百个（占3.6%）。",
        # Kinds with a share each of a total that is printed nowhere.
        "全年培训按对象分，面向企业职工培训7210人次，占学校培训总量的72.1%；面向退役军人培训2690人次，占培训总量的26.9%。",
    ],
)
def test_a_sum_of_some_parts_is_no_whole(text: str) -> None:
    assert not [finding for finding in _told(text) if finding.severity != "info"]


def test_a_whole_that_is_right_for_none_of_its_shares_is_a_doubt() -> None:
    told = _told("全县教职工8933人。乡镇学校中，教师1956人，占21.8%；党员2330人，占33.4%；骨干591人，占44.3%。")
    assert all(finding.severity == "info" for finding in told)


def test_one_share_among_others_that_hold_is_an_alarm() -> None:
    told = _told("全县教职工8930人，其中教师6251人，占70.0%；党员2679人，占30.0%；骨干893人，占10.4%。")
    assert [finding.reported for finding in told if finding.severity != "info"] == ["10.4%"]


def test_a_rate_that_the_figures_beside_it_make_is_not_held_against_closer_ones() -> None:
    table = "\n\n招生情况\n\n年份\t招生（人）\n2020年\t11903\n2021年\t12806\n"
    text = "某市质量年度报告（2021年度）\n\n一、规模\n\n2021年全市招生1.28万人，比上年增加0.09万人，增长{}%。" + table
    for rate, is_told in (("7.56", False), ("17.56", True)):
        found = proofread(read_document(text.format(rate).encode(), name="r.txt")).findings
        told = [f for f in found if f.group == "contradiction" and f.reported.startswith(rate)]
        assert bool(told) is is_told, told
