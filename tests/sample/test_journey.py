"""The job step by step: what is written is read back, what is wrong is found, what is right adds up."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from nianbao.checks.outcome import Verdict
from nianbao.facts.problem import Problem
from nianbao.framework.loader import load_catalogue
from nianbao.framework.model import Catalogue
from nianbao.sample.district import LATEST, Sample, make_sample
from nianbao.sample.journey import (
    Filing,
    aggregated,
    annex_view,
    chained,
    district_edition,
    finding_views,
    findings_view,
    inspected,
    inspected_district,
    inspection_json,
    packed,
    print_view,
    read_filings,
    write_workbooks,
)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue()


@pytest.fixture(scope="module")
def sample(catalogue: Catalogue) -> Sample:
    return make_sample(catalogue=catalogue)


@pytest.fixture(scope="module")
def filings(tmp_path_factory: pytest.TempPathFactory, catalogue: Catalogue, sample: Sample) -> tuple[Filing, ...]:
    folder = tmp_path_factory.mktemp("workbooks")
    records = [record for records in sample.records.values() for record in records]
    read = list(read_filings(list(write_workbooks(records, folder, catalogue)), catalogue))
    return tuple(inspected(filing, catalogue) for filing in chained(read, catalogue))


def spoiled_school(sample: Sample) -> str:
    return sample.faults[0].organisation


def faulty(filings: tuple[Filing, ...], sample: Sample) -> Filing:
    return next(
        filing
        for filing in filings
        if filing.record is not None
        and filing.record.organisation.code == spoiled_school(sample)
        and filing.record.edition == LATEST
    )


def test_what_was_written_is_what_is_read(filings: tuple[Filing, ...], sample: Sample) -> None:
    truths = [record for records in sample.records.values() for record in records]
    planted = {(fault.organisation, fault.edition) for fault in sample.faults}
    for filing, truth in zip(filings, truths, strict=True):
        assert filing.record is not None
        if (truth.organisation.code, truth.edition) in planted:
            continue
        assert filing.record.organisation == truth.organisation
        for indicator, fact in truth.facts.items():
            read = filing.record.cell(indicator)
            assert read.state is fact.cell.state, indicator
            assert read.text == fact.cell.text, indicator
            assert (read.number and read.number.digits) == (fact.cell.number and fact.cell.number.digits), indicator


def test_each_filing_knows_the_school_s_own_edition_before(filings: tuple[Filing, ...]) -> None:
    by_key = {(f.record.organisation.code, f.record.edition): f.record for f in filings if f.record is not None}
    for (code, edition), record in by_key.items():
        before = {"dy2023/school": None, "dy2024/school": "dy2023/school", "dy2025/school": "dy2024/school"}[edition]
        assert (record.previous.edition if record.previous else None) == before
        assert record.previous is None or record.previous.organisation.code == code


def test_only_the_spoiled_workbook_has_anything_open(filings: tuple[Filing, ...], sample: Sample) -> None:
    for filing in filings:
        if filing == faulty(filings, sample):
            continue
        assert not filing.open_findings, (filing.path.name, [finding.message for finding in filing.open_findings])
        assert not filing.remarks, filing.path.name


def test_every_planted_fault_is_found(filings: tuple[Filing, ...], sample: Sample) -> None:
    filing = faulty(filings, sample)
    told = {finding.check for finding in filing.findings if finding.verdict is Verdict.FAIL} | {
        message.code for message in filing.messages
    }
    for fault in sample.faults:
        missing = set(fault.found_by) - told
        assert not missing, f"{fault.id}: {missing} not among {sorted(told)}"


def test_every_spoiled_cell_is_pointed_at(filings: tuple[Filing, ...], sample: Sample) -> None:
    filing = faulty(filings, sample)
    named = {spot.key for finding in filing.open_findings for spot in finding.spots}
    named |= {message.indicator for message in filing.messages}
    for fault in sample.faults:
        assert any(cell.indicator in named for cell in fault.cells), fault.id


@pytest.mark.parametrize(
    "fault_id", ["digits-swapped", "parts-miss-total", "sample-exceeds-population", "part-exceeds-whole"]
)
def test_the_truth_is_what_is_suggested(fault_id: str, filings: tuple[Filing, ...], sample: Sample) -> None:
    (cell,) = next(fault for fault in sample.faults if fault.id == fault_id).cells
    suggested = {
        (change.key, change.printed, change.suggested)
        for finding in faulty(filings, sample).open_findings
        for repair in finding.repairs
        for change in repair.changes
    }
    assert (cell.indicator, cell.planted, cell.truth) in suggested


def test_no_suggestion_points_at_a_figure_that_is_right(filings: tuple[Filing, ...], sample: Sample) -> None:
    planted = {cell.indicator for fault in sample.faults for cell in fault.cells}
    suggested = {
        change.key
        for finding in faulty(filings, sample).open_findings
        for repair in finding.repairs
        for change in repair.changes
    }
    assert suggested <= planted


def test_nothing_is_said_twice_about_a_cell_that_could_not_be_read(filings: tuple[Filing, ...], sample: Sample) -> None:
    filing = faulty(filings, sample)
    assert "AR009" in {finding.check for finding in filing.findings}
    assert "AR009" not in {finding.check for finding in filing.open_findings}


def test_the_corrected_workbook_has_nothing_open(
    tmp_path: Path, catalogue: Catalogue, sample: Sample, filings: tuple[Filing, ...]
) -> None:
    truth = next(r for r in sample.true_records[LATEST] if r.organisation.code == spoiled_school(sample))
    (filing,) = read_filings(write_workbooks([truth], tmp_path, catalogue), catalogue)
    assert filing.record is not None
    before = faulty(filings, sample).record
    assert before is not None
    again = inspected(replace(filing, record=replace(filing.record, previous=before.previous)), catalogue)
    assert not again.open_findings
    assert not again.has_errors


def test_a_package_brings_the_same_findings_as_its_workbook(
    tmp_path: Path, catalogue: Catalogue, sample: Sample, filings: tuple[Filing, ...]
) -> None:
    filing = faulty(filings, sample)
    (path,) = packed([filing], tmp_path, catalogue)
    (opened,) = read_filings([path], catalogue)
    again = inspected(opened, catalogue)
    assert [f.id for f in again.findings] == [f.id for f in filing.findings]


def test_a_changed_package_is_refused(tmp_path: Path, catalogue: Catalogue, filings: tuple[Filing, ...]) -> None:
    (path,) = packed(filings[:1], tmp_path, catalogue)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(bytes(content))
    with pytest.raises(Problem):
        list(read_filings([path], catalogue))


def test_the_district_counts_only_what_its_schools_count(
    filings: tuple[Filing, ...], sample: Sample, catalogue: Catalogue
) -> None:
    edition = next(iter(sample.records))
    district = aggregated(filings, sample, edition, catalogue, None)
    students = district.record.cell("full_time_students").number
    assert students is not None
    schools = [record.cell("full_time_students").number for record in sample.records[edition]]
    assert students.value == sum(number.value for number in schools if number is not None)
    assert district.record.edition == district_edition(edition, catalogue)


def test_the_district_of_clean_schools_agrees_with_them(sample: Sample, catalogue: Catalogue) -> None:
    filings = [Filing(Path(f"{r.organisation.code}.xlsx"), r, ()) for r in sample.true_records[LATEST]]
    district = aggregated(filings, sample, LATEST, catalogue, None)
    own = inspected_district(district, filings, sample, catalogue)
    grave = [finding for finding in own.open_findings if finding.severity in ("error", "warning")]
    assert not grave, [finding.message for finding in grave]


def test_a_major_of_two_schools_counts_once_in_the_district(
    filings: tuple[Filing, ...], sample: Sample, catalogue: Catalogue
) -> None:
    district = aggregated(filings, sample, LATEST, catalogue, None).record
    schools = [number for r in sample.records[LATEST] if (number := r.cell("majors").number) is not None]
    counted = district.cell("majors").number
    assert counted is not None
    assert counted.value == sum(number.value for number in schools) - 1
    assert len(district.lists["major_list"]) == counted.value


def test_the_annex_and_the_list_of_findings_are_printed_in_every_format(
    tmp_path: Path, filings: tuple[Filing, ...], sample: Sample, catalogue: Catalogue
) -> None:
    latest = [filing for filing in filings if filing.record is not None and filing.record.edition == LATEST]
    district = aggregated(latest, sample, LATEST, catalogue, None)
    views = {
        "annex": annex_view(district, catalogue, ()),
        "findings": findings_view(latest, "核验结果", catalogue),
    }
    refused: list[str] = []
    for name, view in views.items():
        paths = list(print_view(view, tmp_path / name, ["html", "xlsx", "docx"], lambda form, _: refused.append(form)))
        assert [path.suffix for path in paths] == [".html", ".xlsx", ".docx"]
        assert all(path.stat().st_size > 1000 for path in paths)
    assert not refused
    assert sample.district.name in (tmp_path / "annex.html").read_text(encoding="utf-8")


def test_a_format_that_cannot_be_made_is_left_out_and_told(
    tmp_path: Path, filings: tuple[Filing, ...], catalogue: Catalogue
) -> None:
    told: list[tuple[str, str]] = []
    view = findings_view(filings, "核验结果", catalogue)
    formats = ["no-such-format", "html"]
    paths = list(print_view(view, tmp_path / "x", formats, lambda form, problem: told.append((form, problem.code))))
    assert [path.name for path in paths] == ["x.html"]
    assert told == [("no-such-format", "rendering-unknown-format")]


def test_a_list_of_findings_names_the_school_and_the_cell(filings: tuple[Filing, ...], sample: Sample) -> None:
    filing = faulty(filings, sample)
    assert filing.record is not None
    views = list(finding_views(filing.record.organisation, filing))
    assert {view.organisation for view in views} == {filing.record.organisation.name}
    assert any(view.place.startswith("表") and "!" in view.place for view in views)


def test_the_json_keeps_codes_places_and_counts(filings: tuple[Filing, ...], sample: Sample) -> None:
    filing = faulty(filings, sample)
    data = json.loads(inspection_json([filing]))
    (one,) = data["filings"]
    assert one["organisation"]["code"] == spoiled_school(sample)
    assert one["edition"] == LATEST
    assert {message["code"] for message in one["messages"]} == {message.code for message in filing.messages}
    assert all(message["message"] and message["message_en"] for message in one["messages"])
