"""The library's cards: made from chapters, found again by words, year, school, topic and state.

Looking is what keeps the cards true: whoever looks first after a chapter was saved has its cards made anew. So it
does not matter whether a case was written in the editor, as text, from a file or by the form of a case.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from nianbao.web.cases.models import COPIED, CaseCard, Offer, Pick, ReadChapter
from nianbao.web.manuscripts.models import Chapter
from nianbao.web.manuscripts.text import count_characters, link_key, read_blocks
from nianbao.web.organisations.models import Organisation
from nianbao.web.submissions.models import EDITABLE, Submission
from nianbao.writing.case import wording
from nianbao.writing.content import Case, Link, Picture, Text, inlines

STATES = ("drafted", "offered", "chosen", "declined")
MOST_SHOWN = 200
# Cards with what `cards_in` adds to them, which the types of Django's tables do not know.
Cards = QuerySet[Any]


@dataclass(frozen=True)
class Asked:
    """What a search asks for; empty means all. Words are looked for each by itself, wherever they stand."""

    words: str = ""
    edition: str = ""
    school: int = 0
    topic: str = ""
    state: str = ""


def case_parts(blocks: Sequence[Any], block: str) -> list[Any]:
    """A case as JSON and the pictures right behind it, which are its own; nothing where it is not there.

    >>> chapter = [{"kind": "heading", "id": "h"}, {"kind": "case", "id": "c"}, {"kind": "picture", "id": "p"}]
    >>> [part["id"] for part in case_parts(chapter, "c")], case_parts(chapter, "x")
    (['c', 'p'], [])
    """
    at = next((at for at, one in enumerate(blocks) if one["id"] == block and one["kind"] == "case"), None)
    if at is None:
        return []
    end = next((later for later in range(at + 1, len(blocks)) if blocks[later]["kind"] != "picture"), len(blocks))
    return list(blocks[at:end])


def read_parts(parts: Sequence[Any]) -> tuple[Case, tuple[Picture, ...]]:
    """A case and its pictures from JSON."""
    case, *pictures = read_blocks([{"kind": "heading", "id": "h", "level": 1, "text": "案例"}, *parts])[1:]
    assert isinstance(case, Case)
    return case, tuple(one for one in pictures if isinstance(one, Picture))


def digest_of(parts: Sequence[Any]) -> str:
    """The text of a case and its pictures as one hash; a note of consent is no change of the text."""
    bare = [{name: said for name, said in one.items() if name != "consent"} for one in parts]
    return hashlib.sha256(json.dumps(bare, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def spoken_words(case: Case, spoken: Mapping[str, str]) -> str:
    """All that a reader sees of a case, for searching."""
    said = [case.title, case.organisation, *case.people, case.evidence]
    for part in inlines(case):
        said.append(
            part.text if isinstance(part, Text) else spoken.get(link_key(part), "") if isinstance(part, Link) else ""
        )
    return " ".join(one for one in said if one)


def refresh_cards(branch: str) -> int:
    """Make the cards of chapters that moved on since they were read; one question where none did. How many chapters."""
    mine = Q(manuscript__organisation__path__startswith=branch)
    moved = Q(read_as=None) | ~Q(read_as__version=F("version"))
    stale = list(Chapter.objects.filter(mine & moved).order_by("pk"))
    if not stale:
        return 0
    with transaction.atomic():
        cards, seen = [], set()
        for chapter in stale:
            for card in cards_of(chapter):
                seen.add((card.manuscript_id, card.block))
                cards.append(card)
        held = CaseCard.objects.filter(chapter__in=[one.pk for one in stale], removed_at=None)
        gone = [pk for pk, manuscript, block in held.values_list("pk", "manuscript_id", "block")
                if (manuscript, block) not in seen]  # fmt: skip
        if gone:
            CaseCard.objects.filter(pk__in=gone).update(removed_at=timezone.now())
        if cards:
            CaseCard.objects.bulk_create(
                cards,
                update_conflicts=True,
                unique_fields=["manuscript", "block"],
                update_fields=[
                    "chapter", "position", "title", "teller", "topic", "text", "words", "people", "consent",
                    "characters", "pictures", "digest", "removed_at",
                ],
            )  # fmt: skip
        ReadChapter.objects.bulk_create(
            [ReadChapter(chapter=one, version=one.version) for one in stale],
            update_conflicts=True,
            unique_fields=["chapter"],
            update_fields=["version"],
        )
    return len(stale)


def cards_of(chapter: Chapter) -> Iterable[CaseCard]:
    """A chapter's cases as unsaved cards."""
    for at, one in enumerate(chapter.blocks):
        if one["kind"] != "case":
            continue
        parts = case_parts(chapter.blocks, one["id"])
        case, pictures = read_parts(parts)
        yield CaseCard(
            manuscript_id=chapter.manuscript_id,
            chapter=chapter,
            block=case.id,
            position=chapter.position * 10_000 + at,
            title=case.title[:200],
            teller=case.organisation[:120],
            topic=chapter.heading[:120],
            text=wording(case),
            words=spoken_words(case, chapter.spoken),
            people=list(case.people),
            consent=case.consent,
            characters=count_characters((case,), chapter.spoken),
            pictures=len(pictures),
            digest=digest_of(parts),
        )


def cards_in(branch: Organisation) -> Cards:
    """Every case of a branch that stands in a report, with what is known of its way; copies of others' left out."""
    offered = Offer.objects.filter(card=OuterRef("pk"), withdrawn_at=None)
    picks = Pick.objects.filter(card=OuterRef("pk"), superseded_at=None)
    arrived = Submission.objects.filter(
        campaign=OuterRef("manuscript__campaign"), organisation=OuterRef("manuscript__organisation")
    ).exclude(state__in=EDITABLE)
    return (
        CaseCard.objects.filter(manuscript__organisation__path__startswith=branch.path, removed_at=None)
        .exclude(block__startswith=COPIED)
        .select_related("manuscript__organisation", "manuscript__campaign__district", "chapter")
        .annotate(
            is_offered=Exists(offered),
            is_chosen=Exists(picks.filter(is_chosen=True)),
            is_declined=Exists(picks.filter(is_chosen=False)),
            is_handed_in=Exists(arrived),
            offered_digest=offered.values("digest")[:1],
            offered_title=offered.values("title")[:1],
            picked_digest=picks.values("digest")[:1],
        )
        .order_by("-manuscript__campaign__edition", "manuscript__organisation__path", "position", "pk")
    )


def open_to_district(cards: Cards, *, with_own: bool = False) -> Cards:
    """The cases that a district sees: offered ones, those of reports that were handed in.

    ``with_own`` adds those that the district's own report tells, for the people who write it.
    """
    given = Q(is_offered=True) | Q(is_handed_in=True) | Q(is_chosen=True)
    return cards.filter(given | Q(manuscript__organisation__level="district") if with_own else given)


def found_cards(cards: Cards, asked: Asked) -> Cards:
    """The cases that a search asks for. Two characters are a word; nothing is cut into words here."""
    for word in asked.words.split():
        cards = cards.filter(Q(words__icontains=word) | Q(manuscript__organisation__name__icontains=word))
    if asked.edition:
        cards = cards.filter(manuscript__campaign__edition=asked.edition)
    if asked.school:
        cards = cards.filter(manuscript__organisation=asked.school)
    if asked.topic:
        cards = cards.filter(topic=asked.topic)
    match asked.state:
        case "drafted":
            cards = cards.filter(is_offered=False, is_chosen=False, is_declined=False)
        case "offered":
            cards = cards.filter(is_offered=True, is_chosen=False, is_declined=False)
        case "chosen":
            cards = cards.filter(is_chosen=True)
        case "declined":
            cards = cards.filter(is_declined=True)
    return cards


def state_of(card: Any) -> str:
    """Where a card of ``cards_in`` is on its way: drafted | offered | chosen | declined."""
    if card.is_chosen:
        return "chosen"
    if card.is_declined:
        return "declined"
    return "offered" if card.is_offered else "drafted"
