"""The sample's own steps of the whole job: workbooks out, packages, the district, its annex.

Reading and inspecting what was handed in are no affair of the sample (see ``nianbao.filings``);
the order in which the demonstration takes the steps is the command's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from importlib import resources
from pathlib import Path

from nianbao.aggregation.aggregate import Aggregate, aggregate
from nianbao.checks.finding import Finding
from nianbao.facts.record import Record
from nianbao.filings.filing import Filing
from nianbao.filings.listing import finding_views
from nianbao.framework.model import Catalogue
from nianbao.packages.package import make_package
from nianbao.rendering.district import build_district_annex
from nianbao.rendering.view import ReportView
from nianbao.sample.district import Sample
from nianbao.workbooks.template import write_filled

FORMATS = ("html", "docx", "pdf", "xlsx")


def workbook_path(folder: Path, record: Record, catalogue: Catalogue) -> Path:
    """Where a school's workbook lies: a folder for each data year, a name that a person recognises."""
    school = record.organisation
    return folder / catalogue.editions[record.edition].cover_label / f"{school.code}-{school.name}.xlsx"


def write_workbooks(records: Iterable[Record], folder: Path, catalogue: Catalogue) -> Iterator[Path]:
    """Write each record's workbook, filled as the school filled it in, and say where."""
    for record in records:
        path = workbook_path(folder, record, catalogue)
        path.parent.mkdir(parents=True, exist_ok=True)
        write_filled(record, catalogue, target=path)
        yield path


def package_path(folder: Path, record: Record) -> Path:
    return folder / f"{record.organisation.code}-{record.edition.replace('/', '-')}.zip"


def packed(filings: Iterable[Filing], folder: Path, catalogue: Catalogue) -> Iterator[Path]:
    """Write each filing's package, the workbook that it was read from inside."""
    folder.mkdir(parents=True, exist_ok=True)
    for filing in filings:
        if filing.record is None:
            continue
        path = package_path(folder, filing.record)
        attachments = {filing.path.name: filing.path.read_bytes()}
        path.write_bytes(make_package(filing.record, catalogue, waivers=filing.waivers, attachments=attachments))
        yield path


def district_edition(school_edition: str, catalogue: Catalogue) -> str:
    """The district's form of the same data year, or the school's own where there is none."""
    wanted = school_edition.replace("/school", "/district")
    return wanted if wanted in catalogue.editions else school_edition


def aggregated(
    filings: Sequence[Filing], sample: Sample, edition: str, catalogue: Catalogue, previous: Aggregate | None
) -> Aggregate:
    """The district's record for one edition from its schools' filings."""
    return aggregate(
        [filing.record for filing in filings if filing.record is not None and filing.record.edition == edition],
        catalogue,
        edition=district_edition(edition, catalogue),
        organisation=sample.district,
        registry=sample.schools,
        previous=previous.record if previous else None,
    )


def district_package(district: Aggregate, schools: Sequence[Path], folder: Path, catalogue: Catalogue) -> Path:
    """Write the district's package, its schools' packages inside."""
    path = package_path(folder, district.record)
    sources = [school.read_bytes() for school in schools]
    path.write_bytes(make_package(district.record, catalogue, sources=sources, aggregate=district))
    return path


def annex_view(district: Aggregate, catalogue: Catalogue, findings: Iterable[Finding]) -> ReportView:
    """The district's annex with what stands behind each figure."""
    own = Filing(Path(), district.record, (), tuple(findings))
    return build_district_annex(district, catalogue, findings=list(finding_views(district.organisation, own)))


def report_folder(package: Path, folder: Path) -> Path:
    """Lay out the district's own report: its package as the data, its text as chapters."""
    for name in ("data", "chapters"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    (folder / "data" / "district.zip").write_bytes(package.read_bytes())
    for chapter in resources.files(__package__).joinpath("report").iterdir():
        (folder / "chapters" / chapter.name).write_bytes(chapter.read_bytes())
    return folder


def report_texts(folder: str) -> tuple[str, ...]:
    """The sample's own prose in order: the district's (``report``) or a school's (``school_report``)."""
    found = sorted(resources.files(__package__).joinpath(folder).iterdir(), key=lambda one: one.name)
    return tuple(one.read_text(encoding="utf-8") for one in found if one.name.endswith(".md"))
