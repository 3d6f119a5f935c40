"""A consent has a person, a day and a paper; with all of them there, names are printed."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from nianbao.facts.problem import Problem
from nianbao.web.audit.models import Event
from nianbao.web.cases.actions import parts_now
from nianbao.web.cases.consents import consent_words, note_consent, people_without_consent, withdraw_consent
from nianbao.web.cases.models import CaseCard
from nianbao.web.organisations.permissions import Standing
from nianbao.web.publications.written_report import written_report

from .conftest import PAPER, TOLD

Stands = Callable[[str], Standing]
Tell = Callable[..., CaseCard]
NAMED = dataclasses.replace(TOLD, practice="学生张晓明带大家上茶山，李秋同学讲解。", people=("张晓明", "李秋"))
SAID: dict[str, Any] = {
    "giver": "person", "agreed_on": datetime.date(2025, 5, 6), "name": "同意书.pdf", "data": PAPER,
}  # fmt: skip


def printed(card: CaseCard) -> str:
    blocks = written_report(card.manuscript).printed(with_pictures=False).blocks
    return "".join(getattr(one, "text", "") for one in blocks)


def test_names_are_printed_when_everybody_named_has_agreed(tell: Tell, standing: Stands) -> None:
    card, by = tell(NAMED), standing("孟晚照")
    note_consent(card, person="张晓明", **SAID, standing=by)
    assert people_without_consent(card, card.people) == ("李秋",)
    assert consent_words(card) == ""
    assert "张晓明" not in printed(card)
    note_consent(card, person="李秋", **SAID | {"giver": "guardian"}, standing=by)
    assert people_without_consent(card, card.people) == ()
    assert "李秋的监护人 2025-05-06 书面同意" in consent_words(card)
    assert "张晓明带大家上茶山" in printed(card)


def test_who_takes_a_consent_back_is_masked_again(tell: Tell, standing: Stands) -> None:
    card, by = tell(dataclasses.replace(NAMED, people=("张晓明",))), standing("孟晚照")
    held = note_consent(card, person="张晓明", **SAID, standing=by)
    for _ in range(2):
        withdraw_consent(held, standing=by)
    assert "张晓明" not in printed(card)
    assert Event.objects.filter(kind="cases.consent.withdrawn").count() == 1
    card.refresh_from_db()
    assert "consent" not in parts_now(CaseCard.objects.select_related("chapter").get(pk=card.pk))[0]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"person": "王某某"}, "consent-of-nobody"),
        ({"giver": "neighbour"}, "consent-giver"),
        ({"agreed_on": None}, "consent-day"),
        ({"agreed_on": timezone.localdate() + datetime.timedelta(days=1)}, "consent-day"),
        ({"data": b""}, "consent-without-paper"),
        ({"data": b"MZ program"}, "evidence-kind"),
    ],
)
def test_what_is_missing_is_told(tell: Tell, standing: Stands, change: dict[str, Any], code: str) -> None:
    with pytest.raises(Problem) as told:
        note_consent(tell(NAMED), **{"person": "张晓明", **SAID, **change}, standing=standing("孟晚照"))
    assert told.value.code == code


def test_the_same_note_twice_is_one_and_a_newer_paper_takes_its_place(tell: Tell, standing: Stands) -> None:
    card, by = tell(NAMED), standing("孟晚照")
    first = note_consent(card, person="张晓明", **SAID, standing=by)
    assert note_consent(card, person="张晓明", **SAID, standing=by) == first
    second = note_consent(card, person="张晓明", **SAID | {"data": PAPER + b" anew"}, standing=by)
    assert card.consents.filter(withdrawn_at=None).get() == second
    assert card.consents.count() == 2


def test_strangers_note_nothing_and_the_record_does_not_name(tell: Tell, standing: Stands) -> None:
    card = tell(NAMED)
    for name in ("沈知远", "温编言"):
        with pytest.raises(Problem):
            note_consent(card, person="张晓明", **SAID, standing=standing(name))
    note_consent(card, person="张晓明", **SAID, standing=standing("孟晚照"))
    assert Event.objects.get(kind="cases.consent.noted").detail["person"] == "张某"
