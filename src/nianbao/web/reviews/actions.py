"""The way of a submission: passed inside, handed in, received, returned or accepted. A second click is harmless."""

from __future__ import annotations

import unicodedata
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from nianbao.facts.problem import Problem
from nianbao.web.audit.actions import record_event
from nianbao.web.campaigns.notices import Said, tell_school
from nianbao.web.organisations.models import Organisation
from nianbao.web.organisations.permissions import Standing
from nianbao.web.reviews.changes import valid_pass
from nianbao.web.reviews.models import Decision, DecisionKind, HandIn, Pass, Remark, Reply
from nianbao.web.reviews.signed_pages import Page, put_page
from nianbao.web.submissions.content import Content, boxes_of, edition_of, lists_of, plan_of_submission, read_content
from nianbao.web.submissions.findings import blocking, findings_of
from nianbao.web.submissions.models import State, Submission

STATEMENT = (
    "本人郑重声明：{organisation}报送的{edition}各项数据和材料真实、完整、准确，已经校内审核；"
    "如有虚假，愿意承担相应责任。"
)

STATEMENT_EN = (
    "I solemnly declare that all figures and materials that {organisation} hands in for {edition} are true, complete "
    "and accurate and have passed the internal review; I answer for anything false in them. "
    "(What is signed is the Chinese text.)"
)


def statement_of(submission: Submission) -> str:
    """The statement of truth (内容真实性责任声明) as this head signs it."""
    words = submission.campaign.statement or STATEMENT
    return words.format(organisation=submission.organisation.name, edition=edition_of(submission).label)


def statement_in_english(submission: Submission) -> str:
    """What the statement says, for a head who reads English; nothing where the district words its own."""
    if submission.campaign.statement:
        return ""
    return STATEMENT_EN.format(organisation=submission.organisation.name, edition=edition_of(submission).label)


def pass_internally(submission: Submission, *, standing: Standing) -> Pass:
    """The school's own review of the revision as it is; asked for again after any edit."""
    with transaction.atomic():
        submission = _lock(submission)
        _require(standing.may_pass(submission.organisation), "校内审核", "pass the internal review")
        _require_state(submission, State.DRAFTED, State.RETURNED)
        found = valid_pass(submission)
        if found is not None:
            return found
        _require_no_open_error(read_content(submission))
        made = Pass.objects.create(
            submission=submission, revision=submission.revision, by=standing.person, passed_at=timezone.now()
        )
        _record("reviews.submission.passed", submission, standing)
        return made


def hand_in(
    submission: Submission, *, signed_name: str, password: str, standing: Standing, page: Page | None = None
) -> HandIn:
    """Sign the statement and hand in: no open error, the internal pass, the head's own name and password.

    ``page`` is the statement signed on paper, where there is one.
    """
    person = standing.person
    # A demonstration's people have no password; there the name alone signs.
    if person.has_usable_password() and not person.check_password(password):
        raise Problem(
            "statement-password-wrong", "密码不对，没有报送。", "The password is not right; nothing was handed in."
        )
    if _plain(signed_name) != _plain(person.name):
        raise Problem(
            "statement-name-differs",
            f"签名应与您的姓名“{person.name}”一致，没有报送。",
            f"Sign with your own name, {person.name}; nothing was handed in.",
        )
    with transaction.atomic():
        submission = _lock(submission)
        _require(standing.may_hand_in(submission.organisation), "报送", "hand in")
        last = submission.hand_ins.first()
        if submission.state == State.HANDED_IN and last is not None and last.revision == submission.revision:
            return last
        _require_state(submission, State.DRAFTED, State.RETURNED)
        content = read_content(submission)
        _require_no_open_error(content)
        if valid_pass(submission) is None:
            raise Problem(
                "pass-missing",
                "还没有通过校内审核，或审核之后又有修改。请审核人重新审核，再由负责人报送。",
                "The internal review is missing, or something was edited after it. Have it reviewed again first.",
            )
        now = timezone.now()
        participation = submission.campaign.participations.filter(organisation_id=submission.organisation_id).first()
        due = participation.due_on(submission.campaign) if participation else submission.campaign.due_on
        made = HandIn(
            submission=submission,
            revision=submission.revision,
            statement=statement_of(submission),
            signed_name=signed_name.strip(),
            by=person,
            handed_in_at=now,
            is_on_time=timezone.localdate(now) <= due,
            content=snapshot(content),
        )
        if page is not None:
            put_page(made, page)
        made.save()
        submission.state, submission.handed_in_at = State.HANDED_IN, now
        submission.save(update_fields=["state", "handed_in_at"])
        _record("reviews.submission.handed_in", submission, standing, statement=made.statement, page=made.page_digest)
        return made


def receive(submission: Submission, *, standing: Standing) -> None:
    """Freeze what was handed in, so that it does not change while it is read."""
    with transaction.atomic():
        submission = _lock(submission)
        _require(standing.may_review(submission.organisation), "审核", "review")
        if submission.state == State.RECEIVED:
            return
        _require_state(submission, State.HANDED_IN)
        _decide(submission, DecisionKind.RECEIVED, State.RECEIVED, "", standing)


def return_for_changes(submission: Submission, *, reason: str, standing: Standing) -> None:
    """Send back with a reason; the school sees it with every open remark."""
    if not reason.strip():
        raise Problem("return-without-reason", "退回必须写明原因。", "Say why it is returned.")
    with transaction.atomic():
        submission = _lock(submission)
        _require(standing.may_review(submission.organisation), "退回", "return")
        if submission.state == State.RETURNED:
            return
        _require_state(submission, State.HANDED_IN, State.RECEIVED)
        _decide(submission, DecisionKind.RETURNED, State.RETURNED, reason.strip(), standing)


def accept(submission: Submission, *, standing: Standing) -> None:
    """Accept what was received; from now on it counts in the district's tables as final."""
    with transaction.atomic():
        submission = _lock(submission)
        _require(standing.may_review(submission.organisation), "通过", "accept")
        if submission.state == State.ACCEPTED:
            return
        _require_state(submission, State.RECEIVED)
        _decide(submission, DecisionKind.ACCEPTED, State.ACCEPTED, "", standing)


def reopen(submission: Submission, *, reason: str, standing: Standing) -> None:
    """Undo an acceptance, for the district's head alone, with a reason."""
    if not reason.strip():
        raise Problem("reopen-without-reason", "撤销通过必须写明原因。", "Say why the acceptance is undone.")
    with transaction.atomic():
        submission = _lock(submission)
        _require(standing.may_reopen(submission.organisation), "撤销通过", "undo an acceptance")
        if submission.state == State.RETURNED:
            return
        _require_state(submission, State.ACCEPTED)
        _decide(submission, DecisionKind.REOPENED, State.RETURNED, reason.strip(), standing)


def remark(submission: Submission, *, key: str, text: str, standing: Standing) -> Remark:
    """Say something about a cell, a list (``list:…``) or, with an empty key, the whole."""
    text = text.strip()
    if not text:
        raise Problem("remark-empty", "意见没有内容。", "The remark says nothing.")
    with transaction.atomic():
        submission = _lock(submission)
        _require(standing.may_review(submission.organisation), "提出意见", "remark")
        _require_key(submission, key)
        same = submission.remarks.filter(key=key, text=text, by=standing.person, settled_at=None).first()
        if same is not None:
            return same
        entry = submission.entries.filter(indicator=key).first() if key else None
        made = Remark.objects.create(
            submission=submission,
            key=key,
            text=text,
            value=entry.raw if entry else "",
            by=standing.person,
            made_at=timezone.now(),
        )
        _record("reviews.remark.made", submission, standing, key=key, text=text)
        tell_about(submission, "remarked", text)
        return made


def reply(found: Remark, *, text: str, standing: Standing) -> Reply:
    """Answer a remark; the school's people and the reviewers may."""
    text = text.strip()
    if not text:
        raise Problem("reply-empty", "回复没有内容。", "The reply says nothing.")
    submission = found.submission
    with transaction.atomic():
        organisation = submission.organisation
        allowed = standing.is_of_school(organisation) or standing.may_review(organisation)
        _require(allowed, "回复", "reply")
        same = found.replies.filter(text=text, by=standing.person).order_by("-pk").first()
        if same is not None:
            return same
        made = Reply.objects.create(remark=found, text=text, by=standing.person, made_at=timezone.now())
        _record("reviews.reply.made", submission, standing, remark=found.pk, text=text)
        return made


def settle(found: Remark, *, standing: Standing) -> None:
    """Close a remark's thread."""
    with transaction.atomic():
        found = Remark.objects.select_for_update(of=("self",)).select_related(
            "submission__organisation", "submission__campaign"
        ).get(pk=found.pk)  # fmt: skip
        _require(standing.may_review(found.submission.organisation), "了结意见", "settle a remark")
        if found.settled_at is not None:
            return
        found.settled_at = timezone.now()
        found.save(update_fields=["settled_at"])
        _record("reviews.remark.settled", found.submission, standing, remark=found.pk)


def snapshot(content: Content) -> dict[str, Any]:
    """Cells, lists and explanations as plain data."""
    return {
        "cells": {name: [entry.raw, entry.note] for name, entry in sorted(content.entries.items())},
        "lists": {name: found.rows for name, found in sorted(content.lists.items())},
        "explanations": [waiver.to_json() for waiver in content.waivers],
    }


def _decide(submission: Submission, kind: DecisionKind, state: State, reason: str, standing: Standing) -> None:
    Decision.objects.create(
        submission=submission,
        kind=kind,
        revision=submission.revision,
        reason=reason,
        by=standing.person,
        decided_at=timezone.now(),
    )
    before, submission.state = submission.state, state
    submission.save(update_fields=["state"])
    _record(f"reviews.submission.{kind.value}", submission, standing, before=before, after=state.value, reason=reason)
    tell_about(submission, kind.value, reason)


def tell_about(submission: Submission, kind: str, text: str = "") -> None:
    """Tell the school's people what was done with their submission."""

    def say(school: Organisation) -> Said:
        what = {
            "received": _("区级已接收，数据已冻结"),
            "returned": _("已被退回，请修改"),
            "accepted": _("已通过审核"),
            "reopened": _("已撤销通过，请修改"),
            "remarked": _("区级提出了意见"),
            "filed": _("报送包已由区级代收"),
        }[kind]
        names = {"what": what, "school": school.name, "campaign": submission.campaign.title}
        return Said(_("%(what)s：%(school)s，%(campaign)s") % names, text)

    path = f"/submissions/{submission.pk}/"
    tell_school(submission.organisation, kind=kind, say=say, path=path, campaign=submission.campaign)


def _record(kind: str, submission: Submission, standing: Standing, **detail: Any) -> None:
    record_event(
        kind,
        by=standing.person,
        branch=submission.organisation.path,
        subject=str(submission),
        detail={"revision": submission.revision, **detail},
    )


def _lock(submission: Submission) -> Submission:
    return (
        Submission.objects.select_for_update(of=("self",))
        .select_related("campaign", "organisation")
        .get(pk=submission.pk)
    )


def _plain(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).split())


def _require(allowed: bool, zh: str, en: str) -> None:
    if not allowed:
        raise Problem("not-permitted", f"您没有“{zh}”的权限。", f"You may not {en}.")


def _require_state(submission: Submission, *states: State) -> None:
    if submission.state not in states:
        now, wanted = State(submission.state), "、".join(str(state.label) for state in states)
        raise Problem(
            "state-differs",
            f"当前状态是“{now.label}”，此操作要求“{wanted}”。页面可能已过时，请刷新。",
            f"The submission is {now.value}, and this needs it to be {' or '.join(states)}. Reload the page.",
        )


def _require_no_open_error(content: Content) -> None:
    errors = blocking(findings_of(content, repairs=False))
    if errors:
        raise Problem(
            "open-errors",
            f"还有 {len(errors)} 条错误没有改正或说明，先处理：{errors[0].message}",
            f"{len(errors)} errors are neither corrected nor explained. First: {errors[0].message_en}",
        )


def _require_key(submission: Submission, key: str) -> None:
    if not key:
        return
    if key.startswith("list:"):
        known = key.removeprefix("list:") in lists_of(edition_of(submission))
    else:
        known = key in boxes_of(plan_of_submission(submission))
    if not known:
        raise Problem("remark-key-unknown", "表中没有这一项。", "The form has no such cell.")
