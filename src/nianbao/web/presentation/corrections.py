"""Corrections of a school's cells as its own page and the review show them."""

from __future__ import annotations

from dataclasses import dataclass

from nianbao.web.reviews.models import Correction
from nianbao.web.submissions.content import boxes_by_indicator
from nianbao.web.submissions.models import Submission


@dataclass(frozen=True)
class ShownCorrection:
    correction: Correction
    label: str


def corrections_of(submission: Submission) -> list[ShownCorrection]:
    """What the district reads otherwise now, in the order of entry; one query, none where there is nothing."""
    if not getattr(submission, "has_corrections", True):
        return []
    boxes = boxes_by_indicator(submission.campaign.edition)
    found = submission.corrections.filter(withdrawn_at=None).select_related("by").order_by("pk")
    return [ShownCorrection(one, boxes[one.indicator].label) for one in found if one.indicator in boxes]
