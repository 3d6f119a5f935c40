"""Notes of consent: a person named in a case, the day, the paper. Where all are there, the names are printed."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from nianbao.facts.problem import Problem
from nianbao.web.audit.actions import record_event
from nianbao.web.cases.library import case_parts
from nianbao.web.cases.models import CaseCard, Consent
from nianbao.web.manuscripts.actions import save_chapter
from nianbao.web.manuscripts.models import Chapter
from nianbao.web.organisations.permissions import Standing
from nianbao.web.reviews.evidence import keep_file, kind_of, shown_name

EARLIEST = datetime.date(2000, 1, 1)


def note_consent(
    card: CaseCard,
    *,
    person: str,
    giver: str,
    agreed_on: datetime.date | None,
    name: str,
    data: bytes,
    standing: Standing,
) -> Consent:
    """Note that somebody agreed to be named, with the paper that says so; another for the same person replaces it."""
    person = person.strip()
    if person not in card.people:
        raise Problem(
            "consent-of-nobody",
            "案例的“涉及的人”里没有这个姓名，请先写进案例。",
            "The case does not name this person among its people; write the name there first.",
        )
    if giver not in Consent.Giver.values:
        raise Problem("consent-giver", "请选同意人是本人还是监护人。", "Say whether the person or a guardian agreed.")
    if agreed_on is None or not EARLIEST <= agreed_on <= timezone.localdate():
        raise Problem("consent-day", "请填写同意的日期，不晚于今天。", "Give the day of the consent, not after today.")
    if not data:
        raise Problem(
            "consent-without-paper",
            "请上传同意书（扫描件或照片）；没有凭据不能登记。",
            "Upload the paper, scanned or photographed; without it there is nothing to note.",
        )
    kind = kind_of(data)
    digest = hashlib.sha256(data).hexdigest()
    with transaction.atomic():
        card = _locked(card)
        _require_writer(card, standing)
        held = card.consents.select_for_update().filter(person=person, withdrawn_at=None).first()
        if held is not None and (held.digest, held.agreed_on, held.giver) == (digest, agreed_on, giver):
            return held
        if held is not None:
            _end(held, standing)
        keep_file(data, digest)
        made = Consent.objects.create(
            card=card, person=person, giver=giver, agreed_on=agreed_on, name=shown_name(name, kind), digest=digest,
            size=len(data), kind=kind, by=standing.person, noted_at=timezone.now(),
        )  # fmt: skip
        _told("cases.consent.noted", card, standing, person, digest)
        _say_in_the_text(card, standing)
    return made


def withdraw_consent(found: Consent, *, standing: Standing) -> None:
    """Somebody no longer agrees: the note ends, and the name is masked in print from now on. Twice is harmless."""
    with transaction.atomic():
        card = _locked(found.card)
        _require_writer(card, standing)
        held = card.consents.select_for_update().filter(pk=found.pk, withdrawn_at=None).first()
        if held is None:
            return
        _end(held, standing)
        _told("cases.consent.withdrawn", card, standing, held.person, held.digest)
        _say_in_the_text(card, standing)


def people_without_consent(card: CaseCard, people: Sequence[str]) -> tuple[str, ...]:
    """Who of these is named without a consent on record."""
    if not people:
        return ()
    agreed = people_who_agreed(card)
    return tuple(name for name in people if name not in agreed)


def people_who_agreed(card: CaseCard) -> frozenset[str]:
    return frozenset(card.consents.filter(withdrawn_at=None).values_list("person", flat=True))


def consent_words(card: CaseCard) -> str:
    """What a case says of its consents: who agreed on which day; empty while somebody is missing."""
    agreed = {one.person: one for one in card.consents.filter(withdrawn_at=None)}
    if not card.people or any(name not in agreed for name in card.people):
        return ""
    return "；".join(
        f"{name}{'' if agreed[name].giver == Consent.Giver.PERSON else '的监护人'}"
        f" {agreed[name].agreed_on.isoformat()} 书面同意（{agreed[name].digest[:8]}）"
        for name in card.people
    )


def _say_in_the_text(card: CaseCard, standing: Standing) -> None:
    """Write the note into the case's block, by which printing knows whether names are shown."""
    chapter = Chapter.objects.select_related("manuscript__organisation").filter(cases=card).first()
    if chapter is None:
        return
    words = consent_words(card)
    parts = case_parts(chapter.blocks, card.block)
    if not parts or parts[0].get("consent", "") == words:
        return
    blocks = []
    for one in chapter.blocks:
        if one["id"] == card.block:
            one = {name: said for name, said in one.items() if name != "consent"}
            if words:
                one["consent"] = words
        blocks.append(one)
    save_chapter(chapter, blocks=blocks, version=None, standing=standing, via="text")


def _end(held: Consent, standing: Standing) -> None:
    held.withdrawn_at, held.withdrawn_by = timezone.now(), standing.person
    held.save(update_fields=["withdrawn_at", "withdrawn_by"])


def _locked(card: CaseCard) -> CaseCard:
    return (
        CaseCard.objects.select_for_update(of=("self",))
        .select_related("manuscript__organisation", "manuscript__campaign", "chapter__manuscript__organisation")
        .get(pk=card.pk)
    )


def _require_writer(card: CaseCard, standing: Standing) -> None:
    chapter = card.chapter
    own = card.manuscript.organisation
    assigned = chapter is not None and chapter.assignments.filter(person=standing.person.pk).exists()
    if not standing.may_write(own, chapter.node if chapter is not None else "") and not (
        assigned and standing.may_see(own)
    ):
        raise Problem(
            "not-permitted", "只有写这个案例的单位可以登记同意。", "Only the authors of a case note consents."
        )


def _told(kind: str, card: CaseCard, standing: Standing, person: str, digest: str) -> None:
    # The record is read by more people than the case: it says that a name was agreed to, not which.
    record_event(
        kind,
        by=standing.person,
        branch=card.manuscript.organisation.path,
        subject=f"{card.manuscript.organisation} {card.title}"[:120],
        detail={"case": card.pk, "person": f"{person[0]}某", "sha256": digest},
    )
