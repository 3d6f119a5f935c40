"""The findings as a plain list for the terminal: the sentence, the arithmetic, the suspect and what it should be."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from unicodedata import east_asian_width

from nianbao.facts.pattern import as_pattern
from nianbao.facts.place import Place
from nianbao.proofreading.finding import MarkedPlace, ProofReport, ReportFinding, Unread

HEADS = {
    "error": ("错误", "Errors"),
    "warning": ("需要核实", "To be looked at"),
    "info": ("提示", "Hints"),
}
MISSING = ("通知要求而没有的", "Asked for and missing")
KINDS = {
    "cell-type": "内容与栏目不符", "compliance": "缺漏", "copied": "照抄", "date": "日期", "difference": "差额",
    "direction": "升降", "growth": "增长率", "label": "名称", "list-count": "数目与列举", "logic": "大小关系",
    "magnitude": "数量级", "mean": "平均", "mismatch": "前后不一", "missing": "缺漏", "numbering": "编号",
    "placeholder": "占位符", "quantifier": "均、都", "ratio": "比", "rounding": "舍入", "share": "占比", "sum": "合计",
    "trend": "走势", "typo": "疑似错字",
}  # fmt: skip
Paint = Callable[[str, str], str]  # words and the severity they are about, to the words as the terminal shows them
MOST_PLACES = 6


def _plain(words: str, _severity: str) -> str:
    return words


# What is never parted: a colour, a place, a figure or a Latin word, each with the bracket that opens before it.
_PIECES = as_pattern(r"(?:\x1b\[[\d;]*m)+|[「（“]?(?:第\d+行(?:第\d+字)?|[\x21-\x7e]+)|\s+|[「（“]?.", re.ASCII)


def folded(text: str, width: int) -> str:
    """Lines no wider than a terminal, what is folded standing under the words above it and not under the number.

    Colours have no width. A figure or a Latin word is never parted.

    >>> print(folded("     原文：毕业生300人，升学240人", 24))
         原文：毕业生300人，
           升学240人
    """
    return "\n".join(part for line in text.split("\n") for part in _folded(line, width))


def _folded(line: str, width: int) -> list[str]:
    indent = len(line) - len(line.lstrip()) + 2
    hanging = " " * (indent if line.startswith("     ") else 5)
    parts, used = [""], 0
    for piece in _PIECES.findall(line):
        size = 0 if piece.startswith("\x1b") else sum(1 + (east_asian_width(one) in "WF") for one in piece)
        # A closing sign stays with the words before it.
        if used + size > width and used > len(hanging) and piece not in "，。；：、）」”%":
            if piece.isspace():
                continue
            parts.append(hanging)
            used = len(hanging)
        parts[-1] += piece
        used += size
    return parts


def as_listing(report: ProofReport, *, everything: bool = False, english: bool = False, paint: Paint = _plain) -> str:
    """All that is told, hints that rest on signs alone folded into one line unless ``everything`` is asked for.

    ``paint`` colours.
    """
    lines = [f"{report.name}"]
    if report.edition:
        named = report.edition_label if report.edition_label and not english else report.edition
        lines[0] += f"  (read as {named})" if english else f"  （按「{named}」核对）"
    if all(finding.is_folded or finding.group == "compliance" for finding in report.findings):
        lines += ["", nothing_found(report, english=english)]
    for severity, head in HEADS.items():
        lines += _section(
            report.of_severity(severity, "contradiction"), head, severity, english, paint, everything=everything
        )
    lines += _section(report.missing, MISSING, "info", english, paint, everything=everything)
    lines += ["", *_summary(report, english)]
    return "\n".join(lines)


def _section(
    found: Sequence[ReportFinding], heads: tuple[str, str], style: str, english: bool, paint: Paint, *, everything: bool
) -> list[str]:
    """A head with the count and what stands below it, folded hints by kind; nothing where nothing was found."""
    if not found:
        return []
    counted = f"{heads[1]} ({len(found)})" if english else f"{heads[0]}（{len(found)}）"
    lines = ["", paint(counted, style)]
    told = [finding for finding in found if everything or not finding.is_folded]
    for number, finding in enumerate(told, start=1):
        lines += _entry(number, finding, english, paint)
    if len(told) < len(found):
        kinds = Counter(finding.kind for finding in found if finding.is_folded)
        counted = (", " if english else "、").join(
            f"{kind if english else KINDS.get(kind, kind)} {number}" for kind, number in sorted(kinds.items())
        )
        lead = ("  Others: " if english else "  其余：") if told else "  "
        lines.append(
            f"{lead}{counted}（加 --all 逐条列出）" if not english else f"{lead}{counted} (add --all to list them)"
        )
    return lines


def nothing_found(report: ProofReport, *, english: bool = False) -> str:
    """What is said where no finding is; a report without figures is not called free of contradictions."""
    if report.numbers or report.verified:
        return "No contradiction was found." if english else "没有发现自相矛盾之处。"
    return "No figure was read, so there was nothing to check." if english else "没有读到数字，没有可以核对的内容。"


def as_overview(
    reports: Sequence[ProofReport], unread: Sequence[Unread] = (), *, english: bool = False, paint: Paint = _plain
) -> str:
    """How several reports came out, a line for each in the order they were checked; what was not read stands last."""
    wrong = sum(report.has_errors for report in reports)
    if english:
        head = f"{len(reports)} reports checked, {wrong} with errors"
        head += f"; {len(unread)} could not be read" if unread else ""
    else:
        head = f"共核对 {len(reports)} 份，{wrong} 份有错误" + (f"；{len(unread)} 份读不了" if unread else "")
    lines = [head]
    for report in reports:
        errors, warnings = (len(report.of_severity(severity, "contradiction")) for severity in ("error", "warning"))
        missing = len(report.missing)
        doubted = sum(finding.is_doubted for finding in report.findings)
        counts = (
            f"{errors:>4} errors {warnings:>4} to look at {doubted:>4} in doubt {missing:>4} missing"
            if english
            else f"错误 {errors:>3}  需要核实 {warnings:>3}  只凭一句话 {doubted:>3}  缺漏 {missing:>3}"
        )
        covered = f"{report.covered:>4} of numbers covered" if english else f"覆盖 {report.covered:>4}"
        worst = "error" if errors else "warning" if warnings else ""
        lines.append(f"  {paint(counts, worst) if worst else counts}  {covered}  {report.name}")
    for one in unread:
        label = "not read" if english else "读不了"
        lines.append(f"  {paint(label, 'error')}  {one.told(english=english)}")
    return "\n".join(lines)


def _entry(number: int, finding: ReportFinding, english: bool, paint: Paint) -> list[str]:
    place = finding.first_place
    where = where_of(place, english=english)
    message = finding.message_en if english else finding.message
    lines = [f"{number:>3}. {where}  {message}"]
    if finding.sentence:
        words = finding.sentence
        if place.text.strip() and place.text.strip() in words:
            suspect = place.text.strip()
            words = words.replace(suspect, paint(suspect, finding.severity), 1)
        lines.append(_labelled("原文", "text", words, english))
    lines += [_labelled("建议", "suggestion", repair, english) for repair in alternatives(finding, english=english)]
    if finding.consequences:
        lines.append(
            _labelled("同一处还使这些不成立", "the same also breaks", consequences(finding, english=english), english)
        )
    others = seen_beside(finding)
    if others:
        spots = (", " if english else "，").join(spot_of(marked, english=english) for marked in others[:MOST_PLACES])
        lines.append(_labelled("对照", "compare", spots, english))
    return lines


def _labelled(label: str, label_en: str, words: str, english: bool) -> str:
    return f"     {label_en}: {words}" if english else f"     {label}：{words}"


def seen_beside(finding: ReportFinding) -> list[MarkedPlace]:
    """The places to compare with; a stretch of words that holds one of the others shows nothing more than that one."""
    places = [marked for marked in finding.places[1:] if marked.place.text.strip()]
    shown = [finding.first_place, *(marked.place for marked in places)]
    return [marked for marked in places if not any(_holds(marked.place, other) for other in shown)]


def _holds(wide: Place, narrow: Place) -> bool:
    """True where the narrow place lies within the wide one on the same line; on a page, where its words do."""
    alike = replace(wide, column=None, length=None, text="", run=None, box=None) == replace(
        narrow, column=None, length=None, text="", run=None, box=None
    )
    if wide.page is not None and wide.column is None and narrow.column is None:
        return alike and narrow.text.strip() in wide.text and len(narrow.text.strip()) < len(wide.text.strip())
    if wide.column is None or narrow.column is None or wide.length is None or narrow.length is None:
        return False
    starts = wide.column <= narrow.column
    return alike and wide.run == narrow.run and starts and (
        narrow.column + narrow.length <= wide.column + wide.length and narrow.length < wide.length
    )  # fmt: skip


def consequences(finding: ReportFinding, *, english: bool = False) -> str:
    """The first of the relations that one root breaks besides the one that is told."""
    if english:
        return "; ".join((finding.consequences_en or finding.consequences)[:4])
    return "；".join(finding.consequences[:4])


def alternatives(finding: ReportFinding, *, english: bool = False) -> list[str]:
    """The suggestions of a finding in words; changes that belong together in one line."""
    grouped: dict[int, list[str]] = {}
    for repair in finding.repairs:
        where = where_of(repair.place, english=english)
        suggested = repair.suggested + _unit_behind(repair.printed, repair.suggested)
        if english:
            note = f" ({repair.explanation_en})" if repair.explanation_en else ""
            words = f"{where} “{repair.printed}” → “{suggested}”{note}"
        else:
            note = f"（{repair.explanation}）" if repair.explanation else ""
            words = f"{where}「{repair.printed}」→「{suggested}」{note}"
        grouped.setdefault(repair.alternative, []).append(words)
    told = [(" and " if english else " 且 ").join(changes) for _, changes in sorted(grouped.items())]
    # Where a format knows no columns, equal figures of one paragraph read alike.
    return [
        words if count == 1 else words + (f" (one of {count})" if english else f"（共 {count} 处，改其中一处）")
        for words, count in Counter(told).items()
    ]


def _unit_behind(printed: str, suggested: str) -> str:
    """What stands behind the printed figure, to be read behind the suggested one as well.

    >>> _unit_behind("1136人", "1163"), _unit_behind("85%", "80%"), _unit_behind("十四五", "十五")
    ('人', '', '')
    """
    match = as_pattern(r"[-+]?[\d,，.]+(\s*[^\d\s,，.%‰:：]+)").fullmatch(printed.strip())
    return match[1] if match and as_pattern(r"[-+]?[\d,，.]+").fullmatch(suggested.strip()) else ""


def where_of(place: Place, *, english: bool = False) -> str:
    """The place without the file's name, which stands above the list.

    >>> where_of(Place(line=3, column=5)), where_of(Place(line=3, column=5), english=True)
    ('第3行第5字', 'line 3, character 5')
    """
    if english:
        return _where_in_english(place)
    if place.line is not None:
        return str(replace(place, file="", table=None, row=None))
    if place.table is None or place.section is not None:
        return str(replace(place, file="")) or "全文"
    # In a table its row and column are counted more easily than the paragraphs before it.
    column = f"第{place.table_column + 1}列" if place.row is not None and place.table_column is not None else ""
    return str(replace(place, file="", paragraph=None)) + column


def _where_in_english(place: Place) -> str:
    found = []
    if place.sheet:
        found.append(f"sheet {place.sheet}{f' {place.cell}' if place.cell else ''}")
    if place.page is not None:
        found.append(f"page {place.page}")
    if place.line is not None:
        found.append(f"line {place.line}{f', character {place.column}' if place.column is not None else ''}")
    elif place.section is not None:
        found.append({"footnotes": "footnote", "endnotes": "endnote"}.get(place.section, place.section))
    elif place.paragraph is not None and place.table is None:
        found.append(f"paragraph {place.paragraph}")
    if place.table is not None and place.line is None:
        found.append(f"table {place.table + 1}")
        found += [f"row {place.row + 1}"] if place.row is not None else []
        found += [f"column {place.table_column + 1}"] if place.table_column is not None else []
    return ", ".join(found) or "the whole report"


def spot_of(marked: MarkedPlace, *, english: bool = False) -> str:
    """A place with the words that stand there, shortened."""
    words = marked.place.text.strip().replace("\n", " ")
    words = words if len(words) <= 18 else words[:17] + "…"
    where = where_of(marked.place, english=english)
    return f"{where} “{words}”" if english else f"{where}「{words}」"


def _summary(report: ProofReport, english: bool) -> list[str]:
    verified = len(report.verified)
    holding = sum(item.holds for item in report.verified)
    unread = len(report.tables_not_understood)
    if english:
        lines = [
            f"{report.numbers} numbers, {report.in_relations} of them ({report.covered}) in at least one relation; "
            f"{verified} relations verified, {holding} hold; {report.tables} tables, {unread} not understood"
        ]
        if unread:
            lines.append(f"tables not understood: {', '.join(report.tables_not_understood)}")
    else:
        lines = [
            f"全文数字 {report.numbers} 个，其中 {report.in_relations} 个（{report.covered}）至少参与一条关系；"
            f"核对关系 {verified} 条，成立 {holding} 条；表格 {report.tables} 个，没有读懂的 {unread} 个"
        ]
        if unread:
            lines.append(f"没有读懂的表格：{'、'.join(report.tables_not_understood)}")
    if report.accepted:
        lines.append(
            f"{len(report.accepted)} accepted findings are not listed"
            if english
            else f"另有 {len(report.accepted)} 条已知悉，不再列出"
        )
    return [*lines, *(note.message_en if english else note.message for note in report.notes)]
