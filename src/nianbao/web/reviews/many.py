"""Many submissions received, returned or accepted at once: first what blocks each, then a result for each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from nianbao.facts.problem import Problem
from nianbao.web.organisations.permissions import Standing
from nianbao.web.reviews.actions import accept, receive, return_for_changes
from nianbao.web.submissions.models import State, Submission

MOST_AT_ONCE = 500
FITS = {
    "receive": (State.HANDED_IN,),
    "accept": (State.HANDED_IN, State.RECEIVED),
    "return": (State.HANDED_IN, State.RECEIVED),
}
LABELS = {"receive": gettext_noop("接收"), "accept": gettext_noop("通过"), "return": gettext_noop("退回")}


@dataclass(frozen=True, slots=True)
class Prospect:
    """One submission with what would keep it from the act, and what a reviewer should know before."""

    submission: Submission
    blocked: str = ""
    errors: int = 0
    warnings: int = 0
    remarks: int = 0


@dataclass(frozen=True, slots=True)
class Result:
    submission: Submission
    message: str = ""
    message_en: str = ""

    @property
    def is_done(self) -> bool:
        return not self.message


def preview(submissions: Iterable[Submission], *, act: str, standing: Standing) -> list[Prospect]:
    """What would happen to each; changes nothing. ``open_remarks`` of a submission is counted where it is annotated."""
    _require_act(act)
    found = []
    for one in submissions:
        blocked = ""
        if not standing.may_review(one.organisation):
            blocked = _("您没有审核这所学校的权限")
        elif one.state not in FITS[act]:
            state = _(str(State(one.state).label))
            blocked = _("当前是“%(state)s”，不能%(act)s") % {"state": state, "act": _(LABELS[act])}
        total = one.summary.get("total", {})
        remarks = getattr(one, "open_remarks", 0)
        found.append(Prospect(one, blocked, total.get("errors", 0), total.get("warnings", 0), remarks))
    return found


def act_on_many(submissions: Iterable[Submission], *, act: str, reason: str = "", standing: Standing) -> list[Result]:
    """Do it to each by itself: one that fails keeps none of the others from being done."""
    _require_act(act)
    if act == "return" and not reason.strip():
        raise Problem("return-without-reason", "退回必须写明原因。", "Say why they are returned.")
    results = []
    for one in submissions:
        try:
            _act(one, act, reason, standing)
        except Problem as problem:
            results.append(Result(one, problem.message, problem.message_en))
        else:
            results.append(Result(one))
    return results


def _act(submission: Submission, act: str, reason: str, standing: Standing) -> None:
    match act:
        case "receive":
            receive(submission, standing=standing)
        case "return":
            return_for_changes(submission, reason=reason, standing=standing)
        case _:
            if submission.state == State.HANDED_IN:
                receive(submission, standing=standing)
            accept(submission, standing=standing)


def _require_act(act: str) -> None:
    if act not in FITS:
        raise Problem("act-unknown", "请选择要做什么：接收、通过或退回。", "Choose to receive, accept or return.")
