"""The sample's steps of the whole job: what is written is read back, and what is right adds up."""

from __future__ import annotations

from pathlib import Path

import pytest

from nianbao.filings.filing import Filing
from nianbao.filings.inspection import inspected
from nianbao.filings.reading import chained, read_filings
from nianbao.framework.loader import load_catalogue
from nianbao.framework.model import Catalogue
from nianbao.sample.district import LATEST, Sample, make_sample
from nianbao.sample.journey import aggregated, district_edition, report_folder, report_texts, write_workbooks


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


def test_a_major_of_two_schools_counts_once_in_the_district(
    filings: tuple[Filing, ...], sample: Sample, catalogue: Catalogue
) -> None:
    district = aggregated(filings, sample, LATEST, catalogue, None).record
    schools = [number for r in sample.records[LATEST] if (number := r.cell("majors").number) is not None]
    counted = district.cell("majors").number
    assert counted is not None
    assert counted.value == sum(number.value for number in schools) - 1
    assert len(district.lists["major_list"]) == counted.value


def test_the_districts_report_lies_ready_to_be_built(tmp_path: Path) -> None:
    package = tmp_path / "district.zip"
    package.write_bytes(b"zip")
    folder = report_folder(package, tmp_path / "report")
    assert (folder / "data" / "district.zip").read_bytes() == b"zip"
    assert [path.name[:2] for path in sorted((folder / "chapters").iterdir())] == ["01", "02", "03", "04"]


def test_the_samples_prose_comes_in_the_order_of_its_chapters() -> None:
    texts = report_texts("report")
    assert len(texts) == 4
    assert texts[0].startswith("# 职业教育质量年度报告")
    assert "菜田边的班会" in report_texts("school_report")[0]
