"""What anybody may see at a moment: the only door from the pages of the public to the database."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Case as When
from django.db.models import Count, Exists, F, Max, Min, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models import When as If

from nianbao.web.organisations.models import Organisation
from nianbao.web.releases.models import (
    ArchivedReport,
    PortalState,
    Release,
    ReleasedCase,
    ReleasedFact,
    ReleasedFile,
    ReleaseList,
    SearchEntry,
    State,
)
from nianbao.web.releases.search import holds, matching, words_of

HIDDEN_FILES = ("page", "contents", "source.zip")
PICTURES = "picture-"


@dataclass(frozen=True, slots=True)
class YearCount:
    """How many reports of a data year are public."""

    data_year: int
    districts: int
    schools: int
    cities: int = 0


def corpus_token(now: datetime.datetime) -> str:
    """Another as soon as what the public sees is another, be it by an act or because a moment has come."""
    last = Release.objects.filter(public_at__lte=now).order_by().values("public_at")
    found = PortalState.objects.filter(pk=1).values_list("sequence", flat=True).first() or 0
    moment = last.aggregate(moment=Max("public_at"))["moment"]
    return f"{found}-{moment.timestamp():.6f}" if moment is not None else f"{found}-"


def public(now: datetime.datetime) -> QuerySet[Release]:
    """Every version that may be read, replaced ones included."""
    return Release.objects.filter(state=State.PUBLISHED, public_at__lte=now)


def current(now: datetime.datetime) -> QuerySet[Release]:
    """The version of each report that stands."""
    return public(now).filter(Q(superseded_at=None) | Q(superseded_at__gt=now))


def ever_public(now: datetime.datetime) -> QuerySet[Release]:
    """What stands, was replaced, or was withdrawn after the public had seen it."""
    seen = Q(state=State.WITHDRAWN, public_at__lte=F("withdrawn_at"))
    return Release.objects.filter(Q(state=State.PUBLISHED, public_at__lte=now) | seen)


def is_current(release: Release, now: datetime.datetime) -> bool:
    return release.state == State.PUBLISHED and (release.superseded_at is None or release.superseded_at > now)


def counts_by_data_year(now: datetime.datetime) -> list[YearCount]:
    """The data years with reports, the latest first; one query."""
    found: dict[int, dict[str, int]] = {}
    rows = current(now).order_by().values_list("data_year", "level").annotate(count=Count("pk"))
    for data_year, level, count in rows:
        found.setdefault(data_year, {})[level] = count
    return [
        YearCount(data_year, counts.get("district", 0), counts.get("school", 0), counts.get("province", 0))
        for data_year, counts in sorted(found.items(), reverse=True)
    ]


def latest(now: datetime.datetime, most: int) -> Sequence[Release]:
    """What became public last, corrections among it."""
    return list(public(now).select_related("organisation").order_by("-public_at", "-pk")[:most])


def withdrawn_lately(now: datetime.datetime, most: int) -> Sequence[Release]:
    # Said as an index of its own knows it: one withdrawal in a hundred thousand releases is found at once.
    seen = Release.objects.filter(withdrawn_at__isnull=False, state=State.WITHDRAWN, public_at__lte=F("withdrawn_at"))
    return list(seen.select_related("organisation").order_by("-withdrawn_at", "-pk")[:most])


def organisations_with_reports(now: datetime.datetime, *, asked: str = "", level: str = "") -> QuerySet[Organisation]:
    """Who has a public report, by name or part of a name, official code included."""
    found = Organisation.objects.filter(Exists(current(now).filter(organisation=OuterRef("pk")).order_by()))
    if level:
        found = found.filter(level=level)
    for word in asked.split():
        found = found.filter(Q(name__icontains=word) | Q(code__startswith=word) | Q(names__name__icontains=word))
    return found.select_related("parent").distinct().order_by("path") if asked else found.select_related("parent")


def public_organisation(code: str) -> Organisation | None:
    """An organisation that may be named: every one of the tree may, reports or not."""
    return Organisation.objects.select_related("parent").filter(code=code).first()


def reports_of(organisation: Organisation, now: datetime.datetime) -> list[Release]:
    """All versions, the latest data year and version first."""
    return list(ever_public(now).filter(organisation=organisation).order_by("-data_year", "-version"))


def versions_of(code: str, data_year: int, now: datetime.datetime) -> list[Release]:
    found = ever_public(now).filter(organisation__code=code, data_year=data_year)
    return list(found.select_related("organisation__parent", "signed_in", "district").order_by("-version"))


def facts_of(release: Release) -> list[ReleasedFact]:
    """A release's figures in the order of its form."""
    found = release.facts.select_related("definition").order_by("definition__position")
    return list(found)


def downloads_of(release: Release) -> list[ReleasedFile]:
    found = [one for one in ReleasedFile.objects.filter(release=release) if one.name not in HIDDEN_FILES]
    return [one for one in found if not one.name.startswith(PICTURES)]


def file_of(release: Release, name: str) -> ReleasedFile | None:
    return ReleasedFile.objects.filter(release=release, name=name).first()


def public_lists(now: datetime.datetime, district: Organisation) -> list[ReleaseList]:
    return list(ReleaseList.objects.filter(district=district, public_at__lte=now))


def public_cases(now: datetime.datetime) -> QuerySet[ReleasedCase]:
    found = ReleasedCase.objects.filter(release__in=current(now).order_by().values("pk"))
    return found.select_related("release__organisation").order_by("-release__data_year", "release__name", "position")


def public_archive(now: datetime.datetime) -> QuerySet[ArchivedReport]:
    found = ArchivedReport.objects.filter(public_at__lte=now, withdrawn_at=None)
    return found.select_related("organisation")


def entries(now: datetime.datetime, kind: str = "") -> QuerySet[SearchEntry]:
    """What may be searched."""
    seen = Q(release__in=current(now).order_by().values("pk"))
    found = SearchEntry.objects.filter(seen | Q(archived__in=public_archive(now).order_by().values("pk")))
    return found.filter(kind=kind) if kind else found


def search(asked: str, now: datetime.datetime, *, kind: str = "", most: int = 50) -> list[SearchEntry]:
    """What holds every word that was asked for, those with the words in their title first."""
    words = words_of(asked)
    titled = Q()
    for word in words:
        titled &= Q(title__icontains=word)
    found = matching(asked, entries(now, kind)).select_related(
        "case__release__organisation", "release__organisation", "archived__organisation"
    )
    in_title = When(If(titled, then=Value(0)), default=Value(1)) if words else Value(0)
    ordered = found.order_by(in_title, "-release__data_year", "pk")
    return [entry for entry in ordered[: most * 3] if holds(entry, words)][:most]


def latest_data_year(now: datetime.datetime, level: str) -> int | None:
    """The last data year for which anybody of a level has a public report."""
    found: int | None = current(now).filter(level=level).aggregate(last=Max("data_year"))["last"]
    return found


def first_public(now: datetime.datetime) -> datetime.datetime | None:
    moment: datetime.datetime | None = public(now).aggregate(first=Min("public_at"))["first"]
    return moment


def last_data_year_of(now: datetime.datetime) -> Subquery:
    """The last data year of the organisation of an outer query."""
    mine = current(now).filter(organisation=OuterRef("pk")).order_by("-data_year")
    return Subquery(mine.values("data_year")[:1])
