"""The chain of events notices whatever is done to it behind its back."""

from __future__ import annotations

from nianbao.web.audit.actions import record_event, verify_chain
from nianbao.web.audit.models import ChainHead, Event


def test_the_chain_of_the_whole_demonstration_is_whole() -> None:
    verification = verify_chain()
    assert verification.is_whole
    assert verification.events > 30


def test_a_changed_event_is_found() -> None:
    Event.objects.filter(sequence=7).update(actor_name="别人")
    assert verify_chain().broken_at == 7


def test_a_removed_event_is_found() -> None:
    Event.objects.filter(sequence=9).delete()
    assert verify_chain().broken_at == 9


def test_events_removed_from_the_end_are_found() -> None:
    last = ChainHead.objects.get(pk=1).sequence
    Event.objects.filter(sequence=last).delete()
    assert verify_chain().broken_at == last


def test_a_forged_digest_breaks_the_next_link() -> None:
    first = record_event("reviews.remark.made", by=None, subject="甲")
    record_event("reviews.remark.made", by=None, subject="乙")
    Event.objects.filter(pk=first.pk).update(digest="0" * 64)
    assert verify_chain().broken_at == first.sequence
