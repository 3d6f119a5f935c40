"""The findings as an Excel list, one row each, for people who pass such lists on."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator, Sequence

import xlsxwriter

from nianbao.proofreading.finding import ProofReport, ReportFinding, Unread
from nianbao.proofreading.listing import HEADS, KINDS, alternatives, where_of

COLUMNS = (
    ("序号", 6), ("文件", 22), ("轻重", 10), ("类别", 10), ("位置", 20), ("问题", 60), ("算式", 36), ("所写", 12),
    ("应为", 14), ("修改建议", 44), ("同一处还使", 44), ("原文", 60), ("对照位置", 44), ("规则", 18),
    ("错类", 12), ("扫描识别", 10), ("英文说明", 60), ("已知悉的理由", 30), ("编号", 28),
)  # fmt: skip
_PLACES = (
    "编号", "作用", "文件", "行", "列", "长度", "页", "段", "工作表", "单元格", "表格", "表行", "表列", "文字",
)  # fmt: skip
_ROLES = {"suspect": "可疑", "evidence": "对照"}
_REPAIRS = ("编号", "改法", "位置", "所写", "改为", "改后成立的关系", "怎样写错的")
_GROUPS = {"contradiction": "自相矛盾", "compliance": "缺漏"}


def as_workbook(reports: Sequence[ProofReport], unread: Sequence[Unread] = ()) -> bytes:
    """An .xlsx file: findings, accepted ones last; what was covered; every place and every repair by finding.

    Together the sheets hold all that the JSON says of findings. Text that begins like a formula stays text.
    """
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": datetime.datetime(2000, 1, 1), "title": "核对结果"})  # noqa: DTZ001
    head = book.add_format({"bold": True, "bg_color": "#DDE6EE", "border": 1, "text_wrap": True, "valign": "vcenter"})
    plain = book.add_format({"border": 1, "text_wrap": True, "valign": "top"})
    sheet = book.add_worksheet("核对结果")
    for column, (name, width) in enumerate(COLUMNS):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, name, head)
    rows = [_row(report, finding, "") for report in reports for finding in report.findings]
    rows += [_row(report, finding, reason) for report in reports for finding, reason in report.accepted]
    for number, row in enumerate(rows, start=1):
        sheet.write_number(number, 0, number, plain)
        sheet.set_row(number, _height(row))
        for column, words in enumerate(row, start=1):
            sheet.write_string(number, column, words[:32_000], plain)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(rows), 1), len(COLUMNS) - 1)
    # On paper the list ends with the suggestion; what stands behind it is for working on the screen.
    sheet.print_area(0, 0, max(len(rows), 1), 9)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    told = [finding for report in reports for finding in (*report.findings, *(f for f, _ in report.accepted))]
    covered = ("文件", "版本", "数字", "至少参与一条关系", "核对关系", "成立", "表格", "没有读懂的表格", "说明")
    for name, columns, lines in (
        ("覆盖", covered, [*map(_covered, reports), *map(_not_covered, unread)]),
        ("各处", _PLACES, [line for finding in told for line in _places(finding)]),
        ("改法", _REPAIRS, [line for finding in told for line in _repairs(finding)]),
    ):
        page = book.add_worksheet(name)
        for column, title in enumerate(columns):
            page.set_column(column, column, 22)
            page.write_string(0, column, title, head)
        for number, cells in enumerate(lines, start=1):
            for column, cell in enumerate(cells):
                if isinstance(cell, int):
                    page.write_number(number, column, cell, plain)
                else:
                    page.write_string(number, column, (cell or "")[:32_000], plain)
        page.freeze_panes(1, 0)
    book.close()
    return stream.getvalue()


def _covered(report: ProofReport) -> tuple[str | int, ...]:
    return (
        report.name, report.edition or "", report.numbers, report.in_relations, len(report.verified),
        sum(item.holds for item in report.verified), report.tables, "、".join(report.tables_not_understood),
        "；".join(note.message for note in report.notes),
    )  # fmt: skip


def _not_covered(one: Unread) -> tuple[str | int, ...]:
    """A file that could not be read stands among the others, with the reason where their notes stand."""
    return (one.name, "", "", "", "", "", "", "", f"读不了：{one.problem.message}")


def _places(finding: ReportFinding) -> Iterator[tuple[str | int | None, ...]]:
    """Every place of a finding; positions in a table count from 1, as a person counts."""
    for marked in finding.places:
        place = marked.place
        table, row, column = (None if n is None else n + 1 for n in (place.table, place.row, place.table_column))
        yield (
            finding.id, _ROLES.get(marked.role, marked.role), place.file, place.line, place.column, place.length,
            place.page, place.paragraph, place.sheet, place.cell, table, row, column, place.text,
        )  # fmt: skip


def _repairs(finding: ReportFinding) -> Iterator[tuple[str | int, ...]]:
    """Every change that was suggested; those with the same number belong together, others are alternatives."""
    for repair in finding.repairs:
        yield (
            finding.id, repair.alternative + 1, where_of(repair.place), repair.printed, repair.suggested,
            repair.satisfies, repair.explanation,
        )  # fmt: skip


def _height(row: Sequence[str]) -> int:
    """Points for the tallest cell: a Han character is two columns wide, and not every program fits rows by itself."""
    widths = (width for _, width in COLUMNS[1:])
    lines = (
        -(-(len(words.encode("gb18030", "replace")) + 1) // width) for words, width in zip(row, widths, strict=True)
    )
    return min(15 * max(1, *lines), 300)


def _row(report: ProofReport, finding: ReportFinding, reason: str) -> tuple[str, ...]:
    others = "；".join(f"{where_of(m.place)}「{m.place.text.strip()}」" for m in finding.places[1:] if m.place.text)
    return (
        report.name, HEADS[finding.severity][0], _GROUPS.get(finding.group, finding.group),
        where_of(finding.first_place), finding.message, finding.formula, finding.reported, finding.expected,
        "；".join(alternatives(finding)), "；".join(finding.consequences), finding.sentence, others,
        finding.check, KINDS.get(finding.kind, finding.kind),
        "是" if finding.is_recognised else "", finding.message_en, reason, finding.id,
    )  # fmt: skip
