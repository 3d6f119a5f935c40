"""A prepared question gives what the ORM gives, with other values each time."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.db.models import Exists, OuterRef, Subquery
from django.test.utils import CaptureQueriesContext

from nianbao.web.accounts.models import Person
from nianbao.web.organisations.models import Grant, Organisation
from nianbao.web.storage.prepared import Prepared
from nianbao.web.submissions.models import Entry, Submission

GRANTS = Prepared(lambda: Grant.objects.filter(person=0).select_related("organisation").order_by("pk"))
LEAN = Prepared(lambda: Submission.objects.filter(pk=0).select_related("campaign").defer("summary").order_by())

WITH_ENTRIES = Prepared(
    lambda: Submission.objects.annotate(
        has_graduates=Exists(Entry.objects.filter(submission=OuterRef("pk"), indicator="graduates")),
        kind=Subquery(Organisation.objects.filter(pk=OuterRef("organisation")).values("level")[:1]),
    ).filter(pk=0)
)


def test_the_same_rows_come_with_their_joins_in_one_query(person: Callable[[str], Person]) -> None:
    somebody = person("邱明溪")
    expected = list(Grant.objects.filter(person=somebody).select_related("organisation").order_by("pk"))
    with CaptureQueriesContext(connection) as asked:
        found = GRANTS(somebody.pk)
        told = [(one.pk, one.tables, one.revoked_at, one.organisation.name, one.organisation.path) for one in found]

    assert expected
    assert told == [
        (one.pk, one.tables, one.revoked_at, one.organisation.name, one.organisation.path) for one in expected
    ]
    assert len(asked) == 1


def test_what_is_annotated_comes_along_and_constants_stay(submission: Callable[..., Submission]) -> None:
    whole = submission("9901020002")
    (told,) = WITH_ENTRIES(whole.pk)
    whole.entries.filter(indicator="graduates").delete()
    (none,) = WITH_ENTRIES(whole.pk)

    assert (told.pk, bool(told.has_graduates), told.kind) == (whole.pk, True, "school")  # type: ignore[attr-defined]
    assert not none.has_graduates  # type: ignore[attr-defined]


def test_nothing_found_is_nothing() -> None:
    assert GRANTS(0) == []


def test_what_was_left_out_is_read_when_it_is_asked_for(submission: Callable[..., Submission]) -> None:
    whole = submission("9901020002")
    (lean,) = LEAN(whole.pk)

    assert "summary" not in lean.__dict__
    assert (lean.summary, lean.saved_at, lean.campaign) == (whole.summary, whole.saved_at, whole.campaign)


def test_moments_and_truths_are_what_the_fields_say(person: Callable[[str], Person]) -> None:
    somebody = person("邱明溪")
    again = Person.objects.get(pk=somebody.pk)

    assert again.__dict__.keys() == somebody.__dict__.keys()
    assert again.is_active is True
    with pytest.raises(Person.DoesNotExist):
        Person.objects.get(pk=0)
