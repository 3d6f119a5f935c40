"""The sample's workbooks as they were handed in and inspected, once for all tests of filings."""

from __future__ import annotations

import pytest

from nianbao.filings.filing import Filing
from nianbao.filings.inspection import inspected
from nianbao.filings.reading import chained, read_filings
from nianbao.framework.loader import load_catalogue
from nianbao.framework.model import Catalogue
from nianbao.sample.district import LATEST, Sample, make_sample
from nianbao.sample.journey import write_workbooks


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return load_catalogue()


@pytest.fixture(scope="session")
def sample(catalogue: Catalogue) -> Sample:
    return make_sample(catalogue=catalogue)


@pytest.fixture(scope="session")
def filings(tmp_path_factory: pytest.TempPathFactory, catalogue: Catalogue, sample: Sample) -> tuple[Filing, ...]:
    folder = tmp_path_factory.mktemp("workbooks")
    records = [record for records in sample.records.values() for record in records]
    read = list(read_filings(list(write_workbooks(records, folder, catalogue)), catalogue))
    return tuple(inspected(filing, catalogue) for filing in chained(read, catalogue))


@pytest.fixture(scope="session")
def faulty(filings: tuple[Filing, ...], sample: Sample) -> Filing:
    """The latest workbook of the school whose figures were spoiled on purpose."""
    return next(
        filing
        for filing in filings
        if filing.record is not None
        and filing.record.organisation.code == sample.faults[0].organisation
        and filing.record.edition == LATEST
    )
