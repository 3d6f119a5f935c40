"""Findings as lines of plain text: what is wrong, where, the arithmetic, and what probably should stand there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from rich.console import Console
from rich.text import Text

from nianbao.checks.finding import Finding
from nianbao.checks.outcome import Verdict
from nianbao.checks.repair import Repair
from nianbao.cli.speech import counted, error_console, language, punctuated, say
from nianbao.facts.problem import Problem
from nianbao.filings.filing import Filing
from nianbao.filings.listing import where
from nianbao.framework.model import Catalogue
from nianbao.workbooks.message import Severity, WorkbookMessage

MARKS = {"error": ("✗", "bold red"), "warning": ("!", "yellow"), "info": ("·", "dim"), "explained": ("✓", "green")}
INDENT = "      "
FEW = 5  # lines that nobody minds reading


def print_filing(console: Console, filing: Filing, catalogue: Catalogue, *, with_hints: bool = False) -> None:
    """One school: its name, the counts, then everything that is open, and what was explained.

    Hints of reading, such as a unit typed into a cell, are shown where they are few beside little
    else, or where they are asked for; otherwise they are counted.
    """
    console.print(_heading(filing, catalogue))
    console.print(_summary(filing))
    opened = filing.open_findings
    for message in filing.remarks:
        _print_lines(console, str(message.severity), message_lines(message))
    for finding in opened:
        _print_lines(console, finding.severity, finding_lines(finding, catalogue))
    for finding in filing.explained_findings:
        _print_lines(console, "explained", explained_lines(finding, catalogue))
    hints = filing.hints
    if with_hints or (hints and len(hints) + len(filing.remarks) + len(opened) <= FEW):
        for message in hints:
            _print_lines(console, str(message.severity), message_lines(message))
    elif hints:
        more = say("另有 ", "") + counted(len(hints), "条提示", "more hint", "more hints")
        told = more + say("，用 nianbao inspect --all 查看", "; nianbao inspect --all shows them")
        console.print(Text(f"  · {told}", style="dim"))
    console.print()


def print_errors(filing: Filing) -> None:
    """What of a workbook could not be read as meant, one line each, where its figures are used all the same."""
    for message in filing.errors:
        told = say(f"{message.where}：{message.message}", f"{message.where}: {message.message_en}")
        error_console().print(Text.assemble(("! ", "yellow"), f"{filing.path.name} {told}"))


def message_lines(message: WorkbookMessage) -> Iterator[str]:
    """What reading the workbook has to say, and what to do about it."""
    told = message.message_en if language() == "en" else message.message
    yield f"{message.where}  {told}" if message.where else told
    yield f"{say('应为：', 'expected: ')}{message.expected_en if language() == 'en' else message.expected}"
    yield message.advice_en if language() == "en" else message.advice


def finding_lines(finding: Finding, catalogue: Catalogue) -> Iterator[str]:
    """The message with its place, the arithmetic, and the likely repairs."""
    told = finding.message_en if language() == "en" else finding.message
    if finding.verdict is Verdict.BROKEN:
        told = f"{say('规则无法执行：', 'the rule cannot be evaluated: ')}{told}"
    places = say("、", ", ").join(where(finding))
    yield f"{places}  {told}  [{finding.check}]" if places else f"{told}  [{finding.check}]"
    if finding.formula and _bare(finding.formula) not in _bare(told):
        yield f"{say('算式：', 'arithmetic: ')}{punctuated(finding.formula)}"
    for number, repair in enumerate(finding.repairs):
        lead = say("很可能：", "probably: ") if number == 0 else say("或者：", "or: ")
        yield f"{lead}{repair_text(repair, catalogue)}"
    if not finding.repairs and finding.undecided is not None:
        yield say(finding.undecided.zh, finding.undecided.en)


def explained_lines(finding: Finding, catalogue: Catalogue) -> Iterator[str]:
    """A failure that somebody has explained: what it is, why it stands, who says so."""
    yield next(finding_lines(finding, catalogue))
    waiver = finding.waiver
    assert waiver is not None  # else it would not be explained
    signed = say(f"（{waiver.signed_by}，{waiver.signed_on}）", f" ({waiver.signed_by}, {waiver.signed_on})")
    yield f"{say('已说明：', 'explained: ')}{waiver.reason}{signed}"
    if waiver.evidence:
        yield say("依据：", "evidence: ") + say("、", ", ").join(waiver.evidence)


def _bare(text: str) -> str:
    """A wording without its marks, which differ between languages.

    >>> _bare("（4 + 36 = 40）") == _bare("(4 + 36 = 40)")
    True
    """
    return re.sub(r"[\s（）()，,；;、]", "", text)


def repair_text(repair: Repair, catalogue: Catalogue) -> str:
    """The repair in a phrase; in English each figure has its official name beside the English one."""
    if language() != "en":
        return repair.sentence
    return "; ".join(
        f"{_named(change.key, change.label, catalogue)}: {change.printed} → {change.suggested}"
        for change in repair.changes
    )


def _named(key: str, label: str, catalogue: Catalogue) -> str:
    indicator = catalogue.indicators.get(key)
    return f"“{indicator.label_en}” ({label})" if indicator is not None else f"“{label}”"


def _print_lines(console: Console, severity: str, lines: Iterator[str]) -> None:
    mark, style = MARKS.get(severity, MARKS["info"])
    console.print(Text.assemble("  ", (mark, style), " ", next(lines)))
    for line in lines:
        if line:
            console.print(Text(f"{INDENT}{line}", style="dim"))


def _heading(filing: Filing, catalogue: Catalogue) -> Text:
    if filing.record is None:
        return Text(filing.path.name, style="bold")
    edition = catalogue.editions.get(filing.record.edition)
    label = edition.cover_label if edition is not None else filing.record.edition
    name = filing.record.organisation.name
    return Text.assemble((name, "bold"), f"  {label}  ", ("" if name in filing.path.name else filing.path.name, "dim"))


def _summary(filing: Filing) -> Text:
    if filing.record is None:
        return Text(say("  读不出来", "  could not be read"), style="red")
    counts = filing.tally
    unread = sum(message.severity is Severity.ERROR for message in filing.messages)
    noted = sum(message.severity is Severity.WARNING for message in filing.messages)
    shown = Counter(finding.severity for finding in filing.open_findings if finding.verdict is Verdict.FAIL)
    errors, warnings, notes = shown["error"] + unread, shown["warning"] + noted, shown["info"] + len(filing.hints)
    text = say(
        f"  错误 {errors} · 警告 {warnings} · 提示 {notes} · 已说明 {counts.waived}"
        f" · 无法判定 {counts.unknown} · 规则失效 {counts.broken} · 通过 {counts.passed}",
        f"  errors {errors} · warnings {warnings} · notes {notes} · explained {counts.waived}"
        f" · cannot tell {counts.unknown} · broken rules {counts.broken} · passed {counts.passed}",
    )
    return Text(text, style="red" if filing.has_errors else "green")


def problem_text(problem: Problem) -> str:
    """A problem in the language of this run."""
    return problem.message_en if language() == "en" else problem.message
