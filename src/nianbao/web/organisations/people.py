"""A branch's people: who may look after whom, invitations, roles and suspension by the branch's leader."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from nianbao.facts.problem import Problem
from nianbao.web.accounts.actions import create_person, resume_person, suspend_person
from nianbao.web.accounts.links import INVITE, RESET, make_link
from nianbao.web.accounts.models import Person
from nianbao.web.organisations.actions import grant_role, revoke_role
from nianbao.web.organisations.models import DISTRICT_ROLES, SCHOOL_ROLES, Grant, Organisation, Role
from nianbao.web.organisations.permissions import Standing

ROLES_OF_LEVEL = {"school": SCHOOL_ROLES, "district": DISTRICT_ROLES, "province": (Role.CITY,)}


def invite(
    *,
    organisation: Organisation,
    name: str,
    login_name: str,
    email: str,
    role: str,
    tables: Sequence[str],
    chapters: Sequence[str] = (),
    standing: Standing,
) -> tuple[Person, str]:
    """A new person with one role, and the token with which the invitation is accepted."""
    _require_leader(standing, organisation)
    wanted = _role(role, organisation)
    with transaction.atomic():
        person = create_person(login_name=login_name, name=name, email=email.strip(), by=standing.person)
        grant_role(
            person=person, organisation=organisation, role=wanted, tables=tables, chapters=chapters, by=standing.person
        )
        token = make_link(person, purpose=INVITE, by=standing.person, branch=organisation.path)
    return person, token


def new_link(person: Person, *, organisation: Organisation, standing: Standing) -> str:
    """Another link for somebody who lost the invitation or the password."""
    require_charge(person, organisation=organisation, standing=standing)
    purpose = RESET if person.has_usable_password() else INVITE
    return make_link(person, purpose=purpose, by=standing.person, branch=organisation.path)


def set_roles(
    person: Person,
    *,
    organisation: Organisation,
    roles: Sequence[str],
    tables: Sequence[str],
    chapters: Sequence[str] = (),
    standing: Standing,
) -> None:
    """Make these the person's roles for the organisation: what is missing is given, what is left out is taken."""
    _require_leader(standing, organisation)
    wanted = {_role(role, organisation) for role in roles}
    if person.pk == standing.person.pk:
        raise Problem(
            "roles-of-oneself",
            "不能改自己的角色，请上级或另一位负责人来改。",
            "Nobody changes the own roles; ask the level above or another leader.",
        )
    with transaction.atomic():
        held = Grant.objects.select_for_update().filter(person=person, organisation=organisation, revoked_at=None)
        for grant in held.order_by("pk"):
            if grant.role not in wanted:
                revoke_role(grant, by=standing.person)
        for role in sorted(wanted):
            limits = (tables, chapters) if role == Role.FILLER else ((), ())
            grant_role(
                person=person, organisation=organisation, role=role, tables=limits[0], chapters=limits[1],
                by=standing.person,
            )  # fmt: skip


def suspend(person: Person, *, organisation: Organisation, standing: Standing) -> None:
    require_charge(person, organisation=organisation, standing=standing)
    suspend_person(person, by=standing.person, branch=organisation.path)


def resume(person: Person, *, organisation: Organisation, standing: Standing) -> None:
    require_charge(person, organisation=organisation, standing=standing)
    resume_person(person, by=standing.person, branch=organisation.path)


def has_charge(person: Person, standing: Standing) -> bool:
    """Whether a leader leads everything that the person works for.

    Otherwise a school's leader could take over the account of somebody who also works for the district.
    """
    if person.is_operator:
        return False
    held = Grant.objects.filter(person=person, revoked_at=None).select_related("organisation")
    return all(standing.may_lead(grant.organisation) for grant in held)


def require_charge(person: Person, *, organisation: Organisation, standing: Standing) -> None:
    _require_leader(standing, organisation)
    if not has_charge(person, standing):
        raise Problem(
            "person-of-others",
            f"{person.name}还在其他单位任职，账号只能由上级负责人处理；这里可以改其在本单位的角色。",
            f"{person.name} also works elsewhere; only a leader above may handle the account. "
            "Roles in this organisation can be changed here.",
        )


def _require_leader(standing: Standing, organisation: Organisation) -> None:
    if not standing.may_lead(organisation):
        raise Problem(
            "not-permitted",
            "只有本单位或上级的负责人可以管理人员。",
            "Only a leader of the organisation or of the level above looks after its people.",
        )


def _role(role: str, organisation: Organisation) -> Role:
    if role not in {one.value for one in ROLES_OF_LEVEL[organisation.level]}:
        raise Problem(
            "role-of-another-level",
            f"{organisation.name}没有这个角色，请在列出的角色中选择。",
            f"{organisation.name} has no such role; choose one of those listed.",
        )
    return Role(role)
