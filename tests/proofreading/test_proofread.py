"""A report, read and checked against itself: roots, not symptoms, and nothing where nothing is wrong."""

from __future__ import annotations

import gc
import random
import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from consistent_report import write_report
from report_formats import as_html, as_markdown

from nianbao.documents.assembly import assemble
from nianbao.documents.passage import Passage
from nianbao.documents.reading import read_document
from nianbao.documents.running_text import text_at
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.tables.table_facts import Sheet
from nianbao.facts.place import Place
from nianbao.proofreading.finding import ProofReport, ReportFinding
from nianbao.proofreading.proofread import proofread

# Reports made up by hand in the manner of many districts and schools.
CLEAN = Path(__file__).parent / "reports" / "clean"
EMPLOYMENT = (
    "2021年毕业生就业情况\n\n序号\t专业名称\t毕业生人数\t就业人数\t升学人数\n1\t学前教育\t68\t11\t57\n2\t电子商务\t13\t12\t1\n3\t会计事务\t27\t12\t25\n"
    "4\t旅游服务\t11\t4\t7\n5\t计算机应用\t13\t3\t10\n6\t建筑施工\t11\t7\t4\n合计\t\t143\t49\t94\n"
)


def check(text: str, previous: str | None = None) -> ProofReport:
    before = read_document(previous.encode(), name="before.txt") if previous is not None else None
    return proofread(read_document(text.encode(), name="report.txt"), previous=before)


def serious(report: ProofReport) -> list[ReportFinding]:
    return [finding for finding in report.findings if not finding.is_folded]


@pytest.mark.parametrize("seed", range(12))
def test_a_consistent_report_gives_no_error_and_no_warning(seed: int) -> None:
    assert [finding.message for finding in serious(check(write_report(seed)))] == []


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(100, 110))
def test_a_long_consistent_report_gives_no_error_and_no_warning(seed: int) -> None:
    assert [finding.message for finding in serious(check(write_report(seed, length=40)))] == []


def test_row_and_column_have_one_root() -> None:
    (finding,) = [f for f in serious(check(EMPLOYMENT)) if f.kind == "sum"]
    assert finding.first_place.text == "25"
    assert [(repair.printed, repair.suggested) for repair in finding.repairs] == [("25", "15")]
    assert len(finding.consequences) == 1


def test_a_changed_number_is_found_where_it_stands() -> None:
    chance = random.Random(1)
    text = write_report(3)
    rows = [
        line
        for line in text.split("\n")
        if re.fullmatch(r"(?:\d+\t)?[\u4e00-\u9fff]+\t\d+\t\d+\t\d+(?:\t[\d.]+%)?", line)
    ]
    row = chance.choice([line for line in rows if "合计" not in line])
    cells = row.split("\t")
    column = next(i for i, cell in enumerate(cells) if i and cell.isdigit() and i > 1)
    wrong = [*cells[:column], str(int(cells[column]) + 40), *cells[column + 1 :]]
    found = serious(check(text.replace(row, "\t".join(wrong))))
    assert found
    assert any(repair.suggested == cells[column] for finding in found for repair in finding.repairs)


def test_every_alternative_that_agrees_keeps_a_claim_silent() -> None:
    # The total may add all rows or the sub-totals.
    text = (
        "学校\t专业\t人数\n甲校\t会计\t10\n\t电商\t20\n\t小计\t30\n乙校\t汽修\t40\n\t护理\t5\n\t小计\t45\n合计\t\t75\n"
    )
    assert serious(check(text)) == []


def test_rounding_that_differs_from_the_rest_is_only_a_hint() -> None:
    table = (
        "职称\t人数\t占比\n正高级\t7\t3.66%\n高级\t60\t31.41%\n中级\t74\t38.74%\n初级\t50\t26.17%\n合计\t191\t100%\n"
    )
    report = check(table)
    assert serious(report) == []
    assert [finding.reported for finding in report.findings if finding.kind == "rounding"] == ["26.17%"]


def test_the_wrong_word_is_the_suspect_and_not_the_numbers() -> None:
    text = "年度\t生师比\n2021年\t13.5:1\n2022年\t12.1:1\n变化情况\t升高1.4\n"
    (finding,) = serious(check(text))
    assert finding.kind == "direction"
    assert finding.first_place.text == "升高1.4"


def test_a_rate_over_the_whole_is_told_once_and_is_itself_suspected() -> None:
    findings = check("全校毕业生就业率95.2%。\n\n二、就业\n\n毕业生就业率952%，稳步提高。\n").findings

    assert [[m.place.text for m in f.places if m.role == "suspect"] for f in findings] == [["952%"]]


def test_coverage_counts_numbers_in_at_least_one_relation() -> None:
    report = check("毕业生300人，升学240人，升学率80%。\n\n食堂供应早餐25种。")
    assert (report.numbers, report.in_relations) == (4, 3)


def test_a_verified_relation_has_the_places_of_its_numbers() -> None:
    report = check(EMPLOYMENT)
    texts = {place.text for relation in report.verified for place in relation.places}
    assert {"68", "11", "57"} <= texts


def test_nothing_of_a_report_stays_behind_when_it_was_checked() -> None:
    def sheets() -> int:
        gc.collect()
        return sum(isinstance(thing, Manuscript | Sheet) for thing in gc.get_objects())

    before = sheets()
    check((CLEAN / "d03-district-2023-seven-part.txt").read_text(encoding="utf-8"))

    assert sheets() <= before


def test_findings_are_the_same_in_every_run() -> None:
    text = write_report(5).replace("合计", "总计")
    assert check(text).as_json() == check(text).as_json()


def test_the_worst_comes_first() -> None:
    text = EMPLOYMENT + "\n“十三四”期间，学校坚持坚持立德树人。\n\n×××学校参加了活动。\n"
    severities = [finding.severity for finding in check(text).findings]
    assert severities == sorted(severities, key=["error", "warning", "info"].index)
    assert set(severities) == {"error", "warning", "info"}


def test_numbers_are_never_changed_in_the_document() -> None:
    document = read_document(EMPLOYMENT.encode(), name="report.txt")
    before = [cell.text.text for block in document.blocks for cell in block.cells]
    proofread(document)
    assert [cell.text.text for block in document.blocks for cell in block.cells] == before


def test_a_text_without_numbers_has_nothing_to_verify() -> None:
    report = check("学校坚持立德树人，推进产教融合。")
    assert (report.numbers, report.in_relations, report.findings) == (0, 0, ())


def test_values_are_exact_decimals() -> None:
    (finding,) = serious(check("投入经费0.30万元，其中设备0.10万元，其他支出0.30万元。"))
    assert "0.4" in finding.formula
    assert Decimal("0.1") + Decimal("0.3") == Decimal("0.4")


@pytest.mark.parametrize("seed", [2, 7])
@pytest.mark.parametrize("render", [as_html, as_markdown])
def test_the_same_report_in_another_format_gives_the_same_findings(seed: int, render: Callable[[str], str]) -> None:
    text = write_report(seed).replace("合计\t", "合计\t9", 1) + "\n“十三四”期间，毕业生300人，升学240人，升学率85%。\n"
    other = proofread(read_document(render(text).encode(), name="report"))

    def told(report: ProofReport) -> list[tuple[str, str, str]]:
        return sorted((f.check, f.severity, f.first_place.text.strip()) for f in report.findings)

    assert told(other) == told(check(text))
    assert len(told(other)) >= 3


def test_a_text_without_paragraphs_is_told_and_not_pored_over() -> None:
    endless = "，".join(f"培训{number}人次" for number in range(100, 2600))
    report = check(endless)
    assert any("没有核对其中的说法" in note.message for note in report.notes)


@pytest.mark.parametrize("path", sorted(CLEAN.glob("*.txt")), ids=lambda path: path.stem)
def test_a_written_report_whose_figures_agree_gives_no_error_and_no_warning(path: Path) -> None:
    assert [finding.message for finding in serious(check(path.read_text(encoding="utf-8")))] == []


def test_what_rests_on_a_scanned_page_says_so_in_its_own_words() -> None:
    lines = ["共有教师120人，其中男教师50人，女教师80人。", "共有学生300人，其中男生200人，女生120人。"]
    pieces = [Passage(text_at(line, Place(page=page))) for page, line in enumerate(lines, 1)]
    document = replace(assemble(pieces, "a.pdf", "pdf"), recognised_pages=(2,))
    told = {
        f.first_place.page: (f.is_recognised, "扫描件" in f.message, "scan" in f.message_en)
        for f in proofread(document).findings
    }
    assert told == {1: (False, False, False), 2: (True, True, True)}


def test_a_number_as_long_as_a_line_is_no_figure() -> None:
    text = f"共有教师{'9' * 40}人，其中男教师50人，女教师80人。\n\n专业\t人数\n会计\t{'9' * 23}\n护理\t20\n合计\t30\n"
    assert proofread(read_document(text.encode(), name="a.txt")).findings == ()


def test_the_sentence_shown_is_that_of_the_suspect_and_not_the_first_with_the_same_figure() -> None:
    text = "2022年招生85%来自本区，生源稳定。2023年毕业生300人，升学240人，升学率85%。\n"
    finding = next(f for f in proofread(read_document(text.encode(), name="a.txt")).findings if f.kind == "share")
    assert finding.sentence.startswith("2023年毕业生300人")


def test_lists_side_by_side_are_one_table_to_the_reader() -> None:
    text = "收支情况\n\n收入\t金额\t支出\t金额\n拨款\t120\t人员\t90\n学费\t30\t日常\t60\n合计\t150\t合计\t150\n"
    assert proofread(read_document(text.encode(), name="r.txt")).tables == 1
