"""Corrections (更正) of a district: entered, withdrawn or confirmed, each with its reason; no school's cell is touched.

What a correction speaks of is read within the transaction that writes it, so that it never says of a figure
what the figure did not say. Where the figure changes afterwards, the tables leave the correction aside.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from nianbao.aggregation.correction import CorrectionOutcome, as_typed, corrected_cell, reads_alike
from nianbao.facts.cell import Cell
from nianbao.facts.problem import Problem
from nianbao.framework.loader import load_catalogue
from nianbao.framework.model import AggregationMethod, Meaning
from nianbao.web.audit.actions import record_event
from nianbao.web.campaigns.models import Campaign
from nianbao.web.campaigns.notices import Said, tell_school
from nianbao.web.organisations.models import Organisation
from nianbao.web.organisations.permissions import Standing
from nianbao.web.publications.aggregate import DistrictTables, district_tables, sources_of, tables_from
from nianbao.web.reviews.evidence import keep_file, kind_of, shown_name
from nianbao.web.reviews.models import Correction
from nianbao.web.submissions.content import boxes_by_indicator, cell_of
from nianbao.web.submissions.models import State, Submission

LONGEST_TEXT = 200
LONGEST_REASON = 2_000


@dataclass(frozen=True)
class CorrectedNow:
    """A correction with what became of it in the tables as they are."""

    correction: Correction
    outcome: CorrectionOutcome | None  # None: withdrawn, or its school does not count at present

    @property
    def standing(self) -> str:
        """used | stale | absent | withdrawn"""
        if self.correction.withdrawn_at is not None:
            return "withdrawn"
        if self.outcome is None:
            return "absent"
        return "used" if self.outcome.is_used else "stale"

    @property
    def now(self) -> str:
        return self.outcome.now if self.outcome is not None else ""


def correct(
    campaign: Campaign,
    *,
    indicator: str,
    submission: Submission | None,
    seen: str,
    after: str,
    reason: str,
    standing: Standing,
    name: str = "",
    data: bytes = b"",
) -> Correction:
    """Enter a correction for a figure of the district or, with ``submission``, for a school's accepted cell.

    ``seen`` is the figure that whoever corrects had before them. The same again changes nothing.
    """
    _require_permission(standing, campaign)
    after, reason = after.strip(), _reason(reason, "更正", "the correction")
    if len(after) > LONGEST_TEXT:
        raise Problem("correction-long", "更正后的数太长（至多 200 字）。", "The figure is too long (200 characters).")
    kind = kind_of(data) if data else ""
    digest = hashlib.sha256(data).hexdigest() if data else ""
    district_tables(campaign, is_provisional=False)  # added up before the lock, so that nobody waits for it
    with transaction.atomic():
        campaign = _lock(campaign)
        before, meaning = _figure(campaign, indicator, submission)
        standing_one = _in_force(campaign, indicator, submission)
        if standing_one is not None:
            if (standing_one.after, standing_one.reason, standing_one.by_id) == (after, reason, standing.person.pk):
                return standing_one
            raise Problem(
                "correction-stands", "这个数已有一条更正，请先撤回那一条，再另行更正。",
                "This figure is corrected already. Withdraw that correction first, then enter another.",
            )  # fmt: skip
        _require_seen(seen, before, meaning)
        corrected_cell(after, before, meaning)
        if reads_alike(after, before, meaning):
            raise Problem("correction-same", "更正后的数与原数一样，没有可更正的。", "The figure says that already.")
        if data:
            keep_file(data, digest)
        made = Correction.objects.create(
            campaign=campaign,
            submission=submission,
            indicator=indicator,
            before=_said(before),
            after=after,
            reason=reason,
            name=shown_name(name, kind) if data else "",
            digest=digest,
            size=len(data),
            kind=kind,
            by=standing.person,
            made_at=timezone.now(),
        )
        _record("publications.correction.made", made, standing, before=made.before, after=after, reason=reason,
                sha256=digest)  # fmt: skip
        _tell(made, "corrected", reason)
        return made


def withdraw_correction(found: Correction, *, reason: str, standing: Standing) -> None:
    """Take a correction back, saying why; it stays as history. A second time changes nothing."""
    _require_permission(standing, found.campaign)
    reason = _reason(reason, "撤回", "the withdrawal")
    with transaction.atomic():
        _lock(found.campaign)
        found = Correction.objects.select_related("campaign__district", "submission__organisation").get(pk=found.pk)
        if found.withdrawn_at is not None:
            return
        _end(found, reason, standing)
        _record("publications.correction.withdrawn", found, standing, reason=reason)
        _tell(found, "uncorrected", reason)


def confirm_correction(found: Correction, *, seen: str, standing: Standing) -> Correction:
    """Say of a correction whose figure changed since that it still holds: another entry, for the figure as it is."""
    _require_permission(standing, found.campaign)
    district_tables(found.campaign, is_provisional=False)
    with transaction.atomic():
        campaign = _lock(found.campaign)
        found = Correction.objects.select_related("campaign__district", "submission__organisation").get(pk=found.pk)
        before, meaning = _figure(campaign, found.indicator, found.submission)
        if found.withdrawn_at is not None:
            again = _in_force(campaign, found.indicator, found.submission)
            if again is not None and again.after == found.after:
                return again
            raise Problem("correction-withdrawn", "这条更正已经撤回。", "This correction was withdrawn.")
        if reads_alike(found.before, before, meaning):
            return found
        _require_seen(seen, before, meaning)
        if reads_alike(found.after, before, meaning):
            raise Problem(
                "correction-same", "原数已经与更正后的数一样，不必再更正，请撤回这一条。",
                "The figure now says what the correction asks for. Withdraw the correction.",
            )  # fmt: skip
        _end(found, str(_("原数已变，另按新的原数确认")), standing)
        made = Correction.objects.get(pk=found.pk)
        made.pk, made.before, made.by, made.made_at = None, _said(before), standing.person, timezone.now()
        made.withdrawn_by, made.withdrawn_at, made.withdrawal = None, None, ""
        made._state.adding = True
        made.save()
        _record("publications.correction.confirmed", made, standing, before=made.before, earlier=found.before,
                after=made.after, reason=made.reason)  # fmt: skip
        return made


def corrections_now(campaign: Campaign, tables: DistrictTables, *, indicator: str = "") -> list[CorrectedNow]:
    """Every correction of a campaign or of one figure, the newest first, with what became of it."""
    outcomes = {(one.correction.organisation, one.correction.indicator): one for one in tables.aggregate.corrections}
    found = campaign.corrections.select_related("by", "withdrawn_by", "submission__organisation")
    if indicator:
        found = found.filter(indicator=indicator)
    return [CorrectedNow(one, _outcome(one, campaign, outcomes)) for one in found.order_by("-pk")]


def own_figure(tables: DistrictTables, indicator: str) -> Cell | None:
    """The district's figure before its own correction; None where the form has no such figure."""
    figure = tables.aggregate.figures.get(indicator)
    return None if figure is None else figure.made or figure.cell


def _outcome(one: Correction, campaign: Campaign, outcomes: dict[Any, CorrectionOutcome]) -> CorrectionOutcome | None:
    if one.withdrawn_at is not None:
        return None
    organisation = one.submission.organisation if one.submission is not None else campaign.district
    return outcomes.get((organisation.code, one.indicator))


def _figure(campaign: Campaign, indicator: str, submission: Submission | None) -> tuple[Cell, Meaning]:
    """What the figure says at this moment, uncorrected."""
    catalogue = load_catalogue()
    box = boxes_by_indicator(campaign.edition).get(indicator)
    if submission is not None:
        current = Submission.objects.select_for_update(of=("self",)).filter(pk=submission.pk, campaign=campaign).first()
        if box is None or current is None:
            raise Problem("correction-unknown", "表中没有这一项。", "The form has no such figure.")
        if current.state != State.ACCEPTED:
            raise Problem(
                "correction-not-accepted", "学校的数据还没有通过，请用意见或退回让学校自己改。",
                "The school's figures are not accepted yet; let the school change them itself by a remark or a return.",
            )  # fmt: skip
        raw = current.entries.filter(indicator=indicator).values_list("raw", flat=True).first() or ""
        return cell_of(raw, box), box.meaning
    figure = tables_from(sources_of(campaign, is_provisional=False)).aggregate.figures.get(indicator)
    if figure is None:
        raise Problem("correction-unknown", "表中没有这一项。", "The form has no such figure.")
    if figure.method is AggregationMethod.NONE:
        raise Problem(
            "correction-by-school", "这一项不汇总、逐校列出，请更正那所学校的数。",
            "This is listed school by school; correct the school's own cell.",
        )  # fmt: skip
    data_year = catalogue.editions[campaign.edition].data_year
    return figure.made or figure.cell, catalogue.indicators[indicator].meaning_in(data_year)


def _in_force(campaign: Campaign, indicator: str, submission: Submission | None) -> Correction | None:
    return campaign.corrections.filter(indicator=indicator, submission=submission, withdrawn_at=None).first()


def _said(cell: Cell) -> str:
    return as_typed(cell)[:LONGEST_TEXT]


def _require_seen(seen: str, before: Cell, meaning: Meaning) -> None:
    if not reads_alike(seen, before, meaning):
        now = _said(before) or "空"
        raise Problem(
            "correction-stale", f"您看到的数已经变成“{now}”，没有更正。请刷新后再看。",
            f"The figure has become {now} meanwhile; nothing was corrected. Reload the page.",
        )  # fmt: skip


def _require_permission(standing: Standing, campaign: Campaign) -> None:
    if not standing.may_correct(campaign.district):
        raise Problem("not-permitted", "您没有“更正”的权限。", "You may not correct figures.")


def _reason(text: str, zh: str, en: str) -> str:
    text = text.strip()
    if not text:
        raise Problem("correction-without-reason", f"{zh}必须写明原因。", f"Say the reason for {en}.")
    if len(text) > LONGEST_REASON:
        raise Problem("correction-long", "原因太长（至多 2000 字）。", "The reason is too long (2,000 characters).")
    return text


def _end(found: Correction, reason: str, standing: Standing) -> None:
    found.withdrawn_by, found.withdrawn_at, found.withdrawal = standing.person, timezone.now(), reason
    found.save(update_fields=["withdrawn_by", "withdrawn_at", "withdrawal"])


def _lock(campaign: Campaign) -> Campaign:
    """One correction at a time in a campaign: two people at once find each other's."""
    return Campaign.objects.select_for_update(of=("self",)).select_related("district").get(pk=campaign.pk)


def _tell(one: Correction, kind: str, reason: str) -> None:
    """The school whose cell is read otherwise is told."""
    if one.submission is None:
        return
    label = boxes_by_indicator(one.campaign.edition)[one.indicator].label

    def say(school: Organisation) -> Said:
        what = _("区级更正了一个数") if kind == "corrected" else _("区级撤回了一处更正")
        change = f"{label}：{one.before or _('空')} → {one.after}。{reason}"
        return Said(_("%(what)s：%(school)s，%(campaign)s") % {
            "what": what, "school": school.name, "campaign": one.campaign.title
        }, change)  # fmt: skip

    submission = one.submission
    tell_school(
        submission.organisation, kind=kind, say=say, path=f"/submissions/{submission.pk}/", campaign=one.campaign
    )


def _record(kind: str, one: Correction, standing: Standing, **detail: Any) -> None:
    organisation = one.submission.organisation if one.submission is not None else one.campaign.district
    record_event(
        kind,
        by=standing.person,
        branch=organisation.path,
        subject=f"{organisation.name} {one.campaign.title}",
        detail={"correction": one.pk, "indicator": one.indicator, **detail},
    )
