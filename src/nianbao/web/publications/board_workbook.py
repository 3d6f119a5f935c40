"""The progress board as an Excel list, for the meeting and for the file."""

from __future__ import annotations

import datetime
import io

import xlsxwriter
from django.utils import timezone
from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _

from nianbao.framework.english import bilingual
from nianbao.web.publications.board import Board, BoardRow
from nianbao.web.submissions.models import State

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
BEFORE = (
    gettext_noop("代码"), gettext_noop("学校"), gettext_noop("状态"), gettext_noop("截止"), gettext_noop("报送时间"),
    gettext_noop("按时"), gettext_noop("已填"), gettext_noop("应填"), gettext_noop("完成率"), gettext_noop("错误"),
    gettext_noop("提醒"),
)  # fmt: skip
WIDTHS = (14, 28, 10, 12, 18, 8, 8, 8, 9, 7, 7)


def board_workbook(board: Board, today: datetime.date) -> bytes:
    """A row for each school, a column for each table; names are texts, so that no formula of theirs runs."""
    kept = io.BytesIO()
    book = xlsxwriter.Workbook(
        kept, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    title = f"{board.campaign.district.name}　{_term(board.campaign.title)}　{_('填报进度')}"
    book.set_properties({"title": title, "created": datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)})
    sheet = book.add_worksheet(_("进度"))
    bold = book.add_format({"bold": True, "font_size": 14})
    head = book.add_format(
        {"bold": True, "border": 1, "bg_color": "#EEF1F4", "align": "center", "valign": "vcenter", "text_wrap": True}
    )
    cell = book.add_format({"border": 1, "valign": "top"})
    percent = book.add_format({"border": 1, "num_format": "0%"})
    sheet.write_string(0, 0, title, bold)
    sheet.write_string(
        1,
        0,
        _(
            "%(day)s：应报 %(expected)s 所，已报 %(arrived)s 所，按时 %(on_time)s 所（按时率 %(rate)s%%），"
            "内容完整度 %(share)s%%。"
        )
        % {
            "day": today,
            "expected": board.expected,
            "arrived": board.arrived,
            "on_time": board.on_time,
            "rate": board.on_time_rate,
            "share": board.share,
        },
    )
    names = [*map(_, BEFORE), *(_term(one.title) for one in board.sheets), _("说明")]
    widths = [*WIDTHS, *(12 for _ in board.sheets), 40]
    for column, (text, width) in enumerate(zip(names, widths, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(2, column, text, head)
    for line, row in enumerate(board.rows, start=3):
        for column, value in enumerate(_values(row, len(board.sheets))):
            if isinstance(value, float):
                sheet.write_number(line, column, value, percent)
            elif isinstance(value, int):
                sheet.write_number(line, column, value, cell)
            else:
                sheet.write_string(line, column, value, cell)
    sheet.freeze_panes(3, 2)
    sheet.autofilter(2, 0, 2 + len(board.rows), len(names) - 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(2)
    book.close()
    return kept.getvalue()


def _term(text: str) -> str:
    return bilingual(text) if get_language() == "en" else text


def _values(row: BoardRow, tables: int) -> list[str | int | float]:
    code, name = row.organisation.code, row.organisation.name
    if not row.participation.takes_part:
        return [code, name, _("不参加"), *[""] * (len(BEFORE) - 3 + tables), row.participation.reason]
    submission = row.submission
    moment = submission.handed_in_at if submission else None
    told = []
    if row.participation.extended_until:
        told.append(_("已延期至 %(day)s") % {"day": row.participation.extended_until})
    if row.is_late:
        told.append(_("逾期未报"))
    return [
        code,
        name,
        _(str(State(submission.state).label)) if submission else _("未开始"),
        str(row.due_on),
        timezone.localtime(moment).strftime("%Y-%m-%d %H:%M") if moment else "",
        (_("是") if row.is_on_time else _("否")) if row.has_arrived else "",
        row.filled,
        row.asked,
        row.filled / row.asked if row.asked else 0.0,
        row.total.get("errors", 0),
        row.total.get("warnings", 0),
        *(f"{one.filled}/{one.asked}" if one.asked else "" for one in row.cells),
        "；".join(told),
    ]
