"""The findings as one self-contained page: the text on the left with its marks, the findings beside it.

No script and no address outside the file is needed: marks and findings link to each other,
and severities are folded in and out by plain check boxes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from nianbao.documents.document import Block, BlockKind, Certainty, Document, Text
from nianbao.facts.place import Place
from nianbao.proofreading.finding import ProofReport, ReportFinding, Unread
from nianbao.proofreading.listing import (
    MOST_PLACES,
    alternatives,
    consequences,
    nothing_found,
    seen_beside,
    spot_of,
    where_of,
)

_STYLE = """
:root{--error:#b3261e;--warning:#8a5a00;--info:#2f5d8a;--line:#d8d8d8}
*{box-sizing:border-box}body{margin:0;font:15px/1.75 "Noto Serif SC","Noto Serif CJK SC","Source Han Serif SC","Songti SC",SimSun,serif;color:#1d1d1d}
header{padding:14px 24px;border-bottom:1px solid var(--line);font-family:"Noto Sans SC","Noto Sans CJK SC","Source Han Sans SC","Microsoft YaHei",sans-serif}
h1{font-size:19px;margin:0 0 4px}header p,main header p{margin:0;text-indent:0;color:#555;font-size:13px}
.pair{display:grid;grid-template-columns:minmax(0,1fr) 400px}main{padding:16px 32px 80px;max-width:900px}
aside{border-left:1px solid var(--line);padding:12px 16px;font:13px/1.6 "Noto Sans SC","Noto Sans CJK SC","Source Han Sans SC","Microsoft YaHei",sans-serif;position:sticky;top:0;height:100vh;overflow:auto}
main h2{font-size:17px;margin:20px 0 6px}main p{margin:0 0 9px;text-indent:2em}main .caption{text-align:center;text-indent:0;font-weight:bold;margin-top:14px}
table{border-collapse:collapse;margin:8px auto 16px;font-size:13px}td{border:1px solid #bbb;padding:2px 8px;min-width:34px}
a.mark{text-decoration:none;color:inherit;border-bottom:2px solid;padding:0 1px;scroll-margin-top:40vh}a.mark sup{font-size:10px;padding-left:1px}a.mark sup::before{content:"\\2060"}
a.suspect.error{background:#fde2e0;border-color:var(--error)}a.suspect.warning{background:#fdf0d2;border-color:var(--warning)}a.suspect.info{background:#e4eefa;border-color:var(--info)}
a.evidence{border-bottom-style:dotted}a.error{border-color:var(--error)}a.warning{border-color:var(--warning)}a.info{border-color:var(--info)}
a.mark:target,article:target{outline:3px solid #ffbf47}
article{border:1px solid var(--line);border-left:4px solid;border-radius:4px;padding:8px 10px;margin:0 0 10px}
article.error{border-left-color:var(--error)}article.warning{border-left-color:var(--warning)}article.info{border-left-color:var(--info)}
article h3{margin:0 0 2px;font-size:13px}article p{margin:0 0 2px;text-indent:0}.en{color:#666;font-size:12px}.fix{color:#14532d}
.wide{overflow-x:auto}.overview{padding:12px 24px;font:13px/1.6 "Noto Sans SC","Noto Sans CJK SC","Source Han Sans SC","Microsoft YaHei",sans-serif}.overview table{margin:0}
th{border:1px solid #bbb;padding:2px 8px;background:#f3f3f3;text-align:left}
article .quote{color:#444}article .quote strong{color:#1d1d1d}.down{display:none}a.also{color:inherit;text-decoration:none;border-bottom:1px dotted}
.unread{margin:12px 0;padding:8px 12px;border:1px solid #c9a227;border-radius:4px;background:#fffaf0;font:13px/1.6 "Noto Sans SC","Noto Sans CJK SC","Source Han Sans SC","Microsoft YaHei",sans-serif}
main .unread p{text-indent:0;margin:0}.unread ul{margin:4px 0 0;padding-left:1.4em}
table.unread td{border-style:dashed;color:#555}
#show-error:not(:checked)~.pair .error,#show-warning:not(:checked)~.pair .warning,#show-info:not(:checked)~.pair .info{--off:1}
#show-error:not(:checked)~.pair article.error,#show-warning:not(:checked)~.pair article.warning,#show-info:not(:checked)~.pair article.info{display:none}
#show-error:not(:checked)~.pair a.error,#show-warning:not(:checked)~.pair a.warning,#show-info:not(:checked)~.pair a.info{background:none;border:0}
input.filter{margin-left:24px}
@media(max-width:1000px){.pair{display:block}main{padding:16px 16px 40px}header{padding:14px 0}aside{position:static;height:auto;border:0}.down{display:inline-block;margin-top:6px}main p,article p,article h3,h1{overflow-wrap:anywhere}}
@media(max-width:600px){.wide table{width:max-content}.wide td{max-width:14em}}
@media print{.pair{display:block}.wide{overflow:visible}.wide table{width:auto}.down{display:none}a.mark{print-color-adjust:exact;-webkit-print-color-adjust:exact}aside{position:static;height:auto;border:0;page-break-before:always}input.filter,label.filter{display:none}article{break-inside:avoid}}
"""
_NAMES = {"error": "错误", "warning": "需要核实", "info": "提示"}
_NAMES_EN = {"error": "error", "warning": "to verify", "info": "hint"}
_MISSING, _MISSING_EN = "缺漏", "missing"


def as_page(
    pairs: Sequence[tuple[Document, ProofReport]], *, unread: Sequence[Unread] = (), english: bool = False
) -> str:
    """One page for all documents, one after the other; the findings in Chinese with English beside, or in English.

    Several begin with a list of them that leads to each; what could not be read is named there, though it be all.
    """
    names = _NAMES_EN if english else _NAMES
    body = "\n".join(
        _document(document, report, index, english=english) for index, (document, report) in enumerate(pairs)
    )
    boxes = "".join(
        f'<input class="filter" type="checkbox" id="show-{key}" checked><label class="filter" for="show-{key}">{name}</label>'
        for key, name in names.items()
    )
    names_told = [*(report.name for _, report in pairs), *(one.name for one in unread)]
    title = escape((", " if english else "、").join(names_told[:3]) + ("…" if len(names_told) > 3 else ""))
    return (
        f'<!DOCTYPE html>\n<html lang="{"en" if english else "zh-CN"}"><head><meta charset="utf-8"><title>{"Findings: " if english else "核对结果："}{title}</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><style>{_STYLE}</style></head><body>{_overview(pairs, unread, english=english)}{boxes if pairs else ""}\n{body}\n</body></html>'
    )


def _overview(pairs: Sequence[tuple[Document, ProofReport]], unread: Sequence[Unread], *, english: bool) -> str:
    """A line for each of several reports, with a link to it, and for what could not be read; nothing for one report alone."""
    if not unread and len(pairs) < 2:
        return ""
    names = _NAMES_EN if english else _NAMES
    rows = []
    for index, (_, report) in enumerate(pairs):
        counts = "".join(f"<td>{count}</td>" for count in _counts(report))
        rows.append(f'<tr><td><a href="#d{index}">{escape(report.name)}</a></td>{counts}<td>{report.covered}</td></tr>')
    for one in unread:
        told = one.problem.message_en if english else one.problem.message
        rows.append(f'<tr><td>{escape(one.name)}</td><td colspan="5">{escape(told)}</td></tr>')
    head = "".join(
        f'<th scope="col">{name}</th>'
        for name in (
            ("Report", *names.values(), _MISSING_EN, "Covered")
            if english
            else ("报告", *names.values(), _MISSING, "覆盖")
        )
    )
    label = "All reports" if english else "全部报告"
    return f'<nav class="overview wide" aria-label="{label}"><table><tr>{head}</tr>{"".join(rows)}</table></nav>'


def _counts(report: ProofReport) -> tuple[int, ...]:
    """How many contradictions of each severity there are, and how much is missing that the notice asks for."""
    return (*(len(report.of_severity(key, "contradiction")) for key in _NAMES), len(report.missing))


def _document(document: Document, report: ProofReport, index: int, *, english: bool) -> str:
    names = _NAMES_EN if english else _NAMES
    labels = (*names.values(), _MISSING_EN if english else _MISSING)
    counts = (", " if english else "，").join(
        f"{name} {count}" for name, count in zip(labels, _counts(report), strict=True)
    )
    told = (
        f"{counts}. {report.numbers} numbers, {report.in_relations} ({report.covered}) of them in {len(report.verified)} verified "
        "relations. A mark leads to its finding, a place back to the text."
        if english
        else f"{counts}。全文数字 {report.numbers} 个，{report.in_relations} 个（{report.covered}）参与核对；"
        f"核对关系 {len(report.verified)} 条。点标记看说明，点位置回原文。"
    )
    down = f'<a class="down" href="#l{index}">{"Findings" if english else "看结果"} ↓</a>' if report.findings else ""
    if report.edition:
        named = report.edition_label or report.edition
        told += f" Read as {escape(report.edition)}." if english else f"按「{escape(named)}」核对。"
    head = f'<header id="d{index}"><h1>{escape(report.name)}</h1><p>{told}</p>{down}</header>'
    marks = _Marks(report, index, english=english)
    text = "\n".join(_block(block, marks) for block in document.blocks)
    aside = "\n".join(_article(number, finding, marks) for number, finding in enumerate(report.findings, start=1))
    # The header stands inside the pair so that the check boxes before it stay siblings of the pair.
    aside = aside or f"<p>{nothing_found(report, english=english)}</p>"
    return f'<div class="pair"><main>{head}{_not_checked(report, english=english)}{text}</main><aside id="l{index}" tabindex="-1">{aside}</aside></div>'


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


@dataclass(frozen=True, slots=True)
class _Mark:
    """A stretch of a text that a finding speaks of; ``spot`` is which of the finding's places it is."""

    start: int
    end: int
    number: int
    spot: int
    finding: ReportFinding
    role: str


class _Marks:
    """Where findings point, looked up by the place that a stretch of text has."""

    def __init__(self, report: ProofReport, index: int, *, english: bool) -> None:
        self.english = english
        self.index = index
        self._by_line: dict[tuple[object, ...], list[tuple[Place, int, int, ReportFinding, str]]] = {}
        for number, finding in enumerate(report.findings, start=1):
            for spot, marked in enumerate(finding.places):
                self._by_line.setdefault(_line_of(marked.place), []).append(
                    (marked.place, number, spot, finding, marked.role)
                )
        self._anchors: set[str] = set()

    def within(self, text: Text) -> list[tuple[_Mark, list[_Mark]]]:
        """The marks of one text, suspects first where some overlap, each with those that it hides."""
        found: list[_Mark] = []
        for span in text.spans:
            for place, number, spot, finding, role in self._by_line.get(_line_of(span.place), ()):
                if span.place.column is not None and place.column is not None:
                    start = span.start + place.column - span.place.column
                else:
                    # What is told may go on behind the line on which it begins.
                    start = text.position_of(place) if place.text else -1
                length = place.length or len(place.text)
                if span.start <= start < span.end and length:
                    found.append(_Mark(start, min(start + length, len(text.text)), number, spot, finding, role))
        found.sort(key=lambda mark: (mark.role != "suspect", mark.end - mark.start, mark.start, mark.number))
        kept: list[tuple[_Mark, list[_Mark]]] = []
        for mark in found:
            above = [hidden for other, hidden in kept if mark.start < other.end and mark.end > other.start]
            if above:
                above[0].append(mark)
            else:
                kept.append((mark, []))
        return sorted(kept, key=lambda pair: pair[0].start)

    def anchor(self, mark: _Mark) -> str:
        """The id that leads to a place of a finding; empty where an earlier mark has it."""
        name = _anchor(self.index, mark.number, mark.spot)
        if name in self._anchors:
            return ""
        self._anchors.add(name)
        return name

    def link(self, number: int, spot: int, words: str) -> str:
        """The words as a link to a place in the text; what is missing from the report stands nowhere in it."""
        name = _anchor(self.index, number, spot)
        return f'<a href="#{name}">{escape(words)}</a>' if name in self._anchors else escape(words)


def _anchor(index: int, number: int, spot: int) -> str:
    return f"m{index}-{number}" + (f"-{spot}" if spot else "")


def _line_of(place: Place) -> tuple[object, ...]:
    return (
        place.line,
        place.page,
        place.paragraph,
        place.run,
        place.table,
        place.row,
        place.table_column,
        place.sheet,
        place.cell,
    )


def _marked(text: Text, marks: _Marks) -> str:
    pieces, position = [], 0
    for mark, hidden in marks.within(text):
        pieces.append(escape(text.text[position : mark.start]))
        pieces += [f'<span id="{name}"></span>' for other in hidden if (name := marks.anchor(other))]
        name = marks.anchor(mark)
        own = f' id="{name}"' if name else ""
        pieces.append(
            f'<a class="mark {mark.role} {mark.finding.severity}"{own} '
            f'href="#f{marks.index}-{mark.number}" title="{escape(_message(mark.finding, marks))}">'
            f"{escape(text.text[mark.start : mark.end])}<sup>{mark.number}</sup></a>"
        )
        others = {other.number: other for other in hidden if other.number != mark.number}
        pieces += [
            f'<a class="also {other.finding.severity}" href="#f{marks.index}-{number}" '
            f'title="{escape(_message(other.finding, marks))}"><sup>{number}</sup></a>'
            for number, other in sorted(others.items())
        ]
        position = mark.end
    pieces.append(escape(text.text[position:]))
    return "".join(pieces)


def _message(finding: ReportFinding, marks: _Marks) -> str:
    return finding.message_en if marks.english else finding.message


def _block(block: Block, marks: _Marks) -> str:
    if block.kind is BlockKind.TABLE:
        rows: dict[int, list[str]] = {}
        for cell in sorted(block.cells, key=lambda cell: (cell.row, cell.column)):
            spans = (f' rowspan="{cell.row_span}"' if cell.row_span > 1 else "") + (
                f' colspan="{cell.column_span}"' if cell.column_span > 1 else ""
            )
            rows.setdefault(cell.row, []).append(f"<td{spans}>{_marked(cell.text, marks)}</td>")
        css = ' class="unread"' if block.certainty is Certainty.UNREAD else ""
        lines = "".join(f"<tr>{''.join(cells)}</tr>" for _, cells in sorted(rows.items()))
        return f'<div class="wide"><table{css}>{lines}</table></div>'
    words = _marked(block.text, marks)
    if block.kind is BlockKind.HEADING:
        return f"<h2>{words}</h2>"
    css = ' class="caption"' if block.kind in (BlockKind.CAPTION, BlockKind.CASE) else ""
    return f"<p{css}>{words}</p>"


def _article(number: int, finding: ReportFinding, marks: _Marks) -> str:
    """One finding: where, what, the sentence, what it should be, and what to compare with."""
    english = marks.english
    name = (_NAMES_EN if english else _NAMES)[finding.severity]
    if finding.group == "compliance":
        name = _MISSING_EN if english else _MISSING
    where = marks.link(number, 0, where_of(finding.first_place, english=english))
    lines = [f"<h3>{number}. {name} · {where}</h3>", f"<p>{escape(_message(finding, marks))}</p>"]
    if finding.sentence:
        label = "Text: " if english else "原文："
        lines.append(f'<p class="quote">{label}{_with_suspect(finding)}</p>')
    label = "Suggestion: " if english else "建议："
    lines += [f'<p class="fix">{label}{escape(words)}</p>' for words in alternatives(finding, english=english)[:3]]
    if finding.consequences:
        label = "The same also breaks: " if english else "同一处还使这些不成立："
        lines.append(f"<p>{label}{escape(consequences(finding, english=english))}</p>")
    others = [
        marks.link(number, finding.places.index(marked), spot_of(marked, english=english))
        for marked in seen_beside(finding)[:MOST_PLACES]
    ]
    if others:
        label, comma = ("Compare: ", ", ") if english else ("对照：", "，")
        lines.append(f'<p class="quote">{label}{comma.join(others)}</p>')
    if not english:
        lines.append(f'<p class="en" lang="en">{escape(finding.message_en)}</p>')
    return f'<article class="{finding.severity}" id="f{marks.index}-{number}">{"".join(lines)}</article>'


def _with_suspect(finding: ReportFinding) -> str:
    suspect = finding.first_place.text.strip()
    before, found, after = finding.sentence.partition(suspect) if suspect else (finding.sentence, "", "")
    return f"{escape(before)}<strong>{escape(found)}</strong>{escape(after)}" if found else escape(before)
