from __future__ import annotations

from pathlib import Path

import pytest

from nianbao.facts.problem import Problem
from nianbao.filings.filing import Filing
from nianbao.filings.reading import filing_paths, package_of, read_filing, read_filings, usable_filings
from nianbao.framework.model import Catalogue
from nianbao.packages.package import open_package
from nianbao.sample.district import Sample
from nianbao.sample.journey import packed


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


def test_a_changed_package_is_refused(tmp_path: Path, catalogue: Catalogue, filings: tuple[Filing, ...]) -> None:
    (path,) = packed(filings[:1], tmp_path, catalogue)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(bytes(content))
    with pytest.raises(Problem):
        list(read_filings([path], catalogue))


def test_a_folder_stands_for_the_workbooks_and_packages_in_it(tmp_path: Path) -> None:
    for name in ("b.xlsx", "a.zip", "~$b.xlsx", "notes.txt"):
        (tmp_path / name).touch()

    assert [path.name for path in filing_paths([tmp_path, tmp_path / "a.zip"])] == ["a.zip", "b.xlsx"]


def test_an_empty_folder_is_said_aloud(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="没有工作簿"):
        filing_paths([tmp_path])


def test_a_workbook_that_cannot_be_used_says_why(tmp_path: Path, catalogue: Catalogue) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"no workbook")

    assert read_filing(tmp_path / "a.xlsx", catalogue).record is None
    with pytest.raises(Problem) as caught:
        usable_filings([tmp_path], catalogue)

    assert caught.value.code == "workbook-unusable"
    assert "a.xlsx" in caught.value.message_en


def test_a_filing_travels_as_the_package_it_came_in_or_the_one_it_makes(
    tmp_path: Path, catalogue: Catalogue, filings: tuple[Filing, ...]
) -> None:
    data = package_of(filings[0], catalogue)
    (tmp_path / "a.zip").write_bytes(data)

    opened = read_filing(tmp_path / "a.zip", catalogue)

    assert open_package(data).record.organisation == filings[0].usable_record.organisation
    assert package_of(opened, catalogue) == data
    assert not opened.is_aggregate
