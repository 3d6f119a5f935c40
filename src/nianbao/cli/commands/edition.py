"""``nianbao edition``: list, read, compare, draft and prove the forms of each data year."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click
from rich.markup import escape
from rich.table import Table

from nianbao.cli.speech import console, error_console, joined, language, punctuated, say
from nianbao.facts.period import PeriodKind
from nianbao.framework.comparison import KIND_LABELS, Change, ChangeKind, compare_editions
from nianbao.framework.drafting import draft_edition, find_edition, write_drafts
from nianbao.framework.fault import CatalogueError, Fault
from nianbao.framework.listing import (
    LEVEL_LABELS,
    METHOD_LABELS,
    METHOD_LABELS_EN,
    PLACE_LABELS,
    edition_data,
    edition_summary,
    formula_text,
    outline_lines,
    printed_label,
)
from nianbao.framework.loader import load_catalogue, packaged_folder
from nianbao.framework.model import UNCONFIRMED, UNCONFIRMED_EN, Catalogue, Edition, FormRow, FormTable

_catalogue = click.option(
    "--catalogue",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="指标目录文件夹，缺省为随程序安装的 · Catalogue folder; the packaged one unless given.",
)
_format = click.option(
    "--format",
    "form",
    type=click.Choice(("text", "json")),
    default="text",
    show_default=True,
    help="输出格式 · Output format.",
)


def _print_json(data: Any) -> None:
    click.echo(json.dumps(data, ensure_ascii=False, indent=2))


def _mark(confirmed: bool) -> str:
    return "" if confirmed else f"[yellow]{say(UNCONFIRMED, UNCONFIRMED_EN)}[/]"


def _standing(confirmed: bool) -> str:
    """How far an edition is known to be as its notice has it."""
    if confirmed:
        return say("已确认", "confirmed")
    return f"[yellow]{say('未经官方确认', 'unconfirmed')}[/]"


@click.group(short_help="年度版本 · The forms of each data year", context_settings={"max_content_width": 110})
def command() -> None:
    """年度版本：列出、查看、比较、新建、检查。

    The forms of each data year: list, show, compare, draft a new one, prove a catalogue folder.
    """


@command.command("list", short_help="列出各年度版本 · List the editions")
@_catalogue
@_format
def list_editions(folder: Path | None, form: str) -> None:
    """列出各年度版本。List the editions."""
    catalogue = load_catalogue(folder)
    editions = [catalogue.editions[identifier] for identifier in sorted(catalogue.editions)]
    if form == "json":
        _print_json({"schema": "nianbao/editions/1", "editions": [edition_summary(edition) for edition in editions]})
        return
    table = Table(title=say("年度版本", "Editions"), title_justify="left")
    for zh, en in (
        ("版本", "edition"),
        ("名称", "label"),
        ("封面年度", "on the cover"),
        ("层级", "level"),
        ("表", "tables"),
        ("指标", "indicators"),
        ("上一版本", "previous"),
        ("状态", "standing"),
    ):
        table.add_column(say(zh, en), no_wrap=zh in ("版本", "上一版本"), overflow="fold")
    for edition in editions:
        table.add_row(
            edition.id,
            edition.label,
            edition.cover_label,
            say(LEVEL_LABELS[edition.level], edition.level),
            str(len(edition.tables)),
            str(len(edition.indicators())),
            edition.previous or "—",
            _standing(edition.confirmed),
        )
    console().print(table)


@command.command(short_help="查看一个版本 · Show one edition")
@click.argument("identifier", metavar="ID")
@click.option("--definitions", is_flag=True, help="同时列出每个指标的定义与公式 · Definitions and formulas too.")
@click.option("--outline", is_flag=True, help="只列正文提纲与提示 · Only the outline of the narrative, with prompts.")
@_catalogue
@_format
def show(identifier: str, definitions: bool, outline: bool, folder: Path | None, form: str) -> None:
    """查看一个版本的表、行、单位、★ 与支撑项。Show an edition's tables, rows, units, stars and base items."""
    catalogue = load_catalogue(folder)
    edition = find_edition(catalogue, identifier)
    if form == "json":
        _print_json(edition_data(catalogue, edition))
        return
    _print_head(catalogue, edition)
    if outline:
        if edition.outline is not None:
            for line in outline_lines(catalogue.outlines[edition.outline], prompts=True):
                console().print(escape(_in_words(line)))
        return
    for table in edition.tables:
        console().print(_form(catalogue, edition, table, definitions))
        for found in table.lists:
            _print_list(found.label, found.id, found.instruction, [column.label for column in found.columns])
        if table.note:
            console().print(f"  {say('注：', 'Note: ')}{escape(table.note)}", style="dim")
    if edition.base_items:
        base = Table(title=say("支撑项（表上不印）", "Base items (not printed)"), title_justify="left")
        _add_columns(base, [("指标", "indicator", None), ("单位", "unit", None)], definitions)
        for item in edition.base_items:
            base.add_row(_label(catalogue, item), *_indicator_cells(catalogue, edition, item, definitions))
        console().print(base)
    for found in edition.base_lists:
        _print_list(found.label, found.id, found.instruction, [column.label for column in found.columns])
    if not definitions:
        console().print(
            say(
                f"加 --definitions 看定义与公式，加 --outline 看提纲；标“{UNCONFIRMED}”的定义以官方文本为准。",
                f"Add --definitions for definitions and formulas, --outline for the outline; what is marked "
                f"“{UNCONFIRMED_EN}” yields to any official text.",
            ),
            style="dim",
        )


def _print_head(catalogue: Catalogue, edition: Edition) -> None:
    source = catalogue.sources[edition.source]
    out = console()
    out.print(f"[bold]{edition.id}  {escape(edition.label)}[/]  {_standing(edition.confirmed)}")
    periods = "；".join(str(period) for _, period in sorted(edition.periods.items()))
    periods_en = "; ".join(
        f"{kind.value.replace('_', ' ')} {period.start} to {period.end}"
        for kind, period in sorted(edition.periods.items())
    )
    place = say(PLACE_LABELS.get(edition.place, edition.place), edition.place)
    level = say(LEVEL_LABELS[edition.level], edition.level)
    out.print(
        say(
            f"封面年度 {edition.cover_label}　{place}·{level}　时间：{periods}",
            f"On the cover: {edition.cover_label} · {place}, {level} · Periods: {periods_en}",
        )
    )
    number = source.number or say("文号未知", "number unknown")
    out.print(say("出处：", "Source: ") + f"{number}《{escape(source.title)}》")
    if edition.note:
        out.print(escape(edition.note.strip()), style="dim")


def _add_columns(table: Table, first: list[tuple[str, str, int | None]], definitions: bool) -> None:
    for zh, en, width in first:
        table.add_column(say(zh, en), width=width)
    if not definitions:
        table.add_column(say("汇总", "aggregation"))
    table.add_column(say("标识", "id"), style="cyan", no_wrap=True, overflow="fold")
    if definitions:
        table.add_column(say("定义、公式、汇总", "definition, formula, aggregation"), overflow="fold")
    else:
        table.add_column(say("定义状态", "standing"), overflow="fold")


def _label(catalogue: Catalogue, identifier: str) -> str:
    indicator = catalogue.indicators[identifier]
    return escape(say(indicator.label, indicator.label_en))


def _indicator_cells(catalogue: Catalogue, edition: Edition, identifier: str, definitions: bool) -> list[str]:
    meaning = catalogue.indicators[identifier].meaning_in(edition.data_year)
    found = [meaning.unit.label if meaning.unit else ""]
    method = say(METHOD_LABELS[meaning.aggregation.method], METHOD_LABELS_EN[meaning.aggregation.method])
    if not definitions:
        return [*found, method, identifier, _mark(meaning.confirmed)]
    lines = [escape(say(meaning.definition, meaning.definition_en))]
    if meaning.formula is not None:
        lines.append("= " + escape(formula_text(meaning.formula, catalogue)))
    lines.append(f"{say('汇总：', 'Aggregation: ')}{method}")
    if meaning.note:
        lines.append(f"{say('注：', 'Note: ')}{escape(meaning.note)}")
    if not meaning.confirmed:
        lines.append(_mark(meaning.confirmed))
    return [*found, identifier, "\n".join(lines)]


def _row_label(catalogue: Catalogue, row: FormRow) -> str:
    mark = "" if row.confirmed else f" [yellow]〔{say('行未确认', 'row unconfirmed')}〕[/]"
    if language() == "en" and row.cells:
        label = catalogue.indicators[row.cells[0].indicator].label_en + (" ★" if row.starred else "")
        return "  " * row.indent + escape(label) + mark
    return escape(printed_label(row)) + mark


def _form(catalogue: Catalogue, edition: Edition, form: FormTable, definitions: bool) -> Table:
    table = Table(
        title=punctuated(f"{form.number} {form.label}（{form.id}）"), title_justify="left", show_lines=definitions
    )
    several = len(form.columns) > 1
    first: list[tuple[str, str, int | None]] = [("序号", "no", 4), ("指标", "indicator", None)]
    if several:
        first.append(("列", "column", None))
    _add_columns(table, [*first, ("单位", "unit", None)], definitions)
    columns = {column.id: f"{column.group}/{column.label}".lstrip("/") for column in form.columns}
    for row in form.rows:
        for index, cell in enumerate(row.cells):
            head = [row.number or "", _row_label(catalogue, row)] if index == 0 else ["", ""]
            if several:
                head.append(escape(columns[cell.column]))
            _, *rest = _indicator_cells(catalogue, edition, cell.indicator, definitions)
            table.add_row(*head, cell.unit_label, *rest)
    return table


def _print_list(label: str, identifier: str, instruction: str, columns: list[str]) -> None:
    console().print(
        f"  [bold]{say('清单', 'List')} {escape(label)}[/]{punctuated(f'（{identifier}）：')} {escape(joined(columns))}"
        f"{say('。', '. ')}[dim]{escape(instruction)}[/]"
    )


@command.command(short_help="比较两个版本 · Compare two editions")
@click.argument("before")
@click.argument("after")
@_catalogue
@_format
def diff(before: str, after: str, folder: Path | None, form: str) -> None:
    """列出从 BEFORE 到 AFTER 改了什么。List what changed from BEFORE to AFTER."""
    catalogue = load_catalogue(folder)
    first, second = find_edition(catalogue, before), find_edition(catalogue, after)
    changes = compare_editions(catalogue, first, second)
    if form == "json":
        _print_json(
            {
                "schema": "nianbao/edition-diff/1",
                "before": first.id,
                "after": second.id,
                "changes": [
                    {
                        "kind": change.kind.value,
                        "where": change.where,
                        "id": change.id,
                        "before": change.before,
                        "after": change.after,
                        "note": change.note,
                    }
                    for change in changes
                ],
            }
        )
        return
    out = console()
    out.print(f"[bold]{first.id} → {second.id}[/]  {escape(first.label)} → {escape(second.label)}")
    if not changes:
        out.print(say("没有不同。", "Nothing differs."))
    for kind, (zh, en) in KIND_LABELS.items():
        found = [change for change in changes if change.kind is kind]
        if not found:
            continue
        out.print(f"\n[bold]{say(zh, en)}[/]{punctuated(f'（{len(found)}）')}")
        for change in found:
            out.print(_change_line(change, catalogue, first, second))


# What editions are described with, beside the official terms.
_WORDS = {
    "（可选）": " (optional)",
    "（续行）": " (continued)",
    "（续）": " (continued)",
    "（无单位）": " (no unit)",
    "无★": "no ★",
    "（未经官方确认）": " (unconfirmed)",
    "未经官方确认": "unconfirmed",
    "工作定义，unconfirmed": "working definition, unconfirmed",
    "含义版本不同，跨年比较前须核对。": "Another version of the meaning: check before comparing years.",
    "沿革 → ": "continues as ",
    "口径相同": "the same",
    "可换算": "convertible",
    "相近但不可直接比较": "similar, not comparable",
    "公式：": "formula: ",
    "　限：": "  limits: ",
    "== 提纲：": "== Outline: ",
}
_PLACES = {"时间": "periods", "提纲": "outline", "支撑项": "base items"}


def _in_words(text: str) -> str:
    """A line about an edition in this run's language; official titles and terms stay as they are."""
    if language() == "en":
        for zh, en in _WORDS.items():
            text = text.replace(zh, en)
    return punctuated(text)


def _change_line(change: Change, catalogue: Catalogue, first: Edition, second: Edition) -> str:
    texts = [change.before, change.after]
    if change.kind is ChangeKind.PERIOD and language() == "en":
        texts = [_dates(edition, change.id) for edition in (first, second)]
    before = f"[red]{escape(_in_words(texts[0]))}[/]" if texts[0] else ""
    after = f"[green]{escape(_in_words(texts[1]))}[/]" if texts[1] else ""
    arrow = " → " if before and after else ""
    note = f"\n      [dim]{escape(_in_words(change.note))}[/]" if change.note else ""
    where = change.where if language() == "zh" else _PLACES.get(change.where, change.where)
    is_heading = change.kind in (ChangeKind.HEADING, ChangeKind.HEADING_ADDED, ChangeKind.HEADING_REMOVED)
    indicator = None if is_heading else catalogue.indicators.get(change.id)
    label = f"  {escape(indicator.label_en)}" if indicator is not None and language() == "en" else ""
    return f"  · {escape(where)}{say('：', ': ')}{before}{arrow}{after}  [cyan]{change.id}[/]{label}{note}"


def _dates(edition: Edition, kind: str) -> str:
    period = edition.periods.get(PeriodKind(kind))
    return f"{period.start} to {period.end}" if period is not None else ""


@command.command("new", short_help="由旧版本起草新版本 · Draft a new edition from an earlier one")
@click.argument("identifier", metavar="ID")
@click.option("--from", "origin", required=True, metavar="ID", help="照着哪个版本起草 · The edition to start from.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path(),
    show_default=True,
    help="写到哪个指标目录文件夹 · The catalogue folder to write into.",
)
@_catalogue
def draft(identifier: str, origin: str, output: Path, folder: Path | None) -> None:
    """照 --from 的版本写出新版本的文件，逐项核对后使用。Write a new edition's files; go through them before use."""
    catalogue = load_catalogue(folder)
    files = draft_edition(catalogue, folder or packaged_folder(), identifier, find_edition(catalogue, origin))
    for path in write_drafts(files, output):
        console().print(f"[green]✓[/] {escape(str(path))}")
    console().print(
        say(
            f"接下来：按文件开头的清单逐项核对，再运行 nianbao edition lint {output} "
            f"与 nianbao edition diff {origin} {identifier}。",
            f"Next: go through the list at the top of the file, then run nianbao edition lint {output} "
            f"and nianbao edition diff {origin} {identifier}.",
        )
    )


@command.command(short_help="检查指标目录 · Prove a catalogue folder")
@click.argument("folder", required=False, type=click.Path(path_type=Path, file_okay=False))
@_format
def lint(folder: Path | None, form: str) -> None:
    """检查指标目录文件夹，列出全部错误；有错时退出码为 1。

    Prove a catalogue folder and list every fault; exit code 1 where there is one.
    """
    try:
        catalogue = load_catalogue(folder)
    except CatalogueError as error:
        if form == "json":
            _print_json({"schema": "nianbao/catalogue-faults/1", "faults": [_fault_data(one) for one in error.faults]})
        else:
            out = error_console()
            for fault in error.faults:
                text = say(fault.message, fault.message_en)
                out.print(f"[bold]{fault.file}:{fault.line}[/]  [red]{fault.code}[/]\n    {escape(text)}")
            count = len(error.faults)
            out.print(say(f"共 {count} 处错误。", f"{count} fault(s)."))
        click.get_current_context().exit(1)
    if form == "json":
        _print_json({"schema": "nianbao/catalogue-faults/1", "faults": []})
        return
    counts = (
        ("个版本", "editions", len(catalogue.editions)),
        ("个指标", "indicators", len(catalogue.indicators)),
        ("份提纲", "outlines", len(catalogue.outlines)),
        ("条规则", "checks", len(catalogue.checks)),
        ("个出处", "sources", len(catalogue.sources)),
    )
    console().print(
        "[green]✓[/] "
        + say(
            f"没有错误：{'、'.join(f'{count} {zh}' for zh, _, count in counts)}（目录版本 {catalogue.version}）。",
            f"No faults: {', '.join(f'{count} {en}' for _, en, count in counts)} (catalogue of {catalogue.version}).",
        )
    )


def _fault_data(fault: Fault) -> dict[str, Any]:
    return {
        "file": fault.file,
        "line": fault.line,
        "code": fault.code,
        "message": fault.message,
        "message_en": fault.message_en,
    }
