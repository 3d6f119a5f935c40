"""What the board counts, and whom a filter leaves."""

from __future__ import annotations

import datetime

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from nianbao.web.campaigns.models import Campaign
from nianbao.web.publications.board import ABSENT, LATE, OWING, Board, board_of


def latest() -> Campaign:
    return Campaign.objects.order_by("-edition")[0]


def codes(board: Board, state: str, name: str = "") -> list[str]:
    return [row.organisation.code for row in board.rows if row.is_asked_for(state, name)]


def test_two_have_arrived_in_time_and_the_others_owe() -> None:
    board = board_of(latest())
    assert board.arrived == board.on_time == 2
    assert board.on_time_rate == 100 * 2 // board.expected
    assert len(codes(board, OWING)) == board.expected - 2
    assert codes(board, "accepted") == ["9901020001"]
    assert codes(board, LATE) == []
    assert sum(board.counts().values()) == board.expected


def test_completeness_is_of_cells_not_of_tables() -> None:
    board = board_of(latest())
    filled, asked = (sum(getattr(row, name) for row in board.rows) for name in ("filled", "asked"))
    assert 0 < filled <= asked
    assert board.share == 100 * filled // asked


def test_after_the_due_date_who_owes_is_late() -> None:
    # Two days, for the schools may have handed in just before midnight.
    Campaign.objects.update(due_on=timezone.localdate() - datetime.timedelta(days=2))
    board = board_of(latest())
    assert codes(board, LATE) == codes(board, OWING)
    assert board.on_time == 0


def test_a_school_is_found_by_a_part_of_its_name_or_code() -> None:
    board = board_of(latest())
    assert codes(board, "", "9901020002") == ["9901020002"]
    assert codes(board, "", board.rows[0].organisation.name[2:6])
    assert codes(board, "", "没有这所学校") == []


def test_who_takes_no_part_owes_nothing() -> None:
    campaign = latest()
    campaign.participations.filter(organisation__code="9901020002").update(takes_part=False, reason="停办")
    board = board_of(campaign)
    assert [row.organisation.code for row in board.absent] == ["9901020002"] == codes(board, ABSENT)
    assert "9901020002" not in codes(board, OWING)


def test_the_board_asks_twice_however_many_schools_there_are() -> None:
    campaign = latest()
    board_of(campaign)
    with CaptureQueriesContext(connection) as queries:
        board_of(campaign)
    assert len(queries) == 2
