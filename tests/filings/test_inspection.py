from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType

import pytest

from nianbao.checks.outcome import Verdict
from nianbao.facts.cell import read_cell
from nianbao.facts.record import Record
from nianbao.filings.filing import Filing
from nianbao.filings.inspection import beside_peers, inspected, inspected_district, inspection_json
from nianbao.filings.reading import read_filings
from nianbao.framework.model import Catalogue
from nianbao.sample.district import LATEST, Sample, make_many
from nianbao.sample.journey import aggregated, packed, write_workbooks


def test_only_the_spoiled_workbook_has_anything_open(filings: tuple[Filing, ...], faulty: Filing) -> None:
    for filing in filings:
        if filing == faulty:
            continue
        assert not filing.open_findings, (filing.path.name, [finding.message for finding in filing.open_findings])
        assert not filing.remarks, filing.path.name


def test_every_planted_fault_is_found(sample: Sample, faulty: Filing) -> None:
    filing = faulty
    told = {finding.check for finding in filing.findings if finding.verdict is Verdict.FAIL} | {
        message.code for message in filing.messages
    }
    for fault in sample.faults:
        missing = set(fault.found_by) - told
        assert not missing, f"{fault.id}: {missing} not among {sorted(told)}"


def test_every_spoiled_cell_is_pointed_at(sample: Sample, faulty: Filing) -> None:
    filing = faulty
    named = {spot.key for finding in filing.open_findings for spot in finding.spots}
    named |= {message.indicator for message in filing.messages}
    for fault in sample.faults:
        assert any(cell.indicator in named for cell in fault.cells), fault.id


@pytest.mark.parametrize("fault_id", ["digits-swapped", "parts-miss-total"])
def test_the_truth_is_what_is_suggested(fault_id: str, sample: Sample, faulty: Filing) -> None:
    (cell,) = next(fault for fault in sample.faults if fault.id == fault_id).cells
    suggested = {
        (change.key, change.printed, change.suggested)
        for finding in faulty.open_findings
        for repair in finding.repairs
        for change in repair.changes
    }
    assert (cell.indicator, cell.planted, cell.truth) in suggested


def test_no_suggestion_points_at_a_figure_that_is_right(sample: Sample, faulty: Filing) -> None:
    planted = {cell.indicator for fault in sample.faults for cell in fault.cells}
    suggested = {
        change.key for finding in faulty.open_findings for repair in finding.repairs for change in repair.changes
    }
    assert suggested <= planted


def test_the_corrected_workbook_has_nothing_open(
    tmp_path: Path, catalogue: Catalogue, sample: Sample, faulty: Filing
) -> None:
    truth = next(r for r in sample.true_records[LATEST] if r.organisation.code == sample.faults[0].organisation)
    (filing,) = read_filings(write_workbooks([truth], tmp_path, catalogue), catalogue)
    assert filing.record is not None
    before = faulty.record
    assert before is not None
    again = inspected(replace(filing, record=replace(filing.record, previous=before.previous)), catalogue)
    assert not again.open_findings
    assert not again.has_errors


def test_a_package_brings_the_same_findings_as_its_workbook(
    tmp_path: Path, catalogue: Catalogue, faulty: Filing
) -> None:
    filing = faulty
    (path,) = packed([filing], tmp_path, catalogue)
    (opened,) = read_filings([path], catalogue)
    again = inspected(opened, catalogue)
    assert [f.id for f in again.findings] == [f.id for f in filing.findings]


def test_the_district_of_clean_schools_agrees_with_them(sample: Sample, catalogue: Catalogue) -> None:
    filings = [Filing(Path(f"{r.organisation.code}.xlsx"), r) for r in sample.true_records[LATEST]]
    district = aggregated(filings, sample, LATEST, catalogue, None)
    own = inspected_district(district, filings, sample.schools, catalogue)
    grave = [finding for finding in own.open_findings if finding.severity in ("error", "warning")]
    assert not grave, [finding.message for finding in grave]


def test_the_json_keeps_codes_places_and_counts(filings: tuple[Filing, ...], sample: Sample, faulty: Filing) -> None:
    filing = faulty
    data = json.loads(inspection_json([filing]))
    (one,) = data["filings"]
    assert one["organisation"]["code"] == sample.faults[0].organisation
    assert one["edition"] == LATEST
    assert {message["code"] for message in one["messages"]} == {message.code for message in filing.messages}
    assert all(message["message"] and message["message_en"] for message in one["messages"])


def test_a_centre_without_students_leaves_the_district_s_ratios_and_stays_in_its_totals(
    tmp_path: Path, sample: Sample, catalogue: Catalogue
) -> None:
    """无生单位 with teachers and equipment: real figures, entered in its workbook and read back."""
    taught = {"full_time_teachers": "40", "teachers_weighted": "46", "external_teachers": "12"} | {
        "equipment_value": "60000000", "training_seats": "900", "teachers_dual_qualified": "30"
    }  # fmt: skip
    records = [with_figures(r, taught, catalogue) if not r.organisation.has_students else r
               for r in sample.true_records[LATEST]]  # fmt: skip
    filings = [inspected(filing, catalogue)
               for filing in read_filings(write_workbooks(records, tmp_path, catalogue), catalogue)]  # fmt: skip

    district = aggregated(filings, sample, LATEST, catalogue, None)
    own = inspected_district(district, filings, sample.schools, catalogue)

    without = [f.usable_record for f in filings if f.usable_record.organisation.has_students]
    students, teachers = (sum(figure(r, name) for r in without) for name in ("full_time_students", "teachers_weighted"))
    printed = district.record.cell("students_per_teacher").number
    equivalents = sum(figure(r, "full_time_equivalent_students") for r in without)
    assert students > 0
    assert printed is not None
    assert printed.digits == round(equivalents / teachers, printed.places)
    assert figure(district.record, "teachers_weighted") == teachers + 46
    assert not [f.message for f in own.open_findings if f.severity != "info"]
    reasons = {f.check: f.reason.code for f in own.findings if f.reason is not None}
    assert reasons["XT001"] == reasons["XT006"] == "covered-unlike"


def with_figures(record: Record, figures: dict[str, str], catalogue: Catalogue) -> Record:
    facts = dict(record.facts)
    for name, raw in figures.items():
        cell = read_cell(raw, catalogue.unit_of(name, record.edition))
        facts[name] = replace(facts[name], cell=cell)
    return replace(record, facts=MappingProxyType(facts))


def figure(record: Record, name: str) -> Decimal:
    number = record.cell(name).number
    assert number is not None
    return number.value


def filed(records: Sequence[Record], catalogue: Catalogue) -> tuple[Filing, ...]:
    filings = (Filing(Path(f"{record.organisation.code}.xlsx"), record, saved_on="2026-03-01") for record in records)
    return beside_peers(tuple(inspected(filing, catalogue) for filing in filings), catalogue)


def unlike_peers(filings: Sequence[Filing]) -> list[str]:
    return [
        filing.path.stem
        for filing in filings
        for finding in filing.open_findings
        if finding.check == "PL040" and finding.severity == "warning"
    ]


def with_staff(record: Record, text: str, note: str = "") -> Record:
    fact = replace(record.facts["staff"], cell=read_cell(text), note=note)
    return replace(record, facts={**record.facts, "staff": fact})


def test_the_school_unlike_its_peers_is_told_in_its_own_filing(catalogue: Catalogue) -> None:
    schools = make_many(16, edition="dy2024/school")
    odd = with_staff(schools[3], "9999")
    filings = filed([*schools[:3], odd, *schools[4:]], catalogue)

    assert unlike_peers(filings) == [odd.organisation.code]
    [finding] = [one for one in filings[3].open_findings if one.check == "PL040"]
    assert "在 16 所同类学校中偏离最大" in finding.message
    assert "说明" in finding.message


def test_what_the_school_explains_about_an_unusual_figure_is_accepted(catalogue: Catalogue) -> None:
    schools = make_many(16, edition="dy2024/school")
    odd = with_staff(schools[3], "9999", note="今年三所学校并入本校，教职工一并转入，编制批文附后。")

    assert unlike_peers(filed([*schools[:3], odd, *schools[4:]], catalogue)) == []


def test_the_made_up_schools_are_like_each_other(filings: tuple[Filing, ...], catalogue: Catalogue) -> None:
    assert unlike_peers(beside_peers(filings, catalogue)) == []
    assert unlike_peers(filed(make_many(60, edition="dy2023/school"), catalogue)) == []
