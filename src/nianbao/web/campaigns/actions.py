"""Opening a campaign, excusing organisations from it, extending it and announcing to it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from nianbao.facts.problem import Problem
from nianbao.framework.loader import load_catalogue
from nianbao.web.accounts.models import Person
from nianbao.web.audit.actions import record_event
from nianbao.web.campaigns.models import Announcement, Campaign, Participation
from nianbao.web.campaigns.notices import Said, tell_all, tell_school
from nianbao.web.organisations.models import Organisation


def open_campaign(
    *,
    edition: str,
    district: Organisation,
    opens_on: datetime.date,
    due_on: datetime.date,
    closes_on: datetime.date,
    by: Person | None,
    excused: Mapping[str, str] | None = None,
) -> Campaign:
    """Open an edition for a district's schools; ``excused`` gives the reason of those that owe nothing, by code."""
    form = load_catalogue().editions.get(edition)
    if form is None or form.level != "school":
        raise Problem(
            "campaign-edition-unknown",
            f"没有“{edition}”这个学校填报的年度版本。",
            f"There is no edition {edition!r} for schools to fill in.",
        )
    if not opens_on <= due_on <= closes_on:
        raise Problem(
            "campaign-dates-backwards",
            "日期顺序不对：开始日期不晚于截止日期，截止日期不晚于关闭日期。",
            "The dates are out of order: it opens, then is due, then closes.",
        )
    excused = excused or {}
    without_reason = sorted(code for code, reason in excused.items() if not reason.strip())
    if without_reason:
        raise Problem(
            "campaign-excuse-without-reason",
            f"不参加填报的单位要写明原因：{'、'.join(without_reason)}。",
            f"Say why these organisations do not take part: {', '.join(without_reason)}.",
        )
    with transaction.atomic():
        found = Campaign.objects.filter(edition=edition, district=district).first()
        if found is not None:
            return found
        campaign = Campaign.objects.create(
            edition=edition, district=district, title=form.label, opens_on=opens_on, due_on=due_on, closes_on=closes_on
        )
        schools = open_schools(district, on=opens_on)
        Participation.objects.bulk_create(
            Participation(
                campaign=campaign,
                organisation=school,
                takes_part=school.code not in excused,
                reason=excused.get(school.code, "").strip(),
            )
            for school in schools
        )
        detail = {"edition": edition, "due_on": due_on.isoformat(), "excused": dict(excused)}
        record_event("campaigns.campaign.opened", by=by, branch=district.path, subject=campaign.title, detail=detail)
        if due_on >= timezone.localdate():  # a year that is entered afterwards is no news

            def say(_school: Organisation) -> Said:
                dates = {"opens": opens_on, "due": due_on}
                return Said(
                    _("填报已开启：%(campaign)s") % {"campaign": campaign.title},
                    _("%(opens)s 开始，%(due)s 截止。") % dates,
                )

            tell_all(campaign, kind="opened", say=say)
    return campaign


def open_schools(district: Organisation, *, on: datetime.date) -> QuerySet[Organisation]:
    """The schools of a branch that are not closed on a day; one that closes later is still one of them."""
    is_open = Q(closed_on=None) | Q(closed_on__gt=on)
    return Organisation.objects.filter(is_open, path__startswith=district.path, level="school").order_by("path")


def extend(participation: Participation, *, until: datetime.date, reason: str, by: Person) -> None:
    """Give one organisation more time; the reason is kept."""
    if not reason.strip():
        raise Problem("extension-without-reason", "请写明延期的原因。", "Say why more time is given.")
    with transaction.atomic():
        participation = (
            Participation.objects.select_for_update(of=("self",))
            .select_related("organisation", "campaign")
            .get(pk=participation.pk)
        )
        if until <= participation.campaign.due_on:
            raise Problem(
                "extension-too-early",
                f"延期应晚于截止日期 {participation.campaign.due_on}。",
                f"An extension ends after the due date, {participation.campaign.due_on}.",
            )
        if participation.extended_until == until:
            return
        participation.extended_until = until
        participation.save(update_fields=["extended_until"])
        record_event(
            "campaigns.participation.extended",
            by=by,
            branch=participation.organisation.path,
            subject=participation.organisation.name,
            detail={"until": until.isoformat(), "reason": reason.strip()},
        )
        title = participation.campaign.title

        def say(_school: Organisation) -> Said:
            return Said(_("已延期至 %(until)s：%(campaign)s") % {"until": until, "campaign": title}, reason.strip())

        tell_school(participation.organisation, kind="extended", say=say, path="/", campaign=participation.campaign)


def announce(campaign: Campaign, *, text: str, by: Person) -> None:
    """Tell everybody who fills in; the same text twice in a row is told once."""
    text = text.strip()
    if not text:
        raise Problem("announcement-empty", "通知没有内容。", "The announcement says nothing.")
    with transaction.atomic():
        last = Announcement.objects.filter(campaign=campaign).first()
        if last is not None and last.text == text:
            return
        Announcement.objects.create(campaign=campaign, text=text, by=by, announced_at=timezone.now())
        record_event(
            "campaigns.announcement.made",
            by=by,
            branch=campaign.district.path,
            subject=campaign.title,
            detail={"text": text},
        )

        def say(_school: Organisation) -> Said:
            return Said(_("区级通知：%(campaign)s") % {"campaign": campaign.title}, text)

        tell_all(campaign, kind="announced", say=say)


def set_statement(campaign: Campaign, *, text: str, by: Person) -> None:
    """The words of the head's statement of truth; ``{organisation}`` and ``{edition}`` stand for what they name."""
    text = text.strip()
    unknown = sorted(set(re.findall(r"\{[^{}]*\}", text)) - {"{organisation}", "{edition}"})
    bare = text.replace("{organisation}", "").replace("{edition}", "")
    if unknown or "{" in bare or "}" in bare:
        raise Problem(
            "statement-placeholder-unknown",
            "声明中只能用 {organisation}（学校名称）和 {edition}（年度版本）两个占位，其他花括号请去掉。",
            "A statement knows {organisation} and {edition} only; leave other braces out.",
        )
    if text and "{organisation}" not in text:
        raise Problem(
            "statement-names-nobody",
            "声明中要有 {organisation}，否则看不出是哪所学校的声明。",
            "A statement names the school: put {organisation} into it.",
        )
    with transaction.atomic():
        campaign = Campaign.objects.select_for_update(of=("self",)).select_related("district").get(pk=campaign.pk)
        if campaign.statement == text:
            return
        before, campaign.statement = campaign.statement, text
        campaign.save(update_fields=["statement"])
        record_event(
            "campaigns.statement.set", by=by, branch=campaign.district.path, subject=campaign.title,
            detail={"before": before, "after": text},
        )  # fmt: skip
