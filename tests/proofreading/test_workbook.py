"""The findings as an Excel list."""

from __future__ import annotations

import io

import openpyxl

from nianbao.documents.reading import read_document
from nianbao.proofreading.acceptance import Accepted, with_accepted
from nianbao.proofreading.proofread import proofread
from nianbao.proofreading.workbook import COLUMNS, as_workbook

TEXT = "毕业生300人，升学240人，升学率85%。\n\n现有教师120人，其中男教师50人，女教师80人。\n"


def rows(data: bytes, sheet: str) -> list[tuple[object, ...]]:
    return list(openpyxl.load_workbook(io.BytesIO(data))[sheet].iter_rows(values_only=True))


def test_each_finding_is_a_row_with_all_that_is_known_of_it() -> None:
    report = proofread(read_document(TEXT.encode(), name="报告.txt"))
    head, *found = rows(as_workbook([report]), "核对结果")

    assert head == tuple(name for name, _ in COLUMNS)
    assert [row[1] for row in found] == ["报告.txt"] * len(report.findings)
    assert [row[-1] for row in found] == [finding.id for finding in report.findings]
    assert any("80.0%" in str(row[8]) or "80%" in str(row[8]) for row in found)


def test_accepted_findings_stand_last_with_their_reason() -> None:
    report = proofread(read_document(TEXT.encode(), name="报告.txt"))
    accepted = with_accepted(report, [Accepted(report.findings[0].id, "口径不同")])
    _, *found = rows(as_workbook([accepted]), "核对结果")

    assert (found[-1][-1], found[-1][-2]) == (report.findings[0].id, "口径不同")


def test_all_places_and_repairs_have_sheets_of_their_own() -> None:
    report = proofread(read_document(TEXT.encode(), name="报告.txt"))
    accepted = with_accepted(report, [Accepted(report.findings[0].id, "口径不同")])
    data = as_workbook([accepted])
    _, *places = rows(data, "各处")
    _, *repairs = rows(data, "改法")
    told = [*accepted.findings, *(finding for finding, _ in accepted.accepted)]

    assert [row[0] for row in places] == [finding.id for finding in told for _ in finding.places]
    suspect = next(row for row in places if row[1] == "可疑")
    assert (suspect[3], suspect[-1]) == (told[0].first_place.line, told[0].first_place.text)
    assert [(row[3], row[4], row[5]) for row in repairs] == [
        (repair.printed, repair.suggested, repair.satisfies) for finding in told for repair in finding.repairs
    ]


def test_the_family_and_the_english_words_stand_in_the_row() -> None:
    report = proofread(read_document(TEXT.encode(), name="报告.txt"))
    head, first, *_ = rows(as_workbook([report]), "核对结果")
    row = dict(zip(head, first, strict=True))

    assert (row["规则"], row["错类"]) == (report.findings[0].check, "占比")
    assert row["英文说明"] == report.findings[0].message_en


def test_words_that_begin_like_a_formula_stay_words() -> None:
    report = proofread(read_document(TEXT.encode(), name="=cmd.txt"))
    _, first, *_ = rows(as_workbook([report]), "核对结果")

    assert first[1] == "=cmd.txt"


def test_coverage_has_a_sheet_of_its_own() -> None:
    report = proofread(read_document(TEXT.encode(), name="报告.txt"))
    _, covered = rows(as_workbook([report]), "覆盖")

    assert covered[0] == "报告.txt"
    assert covered[2] == report.numbers
