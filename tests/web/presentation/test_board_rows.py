"""Rows of the board as a page shows them."""

from __future__ import annotations

import datetime
from dataclasses import replace

from django.utils.translation import override

from nianbao.web.campaigns.models import Campaign
from nianbao.web.presentation.board_rows import board_rows
from nianbao.web.publications.board import BoardRow, board_of
from nianbao.web.submissions.findings import Progress


def rows() -> tuple[BoardRow, ...]:
    return board_of(Campaign.objects.order_by("-edition")[0]).rows


def test_every_school_has_a_row_with_its_state_and_a_way_to_its_review() -> None:
    shown = board_rows(rows(), may_review=True)
    assert shown.count("<tr>") == shown.count("</tr>") == len(rows())
    for row in rows():
        assert row.organisation.name in shown
        if row.submission is not None:
            assert f'href="/reviews/{row.submission.pk}/"' in shown
            assert f'value="{row.submission.pk}"' in shown
    assert '<span class="state accepted">已通过</span>' in shown


def test_who_may_not_review_picks_nothing() -> None:
    assert "<input" not in board_rows(rows(), may_review=False)


def test_an_absent_school_says_why_and_a_name_cannot_break_out() -> None:
    (row,) = rows()[:1]
    row.participation.takes_part, row.participation.reason = False, "<b>无生</b>"
    row.organisation.name = '"><script>'
    shown = board_rows([row], may_review=True)
    assert f'<td colspan="{len(row.cells) + 4}" class="soft">不参加：&lt;b&gt;无生&lt;/b&gt;</td>' in shown
    assert "<script" not in shown


def test_a_late_school_with_more_time_says_both() -> None:
    row = next(one for one in rows() if one.is_owing)
    row.participation.extended_until = datetime.date(2020, 3, 4)
    late = replace(row, due_on=datetime.date(2020, 3, 4))
    shown = board_rows([late], may_review=False)
    assert "逾期" in shown
    assert "延至 03-04" in shown


def test_a_table_is_told_by_the_worst_in_it() -> None:
    parts = [(0, 0, 0), (5, 2, 3), (5, 0, 3), (5, 0, 0), (9, 0, 0)]
    cells = tuple(Progress(9, filled, errors, warnings) for filled, errors, warnings in parts)
    row = replace(rows()[0], cells=cells)
    shown = board_rows([row], may_review=False)
    for said in ("空", "2 错", "3 提醒", "55%", "✓"):
        assert f"<span>{said}" in shown
    with override("en"):
        assert "<span>2 err.</span>" in board_rows([row], may_review=False)
