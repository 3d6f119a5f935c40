"""What organisations were called on a day: what a past campaign shows keeps the names of its time."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from typing import TypeVar

from django.db.models import F, Model, OuterRef, Q, QuerySet, Subquery

from nianbao.web.organisations.models import Organisation, OrganisationName

Row = TypeVar("Row", bound=Model)


def with_names_on(
    rows: QuerySet[Row], day: str | datetime.date, *, organisation: str = "organisation"
) -> QuerySet[Row]:
    """Rows with ``name_then``: what their organisation was called on a day, or on the day in one of their columns."""
    on = OuterRef(day) if isinstance(day, str) else day
    names = OrganisationName.objects.filter(organisation=OuterRef(organisation))
    names = names.filter(Q(since=None) | Q(since__lte=on), Q(until=None) | Q(until__gte=on))
    latest = names.order_by(F("since").desc(nulls_last=True)).values("name")[:1]
    named: QuerySet[Row] = rows.annotate(name_then=Subquery(latest))  # type: ignore[assignment]
    return named


def named_then(rows: Iterable[Row], whose: Callable[[Row], Organisation]) -> list[Row]:
    """The rows of ``with_names_on`` with each organisation, in memory alone, called what it was called then."""
    found = list(rows)
    for row in found:
        name: str | None = getattr(row, "name_then", None)
        if name:
            whose(row).name = name
    return found
