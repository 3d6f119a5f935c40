"""Where every school of a campaign is: by table, as a whole, and against its due date."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from nianbao.framework.loader import load_catalogue
from nianbao.web.campaigns.models import Campaign, Participation
from nianbao.web.organisations.models import Organisation
from nianbao.web.organisations.names import named_then, with_names_on
from nianbao.web.submissions.findings import progress_by_table
from nianbao.web.submissions.models import EDITABLE, State, Submission
from nianbao.web.submissions.predecessors import with_predecessors
from nianbao.web.submissions.summaries import refresh_summaries
from nianbao.workbooks.layout import SheetPlan, plan_workbook

NOT_BEGUN, ABSENT, OWING, LATE = "none", "absent", "owing", "late"


@dataclass(frozen=True)
class BoardRow:
    """One school; ``submission`` is missing where nothing was begun."""

    participation: Participation
    organisation: Organisation
    submission: Submission | None
    cells: tuple[Any, ...]
    total: Mapping[str, int]
    due_on: datetime.date
    today: datetime.date

    @property
    def filled(self) -> int:
        return self.total.get("filled", 0)

    @property
    def asked(self) -> int:
        return self.total.get("asked", 0)

    @property
    def left(self) -> int:
        return max(0, self.asked - self.filled)

    @property
    def share(self) -> int:
        """How many of the hundred cells asked for are filled, rounded down: 100 only where all are."""
        return 100 * self.filled // self.asked if self.asked else 0

    @property
    def state(self) -> str:
        if not self.participation.takes_part:
            return ABSENT
        return str(self.submission.state) if self.submission else NOT_BEGUN

    @property
    def is_owing(self) -> bool:
        return self.participation.takes_part and (self.submission is None or self.submission.state in EDITABLE)

    @property
    def is_late(self) -> bool:
        return self.is_owing and self.today > self.due_on

    @property
    def has_arrived(self) -> bool:
        return self.participation.takes_part and bool(self.submission and self.submission.handed_in_at)

    @property
    def is_on_time(self) -> bool:
        moment = self.submission.handed_in_at if self.submission else None
        return self.has_arrived and moment is not None and timezone.localdate(moment) <= self.due_on

    def is_asked_for(self, state: str, name: str) -> bool:
        """Whether the row belongs to what somebody filters for."""
        if name and name not in self.organisation.name and name not in self.organisation.code:
            return False
        match state:
            case "":
                return True
            case "owing":
                return self.is_owing
            case "late":
                return self.is_late
        return self.state == state


@dataclass(frozen=True)
class Board:
    """All rows in the order of the tree, with what they add up to."""

    campaign: Campaign
    sheets: tuple[SheetPlan, ...]
    rows: tuple[BoardRow, ...]

    @property
    def expected(self) -> int:
        return sum(row.participation.takes_part for row in self.rows)

    @property
    def arrived(self) -> int:
        return sum(row.has_arrived for row in self.rows)

    @property
    def on_time(self) -> int:
        return sum(row.is_on_time for row in self.rows)

    @property
    def on_time_rate(self) -> int:
        """Of a hundred schools that owe a filing, how many handed in by their due date."""
        return 100 * self.on_time // self.expected if self.expected else 0

    @property
    def share(self) -> int:
        """Filled cells of all that are asked of everybody who takes part and has begun."""
        asked = sum(row.asked for row in self.rows if row.participation.takes_part)
        return 100 * sum(row.filled for row in self.rows if row.participation.takes_part) // asked if asked else 0

    @property
    def absent(self) -> tuple[BoardRow, ...]:
        return tuple(row for row in self.rows if not row.participation.takes_part)

    def counts(self) -> dict[str, int]:
        """How many are in each state, by the state's value; ``none`` for those that have not begun."""
        found = {state.value: 0 for state in State} | {NOT_BEGUN: 0}
        for row in self.rows:
            if row.participation.takes_part:
                found[row.state] += 1
        return found


def board_of(campaign: Campaign) -> Board:
    """The board in two queries, and those of the few summaries that are behind."""
    catalogue = load_catalogue()
    plan = plan_workbook(catalogue.editions[campaign.edition], catalogue)
    taking = with_names_on(campaign.participations.select_related("organisation"), campaign.due_on)
    participations = named_then(taking, lambda one: one.organisation)
    organisations = {one.organisation_id: one.organisation for one in participations}
    found = {one.organisation_id: one for one in with_predecessors(campaign.submissions.order_by())}
    for number, submission in found.items():
        submission.campaign = campaign
        if number in organisations:
            submission.organisation = organisations[number]
    refresh_summaries(found.values())
    today = timezone.localdate()
    rows = []
    for one in participations:
        current = found.get(one.organisation_id)
        progress = progress_by_table(current.summary if current else {}, plan)
        rows.append(
            BoardRow(
                participation=one,
                organisation=one.organisation,
                submission=current,
                cells=tuple(progress[sheet.table.id] for sheet in plan.sheets),
                total=current.summary.get("total", {}) if current else {},
                due_on=one.due_on(campaign),
                today=today,
            )
        )
    return Board(campaign, tuple(plan.sheets), tuple(rows))
