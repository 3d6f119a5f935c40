"""What an operator does: read the record of who did what, and see that it is whole."""

from __future__ import annotations

import csv
import datetime
import functools
import json
import operator
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nianbao.facts.problem import Problem
from nianbao.packages.csv_text import guarded
from nianbao.web.audit.actions import verify_chain
from nianbao.web.audit.models import Event
from nianbao.web.organisations.models import Role
from nianbao.web.presentation.event_words import BRANCHES
from nianbao.web.presentation.lookup import standing_in

PAGE = 50
CHUNK = 2_000
EARLIEST, LATEST = datetime.date(1900, 1, 1), datetime.date(9000, 1, 1)  # what every database and time zone can hold


@dataclass(frozen=True)
class Found:
    """The events that a person may see and asked for, newest first."""

    events: QuerySet[Event]
    asked: dict[str, str]  # the filters, as they were asked for
    branches: tuple[str, ...]  # where the person may read what figures said

    def shows_content(self, event: Event) -> bool:
        return bool(self.branches) and event.branch.startswith(self.branches)


@require_safe
def audit(request: HttpRequest) -> HttpResponse:
    """Events, newest first. A district's head sees the own branch; an operator sees all but what figures said."""
    found = _found(request)
    page = Paginator(found.events, PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "pages/staff/audit.html",
        {
            "page": page,
            "kinds": tuple(BRANCHES.items()),
            **found.asked,
            "query": urlencode(found.asked),
            "verification": verify_chain() if request.GET.get("verify") == "1" else None,
            "rows": [(event, found.shows_content(event)) for event in page],
            "shows_content": bool(found.branches),
        },
    )


@require_safe
def audit_file(request: HttpRequest) -> StreamingHttpResponse:
    """The same events as a table for a spreadsheet, sent while they are read."""
    found = _found(request)
    response = StreamingHttpResponse(_lines(found), content_type="text/csv; charset=utf-8")
    name = _("操作记录") + ".csv"
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    return response


def _found(request: HttpRequest) -> Found:
    standing = standing_in(request)
    leading = (Role.DISTRICT_HEAD, Role.CITY)
    branches = tuple(grant.organisation.path for grant in standing.grants if grant.role in leading)
    if not branches and not standing.person.is_operator:
        raise Http404
    events = Event.objects.order_by("-sequence")
    if not standing.person.is_operator:
        mine = Q()
        for path in branches:
            mine |= Q(branch__startswith=path)
        events = events.filter(mine)
    asked = {name: request.GET.get(name, "").strip() for name in ("kind", "who", "since", "until")}
    if asked["kind"] in BRANCHES:
        events = events.filter(kind__startswith=f"{asked['kind']}.")
    if asked["who"]:
        # Small and capital letters are alike; where there are none, a database need not turn every row's into capitals.
        alike = "contains" if asked["who"].lower() == asked["who"].upper() else "icontains"
        names = (Q((f"{column}__{alike}", asked["who"])) for column in ("actor_name", "subject"))
        events = events.filter(functools.reduce(operator.or_, names))
    if asked["since"]:
        events = events.filter(happened_at__gte=_moment(asked["since"], datetime.time.min))
    if asked["until"]:
        events = events.filter(happened_at__lte=_moment(asked["until"], datetime.time.max))
    return Found(events, asked, branches)


def _moment(day: str, time: datetime.time) -> datetime.datetime:
    """The first or last moment of a day here."""
    try:
        found = datetime.date.fromisoformat(day)
    except ValueError:
        found = None
    if found is None or not EARLIEST <= found <= LATEST:
        raise Problem("date-unreadable", "日期格式不对（如 2026-01-15）。", "A date is not like 2026-01-15.")
    return timezone.make_aware(datetime.datetime.combine(found, time))


class _Line:
    """What the csv module writes to: gives each line back."""

    def write(self, text: str) -> str:
        return text


def _lines(found: Found) -> Iterator[str]:
    table = csv.writer(_Line())
    labels = [_("序号"), _("时间"), _("谁"), _("做了什么"), _("对什么"), _("来自")]
    yield "\ufeff" + table.writerow([*labels, _("内容")] if found.branches else labels)
    for event in found.events.iterator(chunk_size=CHUNK):
        moment = timezone.localtime(event.happened_at).isoformat(sep=" ", timespec="seconds")
        said = (event.actor_name, event.kind, event.subject, event.address)
        row = [str(event.sequence), moment, *map(guarded, said)]
        if found.branches:  # JSON begins with a brace, which no spreadsheet takes for a formula
            row.append(json.dumps(event.detail, ensure_ascii=False) if found.shows_content(event) else "")
        yield table.writerow(row)
