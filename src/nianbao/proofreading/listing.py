"""The findings as a plain list for the terminal: the sentence, the arithmetic, the suspect and what it should be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

from nianbao.facts.place import Place
from nianbao.proofreading.finding import MarkedPlace, ProofReport, ReportFinding

HEADS = {
    "error": ("错误", "Errors"),
    "warning": ("需要核实", "To be looked at"),
    "info": ("提示", "Hints"),
}
Paint = Callable[[str, str], str]  # words and the severity they are about, to the words as the terminal shows them
MOST_PLACES = 6


def _plain(words: str, _severity: str) -> str:
    return words


def as_listing(report: ProofReport, *, everything: bool = False, english: bool = False, paint: Paint = _plain) -> str:
    """All errors and warnings, hints folded into one line unless ``everything`` is asked for; ``paint`` colours."""
    lines = [f"{report.name}"]
    if report.edition:
        lines[0] += f"  （{report.edition}）"
    for severity in ("error", "warning", "info"):
        found = report.of_severity(severity)
        if not found:
            continue
        head = HEADS[severity][1 if english else 0]
        counted = f"{head}（{len(found)}）" if not english else f"{head} ({len(found)})"
        lines += ["", paint(counted, severity)]
        if severity == "info" and not everything:
            kinds = Counter(finding.kind for finding in found)
            counted = "、".join(f"{kind} {number}" for kind, number in sorted(kinds.items()))
            lines.append(
                f"  {counted}（加 --all 逐条列出）" if not english else f"  {counted} (add --all to list them)"
            )
            continue
        for number, finding in enumerate(found, start=1):
            lines += _entry(number, finding, english, paint)
    lines += ["", *_summary(report, english)]
    return "\n".join(lines)


def _entry(number: int, finding: ReportFinding, english: bool, paint: Paint) -> list[str]:
    place = finding.first_place
    where = where_of(place)
    message = finding.message_en if english else finding.message
    lines = [f"{number:>3}. {where}  {message}"]
    if finding.sentence:
        words = finding.sentence
        if place.text.strip() and place.text.strip() in words:
            suspect = place.text.strip()
            words = words.replace(suspect, paint(suspect, finding.severity), 1)
        lines.append(f"     {'原文' if not english else 'text'}：{words}")
    for repair in alternatives(finding):
        label = "建议" if not english else "suggestion"
        lines.append(f"     {label}：{repair}")
    if finding.consequences:
        label = "同一处还使" if not english else "the same also breaks"
        lines.append(f"     {label}：{'；'.join(finding.consequences[:4])}")
    others = [marked for marked in finding.places[1:] if marked.place.text]
    if others:
        label = "对照" if not english else "see"
        lines.append(f"     {label}：{'，'.join(_spot(marked) for marked in others[:MOST_PLACES])}")
    return lines


def alternatives(finding: ReportFinding) -> list[str]:
    """The suggestions of a finding in words; changes that belong together in one line."""
    grouped: dict[int, list[str]] = {}
    for repair in finding.repairs:
        note = f"（{repair.explanation}）" if repair.explanation else ""
        grouped.setdefault(repair.alternative, []).append(
            f"{where_of(repair.place)}「{repair.printed}」→「{repair.suggested}」{note}"
        )
    return [" 且 ".join(changes) for _, changes in sorted(grouped.items())]


def where_of(place: Place) -> str:
    """The place without the file's name, which stands above the list."""
    return (
        str(replace(place, file="", table=None, row=None) if place.line is not None else replace(place, file="")) or "—"
    )


def _spot(marked: MarkedPlace) -> str:
    words = marked.place.text.strip().replace("\n", " ")
    return f"{where_of(marked.place)}「{words if len(words) <= 18 else words[:17] + '…'}」"


def _summary(report: ProofReport, english: bool) -> list[str]:
    verified = len(report.verified)
    holding = sum(item.holds for item in report.verified)
    share = f"{report.in_relations * 100 // report.numbers}%" if report.numbers else "—"
    if english:
        lines = [
            f"{report.numbers} numbers, {report.in_relations} of them ({share}) in at least one relation; "
            f"{verified} relations verified, {holding} hold; {report.tables} tables"
        ]
        if report.tables_not_understood:
            lines.append(f"tables not understood: {', '.join(report.tables_not_understood)}")
    else:
        lines = [
            f"全文数字 {report.numbers} 个，其中 {report.in_relations} 个（{share}）至少参与一条关系；"
            f"核对关系 {verified} 条，成立 {holding} 条；表格 {report.tables} 个"
        ]
        if report.tables_not_understood:
            lines.append(f"没有读懂的表格：{'、'.join(report.tables_not_understood)}")
    if report.accepted:
        lines.append(
            f"{len(report.accepted)} accepted findings are not listed"
            if english
            else f"另有 {len(report.accepted)} 条已知悉，不再列出"
        )
    return [*lines, *(note.message_en if english else note.message for note in report.notes)]
