"""Changing the tree from a day on: new schools, mergers, splits, closures. What was filed before stays as it is."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from django.db import transaction

from nianbao.facts.problem import Problem
from nianbao.web.audit.actions import record_event
from nianbao.web.organisations.actions import add_organisation, rename_organisation
from nianbao.web.organisations.models import Organisation, Succession
from nianbao.web.organisations.permissions import Standing

BELOW = {"province": "district", "district": "school"}


def add_below(parent: Organisation | None, *, code: str, name: str, owner: str, standing: Standing) -> Organisation:
    """A district below a province, a school below a district; at the top only an operator adds."""
    _require_arranger(standing, parent)
    code, name = code.strip(), " ".join(name.split())
    if not name or not code.isascii() or not code.isalnum() or len(code) > 20:
        raise Problem(
            "organisation-incomplete",
            "请填写名称和代码；代码用官方代码，只含数字和字母，最多 20 位。",
            "A name and a code are needed; the official code, digits and letters only, at most 20.",
        )
    if parent is not None and parent.level not in BELOW:
        raise Problem("organisation-below-school", "学校下面不能再设单位。", "Nothing stands below a school.")
    level = BELOW[parent.level] if parent is not None else "province"
    return add_organisation(code=code, name=name, level=level, parent=parent, owner=owner.strip(), by=standing.person)


def rename(organisation: Organisation, *, name: str, since: datetime.date, standing: Standing) -> None:
    """A new name from a day on."""
    _require_arranger(standing, organisation)
    name = " ".join(name.split())
    if not name:
        raise Problem("organisation-incomplete", "请填写新名称。", "A new name is needed.")
    latest = organisation.names.order_by("-since").exclude(since=None).first()
    if latest is not None and latest.since is not None and since < latest.since:
        raise Problem(
            "rename-before-rename",
            f"更名日期不能早于上次更名的 {latest.since}。",
            f"The day cannot be before that of the last new name, {latest.since}.",
        )
    rename_organisation(organisation, name=name, since=since, by=standing.person)


def describe(
    organisation: Organisation,
    *,
    owner: str,
    school_type: str,
    has_students: bool,
    has_graduates: bool,
    standing: Standing,
) -> None:
    """Who owns a school, what type it is, whether it has students and graduates (无生单位)."""
    _require_arranger(standing, organisation)
    wanted = {
        "owner": owner.strip()[:120],
        "school_type": school_type.strip()[:40],
        "has_students": has_students,
        "has_graduates": has_graduates and has_students,
    }
    with transaction.atomic():
        organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
        before = {name: getattr(organisation, name) for name in wanted}
        if before == wanted:
            return
        for name, said in wanted.items():
            setattr(organisation, name, said)
        organisation.save(update_fields=list(wanted))
        record_event(
            "organisations.organisation.described",
            by=standing.person,
            branch=organisation.path,
            subject=organisation.name,
            detail={"before": before, "after": wanted},
        )


def close(
    organisation: Organisation, *, on: datetime.date, successors: Sequence[Organisation], standing: Standing
) -> None:
    """Close a school from a day on; one successor is a merger, several are a split, none is a closure.

    Twice with the same day and successors changes nothing.
    """
    _require_arranger(standing, organisation)
    if organisation.level != "school":
        raise Problem("close-not-a-school", "这里只能撤并学校。", "Only schools are closed here.")
    with transaction.atomic():
        organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
        chosen = list(Organisation.objects.select_for_update().filter(pk__in=[one.pk for one in successors]))
        held = {one.successor_id for one in organisation.successions.all()}
        if organisation.closed_on == on and held == {one.pk for one in successors}:
            return
        if organisation.closed_on is not None:
            raise Problem(
                "closed-already",
                f"“{organisation.name}”已于 {organisation.closed_on} 撤并。",
                f"{organisation.name} was closed on {organisation.closed_on}.",
            )
        _require_fit(chosen, organisation)
        organisation.closed_on = on
        organisation.save(update_fields=["closed_on"])
        Succession.objects.bulk_create(
            Succession(predecessor=organisation, successor=one, since=on) for one in successors
        )
        record_event(
            "organisations.organisation.closed",
            by=standing.person,
            branch=organisation.path,
            subject=organisation.name,
            detail={"on": on.isoformat(), "successors": [one.code for one in successors]},
        )


def _require_fit(successors: Sequence[Organisation], organisation: Organisation) -> None:
    for one in successors:
        if one.pk == organisation.pk or one.parent_id != organisation.parent_id or one.closed_on is not None:
            raise Problem(
                "successor-unfit",
                f"“{one.name}”不能作为承接学校：须是本区另一所在办学校。",
                f"{one.name} cannot go on for it: another open school of the same district is needed.",
            )


def _require_arranger(standing: Standing, organisation: Organisation | None) -> None:
    if not (standing.person.is_operator if organisation is None else standing.may_arrange(organisation)):
        raise Problem(
            "not-permitted",
            "只有区级负责人（本区）和系统管理员可以调整单位。",
            "Only the head of a district, for it, and operators change the tree.",
        )
