"""Evidence as pages show it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from nianbao.web.reviews.models import Evidence
from nianbao.web.submissions.content import edition_of, lists_of, plan_of_submission
from nianbao.web.submissions.models import Submission


@dataclass(frozen=True)
class ShownEvidence:
    evidence: Evidence
    label: str


def evidence_of(submission: Submission) -> list[ShownEvidence]:
    """What stands behind which cell now, in the order of the form; one query, none where nothing stands."""
    if not getattr(submission, "has_evidence", True):
        return []
    labels = {box.indicator: box.label for _, box in plan_of_submission(submission).boxes()}
    labels |= {f"list:{name}": form.label for name, form in lists_of(edition_of(submission)).items()}
    labels[""] = _("整份填报")
    order = {key: at for at, key in enumerate(labels)}
    found = submission.evidence.filter(removed_at=None).select_related("by")
    shown = [ShownEvidence(one, labels.get(one.key, one.key)) for one in found]
    return sorted(shown, key=lambda one: (order.get(one.evidence.key, len(order)), one.evidence.pk))
