"""The board as people open it in Excel."""

from __future__ import annotations

import datetime
import io

from django.utils.translation import override
from openpyxl import load_workbook

from nianbao.web.campaigns.models import Campaign
from nianbao.web.organisations.models import Organisation
from nianbao.web.publications.board import board_of
from nianbao.web.publications.board_workbook import BEFORE, board_workbook

TODAY = datetime.date(2026, 1, 15)


def test_a_row_for_each_school_and_a_column_for_each_table() -> None:
    board = board_of(Campaign.objects.order_by("-edition")[0])
    sheet = load_workbook(io.BytesIO(board_workbook(board, TODAY))).active
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[2][: len(BEFORE)] == BEFORE
    assert len(rows) == 3 + len(board.rows)
    assert rows[3][0] == "9901020001"
    assert rows[3][2] == "已通过"
    assert rows[3][6] == board.rows[0].filled


def test_the_same_board_is_the_same_file() -> None:
    board = board_of(Campaign.objects.order_by("-edition")[0])
    assert board_workbook(board, TODAY) == board_workbook(board, TODAY)


def test_a_name_that_looks_like_a_formula_stays_a_name() -> None:
    campaign = Campaign.objects.order_by("-edition")[0]
    Organisation.objects.filter(code="9901020001").update(name='=HYPERLINK("http://example.org")')
    campaign.participations.filter(organisation__code="9901020002").update(takes_part=False, reason="=1+1")
    sheet = load_workbook(io.BytesIO(board_workbook(board_of(campaign), TODAY))).active
    assert sheet["B4"].data_type == "s"
    assert "不参加" in [cell.value for cell in sheet[5]]
    assert "f" not in {cell.data_type for row in sheet.iter_rows() for cell in row}


def test_who_reads_english_gets_english_headings() -> None:
    board = board_of(Campaign.objects.order_by("-edition")[0])
    with override("en"):
        sheet = load_workbook(io.BytesIO(board_workbook(board, TODAY))).active
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[2][:3] == ("Code", "School", "State")
    assert "Satisfaction survey · 表2 满意度调查表" in rows[2][12]
    assert rows[1][0].startswith("2026-01-15: 4 schools asked")
