"""``nianbao read``: what stands in filled workbooks, and what is wrong with them."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from nianbao.cli.speech import console, error_console, language, say
from nianbao.facts.cell import LABELS, CellState
from nianbao.facts.problem import Problem
from nianbao.facts.record import Fact, Record
from nianbao.framework.loader import load_catalogue
from nianbao.framework.model import Catalogue
from nianbao.workbooks.many import read_workbooks
from nianbao.workbooks.message import Severity, WorkbookMessage
from nianbao.workbooks.reader import WorkbookReading

SCHEMA = "nianbao/workbook-reading/1"
CSV_COLUMNS = (
    "organisation",
    "organisation_name",
    "edition",
    "indicator",
    "label",
    "state",
    "value",
    "unit",
    "text",
    "note",
    "file",
    "sheet",
    "cell",
)
_SIGNS = {Severity.ERROR: "[bold red]✗[/]", Severity.WARNING: "[yellow]![/]", Severity.INFO: "[dim]·[/]"}
_STATE_NAMES_EN = {
    CellState.VALUE: "values",
    CellState.NONE: "none (无)",
    CellState.NOT_APPLICABLE: "not applicable",
    CellState.MISSING: "missing",
    CellState.BLANK: "blank",
}


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--edition", help="应当是哪个年度版本 · The edition that the workbooks must be of.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="把读到的数据写成 CSV · Write what was read as CSV."
)
@click.option("--format", "shape", type=click.Choice(("text", "json")), default="text", show_default=True)
@click.option("--jobs", type=click.IntRange(min=1), help="同时几个进程 · How many processes at once.")
@click.option(
    "--values/--no-values",
    default=None,
    help="是否列出读到的每个数值；默认只在读一个文件时列出 · List every value; by default for a single file only.",
)
@click.pass_context
def command(
    ctx: click.Context,
    files: tuple[Path, ...],
    edition: str | None,
    output: Path | None,
    shape: str,
    jobs: int | None,
    values: bool | None,
) -> None:
    """读取填好的 Excel 填报表，列出读到的内容和全部问题。

    Read filled workbooks (files, or folders of .xlsx files) and show what was read and every message.
    Exit code 0: no error, 1: errors found, 2: a file could not be used.
    """
    catalogue = load_catalogue()
    if edition is not None and edition not in catalogue.editions:
        known = "、".join(sorted(catalogue.editions))
        raise Problem(
            "edition-unknown",
            f"目录中没有年度版本「{edition}」；有：{known}",
            f"The catalogue has no edition “{edition}”; it has: {known}",
        )
    paths = _expand(files)
    readings = _read_with_progress(paths, catalogue, edition, jobs)
    if output is not None:
        output.write_text(
            facts_csv((r.record for r in readings if r.record), catalogue), encoding="utf-8-sig", newline=""
        )
    if shape == "json":
        document = {"schema": SCHEMA, "files": [reading_json(each, catalogue) for each in readings]}
        click.echo(json.dumps(document, ensure_ascii=False, indent=1))
    else:
        shows_values = values if values is not None else len(readings) == 1
        for reading in readings:
            _show(reading, catalogue, shows_values)
        _show_summary(readings, output)
    if any(each.has_stopped for each in readings):
        ctx.exit(2)
    if any(each.errors for each in readings):
        ctx.exit(1)


def _expand(files: Iterable[Path]) -> list[Path]:
    """The files named, and those in the folders named; files that Excel keeps while open are left out."""
    found: list[Path] = []
    for path in files:
        if path.is_dir():
            inside = sorted(
                each for each in path.rglob("*") if each.suffix.lower() in (".xlsx", ".xlsm", ".xls", ".et")
            )
            found.extend(each for each in inside if not each.name.startswith("~$"))
        else:
            found.append(path)
    if not found:
        raise Problem("file-missing", "这些文件夹里没有工作簿", "There are no workbooks in these folders")
    return found


def _read_with_progress(
    paths: list[Path], catalogue: Catalogue, edition: str | None, jobs: int | None
) -> list[WorkbookReading]:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=error_console(), transient=True, disable=len(paths) < 2) as bar:
        task = bar.add_task(say("读取工作簿", "Reading workbooks"), total=len(paths))
        return list(
            read_workbooks(
                paths,
                catalogue,
                jobs=jobs,
                expected_edition=edition,
                progress=lambda done, _: bar.update(task, completed=done),
            )
        )


def facts_csv(records: Iterable[Record], catalogue: Catalogue) -> str:
    """The facts of records as one long table, ordered by organisation and as printed on the form."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(CSV_COLUMNS)
    for record in sorted(records, key=lambda each: (each.organisation.code, each.edition)):
        for fact in _in_form_order(record, catalogue):
            row = fact_json(fact, catalogue)
            who = record.organisation
            place = fact.place
            writer.writerow(
                (
                    who.code,
                    who.name,
                    record.edition,
                    fact.indicator,
                    row["label"],
                    row["state"],
                    row["value"],
                    row["unit"],
                    row["text"],
                    fact.note,
                    place.file,
                    place.sheet,
                    place.cell,
                )
            )
    return stream.getvalue()


def _in_form_order(record: Record, catalogue: Catalogue) -> list[Fact]:
    order = catalogue.editions[record.edition].indicators()
    return [record.facts[indicator] for indicator in order if indicator in record.facts]


def fact_json(fact: Fact, catalogue: Catalogue) -> dict[str, Any]:
    """A fact as plain values; ``value`` is the digits as written, in ``unit``."""
    number = fact.cell.number
    return {
        "indicator": fact.indicator,
        "label": catalogue.indicators[fact.indicator].label,
        "state": str(fact.cell.state),
        "value": f"{number.digits:f}" if number else None,
        "unit": number.unit.label if number and number.unit else None,
        "text": fact.cell.text if fact.cell.text is not None else (number.raw if number else None),
        "note": fact.note or None,
        "sheet": fact.place.sheet,
        "cell": fact.place.cell,
    }


def message_json(message: WorkbookMessage) -> dict[str, Any]:
    """A message with all its parts in both languages."""
    return {
        "code": message.code,
        "severity": str(message.severity),
        "stops": message.stops,
        "sheet": message.sheet or None,
        "cell": message.cell or None,
        "indicator": message.indicator or None,
        "read": message.read,
        "message": message.message,
        "message_en": message.message_en,
        "expected": message.expected,
        "expected_en": message.expected_en,
        "advice": message.advice,
        "advice_en": message.advice_en,
    }


def reading_json(reading: WorkbookReading, catalogue: Catalogue) -> dict[str, Any]:
    """All that a workbook gave, as plain values."""
    record = reading.record
    return {
        "file": reading.name,
        "edition": record.edition if record else None,
        "organisation": {"code": record.organisation.code, "name": record.organisation.name} if record else None,
        "facts": [fact_json(fact, catalogue) for fact in _in_form_order(record, catalogue)] if record else [],
        "lists": {key: [dict(row) for row in rows] for key, rows in sorted(reading.lists.items())},
        "comments": [
            {"sheet": each.sheet, "cell": each.cell, "author": each.author, "text": each.text}
            for each in reading.remarks
        ],
        "messages": [message_json(each) for each in reading.messages],
    }


def _show(reading: WorkbookReading, catalogue: Catalogue, shows_values: bool) -> None:
    out = console()
    record = reading.record
    out.print(f"[bold]{escape(reading.name)}[/]")
    if record is not None:
        who = record.organisation
        out.print(f"  {escape(who.name or '—')}  {escape(who.code or '—')}  {record.edition}")
        out.print(f"  {_counts(record)}")
    by_sheet: dict[str, list[WorkbookMessage]] = {}
    for each in reading.messages:
        by_sheet.setdefault(each.sheet, []).append(each)
    facts: dict[str, list[Fact]] = {}
    if record is not None and shows_values:
        for fact in _in_form_order(record, catalogue):
            facts.setdefault(fact.place.sheet or "", []).append(fact)
    for sheet in dict.fromkeys(("", *facts, *by_sheet)):
        if sheet and (sheet in facts or sheet in by_sheet):
            out.print(f"\n  [bold]{escape(sheet)}[/]")
        for fact in facts.get(sheet, ()):
            _show_fact(fact, catalogue)
        for each in by_sheet.get(sheet, ()):
            _show_message(each)
    out.print()


def _counts(record: Record) -> str:
    counts = Counter(fact.cell.state for fact in record.facts.values())
    listed = sum(len(rows) for rows in record.lists.values())
    noted = sum(1 for fact in record.facts.values() if fact.note)
    zh = "，".join(f"{LABELS[state]} {counts[state]}" for state in CellState)
    en = ", ".join(f"{counts[state]} {_STATE_NAMES_EN[state]}" for state in CellState)
    return say(
        f"读到 {len(record.facts)} 项：{zh}；清单 {listed} 行；说明 {noted} 条",
        f"{len(record.facts)} items: {en}; {listed} list rows; {noted} explanations",
    )


def _show_fact(fact: Fact, catalogue: Catalogue) -> None:
    known = catalogue.indicators[fact.indicator]
    label = known.label_en if language() == "en" else known.label
    unit = fact.cell.number.unit.label if fact.cell.number and fact.cell.number.unit else ""
    if fact.cell.state is CellState.VALUE:
        shown = escape(str(fact.cell))
        if unit and not shown.endswith(unit):
            shown += f" [dim]{escape(unit)}[/]"
    else:
        shown = f"[dim]{LABELS[fact.cell.state]}[/]"
    note = f"  [dim]{escape(fact.note)}[/]" if fact.note else ""
    console().print(f"    [dim]{fact.place.cell:>5}[/]  {escape(label)}  {shown}{note}")


def _show_message(each: WorkbookMessage) -> None:
    out = console()
    text = say(each.message, each.message_en)
    where = f"{each.cell}  " if each.cell else ""
    out.print(f"    {_SIGNS[each.severity]} {where}{escape(text)}  [dim]({each.code})[/]")
    if each.severity is not Severity.INFO:
        expected = say(f"应为：{each.expected}。{each.advice}", f"Expected: {each.expected_en}. Next: {each.advice_en}")
        out.print(f"        [dim]{escape(expected)}[/]")


def _show_summary(readings: list[WorkbookReading], output: Path | None) -> None:
    counts = Counter(each.severity for reading in readings for each in reading.messages)
    used = sum(reading.record is not None for reading in readings)
    errors, warnings, infos = (counts[severity] for severity in (Severity.ERROR, Severity.WARNING, Severity.INFO))
    out = console()
    out.print(
        say(
            f"{len(readings)} 个文件，可用 {used} 个；错误 {errors}，提醒 {warnings}，提示 {infos}。",
            f"{len(readings)} files, {used} usable; {errors} errors, {warnings} warnings, {infos} notes.",
        )
    )
    if output is not None:
        out.print(say(f"数据已写到 {output}", f"Facts written to {output}"))
