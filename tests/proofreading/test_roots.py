"""One wrong number is one trouble, told at its root, with the likeliest repair first."""

from decimal import Decimal

import pytest

from nianbao.checks.outcome import Verdict
from nianbao.documents.reading import read_document
from nianbao.extraction.claims import Remark
from nianbao.extraction.families import find_all
from nianbao.extraction.manuscript import Manuscript
from nianbao.proofreading.finding import ReportFinding
from nianbao.proofreading.judging import Judged, judge_claim
from nianbao.proofreading.proofread import proofread
from nianbao.proofreading.roots import MOST_WORK, roots_of

STAFF = """教师队伍

专任教师结构表

项目	类别	人数	比率
		2019年	2019年
专任教师	合计	191	100%
任课	公共基础课	{basic}	50.26%
	专业课	{major}	49.74%
学历	研究生	{graduate}	3.67%
	本科	184	96.33%
"""


def troubles(text: str) -> list[ReportFinding]:
    report = proofread(read_document(text.encode(), name="report.txt"))
    return [f for f in report.findings if not f.is_folded and f.group == "contradiction"]


def staff(basic: str = "96", major: str = "95", graduate: str = "7") -> str:
    return STAFF.format(basic=basic, major=major, graduate=graduate)


def test_the_sound_table_has_no_trouble() -> None:
    assert troubles(staff()) == []


def test_a_part_larger_than_its_whole_is_the_wrong_one() -> None:
    (finding,) = troubles(staff(major="995"))

    assert finding.first_place.text == "995"
    assert [repair.suggested for repair in finding.repairs] == ["95"]


def test_a_balanced_share_still_leads_back_to_its_part() -> None:
    (finding,) = troubles(staff(graduate="70"))

    assert finding.first_place.text == "70"
    assert [repair.suggested for repair in finding.repairs] == ["7"]


def test_a_word_of_direction_says_which_way_the_number_is_to_be_mended() -> None:
    (finding,) = troubles(
        "设施设备\n\n年度\t生均工位数（个）\t生均图书（册）\n2018年\t1.81\t16.8\n2019年\t1.79\t24.16\n变化情况\t↑0.61\t↑7.36\n"
    )

    assert finding.first_place.text == "1.81"
    assert [repair.suggested for repair in finding.repairs] == ["1.18"]


def test_of_equal_repairs_the_number_out_of_line_with_its_column_comes_first() -> None:
    (finding,) = troubles(
        "招生比例\n\n类别\t普通高中\t职业高中\t普职招生比例\n2018招生人数\t2426\t9360\t2.59:1\n2019招生人数\t2474\t1085\t2.28:1\n变化情况\t\t\t降低0.31\n"
    )

    assert finding.first_place.text == "9360"


def test_two_wrong_numbers_of_one_total_are_two_findings() -> None:
    rows = [("护理", 68, 11, 57), ("电商", 13, 12, 1), ("会计", 27, 12, 25), ("旅游", 11, 4, 7), ("建筑", 13, 3, 10)]
    rows += [("汽车", 18, 14, 4), ("航空", 12, 2, 10), ("烹饪", 21, 14, 7), ("印制", 18, 18, 8)]
    table = "\n".join("\t".join(map(str, row)) for row in rows)
    found = troubles(f"就业情况\n\n专业\t毕业生人数\t就业人数\t升学人数\n{table}\n合计\t201\t90\t111\n")

    assert sorted(finding.first_place.text for finding in found) == ["25", "8"]
    assert sorted(finding.repairs[0].suggested for finding in found) == ["0", "15"]


CLAIM = "毕业生300人，升学240人，升学率85%。现有教师120人，其中男教师50人，女教师80人。"


def judged_claims(text: str) -> list[Judged]:
    manuscript = Manuscript.of(read_document(text.encode(), name="report.txt"))
    claims = [found for found in find_all(manuscript) if not isinstance(found, Remark)]
    return [judged for claim in claims if (judged := judge_claim(claim)) is not None]


def no_mates(_key: str) -> tuple[Decimal, ...]:
    return ()


def test_a_search_that_ends_early_still_tells_every_failure_once() -> None:
    judged = judged_claims(CLAIM * 8)
    failures = [
        j.relation.id
        for j in judged
        if not j.is_doubtful and j.relation.severity != "info" and j.outcome.verdict is Verdict.FAIL
    ]

    roots = roots_of(judged, no_mates, most_work=1)

    assert len(failures) > 10
    assert not roots.is_whole
    assert sorted(member.relation.id for root in roots.found for member in root.members) == sorted(failures)


def test_an_ordinary_report_is_searched_to_the_end_with_a_hundredth_of_the_work() -> None:
    judged = judged_claims(staff(basic="69", graduate="17") + "\n" + CLAIM)

    assert roots_of(judged, no_mates, most_work=MOST_WORK // 100).is_whole
    assert roots_of(judged, no_mates, most_work=MOST_WORK // 100) == roots_of(judged, no_mates)


@pytest.mark.slow
def test_a_report_of_three_hundred_like_contradictions_says_that_not_all_were_traced() -> None:
    report = proofread(read_document((CLAIM * 300).encode(), name="report.txt"))

    assert len([f for f in report.findings if not f.is_folded]) >= 300
    assert any("没有全部追到根源" in note.message and "not traced" in note.message_en for note in report.notes)


def test_a_table_of_many_rows_is_read_line_by_line() -> None:
    lines = ["表1 各专业在校生（单位：人）", "", "| 专业 | 一年级 | 二年级 | 三年级 | 合计 |", "|---|---|---|---|---|"]
    lines += [f"| 专业{n} | {n + 20} | {n + 30} | {n + 40} | {3 * n + 90 + (n == 150)} |" for n in range(300)]

    report = proofread(read_document("\n".join(lines).encode(), name="report.md"))

    assert [f.reported for f in report.findings if not f.is_folded] == ["541"]
