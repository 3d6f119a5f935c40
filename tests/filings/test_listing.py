from __future__ import annotations

from pathlib import Path

from nianbao.filings.filing import Filing
from nianbao.filings.listing import finding_views, findings_view, print_view
from nianbao.framework.model import Catalogue
from nianbao.sample.district import LATEST, Sample
from nianbao.sample.journey import aggregated, annex_view


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


def test_a_list_of_findings_names_the_school_and_the_cell(faulty: Filing) -> None:
    filing = faulty
    assert filing.record is not None
    views = list(finding_views(filing.record.organisation, filing))
    assert {view.organisation for view in views} == {filing.record.organisation.name}
    assert any(view.place.startswith("表") and "!" in view.place for view in views)
