"""A report against the form that its notice asks for."""

from __future__ import annotations

import pytest

from nianbao.documents.reading import read_document
from nianbao.extraction.manuscript import Manuscript
from nianbao.facts.problem import Problem
from nianbao.framework.loader import load_catalogue
from nianbao.proofreading.finding import ProofReport
from nianbao.proofreading.listing import as_listing, as_overview
from nianbao.proofreading.official import official_findings, read_officially
from nianbao.proofreading.page import as_page
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


MATRIX = """2019年北京市西山区中等职业教育质量年度报告

北京市西山区有中等职业学校 2 所，均由北京市西山区教育委员会主管。

表1.3 教师队伍

项目名称\t\t数量\t\t比率\t
\t\t2018年\t2019年\t2018年\t2019年
专任教师数量\t\t190\t200\t79.17%\t80.00%
生师比\t\t13.14:1\t9.94:1\t\t
学历结构\t研究生\t10\t20\t5.26%\t10.00%
\t本科\t180\t180\t94.74%\t90.00%
职称结构\t特级教师\t2\t2\t1.05%\t1.00%
\t高级教师\t57\t58\t30.00%\t29.00%
\t一级教师\t60\t{first}\t31.58%\t{share}%
\t二级教师\t61\t50\t32.11%\t25.00%
\t实习指导教师（未定称）\t10\t20\t5.26%\t10.00%
任课情况\t公共基础课\t90\t95\t47.37%\t47.50%
\t专业课\t100\t105\t52.63%\t52.50%
\t双师型教师\t80\t84\t42.11%\t42.00%
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


def test_a_table_of_rows_and_columns_becomes_facts_of_its_own_period() -> None:
    reading = read_officially(manuscript(MATRIX.format(first=70, share="35.00")), load_catalogue())
    assert reading is not None
    assert (reading.edition.id, [table.id for table, _ in reading.found]) == ("dy2019/beijing-district", ["teachers"])
    cells = {name: str(reading.record.cell(name)) for name in ("full_time_teachers", "teachers_bachelor")}
    assert cells == {"full_time_teachers": "200", "teachers_bachelor": "180"}
    assert str(reading.record.cell("teachers_postgraduate_share")) == "10.00%"
    place = reading.record.place("teachers_first_grade")
    assert place is not None
    assert (place.row, place.table_column, place.text) == (8, 3, "70")


def test_figures_of_a_matrix_go_through_the_declared_checks() -> None:
    assert not [f for f in check(MATRIX.format(first=70, share="35.00")).findings if f.group == "contradiction"]
    written, catalogue = manuscript(MATRIX.format(first=76, share="38.00")), load_catalogue()
    reading = read_officially(written, catalogue)
    assert reading is not None
    formula = "2 + 58 + 76 + 50 + 20 = 206 ≠ 200"
    assert [f.formula for f in official_findings(reading, written, catalogue) if f.check == "AR107"] == [formula]
    # What a relation of the report says already is not said again.
    assert [f.formula for f in check(MATRIX.format(first=76, share="38.00")).findings if f.formula] == [formula]


def test_heads_that_stand_over_two_columns_name_neither() -> None:
    text = MATRIX.format(first=70, share="35.00").replace("2018年\t2019年\t2018年", "2019年\t2019年\t2019年")
    reading = read_officially(manuscript(text), load_catalogue())
    assert reading is not None
    assert not reading.record.facts


def test_declared_checks_see_what_contradicts_itself() -> None:
    report = check(SCORECARD.format(placed=23))
    assert [f.group for f in report.findings if f.severity == "error"] == ["contradiction"]
    assert any("23" in f.formula for f in report.findings if f.severity == "error")


def test_what_is_missing_is_compliance_and_no_contradiction() -> None:
    report = check(SCORECARD.format(placed=19), "dy2023/district")
    missing = [finding for finding in report.findings if finding.check == "official-table"]
    assert len(missing) == 5
    assert {finding.group for finding in missing} == {"compliance"}


def test_what_is_missing_is_told_and_counted_apart_from_contradictions() -> None:
    report = check(SCORECARD.format(placed=19), "dy2023/district")
    listed = as_listing(report, everything=True)
    assert [f.group for f in report.findings] == sorted((f.group for f in report.findings), reverse=True)
    contradictions, _, missing = listed.partition("通知要求而没有的")
    assert missing.startswith(f"（{len(report.missing)}）")
    assert all(finding.message[:12] not in contradictions for finding in report.missing)
    assert f"缺漏 {len(report.missing):>3}" in as_overview([report])
    assert "Asked for and missing" in as_listing(report, english=True)
    page = as_page([(read_document(SCORECARD.format(placed=19).encode(), name="a.txt"), report)])
    assert f"缺漏 {len(report.missing)}" in page


def test_a_report_without_a_period_has_no_edition() -> None:
    assert read_officially(manuscript("学校工作总结\n\n2023年学校发展良好。"), load_catalogue()) is None


def test_an_unknown_edition_is_told() -> None:
    with pytest.raises(Problem, match="nianbao edition list"):
        check(SCORECARD.format(placed=19), "dy1999/district")


def test_without_a_catalogue_nothing_official_is_said() -> None:
    report = proofread(read_document(SCORECARD.format(placed=19).encode(), name="a.txt"))
    assert report.edition is None
    assert not [finding for finding in report.findings if finding.group == "compliance"]


SURVEYED = """东山区中等职业教育质量年度报告（2023年度）

表2 满意度调查表

序号\t指标\t单位\t2022年\t2023年\t2023年调查人次\t调查方式
1\t在校生满意度\t%\t93.10\t94.69\t452\t问卷
\t其中：课堂育人满意度\t%\t93.40\t95.13\t452\t问卷
\t课外育人满意度\t%\t92.20\t93.58\t452\t问卷
\t思想政治课教学满意度\t%\t94.00\t95.80\t452\t问卷
\t公共基础课（不含思想政治课）教学满意度\t%\t91.90\t93.36\t452\t问卷
\t专业课教学满意度\t%\t94.10\t95.58\t452\t问卷
2\t毕业生满意度\t%\t92.70\t93.88\t343\t问卷
\t其中：应届毕业生满意度\t%\t93.80\t95.31\t128\t问卷
\t毕业三年内毕业生满意度\t%\t92.00\t{last}\t215\t问卷
3\t教职工满意度\t%\t95.60\t96.38\t138\t问卷
4\t用人单位满意度\t%\t96.30\t97.06\t34\t问卷
5\t家长满意度\t%\t94.20\t95.07\t406\t问卷
"""


def test_who_was_asked_is_counted_and_the_last_year_is_the_one_that_is_checked() -> None:
    def alarms(last: str) -> list[str]:
        read = read_document(SURVEYED.format(last=last).encode(), name="a.txt")
        found = proofread(read, catalogue=load_catalogue()).findings
        return [f.message for f in found if f.group == "contradiction" and not f.is_folded]

    assert alarms("93.02") == []
    assert any("930.2" in message for message in alarms("930.2"))
