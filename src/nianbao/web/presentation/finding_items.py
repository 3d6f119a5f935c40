"""A school's findings as a list: written out in one go, because a template takes ten times as long for a hundred."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from nianbao.checks.finding import Finding
from nianbao.checks.repair import Repair
from nianbao.web.presentation.templatetags.nianbao import repaired, said, severity_label, term, tone, worked_out
from nianbao.web.submissions.models import Submission
from nianbao.workbooks.layout import SheetPlan

MOST_PLACES, MOST_REPAIRS = 12, 3
NOTHING = "NOTHING"  # stands in an address where a finding or a table will


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A finding with what its buttons need: the table of each of its places, and the cells that may be wrong."""

    finding: Finding
    rank: int
    tables: tuple[str, ...]  # one for each place that is shown; empty where it has none
    suspects: str


def finding_rows(findings: Sequence[Finding], sheets: Sequence[SheetPlan]) -> list[FindingRow]:
    """The findings in the order in which somebody reads them: errors, warnings, hints, what is explained."""
    tables = {box.indicator: sheet.table.id for sheet in sheets for box in sheet.boxes()}
    rows = []
    for finding in findings:
        rank = 3 if finding.is_waived else {"error": 0, "warning": 1, "info": 2}[finding.severity]
        suspects = {change.key for one in finding.repairs for change in one.changes} or {
            spot.key for spot in finding.suspects
        }
        here = tuple(tables.get(spot.key, "") for spot in finding.spots[:MOST_PLACES])
        rows.append(FindingRow(finding, rank, here, " ".join(sorted(suspects))))
    return sorted(rows, key=lambda row: row.rank)


def finding_items(
    rows: Sequence[FindingRow], submission: Submission, *, editable: bool, back: str, token: str
) -> list[SafeString]:
    """One ``li`` for each row, with forms to accept a repair and to explain where the figures may be changed."""
    if not rows:
        return []
    forms = _Forms(submission.pk, back, token)
    return [SafeString("".join(_item(row, forms, editable=editable))) for row in rows]


class _Forms:
    """What is the same for every item of a page: addresses, the token, and the words, in the reader's language."""

    def __init__(self, number: int, back: str, token: str) -> None:
        self.table = reverse("table", args=[number, NOTHING])
        self.repair = reverse("repair", args=[number, NOTHING, 0]).removesuffix("0/")
        self.explain = reverse("explain", args=[number, NOTHING])
        self.hidden = (
            f'<input type="hidden" name="csrfmiddlewaretoken" value="{escape(token)}">'
            f'<input type="hidden" name="back" value="{escape(back)}">'
        )
        self.accept, self.write, self.sign = escape(_("采纳")), escape(_("写说明")), escape(_("签署说明"))
        self.why = escape(_("为什么数据无误"))
        self.example = escape(_("例如：两名学生 9 月中途转出，依据学籍系统异动记录"))
        self.signed = _("说明：%(reason)s（%(signed_by)s，%(signed_on)s）")
        self.stale = _("原说明已失效（数据改过）：%(reason)s")


def _item(row: FindingRow, forms: _Forms, *, editable: bool) -> Iterator[str]:
    finding = row.finding
    colour = tone(finding)
    yield (
        f'<li class="finding {colour}" data-check="{escape(finding.check)}" data-finding="{escape(finding.id)}" '
        f'data-rank="{row.rank}" data-suspects="{escape(row.suspects)}">\n<p class="head"><span class="tag {colour}">'
        f'{escape(severity_label(finding))}</span><span class="code">{escape(finding.check)}</span></p>\n'
        f'<p class="say">{escape(said(finding))}</p>\n'
    )
    if formula := worked_out(finding):
        yield f'<p class="formula">{escape(formula)}</p>\n'
    yield '<p class="spots">'
    for spot, table in zip(finding.spots, row.tables, strict=False):
        words = f"{escape(term(spot.label))} <b>{escape(spot.text)}</b>"
        if table:
            where = f"{forms.table.replace(NOTHING, escape(table))}#c-{escape(spot.key)}"
            yield f'<a class="spot {spot.role}" href="{where}">{words}</a>'
        else:
            yield f'<span class="spot {spot.role}">{words}</span>'
    yield "</p>\n"
    if finding.waiver is not None:
        signed = {name: escape(getattr(finding.waiver, name)) for name in ("reason", "signed_by", "signed_on")}
        if finding.is_waived:
            yield f'<p class="waiver">{_filled(forms.signed, signed)}</p>\n'
        else:
            yield f'<p class="waiver stale">{_filled(forms.stale, signed)}</p>\n'
    if editable:
        for choice, repair in enumerate(finding.repairs[:MOST_REPAIRS]):
            yield _repair_form(finding, choice, repair, forms)
        if finding.waivable and finding.verdict == "fail" and not finding.is_waived:
            yield _explain_form(finding, forms)
    yield "</li>\n"


def _repair_form(finding: Finding, choice: int, repair: Repair, forms: _Forms) -> str:
    action = f"{forms.repair.replace(NOTHING, escape(finding.id))}{choice}/"
    return (
        f'<form method="post" class="repair" action="{action}">{forms.hidden}<span>{escape(repaired(repair))}</span>'
        f"<button>{forms.accept}</button></form>\n"
    )


def _explain_form(finding: Finding, forms: _Forms) -> str:
    return (
        f'<details class="explain"><summary>{forms.write}</summary>'
        f'<form method="post" action="{forms.explain.replace(NOTHING, escape(finding.id))}">{forms.hidden}'
        f'<label>{forms.why}<textarea name="reason" rows="2" required minlength="4" placeholder="{forms.example}">'
        f"</textarea></label><button>{forms.sign}</button></form></details>\n"
    )


def _filled(sentence: str, words: Mapping[str, str]) -> str:
    return escape(sentence, quote=False) % words
