"""A case as pages show it: found for those who may read it, its parts in print, its way so far."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse

from nianbao.web.cases.actions import parts_now
from nianbao.web.cases.library import cards_in, digest_of, open_to_district, read_parts, refresh_cards, state_of
from nianbao.web.cases.models import COPIED, CaseCard
from nianbao.web.cases.picks import shown_to_district
from nianbao.web.manuscripts.text import link_key
from nianbao.web.organisations.models import Organisation
from nianbao.web.organisations.permissions import Standing
from nianbao.web.presentation.lookup import standing_in
from nianbao.writing.content import CASE_PARTS, Case, Link, Picture, Text

NO_WORDS: Mapping[str, str] = {}


@dataclass(frozen=True)
class ReadCase:
    """A case for one reader: its authors see the text as it stands, the district what it was given."""

    card: Any  # of cards_in
    is_own: bool
    parts: Sequence[Any]

    @property
    def case(self) -> Case | None:
        return read_parts(self.parts)[0] if self.parts else None

    @property
    def pictures(self) -> tuple[Picture, ...]:
        return read_parts(self.parts)[1] if self.parts else ()

    @property
    def digest(self) -> str:
        return digest_of(self.parts) if self.parts else ""

    @property
    def state(self) -> str:
        return state_of(self.card)


@dataclass(frozen=True)
class ShownPart:
    """A part of a case: its word, its pieces as (text | figure, words)."""

    word: str
    pieces: tuple[tuple[str, str], ...]


def case_branch(request: HttpRequest, number: int) -> tuple[Organisation, bool]:
    """An organisation whose library somebody may look at, and whether as one of its own people."""
    standing = standing_in(request)
    found = Organisation.objects.filter(pk=number).first()
    if found is None:
        raise Http404
    if standing.may_read_text(found):
        return found, found.level == "school"
    if found.level != "school" and standing.may_read_district(found):
        return found, False
    raise Http404


def read_case(request: HttpRequest, number: int) -> ReadCase:
    """A case that the person may read; for everybody else it does not exist. Its card is made anew where it is old."""
    standing = standing_in(request)
    known = CaseCard.objects.select_related("manuscript__organisation").filter(pk=number).first()
    if known is None or known.block.startswith(COPIED):
        raise Http404
    organisation = known.manuscript.organisation
    is_own = standing.may_read_text(organisation)
    if not is_own and not (organisation.level == "school" and standing.may_read_district(organisation)):
        raise Http404
    refresh_cards(organisation.path)
    cards = cards_in(organisation)
    card = (cards if is_own else open_to_district(cards)).filter(pk=number).first()
    if card is None:
        raise Http404
    if is_own:
        return ReadCase(card, True, parts_now(card))
    parts = shown_to_district(card, is_handed_in=card.is_handed_in)
    if not parts and (pick := card.picks.filter(superseded_at=None, is_chosen=True).first()) is not None:
        parts = pick.blocks
    return ReadCase(card, False, parts)


def visible_cards(branch: Organisation, standing: Standing, *, is_own: bool) -> Any:
    """The cases of a branch that somebody sees."""
    cards = cards_in(branch)
    return cards if is_own else open_to_district(cards, with_own=standing.may_read_text(branch))


def shown_parts(case: Case, spoken: Mapping[str, str] = NO_WORDS) -> Iterator[ShownPart]:
    """A case's parts as its author last saw them."""
    for name, word in CASE_PARTS:
        pieces = []
        for part in getattr(case, name):
            if isinstance(part, Text):
                pieces.append(("text", part.text))
            elif isinstance(part, Link):
                own = Link(part.indicator, part.aspect, part.whole, part.places)
                words = spoken.get(link_key(part)) or spoken.get(link_key(own)) or f"〔{link_key(part)}〕"
                pieces.append(("figure", words))
            else:
                pieces.append(("text", f"〔{part.block}〕"))
        yield ShownPart(word, tuple(pieces))
    yield ShownPart("佐证", (("text", case.evidence),) if case.evidence else ())


def picture_rows(card: CaseCard, pictures: Sequence[Picture]) -> list[tuple[Picture, str]]:
    """Each picture with where it is to be had; nothing where it is not kept."""
    known = {one.file: one.pk for one in card.manuscript.pictures.all()} if pictures else {}
    return [
        (one, reverse("case-picture", args=[card.pk, known[one.file]]) if one.file in known else "") for one in pictures
    ]


def places_of(chapters: Sequence[Any]) -> list[tuple[str, str, int]]:
    """Where a case may be put: ``chapter:heading``, the words, and how deep it stands."""
    found = []
    for chapter in chapters:
        for block in chapter.blocks:
            if block["kind"] == "heading" and block["level"] <= 2:
                found.append((f"{chapter.pk}:{block['id']}", str(block["text"]), int(block["level"])))
    return found
