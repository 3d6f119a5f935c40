"""The front page, organisations and their reports: what somebody who has never heard of a form looks for first."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from itertools import groupby

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from nianbao.web.organisations.models import Organisation
from nianbao.web.pages.portal.datasets import catalogue_dataset, release_dataset
from nianbao.web.presentation.kept_pages import public_page
from nianbao.web.releases.files import read_file
from nianbao.web.releases.listing import indicators_named
from nianbao.web.releases.models import Release, ReleasedFact, State
from nianbao.web.releases.published import (
    HIDDEN_FILES,
    counts_by_data_year,
    current,
    downloads_of,
    file_of,
    is_current,
    latest,
    organisations_with_reports,
    public_lists,
    public_organisation,
    reports_of,
    search,
    versions_of,
    withdrawn_lately,
)

PER_PAGE = 50
LEVELS = ("province", "district", "school")
SHOWN_YEARS = 4  # data years side by side on an organisation's page
FILE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"


@public_page
def front(request: HttpRequest) -> HttpResponse:
    """What is there, and the way to one's own school."""
    now = timezone.now()
    counts = counts_by_data_year(now)
    cities = organisations_with_reports(now, level="province").order_by("path")
    districts = organisations_with_reports(now, level="district").order_by("path")
    return render(
        request,
        "pages/portal/front.html",
        {
            "counts": counts,
            "most": max((max(one.districts, one.schools) for one in counts), default=1),
            "cities": list(cities[:40]),
            "districts": list(districts[:60]),
            "latest": latest(now, 8),
            "withdrawn": withdrawn_lately(now, 3),
            "dataset": catalogue_dataset(request, [one.data_year for one in counts]),
        },
    )


@public_page
def organisations(request: HttpRequest) -> HttpResponse:
    """Schools and districts by name."""
    now = timezone.now()
    asked = request.GET.get("q", "").strip()[:60]
    level = request.GET.get("level", "")
    found = organisations_with_reports(now, asked=asked, level=level if level in LEVELS else "")
    pages: Page[Organisation] = Paginator(found.order_by("path"), PER_PAGE).get_page(request.GET.get("page"))
    told = {"asked": asked, "level": level, "found": pages, "query": kept_query(request)}
    return render(request, "pages/portal/organisations.html", told)


def kept_query(request: HttpRequest) -> str:
    """What was asked, for links to other pages of the answer."""
    asked = request.GET.copy()
    asked.pop("page", None)
    return f"{asked.urlencode()}&" if asked else ""


@public_page
def search_all(request: HttpRequest) -> HttpResponse:
    """Organisations, indicators, cases and reports that hold what is asked for."""
    now = timezone.now()
    asked = request.GET.get("q", "").strip()[:60]
    names = list(organisations_with_reports(now, asked=asked)[:20]) if asked else []
    entries = search(asked, now, most=30) if asked else []
    return render(
        request,
        "pages/portal/search.html",
        {
            "asked": asked,
            "organisations": names,
            "indicators": indicators_named(asked)[:20] if asked else [],
            "cases": [one for one in entries if one.kind == "case"],
            "reports": [one for one in entries if one.kind == "report"],
            "archived": [one for one in entries if one.kind == "archive"],
        },
    )


@dataclass(frozen=True)
class FigureLine:
    """An indicator of an organisation over its last data years."""

    latest: ReleasedFact
    cells: tuple[ReleasedFact | None, ...]  # the latest data year first
    differs: tuple[bool, ...]  # whether a cell is of another definition than the latest

    @property
    def pairs(self) -> list[tuple[ReleasedFact | None, bool]]:
        return list(zip(self.cells, self.differs, strict=True))


@dataclass(frozen=True)
class FigureTable:
    label: str
    lines: tuple[FigureLine, ...]


@public_page
def organisation(request: HttpRequest, code: str) -> HttpResponse:
    """Everything that one school or district has made public, its figures of the last years side by side."""
    now = timezone.now()
    found = public_organisation(code)
    if found is None:
        raise Http404
    reports = reports_of(found, now)
    standing = [one for one in reports if is_current(one, now)][:SHOWN_YEARS]
    below = []
    if found.level != "school":
        rows = organisations_with_reports(now).select_related(None).filter(parent=found).order_by("path")
        below = [{"code": code, "name": name} for code, name in rows.values_list("code", "name")[:400]]
    if not reports and not below:
        raise Http404
    return render(
        request,
        "pages/portal/organisation.html",
        {
            "organisation": found,
            "reports": [(one, is_current(one, now)) for one in reports],
            "standing": standing,
            "tables": figure_tables(standing),
            "below": below,
            "parent_is_public": found.level == "district"
            and found.parent is not None
            and current(now).filter(organisation=found.parent).exists(),
        },
    )


def figure_tables(releases: list[Release]) -> list[FigureTable]:
    """The figures of releases of one organisation, by the tables of the latest form; one query."""
    if not releases:
        return []
    held: dict[int, dict[str, ReleasedFact]] = {one.pk: {} for one in releases}
    facts = ReleasedFact.objects.filter(release_id__in=held).select_related("definition")
    for fact in facts.order_by("definition__position"):
        held[fact.release_id][fact.definition.indicator] = fact
    newest = list(held[releases[0].pk].values())
    tables = []
    for label, group in groupby(newest, key=lambda fact: fact.definition.table):
        lines = []
        for fact in group:
            cells = tuple(held[one.pk].get(fact.definition.indicator) for one in releases)
            differs = tuple(one is not None and one.definition.meaning != fact.definition.meaning for one in cells)
            lines.append(FigureLine(fact, cells, differs))
        tables.append(FigureTable(label or _("支撑项"), tuple(lines)))
    return tables


@public_page
def report(request: HttpRequest, code: str, data_year: int) -> HttpResponse:
    """The report of a data year in the version that stands."""
    return _report(request, code, data_year, None)


@public_page
def version(request: HttpRequest, code: str, data_year: int, number: int) -> HttpResponse:
    """One version, whatever came after it."""
    return _report(request, code, data_year, number)


def _report(request: HttpRequest, code: str, data_year: int, number: int | None) -> HttpResponse:
    now = timezone.now()
    versions = versions_of(code, data_year, now)
    standing = next((one for one in versions if is_current(one, now)), None)
    shown = standing if number is None else next((one for one in versions if one.version == number), None)
    if shown is None and number is None and versions:
        shown = versions[0]  # withdrawn: the page says so and why
    if shown is None:
        raise Http404
    if shown.state == State.WITHDRAWN:
        told = {"release": shown, "standing": standing, "versions": versions}
        return render(request, "pages/portal/withdrawn.html", told, status=410)
    body, contents = _part(shown, "page"), _part(shown, "contents")
    return render(
        request,
        "pages/portal/report.html",
        {
            "release": shown,
            "standing": standing,
            "is_standing": standing is not None and standing.pk == shown.pk,
            "versions": [(one, is_current(one, now)) for one in versions],
            "body": body,
            "contents": contents,
            "tables": [] if body else figure_tables([shown]),
            "shown_years": [shown],
            "files": downloads_of(shown),
            "dataset": release_dataset(request, shown),
        },
    )


def _part(release: Release, name: str) -> SafeString:
    """A part of the page as it was frozen; made by the program from escaped text, never by a person."""
    found = file_of(release, name)
    return SafeString(read_file(found.digest).decode()) if found is not None else SafeString("")


@public_page
def released_file(request: HttpRequest, code: str, data_year: int, number: int, name: str) -> HttpResponse:
    """A file of a version, byte for byte as it was signed."""
    versions = versions_of(code, data_year, timezone.now())
    shown = next((one for one in versions if one.version == number), None)
    if shown is None or shown.state == State.WITHDRAWN or name in HIDDEN_FILES:
        raise Http404
    found = file_of(shown, name)
    if found is None:
        raise Http404
    response = HttpResponse(read_file(found.digest), content_type=found.media_type)
    response["Content-Security-Policy"] = FILE_POLICY
    if not name.startswith("picture-"):
        ending = name.rpartition(".")[2]
        named = f"{shown.name}-{shown.data_year}-v{shown.version}.{ending}"
        response["Content-Disposition"] = content_disposition_header(ending != "html", named) or "inline"
    return response


@public_page
def lists(request: HttpRequest, code: str) -> HttpResponse:
    """The signed lists of a district: what was made public when, by whom, with the hash of each report."""
    found = public_organisation(code)
    signed = public_lists(timezone.now(), found) if found is not None else []
    if not signed:
        raise Http404
    return render(request, "pages/portal/lists.html", {"organisation": found, "lists": signed})


def schools_of(now: datetime.datetime, district: Organisation) -> list[Release]:
    """The standing releases of a district's schools, the latest data year of each."""
    found = current(now).filter(organisation__parent=district).order_by("organisation__path", "-data_year")
    return [next(group) for _, group in groupby(found, key=lambda one: one.organisation_id)]
