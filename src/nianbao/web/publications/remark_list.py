"""The list that goes with a return: reason, open remarks with their threads, as people pass it on (Excel, Word)."""

from __future__ import annotations

import datetime
import io
import zipfile
from dataclasses import dataclass

import docx
import xlsxwriter
from django.utils import timezone
from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from nianbao.facts.problem import Problem
from nianbao.framework.english import bilingual
from nianbao.framework.loader import load_catalogue
from nianbao.web.reviews.changes import Thread, threads
from nianbao.web.reviews.filed_packages import Arrival
from nianbao.web.reviews.models import DecisionKind
from nianbao.web.submissions.content import edition_of, lists_of, plan_of_submission
from nianbao.web.submissions.models import Submission
from nianbao.workbooks.layout import plan_workbook

HEADER = (
    gettext_noop("序号"), gettext_noop("表"), gettext_noop("指标"), gettext_noop("当时所填"), gettext_noop("意见"),
    gettext_noop("提出人"), gettext_noop("时间"), gettext_noop("回复"), gettext_noop("状态"),
)  # fmt: skip
WIDTHS = (6, 14, 28, 14, 40, 12, 17, 36, 8)
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TYPES = {"xlsx": XLSX_TYPE, "docx": DOCX_TYPE}
_DATE = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class RemarkList:
    """Everything of the list as text."""

    title: str
    reason: str
    rows: tuple[tuple[str, ...], ...]

    def written(self, extension: str) -> bytes:
        """The list in a format of ``TYPES``."""
        match extension:
            case "xlsx":
                return _workbook(self)
            case "docx":
                return _document(self)
        raise Problem(
            "remark-list-format", "意见清单只有 .xlsx 与 .docx 两种。", "The list of remarks comes as .xlsx or .docx."
        )


def remark_list(submission: Submission) -> RemarkList:
    """The remarks in the order of the form, settled ones last; two queries."""
    plan = plan_of_submission(submission)
    places = {box.indicator: (at, sheet.title, box.label) for at, (sheet, box) in enumerate(plan.boxes())}
    for name, form in lists_of(edition_of(submission)).items():
        places[f"list:{name}"] = (len(places), _("清单"), form.label)

    def place(thread: Thread) -> tuple[bool, int, int]:
        one = thread.remark
        return one.settled_at is not None, places.get(one.key, (-1, "", ""))[0], one.pk

    rows = []
    for number, thread in enumerate(sorted(threads(submission), key=place), start=1):
        one = thread.remark
        _at, table, label = places.get(one.key, (-1, "", _("总体")))
        replies = "\n".join(f"{answer.by}：{answer.text}" for answer in thread.answers)
        state = _("已了结") if one.settled_at else _("待处理")
        told = (_term(table), _term(label), one.value)
        rows.append((str(number), *told, one.text, one.by.name, _when(one.made_at), replies, state))
    last = submission.decisions.filter(kind__in=(DecisionKind.RETURNED, DecisionKind.REOPENED)).select_related("by")
    returned = last.first()
    reason = f"{returned.reason}（{returned.by.name}，{_when(returned.decided_at)}）" if returned else ""
    return RemarkList(
        f"{submission.organisation.name}　{_term(submission.campaign.title)}　{_('审核意见清单')}", reason, tuple(rows)
    )


def package_list(arrival: Arrival) -> RemarkList:
    """What keeps a package that arrived from being filed, as it is given back to its school."""
    edition = load_catalogue().editions[arrival.package.record.edition]
    places = {
        box.indicator: (sheet.title, box.label) for sheet, box in plan_workbook(edition, load_catalogue()).boxes()
    }
    rows: list[tuple[str, ...]] = []
    for finding in arrival.findings:
        keys = list(dict.fromkeys(spot.key.partition("@")[0].partition("#")[0] for spot in finding.spots))
        tables = dict.fromkeys(places[key][0] for key in keys if key in places)
        labels = [places[key][1] for key in keys if key in places]
        values = [f"{places[key][1]}：{arrival.package.record.cell(key)}" for key in keys if key in places]
        state = _("已说明") if finding.is_waived else _("必须改正或说明")
        if not finding.is_waived and finding not in arrival.blocking:
            state = _("请核对")
        told = (
            "、".join(map(_term, tables)), "、".join(map(_term, labels)), "\n".join(values),
            finding.message_en if get_language() == "en" else finding.message, finding.check, "", "", state,
        )  # fmt: skip
        rows.append((str(len(rows) + 1), *told))
    campaign = arrival.upload.participation.campaign if arrival.upload.participation is not None else ""
    reason = _("报送包（封签 %(seal)s）没有收下，请改正或说明后重新做成报送包送来。") % {
        "seal": arrival.package.manifest.short_seal
    }
    return RemarkList(f"{arrival.organisation.name}　{_term(str(campaign))}　{_('核验问题清单')}", reason, tuple(rows))


def _term(text: str) -> str:
    return bilingual(text) if get_language() == "en" else text


def _when(moment: datetime.datetime) -> str:
    return timezone.localtime(moment).strftime("%Y-%m-%d %H:%M")


def _workbook(made: RemarkList) -> bytes:
    kept = io.BytesIO()
    book = xlsxwriter.Workbook(
        kept, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    book.set_properties({"title": made.title, "created": datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)})
    sheet = book.add_worksheet(_("意见清单"))
    bold = book.add_format({"bold": True, "font_size": 14})
    head = book.add_format({"bold": True, "border": 1, "bg_color": "#EEF1F4", "align": "center", "valign": "vcenter"})
    cell = book.add_format({"border": 1, "text_wrap": True, "valign": "top"})
    sheet.write_string(0, 0, made.title, bold)
    sheet.write_string(1, 0, _("退回原因：%(reason)s") % {"reason": made.reason} if made.reason else "")
    for column, (text, width) in enumerate(zip(HEADER, WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(2, column, _(text), head)
    for line, row in enumerate(made.rows, start=3):
        for column, text in enumerate(row):
            sheet.write_string(line, column, text, cell)
    sheet.freeze_panes(3, 0)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(2)
    book.close()
    return kept.getvalue()


def _document(made: RemarkList) -> bytes:
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2)
    normal = document.styles["Normal"]
    normal.font.size = Pt(10.5)
    normal.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "宋体")
    title = document.add_paragraph()
    run = title.add_run(made.title)
    run.bold, run.font.size = True, Pt(16)
    if made.reason:
        document.add_paragraph(_("退回原因：%(reason)s") % {"reason": made.reason})
    table = document.add_table(rows=1, cols=len(HEADER), style="Table Grid")
    total, head = sum(WIDTHS), tuple(map(_, HEADER))
    for cells, texts in ((table.rows[0].cells, head), *((table.add_row().cells, row) for row in made.rows)):
        for cell, text, width in zip(cells, texts, WIDTHS, strict=True):
            cell.width = Cm(25.7 * width / total)
            cell.text = text
            if texts is head:
                cell.paragraphs[0].runs[0].bold = True
    heads = table.rows[0]._tr.get_or_add_trPr()
    heads.append(heads.makeelement(qn("w:tblHeader"), {qn("w:val"): "true"}))
    kept = io.BytesIO()
    document.save(kept)
    return _dated(kept.getvalue())


def _dated(content: bytes) -> bytes:
    """The same archive with members of one date, so that the same list is the same bytes."""
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(kept, "w") as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, _DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return kept.getvalue()
