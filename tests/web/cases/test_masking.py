"""Proposals to mask are told, and done only where they were chosen."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Callable

import pytest

from nianbao.facts.problem import Problem
from nianbao.web.cases.actions import parts_now, refreshed
from nianbao.web.cases.consents import note_consent
from nianbao.web.cases.masking import mask, masked_words, proposals
from nianbao.web.cases.models import CaseCard
from nianbao.web.organisations.permissions import Standing

from .conftest import PAPER, TOLD

Stands = Callable[[str], Standing]
Tell = Callable[..., CaseCard]
TYPED = dataclasses.replace(
    TOLD,
    practice="学生张晓明在茶山值守，电话13812345678，身份证11010519491231002X。毕业生[[毕业生人数]]都来过。",
    evidence="联系邮箱tea@example.org，存教务处。",
    people=("张晓明",),
)


def again(card: CaseCard) -> CaseCard:
    found = refreshed(card.manuscript, card.block)
    assert found is not None
    return CaseCard.objects.select_related("chapter", "manuscript__organisation").get(pk=found.pk)


def test_what_might_be_masked_is_told_with_what_would_stand_there(tell: Tell) -> None:
    card = tell(TYPED)
    told = {one.code: (one.part, one.before, one.after) for one in proposals(card, parts_now(card))}
    assert told == {
        "person-named": ("practice", "张晓明", "张某"),
        "mobile-number": ("practice", "13812345678", "138****5678"),
        "identity-number": ("practice", "11010519491231002X", "1101**********002X"),
        "mail-address": ("evidence", "tea@example.org", "t***@example.org"),
    }


def test_only_what_was_chosen_is_masked_and_links_stay(tell: Tell, standing: Stands) -> None:
    card = tell(TYPED)
    before = parts_now(card)[0]
    chosen = [one.key for one in proposals(card, parts_now(card)) if one.code == "mobile-number"]
    mask(card, keys=chosen, standing=standing("孟晚照"))
    after = parts_now(again(card))[0]
    typed = "".join(one.get("text", "") for one in after["practice"])
    assert "138****5678" in typed
    assert "张晓明" in typed
    assert "11010519491231002X" in typed
    assert [one for one in after["practice"] if one["kind"] == "figure"] == [
        one for one in before["practice"] if one["kind"] == "figure"
    ]
    assert after["evidence"] == before["evidence"]


def test_who_agreed_is_no_proposal(tell: Tell, standing: Stands) -> None:
    card = tell(TYPED)
    note_consent(
        card, person="张晓明", giver="person", agreed_on=datetime.date(2025, 5, 6), name="a.pdf", data=PAPER,
        standing=standing("孟晚照"),
    )  # fmt: skip
    assert "person-named" not in {one.code for one in proposals(again(card), parts_now(again(card)))}


def test_nothing_chosen_is_told_and_strangers_mask_nothing(tell: Tell, standing: Stands) -> None:
    card = tell(TYPED)
    with pytest.raises(Problem) as told:
        mask(card, keys=["unknown"], standing=standing("孟晚照"))
    assert told.value.code == "mask-nothing"
    with pytest.raises(Problem):
        mask(card, keys=[one.key for one in proposals(card, parts_now(card))], standing=standing("沈知远"))


def test_a_bank_card_keeps_its_ends() -> None:
    assert masked_words("bank-card", "6222021234567890128") == "6222***********0128"
