"""What the tables themselves hold to."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from nianbao.web.accounts.models import Person
from nianbao.web.cases.actions import offer
from nianbao.web.cases.models import CaseCard, Offer
from nianbao.web.organisations.permissions import Standing


def test_one_offer_of_a_case_stands_at_a_time(
    tell: Callable[..., CaseCard], standing: Callable[[str], Standing]
) -> None:
    card = tell()
    offer(card, standing=standing("白路遥"))
    by = Person.objects.get(name="白路遥")
    again = {"card": card, "blocks": [], "title": "", "text": "", "digest": "", "by": by, "offered_at": timezone.now()}
    with pytest.raises(IntegrityError), transaction.atomic():
        Offer.objects.create(**again)
    assert Offer.objects.create(**again, withdrawn_at=timezone.now()).pk


def test_a_copy_is_known_by_its_block() -> None:
    assert CaseCard(block="from-7").is_copied
    assert not CaseCard(block="case-7").is_copied
