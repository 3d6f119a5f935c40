"""The findings as one self-contained page: the text on the left with its marks, the findings beside it.

No script and no address outside the file is needed: marks and findings link to each other,
and severities are folded in and out by plain check boxes.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from nianbao.documents.document import Block, BlockKind, Document, Text
from nianbao.facts.place import Place
from nianbao.proofreading.finding import ProofReport, ReportFinding
from nianbao.proofreading.listing import where_of

_STYLE = """
:root{--error:#b3261e;--warning:#8a5a00;--info:#2f5d8a;--line:#d8d8d8}
*{box-sizing:border-box}body{margin:0;font:15px/1.75 "Noto Serif SC","Source Han Serif SC","Songti SC",SimSun,serif;color:#1d1d1d}
header{padding:14px 24px;border-bottom:1px solid var(--line);font-family:"Noto Sans SC","Source Han Sans SC","Microsoft YaHei",sans-serif}
h1{font-size:19px;margin:0 0 4px}header p,main header p{margin:0;text-indent:0;color:#555;font-size:13px}
.pair{display:grid;grid-template-columns:minmax(0,1fr) 400px}main{padding:16px 32px 80px;max-width:900px}
aside{border-left:1px solid var(--line);padding:12px 16px;font:13px/1.6 "Noto Sans SC","Source Han Sans SC","Microsoft YaHei",sans-serif;position:sticky;top:0;height:100vh;overflow:auto}
main h2{font-size:17px;margin:20px 0 6px}main p{margin:0 0 9px;text-indent:2em}main .caption{text-align:center;text-indent:0;font-weight:bold;margin-top:14px}
table{border-collapse:collapse;margin:8px auto 16px;font-size:13px}td{border:1px solid #bbb;padding:2px 8px;min-width:34px}
a.mark{text-decoration:none;color:inherit;border-bottom:2px solid;padding:0 1px;scroll-margin-top:40vh}a.mark sup{font-size:10px;padding-left:1px}
a.suspect.error{background:#fde2e0;border-color:var(--error)}a.suspect.warning{background:#fdf0d2;border-color:var(--warning)}a.suspect.info{background:#e4eefa;border-color:var(--info)}
a.evidence{border-bottom-style:dotted}a.error{border-color:var(--error)}a.warning{border-color:var(--warning)}a.info{border-color:var(--info)}
a.mark:target,article:target{outline:3px solid #ffbf47}
article{border:1px solid var(--line);border-left:4px solid;border-radius:4px;padding:8px 10px;margin:0 0 10px}
article.error{border-left-color:var(--error)}article.warning{border-left-color:var(--warning)}article.info{border-left-color:var(--info)}
article h3{margin:0 0 2px;font-size:13px}article p{margin:0 0 2px;text-indent:0}.en{color:#666;font-size:12px}.fix{color:#14532d}
.filters label{margin-right:12px}
.unread{margin:12px 0;padding:8px 12px;border:1px solid #c9a227;border-radius:4px;background:#fffaf0;font:13px/1.6 "Noto Sans SC","Source Han Sans SC","Microsoft YaHei",sans-serif}
main .unread p{text-indent:0;margin:0}.unread ul{margin:4px 0 0;padding-left:1.4em}
table.unread td{border-style:dashed;color:#555}
#show-error:not(:checked)~.pair .error,#show-warning:not(:checked)~.pair .warning,#show-info:not(:checked)~.pair .info{--off:1}
#show-error:not(:checked)~.pair article.error,#show-warning:not(:checked)~.pair article.warning,#show-info:not(:checked)~.pair article.info{display:none}
#show-error:not(:checked)~.pair a.error,#show-warning:not(:checked)~.pair a.warning,#show-info:not(:checked)~.pair a.info{background:none;border:0}
input.filter{margin-left:24px}
@media(max-width:1000px){.pair{display:block}aside{position:static;height:auto;border:0}}
@media print{.pair{display:block}aside{position:static;height:auto;border:0;page-break-before:always}input.filter,label.filter{display:none}article{break-inside:avoid}}
"""
_NAMES = {"error": "错误", "warning": "需核实", "info": "提示"}
_NAMES_EN = {"error": "error", "warning": "to verify", "info": "hint"}
_Mark = tuple[int, int, int, ReportFinding, str]


def as_page(pairs: Sequence[tuple[Document, ProofReport]], *, english: bool = False) -> str:
    """One page for all documents, one after the other; the findings in Chinese with English beside, or in English."""
    names = _NAMES_EN if english else _NAMES
    body = "\n".join(
        _document(document, report, index, english=english) for index, (document, report) in enumerate(pairs)
    )
    boxes = "".join(
        f'<input class="filter" type="checkbox" id="show-{key}" checked><label class="filter" for="show-{key}">{name}</label>'
        for key, name in names.items()
    )
    title = escape("、".join(report.name for _, report in pairs))
    return (
        f'<!DOCTYPE html>\n<html lang="{"en" if english else "zh-CN"}"><head><meta charset="utf-8"><title>{"Findings: " if english else "核对结果："}{title}</title>'
        f'<meta name="viewport" content="width=device-width"><style>{_STYLE}</style></head><body>{boxes}\n{body}\n</body></html>'
    )


def _document(document: Document, report: ProofReport, index: int, *, english: bool) -> str:
    names = _NAMES_EN if english else _NAMES
    counts = (", " if english else "，").join(f"{name} {len(report.of_severity(key))}" for key, name in names.items())
    share = report.in_relations * 100 // report.numbers if report.numbers else 0
    told = (
        f"{counts}. {report.numbers} numbers, {report.in_relations} ({share}%) of them in {len(report.verified)} verified "
        "relations. A mark leads to its finding, a place back to the text."
        if english
        else f"{counts}。全文数字 {report.numbers} 个，{report.in_relations} 个（{share}%）参与核对；"
        f"核对关系 {len(report.verified)} 条。点标记看说明，点位置回原文。"
    )
    head = f"<header><h1>{escape(report.name)}</h1><p>{told}</p></header>"
    marks = _Marks(report, index, english=english)
    text = "\n".join(_block(block, marks) for block in document.blocks)
    aside = "\n".join(
        _article(number, finding, index, english=english) for number, finding in enumerate(report.findings, start=1)
    )
    # The header stands inside the pair so that the check boxes before it stay siblings of the pair.
    aside = aside or f"<p>{'Nothing contradicts itself.' if english else '没有发现自相矛盾之处。'}</p>"
    return f'<div class="pair"><main>{head}{_not_checked(report, english=english)}{text}</main><aside>{aside}</aside></div>'


def _not_checked(report: ProofReport, *, english: bool) -> str:
    """What the findings say nothing about; without it no finding would look like no fault."""
    count = len(report.tables_not_understood)
    notes = [note.message_en if english else note.message for note in report.notes]
    if not count and not notes:
        return ""
    told = (
        (f"{count} of {report.tables} tables were not understood and not checked." if count else "How it was read:")
        if english
        else (f"{report.tables} 个表格中有 {count} 个没有读懂，没有核对。" if count else "读取情况：")
    )
    items = "".join(f"<li>{escape(note)}</li>" for note in notes)
    return f'<section class="unread"><p>{told}</p>{f"<ul>{items}</ul>" if items else ""}</section>'


class _Marks:
    """Where findings point, looked up by the place that a stretch of text has."""

    def __init__(self, report: ProofReport, index: int, *, english: bool) -> None:
        self.english = english
        self.index = index
        self._by_line: dict[tuple[object, ...], list[tuple[Place, int, ReportFinding, str]]] = {}
        for number, finding in enumerate(report.findings, start=1):
            for marked in finding.places:
                self._by_line.setdefault(_line_of(marked.place), []).append(
                    (marked.place, number, finding, marked.role)
                )
        self._seen: set[int] = set()

    def within(self, text: Text) -> list[_Mark]:
        """Marks of one text as start, end, number, finding and role, without overlaps, suspects first."""
        found: list[_Mark] = []
        for span in text.spans:
            for place, number, finding, role in self._by_line.get(_line_of(span.place), ()):
                if span.place.column is not None and place.column is not None:
                    start = span.start + place.column - span.place.column
                else:
                    start = text.text.find(place.text, span.start, span.end) if place.text else -1
                length = place.length or len(place.text)
                if span.start <= start < span.end and length:
                    found.append((start, min(start + length, len(text.text)), number, finding, role))
        found.sort(key=lambda mark: (mark[4] != "suspect", mark[1] - mark[0], mark[0]))
        kept: list[_Mark] = []
        for mark in found:
            if all(mark[1] <= other[0] or mark[0] >= other[1] for other in kept):
                kept.append(mark)
        return sorted(kept, key=lambda mark: mark[0])

    def anchor(self, number: int) -> str:
        """The id of the first mark of a finding; later marks have none."""
        if number in self._seen:
            return ""
        self._seen.add(number)
        return f' id="m{self.index}-{number}"'


def _line_of(place: Place) -> tuple[object, ...]:
    return (
        place.line,
        place.page,
        place.paragraph,
        place.table,
        place.row,
        place.table_column,
        place.sheet,
        place.cell,
    )


def _marked(text: Text, marks: _Marks) -> str:
    pieces, position = [], 0
    for start, end, number, finding, role in marks.within(text):
        pieces.append(escape(text.text[position:start]))
        pieces.append(
            f'<a class="mark {role} {finding.severity}"{marks.anchor(number)} href="#f{marks.index}-{number}" title="{escape(finding.message_en if marks.english else finding.message)}">'
            f"{escape(text.text[start:end])}<sup>{number}</sup></a>"
        )
        position = end
    pieces.append(escape(text.text[position:]))
    return "".join(pieces)


def _block(block: Block, marks: _Marks) -> str:
    if block.kind is BlockKind.TABLE:
        rows: dict[int, list[str]] = {}
        for cell in sorted(block.cells, key=lambda cell: (cell.row, cell.column)):
            spans = (f' rowspan="{cell.row_span}"' if cell.row_span > 1 else "") + (
                f' colspan="{cell.column_span}"' if cell.column_span > 1 else ""
            )
            rows.setdefault(cell.row, []).append(f"<td{spans}>{_marked(cell.text, marks)}</td>")
        css = ' class="unread"' if block.certainty == "unread" else ""
        return f"<table{css}>" + "".join(f"<tr>{''.join(cells)}</tr>" for _, cells in sorted(rows.items())) + "</table>"
    words = _marked(block.text, marks)
    if block.kind is BlockKind.HEADING:
        return f"<h2>{words}</h2>"
    css = ' class="caption"' if block.kind in (BlockKind.CAPTION, BlockKind.CASE) else ""
    return f"<p{css}>{words}</p>"


def _article(number: int, finding: ReportFinding, index: int, *, english: bool) -> str:
    if english:
        return _article_in_english(number, finding, index)
    fixes = "".join(
        f'<p class="fix">建议：{escape(repair.printed)} → {escape(repair.suggested)}{escape(f"（{repair.explanation}）" if repair.explanation else "")}</p>'
        for repair in finding.repairs[:3]
    )
    also = f"<p>同一处还使：{escape('；'.join(finding.consequences[:4]))}</p>" if finding.consequences else ""
    return (
        f'<article class="{finding.severity}" id="f{index}-{number}"><h3>{number}. {_NAMES[finding.severity]} · '
        f"{_link(where_of(finding.first_place), index, number)}</h3>"
        f'<p>{escape(finding.message)}</p>{fixes}{also}<p class="en">{escape(finding.message_en)}</p></article>'
    )


def _link(where: str, index: int, number: int) -> str:
    """The way back to the text; what is missing from the report stands nowhere in it."""
    return escape(where) if where == "—" else f'<a href="#m{index}-{number}">{escape(where)}</a>'


def _article_in_english(number: int, finding: ReportFinding, index: int) -> str:
    """The same in English; what the text itself says stays as it is."""
    fixes = "".join(
        f'<p class="fix">Suggestion: {escape(repair.printed)} → {escape(repair.suggested)}</p>'
        for repair in finding.repairs[:3]
    )
    return (
        f'<article class="{finding.severity}" id="f{index}-{number}"><h3>{number}. {_NAMES_EN[finding.severity]} · '
        f"{_link(_where_in_english(finding.first_place), index, number)}</h3>"
        f"<p>{escape(finding.message_en)}</p>{fixes}</article>"
    )


def _where_in_english(place: Place) -> str:
    found = []
    if place.sheet:
        found.append(f"sheet {place.sheet}{f' {place.cell}' if place.cell else ''}")
    if place.page is not None:
        found.append(f"page {place.page}")
    if place.line is not None:
        found.append(f"line {place.line}{f', character {place.column}' if place.column is not None else ''}")
    elif place.paragraph is not None:
        found.append(f"paragraph {place.paragraph}")
    if place.table is not None and place.line is None:
        found.append(f"table {place.table + 1}{f', row {place.row + 1}' if place.row is not None else ''}")
    return ", ".join(found) or "—"
