"""Adding to the chain of events, and proving that it is whole."""

from __future__ import annotations

import contextvars
import datetime
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from django.db import connection, transaction
from django.utils import timezone

from nianbao.web.audit.models import ChainHead, Event

# Where the request that is being answered came from; set by the middleware, empty on the command line.
address_of_request: contextvars.ContextVar[str] = contextvars.ContextVar("address_of_request", default="")
# For whom whoever asks stands in; set by the middleware.
acting_for_of_request: contextvars.ContextVar[str] = contextvars.ContextVar("acting_for_of_request", default="")
HEAD, EVENTS = "audit_chainhead", "audit_event"
BATCH = 2_000


class Canonical(str):
    """A detail written out already, as ``json.dumps`` would with sorted keys, no spaces and every sign as it is."""

    __slots__ = ()


class Actor(Protocol):
    """Whoever acts: a person of the accounts."""

    @property
    def pk(self) -> Any: ...

    @property
    def name(self) -> Any: ...


@dataclass(frozen=True, slots=True)
class Verification:
    """How far the chain is whole; ``broken_at`` is the first event that does not fit."""

    events: int
    broken_at: int | None = None
    reason: str = ""
    reason_en: str = ""

    @property
    def is_whole(self) -> bool:
        return self.broken_at is None


def record_event(
    kind: str,
    *,
    by: Actor | None,
    branch: str = "",
    subject: str = "",
    detail: Mapping[str, Any] | Canonical | None = None,
) -> Event:
    """Add one event; the caller's transaction decides whether it and the change it speaks of stay.

    A detail of a hundred cells may come as its canonical text; the event that is given back then leaves it out.
    """
    # No savepoint of its own: an event that fails takes the change that it speaks of with it.
    with transaction.atomic(savepoint=False):
        sequence, digest = _locked_head()
        event = Event(
            sequence=sequence + 1,
            happened_at=timezone.now(),
            kind=kind,
            actor=by.pk if by is not None else None,
            actor_name=_said(by) if by is not None else "",
            address=address_of_request.get(),
            branch=branch,
            subject=subject[:120],
            detail={} if isinstance(detail, Canonical) else dict(detail or {}),
            previous_digest=digest,
        )
        text = detail if isinstance(detail, Canonical) else canonical(event.detail)
        event.digest = _digest(event, text)
        # Written out, with the detail's text as it was hashed: every write passes here.
        values = {
            "sequence": event.sequence, "happened_at": connection.ops.adapt_datetimefield_value(event.happened_at),
            "kind": event.kind, "actor": event.actor, "actor_name": event.actor_name, "address": event.address,
            "branch": event.branch, "subject": event.subject, "detail": str(text),
            "previous_digest": event.previous_digest, "digest": event.digest,
        }  # fmt: skip
        with connection.cursor() as cursor:
            places = ", ".join(["%s"] * len(values))
            cursor.execute(f"INSERT INTO {EVENTS} ({', '.join(values)}) VALUES ({places})", list(values.values()))
            event._state.adding = False
            cursor.execute(f"UPDATE {HEAD} SET sequence = %s, digest = %s WHERE id = 1", [event.sequence, event.digest])
    return event


@dataclass(frozen=True, slots=True)
class Recorded:
    """An event of many that are recorded at once by nobody in particular."""

    kind: str
    branch: str = ""
    subject: str = ""
    detail: Mapping[str, Any] = field(default_factory=dict)


def record_events(events: Iterable[Recorded]) -> int:
    """Add many events in their order, as a load of thousands needs; how many they were."""
    with transaction.atomic(savepoint=False):
        sequence, digest = _locked_head()
        before, now, batch = sequence, timezone.now(), []
        for one in events:
            sequence += 1
            event = Event(
                sequence=sequence, happened_at=now, kind=one.kind, address=address_of_request.get(),
                branch=one.branch, subject=one.subject[:120], detail=dict(one.detail), previous_digest=digest,
            )  # fmt: skip
            event.digest = digest = digest_of(event)
            batch.append(event)
            if len(batch) == BATCH:
                Event.objects.bulk_create(batch)
                batch.clear()
        Event.objects.bulk_create(batch)
        ChainHead.objects.filter(pk=1).update(sequence=sequence, digest=digest)
    return sequence - before


def _said(by: Actor) -> str:
    """Who acts, and for whom."""
    other = acting_for_of_request.get()
    return f"{by.name}（代{other}）"[:80] if other else str(by.name)


def _locked_head() -> tuple[int, str]:
    """The end of the chain, locked until the transaction ends; written out because every write passes here."""
    locked = " FOR UPDATE" if connection.features.has_select_for_update else ""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT sequence, digest FROM {HEAD} WHERE id = 1{locked}")
        found = cursor.fetchone()
    if found is None:
        # Two first events at once: the second waits here for the first and then reads what it left.
        ChainHead.objects.get_or_create(pk=1)
        return _locked_head()
    return int(found[0]), str(found[1])


def digest_of(event: Event) -> str:
    """The hash over all that an event says and the hash of the one before."""
    return _digest(event, canonical(event.detail))


def _digest(event: Event, detail: str) -> str:
    moment = event.happened_at.astimezone(datetime.UTC).isoformat(timespec="microseconds")
    parts = [
        event.sequence, moment, event.kind, event.actor, event.actor_name, event.address, event.branch,
        event.subject,
    ]  # fmt: skip
    text = f"{canonical(parts)[:-1]},{detail},{canonical(event.previous_digest)}]"
    return hashlib.sha256(text.encode()).hexdigest()


def canonical(said: object) -> str:
    """The one text of what is hashed.

    >>> canonical({"via": "page", "changes": {"classes": "十二"}})
    '{"changes":{"classes":"十二"},"via":"page"}'
    """
    return json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def verify_chain() -> Verification:
    """Every event against its hash, its predecessor and the end of the chain."""
    previous, expected = "", 0
    for event in Event.objects.order_by("sequence").iterator(chunk_size=2_000):
        expected += 1
        if event.sequence != expected:
            return Verification(expected - 1, expected, "缺少这一条记录", "this event is missing")
        if event.previous_digest != previous:
            return Verification(expected - 1, expected, "与前一条接不上", "it does not follow the event before")
        if event.digest != digest_of(event):
            return Verification(expected - 1, expected, "内容被改动过", "its content was changed")
        previous = event.digest
    head = ChainHead.objects.filter(pk=1).first()
    if head is not None and (head.sequence, head.digest) != (expected, previous):
        return Verification(expected, expected + 1, "末尾的记录被删去", "events at the end were removed")
    return Verification(expected)
