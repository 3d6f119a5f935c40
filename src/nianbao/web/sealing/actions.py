"""Signing off in order, taking a signature back, asking for the seal. A change of the report ends its signatures."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from nianbao.facts.problem import Problem
from nianbao.web.audit.actions import record_event
from nianbao.web.manuscripts.models import Manuscript
from nianbao.web.organisations.models import Organisation, Role
from nianbao.web.organisations.permissions import Standing
from nianbao.web.sealing.models import Seal, SealState, SignOff, SignRole
from nianbao.web.sealing.sheet import ReportSheet
from nianbao.web.sealing.steps import is_under_way

LONGEST = 2_000
SHORTEST_RESERVATION = 4
# Who signs in which role, by the level of the organisation.
SIGNERS: Mapping[str, Mapping[str, frozenset[str]]] = {
    "school": {
        SignRole.AUTHOR: frozenset((Role.FILLER, Role.REVIEWER, Role.HEAD)),
        SignRole.REVIEWER: frozenset((Role.REVIEWER, Role.HEAD)),
        SignRole.HEAD: frozenset((Role.HEAD,)),
    },
    "district": {
        SignRole.AUTHOR: frozenset((Role.DISTRICT_EDITOR,)),
        SignRole.REVIEWER: frozenset((Role.DISTRICT_REVIEWER, Role.DISTRICT_HEAD)),
        SignRole.HEAD: frozenset((Role.DISTRICT_HEAD,)),
    },
}


@dataclass(frozen=True)
class SignStep:
    """One line of the sign-off: the role, who signed, whether it still holds, whether somebody may sign it now."""

    role: str
    signed: SignOff | None
    lapsed: SignOff | None  # the last one of another text
    is_next: bool
    may_sign: bool


def may_sign_as(role: str, organisation: Organisation, standing: Standing) -> bool:
    """Whether somebody's role for the organisation itself is one that signs so; a limited filler signs nothing."""
    wanted = SIGNERS.get(organisation.level, {}).get(role, frozenset())
    return any(
        grant.organisation_id == organisation.pk and grant.role in wanted and not grant.is_limited
        for grant in standing.grants
    )


def sign_steps(manuscript: Manuscript, covers: str, standing: Standing) -> tuple[SignStep, ...]:
    """The roles in order with what was signed, in one question."""
    found = list(manuscript.sign_offs.select_related("by", "withdrawn_by"))
    steps: list[SignStep] = []
    is_next = True
    for role in SignRole.values:
        mine = [one for one in found if one.role == role]
        signed = next((one for one in mine if one.covers == covers and one.withdrawn_at is None), None)
        lapsed = mine[-1] if mine and signed is None else None
        may = is_next and signed is None and may_sign_as(role, manuscript.organisation, standing)
        steps.append(SignStep(role, signed, lapsed, is_next and signed is None, may))
        is_next = is_next and signed is not None
    return tuple(steps)


def sign_off(
    manuscript: Manuscript,
    *,
    sheet: ReportSheet,
    seen: str,
    role: str,
    signed_name: str,
    password: str,
    reservation: str,
    standing: Standing,
) -> SignOff:
    """Sign a report as it stands in one role: name and password, in order, nothing unread.

    ``seen`` is the hash that the page showed. What is not met is named with its reason, or nobody signs.
    """
    person = standing.person
    if role not in SignRole.values or not may_sign_as(role, manuscript.organisation, standing):
        raise Problem(
            "not-permitted",
            "您不能以这个职责签字，请由相应的人来签。",
            "You may not sign in this role; whoever holds it signs.",
        )
    # A demonstration's people have no password; there the name alone signs.
    if person.has_usable_password() and not person.check_password(password):
        raise Problem(
            "statement-password-wrong", "密码不对，没有签字。", "The password is not right; nothing was signed."
        )
    if _plain(signed_name) != _plain(person.name):
        raise Problem(
            "statement-name-differs",
            f"签名应与您的姓名“{person.name}”一致，没有签字。",
            f"Sign with your own name, {person.name}; nothing was signed.",
        )
    if seen != sheet.covers:
        raise Problem(
            "sign-changed",
            "正文或数据在您打开之后又有变化，没有签字。请刷新，看过再签。",
            "Text or figures have changed since you opened the sheet; nothing was signed. Reload and read it.",
        )
    if sheet.stops:
        raise sheet.stops[0]
    reservation = reservation.strip()[:LONGEST]
    if sheet.unmet and len(reservation) < SHORTEST_RESERVATION:
        raise Problem(
            "sign-unmet",
            f"还有 {len(sheet.unmet)} 项不符合（{sheet.unmet[0].name} 等）。仍要签的，请写明原因。",
            f"{len(sheet.unmet)} requirements are not met ({sheet.unmet[0].name} …). To sign all the same, say why.",
        )
    with transaction.atomic():
        Manuscript.objects.select_for_update(of=("self",)).get(pk=manuscript.pk)
        held = {one.role: one for one in manuscript.sign_offs.filter(covers=sheet.covers, withdrawn_at=None)}
        if role in held:
            return held[role]
        order = list(SignRole.values)
        before = [one for one in order[: order.index(role)] if one not in held]
        if before:
            label = "、".join(str(SignRole(one).label) for one in before)
            raise Problem(
                "sign-order",
                f"{label}还没有签，{SignRole(role).label}不能先签。",
                f"{label} must sign before {SignRole(role).label}.",
            )
        made = SignOff.objects.create(
            manuscript=manuscript, role=role, name=person.name, by=person, covers=sheet.covers,
            reservation=reservation if sheet.unmet else "", signed_at=timezone.now(),
        )  # fmt: skip
        detail = {"role": role, "covers": sheet.covers[:16], "reservation": made.reservation, "unmet": len(sheet.unmet)}
        _told("sealing.report.signed", manuscript, standing, detail)
    return made


def withdraw_sign_off(found: SignOff, *, reason: str, standing: Standing) -> None:
    """Take one's signature back, with those that rest on it; a package that is sealed stays what it is."""
    reason = reason.strip()[:LONGEST]
    if not reason:
        raise Problem("sign-withdrawal-reason", "请写撤回签字的原因。", "Say why the signature is taken back.")
    with transaction.atomic():
        manuscript = (
            Manuscript.objects.select_for_update(of=("self",))
            .select_related("organisation")
            .get(pk=found.manuscript_id)
        )
        head = may_sign_as(SignRole.HEAD, manuscript.organisation, standing)
        if found.by_id != standing.person.pk and not head:
            raise Problem(
                "not-permitted", "签字由本人或负责人撤回。", "A signature is taken back by its signer or the head."
            )
        order = list(SignRole.values)
        resting = order[order.index(found.role) :]
        taken = manuscript.sign_offs.filter(covers=found.covers, role__in=resting, withdrawn_at=None)
        if not taken.filter(pk=found.pk).exists():
            return
        roles = sorted(taken.values_list("role", flat=True), key=order.index)
        taken.update(withdrawn_at=timezone.now(), withdrawn_by=standing.person, withdrawal=reason)
        _told("sealing.signature.withdrawn", manuscript, standing, {"roles": roles, "reason": reason})


def ask_for_seal(manuscript: Manuscript, *, sheet: ReportSheet, seen: str, standing: Standing) -> Seal:
    """Have a report that everybody signed sealed in a package. Twice for the same text is the same package."""
    if not standing.may_write(manuscript.organisation, ""):
        raise Problem(
            "not-permitted", "封存由统稿的人或负责人办理。", "Sealing is for those who answer for the whole report."
        )
    with transaction.atomic():
        Manuscript.objects.select_for_update(of=("self",)).get(pk=manuscript.pk)
        if seen != sheet.covers:
            raise Problem(
                "sign-changed",
                "正文或数据在您打开之后又有变化，没有封存。请刷新，看过再办。",
                "Text or figures have changed since you opened the sheet; nothing was sealed. Reload and read it.",
            )
        missing = unsigned(manuscript, sheet.covers)
        if missing:
            raise Problem(
                "seal-unsigned",
                f"{'、'.join(missing)}还没有签字，不能封存。",
                f"Not signed yet: {', '.join(missing)}. Nothing was sealed.",
            )
        for one in manuscript.seals.filter(covers=sheet.covers):
            if one.state == SealState.SEALED or is_under_way(one):
                return one
        now = timezone.now()
        made = Seal.objects.create(
            manuscript=manuscript, covers=sheet.covers, by=standing.person, asked_at=now, beat_at=now
        )
        _told("sealing.seal.asked", manuscript, standing, {"covers": sheet.covers[:16]})
    return made


def unsigned(manuscript: Manuscript, covers: str) -> Sequence[str]:
    """The roles that have not signed this text, by their labels."""
    signed = set(manuscript.sign_offs.filter(covers=covers, withdrawn_at=None).values_list("role", flat=True))
    return [str(role.label) for role in SignRole if role.value not in signed]


def _told(kind: str, manuscript: Manuscript, standing: Standing, detail: Mapping[str, Any]) -> None:
    record_event(
        kind, by=standing.person, branch=manuscript.organisation.path, subject=str(manuscript)[:120], detail=detail
    )


def _plain(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).split())
