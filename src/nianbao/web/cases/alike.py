"""Cases that were told before: last year's of the same school, this year's and earlier ones of others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from nianbao.web.cases.library import Cards, cards_in, open_to_district
from nianbao.web.cases.models import CaseCard
from nianbao.web.organisations.models import Organisation
from nianbao.writing.retelling import SentencePair, marked, retellings, sentence_pairs

MOST = 12
MOST_COMPARED = 6_000


@dataclass(frozen=True)
class AlikeCase:
    """Another case that shares so much with the one looked at. ``is_open`` says whether the reader may see its text."""

    card: Any  # of cards_in
    share: float
    is_same: bool
    is_own: bool  # of the same organisation
    is_open: bool

    @property
    def percent(self) -> int:
        return round(self.share * 100)


@dataclass(frozen=True)
class Beside:
    """Two cases sentence by sentence, each sentence with how much of it stands in the other."""

    one: tuple[tuple[str, float], ...]
    other: tuple[tuple[str, float], ...]
    pairs: tuple[SentencePair, ...]


def others_of(card: CaseCard, branch: Organisation, *, for_district: bool) -> Cards:
    """With which cases a case is compared: all of the branch, for a district those that it sees."""
    others = cards_in(branch).exclude(pk=card.pk)
    return open_to_district(others, with_own=True) if for_district else others


def alike(card: CaseCard, text: str, others: Cards, *, for_district: bool) -> tuple[AlikeCase, ...]:
    """The cases that share at least a quarter of the shorter text, the most similar first.

    A school reads of other schools' cases only those that the district has chosen; of the rest it learns how much.
    """
    known = {one.pk: one for one in others[:MOST_COMPARED]}
    texts: dict[object, str] = {number: one.text for number, one in known.items()}
    found = []
    for one in retellings(text, texts)[:MOST]:
        assert isinstance(one.key, int)
        other = known[one.key]
        own = other.manuscript.organisation_id == card.manuscript.organisation_id
        found.append(AlikeCase(other, one.share, one.is_same, own, own or for_district or bool(other.is_chosen)))
    return tuple(found)


def beside(text: str, other: str) -> Beside:
    """Both texts by their sentences."""
    pairs = sentence_pairs(text, other)
    back = sentence_pairs(other, text)
    return Beside(marked(text, pairs), marked(other, back), pairs)
