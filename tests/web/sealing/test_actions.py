"""Signed in order, under what was read; any change ends it; sealing asks for all three."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from nianbao.facts.problem import Problem
from nianbao.web.accounts.models import Person
from nianbao.web.audit.models import Event
from nianbao.web.manuscripts.actions import set_front
from nianbao.web.manuscripts.models import Manuscript
from nianbao.web.organisations.permissions import Standing
from nianbao.web.sealing.actions import ask_for_seal, may_sign_as, sign_steps, unsigned, withdraw_sign_off
from nianbao.web.sealing.models import Seal, SignOff
from nianbao.web.sealing.sheet import report_sheet

from .conftest import EDITOR, HEAD, REVIEWER, SIGNERS

Stands = Callable[[str], Standing]
Sign = Callable[..., SignOff]


def fresh(manuscript: Manuscript) -> Manuscript:
    return Manuscript.objects.select_related("campaign__district", "organisation").get(pk=manuscript.pk)


def codes(act: Callable[[], object]) -> str:
    with pytest.raises(Problem) as told:
        act()
    return told.value.code


def test_the_three_sign_in_their_order(manuscript: Manuscript, sign: Sign, standing: Stands) -> None:
    assert codes(lambda: sign(manuscript, "head", HEAD)) == "sign-order"
    for role, name in SIGNERS:
        covers = report_sheet(fresh(manuscript)).covers
        (now,) = [one for one in sign_steps(manuscript, covers, standing(name)) if one.is_next]
        assert now.role == role
        assert now.may_sign
        made = sign(manuscript, role, name)
        assert sign(manuscript, role, name) == made
    assert unsigned(manuscript, covers) == []
    assert Event.objects.filter(kind="sealing.report.signed").count() == 3


def test_a_wrong_name_an_unread_text_and_other_people_sign_nothing(manuscript: Manuscript, sign: Sign) -> None:
    assert codes(lambda: sign(manuscript, "author", EDITOR, signed_name="郑守正")) == "statement-name-differs"
    assert codes(lambda: sign(manuscript, "author", EDITOR, seen="another")) == "sign-changed"
    assert codes(lambda: sign(manuscript, "author", REVIEWER)) == "not-permitted"
    assert codes(lambda: sign(manuscript, "author", "白路遥")) == "not-permitted"
    assert codes(lambda: sign(manuscript, "editor", EDITOR)) == "not-permitted"
    assert not SignOff.objects.exists()


def test_a_password_is_asked_of_who_has_one(manuscript: Manuscript, sign: Sign) -> None:
    person = Person.objects.get(name=EDITOR)
    person.set_password("Lan-xi-2025-report")
    person.save()
    assert codes(lambda: sign(manuscript, "author", EDITOR)) == "statement-password-wrong"
    assert sign(manuscript, "author", EDITOR, password="Lan-xi-2025-report").pk


def test_what_is_not_met_is_signed_with_a_reason_or_not_at_all(manuscript: Manuscript, sign: Sign) -> None:
    assert codes(lambda: sign(manuscript, "author", EDITOR, reservation=" ")) == "sign-unmet"
    assert sign(manuscript, "author", EDITOR).reservation == "一所学校缺报，已说明"


def test_what_stops_cannot_be_reasoned_away(school: Manuscript, sign: Sign) -> None:
    assert codes(lambda: sign(school, "author", "邱明溪")) == "sign-open-errors"


def test_a_change_of_the_text_ends_the_signatures_by_itself(
    manuscript: Manuscript, sign: Sign, standing: Stands
) -> None:
    for role, name in SIGNERS:
        sign(manuscript, role, name)
    set_front(manuscript, title="另一个标题", compiled="", numbering="", statement=None, standing=standing(EDITOR))
    covers = report_sheet(fresh(manuscript)).covers
    steps = sign_steps(manuscript, covers, standing(EDITOR))
    assert [step.signed for step in steps] == [None, None, None]
    assert [step.lapsed.name for step in steps if step.lapsed] == [EDITOR, REVIEWER, HEAD]
    assert steps[0].is_next
    sheet = report_sheet(fresh(manuscript))
    assert (
        codes(lambda: ask_for_seal(manuscript, sheet=sheet, seen=covers, standing=standing(EDITOR))) == "seal-unsigned"
    )


def test_a_signature_taken_back_takes_those_that_rest_on_it(
    manuscript: Manuscript, sign: Sign, standing: Stands
) -> None:
    made = [sign(manuscript, role, name) for role, name in SIGNERS]
    assert codes(lambda: withdraw_sign_off(made[0], reason=" ", standing=standing(EDITOR))) == "sign-withdrawal-reason"
    assert codes(lambda: withdraw_sign_off(made[0], reason="数不对", standing=standing(REVIEWER))) == "not-permitted"
    for _ in range(2):
        withdraw_sign_off(made[1], reason="数不对", standing=standing(REVIEWER))
    covers = report_sheet(fresh(manuscript)).covers
    steps = sign_steps(manuscript, covers, standing(REVIEWER))
    assert [step.signed is not None for step in steps] == [True, False, False]
    assert Event.objects.filter(kind="sealing.signature.withdrawn").count() == 1


def test_the_same_text_is_sealed_once(manuscript: Manuscript, sign: Sign, standing: Stands) -> None:
    for role, name in SIGNERS:
        sign(manuscript, role, name)
    sheet = report_sheet(fresh(manuscript))
    by = standing(EDITOR)
    assert codes(lambda: ask_for_seal(manuscript, sheet=sheet, seen="another", standing=by)) == "sign-changed"
    assert (
        codes(lambda: ask_for_seal(manuscript, sheet=sheet, seen=sheet.covers, standing=standing("白路遥")))
        == "not-permitted"
    )
    first = ask_for_seal(manuscript, sheet=sheet, seen=sheet.covers, standing=by)
    assert ask_for_seal(manuscript, sheet=sheet, seen=sheet.covers, standing=standing(HEAD)) == first
    assert Seal.objects.count() == 1


def test_who_signs_as_what(manuscript: Manuscript, school: Manuscript, standing: Stands) -> None:
    signs = {
        (role, name): may_sign_as(role, school.organisation, standing(name))
        for role in ("author", "reviewer", "head")
        for name in ("邱明溪", "范若谷", "孟晚照", "白路遥", "郑守正")
    }
    assert {key for key, may in signs.items() if may} == {
        ("author", "邱明溪"), ("author", "孟晚照"), ("author", "白路遥"), ("reviewer", "孟晚照"),
        ("reviewer", "白路遥"), ("head", "白路遥"),
    }  # fmt: skip
    assert not may_sign_as("author", manuscript.organisation, standing("江市平"))
