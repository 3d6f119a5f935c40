"""A school's report stands still from hand-in to return, as its figures do; remarks on it stay possible.

Nothing is copied and nothing has to be told: the submission's state says whether the text may change. While it may
not, the district's reviewers read it and remark on it, as they do with the figures.
"""

from __future__ import annotations

from django.db.models import OuterRef, QuerySet, Subquery

from nianbao.facts.problem import Problem
from nianbao.web.manuscripts.models import Manuscript
from nianbao.web.organisations.permissions import Standing
from nianbao.web.submissions.models import EDITABLE, State, Submission

_STATE = "submission_now"


def submission_state(manuscript: Manuscript) -> str:
    """The state of the submission that the report belongs to; empty for a district, or where nothing is entered yet.

    Asked once for each object, since pages ask for every chapter.
    """
    if manuscript.organisation.level != "school":
        return ""
    if not hasattr(manuscript, _STATE):
        setattr(manuscript, _STATE, _asked(manuscript, locked=False))
    return str(getattr(manuscript, _STATE) or "")


def with_state(manuscripts: QuerySet[Manuscript]) -> QuerySet[Manuscript]:
    """The manuscripts with the state asked for at once."""
    mine = Submission.objects.filter(campaign=OuterRef("campaign"), organisation=OuterRef("organisation")).order_by()
    return manuscripts.annotate(submission_now=Subquery(mine.values("state")[:1]))


def is_frozen(manuscript: Manuscript) -> bool:
    """Whether the report was handed in with its figures and has not been returned."""
    return submission_state(manuscript) not in ("", *EDITABLE)


def require_open(manuscript: Manuscript) -> None:
    """Refuse a change to a report that was handed in; within the transaction that makes the change."""
    if manuscript.organisation.level != "school":
        return
    state = _asked(manuscript, locked=True)
    if state not in ("", *EDITABLE):
        raise Problem(
            "manuscript-frozen",
            f"报告已随数据报送（{State(state).label}），正文、案例和图片不能再改；需要修改时请区级退回。批注仍可以写。",
            f"The report was handed in with its figures ({state}) and stands still. Ask the district to return it; "
            "comments stay possible.",
        )


def may_read(manuscript: Manuscript, standing: Standing) -> bool:
    """Its own people always; those who review for the level above once it was handed in."""
    organisation = manuscript.organisation
    if standing.may_read_text(organisation):
        return True
    return standing.may_review(organisation) and is_frozen(manuscript)


def _asked(manuscript: Manuscript, *, locked: bool) -> str:
    found = Submission.objects.filter(campaign=manuscript.campaign_id, organisation=manuscript.organisation_id)
    if locked:
        found = found.select_for_update()
    return found.order_by().values_list("state", flat=True).first() or ""
