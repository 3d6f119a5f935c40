"""``nianbao analyse``: snapshots, series, peers, parts of a change, correlations, targets, and whom to call."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, TypeVar

import click
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table

from nianbao.analysis.attention import call_list
from nianbao.analysis.correlation import correlate
from nianbao.analysis.decomposition import decompose
from nianbao.analysis.distribution import distribution_of
from nianbao.analysis.panel import Panel, covered, observations_of, subject_of
from nianbao.analysis.peer_group import Basis, review
from nianbao.analysis.report import (
    calls_table,
    correlation_table,
    decomposition_table,
    distribution_table,
    peers_table,
    series_table,
    what_if_table,
)
from nianbao.analysis.series import require_indicator, series_of
from nianbao.analysis.simulation import Size, simulate
from nianbao.analysis.snapshot import newest_snapshot, read_panel, write_snapshot
from nianbao.analysis.table import ResultTable, as_csv, as_json, as_xlsx, shown_cell
from nianbao.analysis.target import Way, what_if
from nianbao.cli.speech import console, error_console, language, say
from nianbao.facts.problem import Problem
from nianbao.facts.record import Record
from nianbao.filings.reading import filing_paths, read_filing
from nianbao.framework.loader import load_catalogue
from nianbao.framework.model import Catalogue
from nianbao.sample.corpus import write_reports

Item = TypeVar("Item")
FORMATS = ("table", "csv", "json", "xlsx")
MOST_LINES = 60  # of a table on a terminal
Command = Callable[..., Any]


@click.group(name="analyse")
def command() -> None:
    """把收到的填报做成不再改变的快照，再比较年度、学校和区县。

    Make snapshots of what was received, and compare data years, schools and districts. Every command reads a
    snapshot (--from) and writes a table, CSV, JSON or Excel.
    """


def _shared(function: Command) -> Command:
    """What every command that reads a snapshot takes."""
    for option in (
        click.option("-o", "--output", type=click.Path(path_type=Path), help="写到文件 · File to write."),
        click.option(
            "--format", "form", type=click.Choice(FORMATS), help="输出格式；缺省看文件名 · Format; by the file's name.",
        ),
        click.option("--release", help="哪个快照；缺省取最新 · Which release; by default the newest."),
        click.option(
            "--from", "root", type=click.Path(path_type=Path), default=Path("snapshots"), show_default=True,
            help="快照所在文件夹 · Folder of snapshots.",
        ),
    ):  # fmt: skip
        function = option(function)
    return function


def _one_indicator(function: Command) -> Command:
    return click.argument("indicator")(_shared(function))


@command.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--release", required=True, help="快照名称，如 2025-12 · Name of the release.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), default=Path("snapshots"), show_default=True,
    help="快照所在文件夹 · Folder of snapshots.",
)  # fmt: skip
def snapshot(files: tuple[Path, ...], release: str, output: Path) -> None:
    """把报送包和工作簿做成快照（Parquet），内容相同则不重复。

    Make a snapshot of packages and workbooks (or folders of them), with the data years before that they carry.
    The same content makes no second version.
    """
    catalogue = load_catalogue()
    paths = filing_paths(files)
    panel = Panel.of([], [])
    for path in _progress(say("读取", "reading"), paths, len(paths)):
        filing = read_filing(path, catalogue)
        record: Record | None = filing.usable_record
        while record is not None:
            panel = panel.merged(_panel_of(record, catalogue, filing.carried if record is filing.record else {}))
            record = record.previous
    made = write_snapshot(output, release, panel, catalogue, source=say("命令行", "command line"))
    rows = made.manifest["files"]["observations.parquet"]["rows"]
    console().print(
        f"[green]✓[/] {escape(str(made.folder))}  "
        + say(f"{rows} 个数据，数据年 {_span(made.manifest)}", f"{rows} figures, data years {_span(made.manifest)}")
    )


def _panel_of(record: Record, catalogue: Catalogue, carried: Any) -> Panel:
    figures = [
        covered(one, carried[one.indicator].schools_counted, carried[one.indicator].schools_total)
        if one.indicator in carried and carried[one.indicator].schools_total
        else one
        for one in observations_of(record, catalogue)
    ]
    return Panel.of(figures, [subject_of(record, catalogue)])


@command.command()
@_one_indicator
@click.option("--organisation", "codes", multiple=True, help="单位代码，可多次 · Codes; all schools by default.")
def series(indicator: str, codes: tuple[str, ...], **shared: Any) -> None:
    """一个指标的历年数，断点标明，可比的才算增长。

    An indicator through the data years, breaks marked, growth only where definitions allow.
    """
    panel, catalogue = _read(shared)
    chosen = codes or tuple(sorted({code for code, _ in panel.subjects}))
    _require_known(panel, chosen)
    _write(series_table([series_of(panel, catalogue, code, indicator) for code in chosen]), shared)


@command.command()
@_one_indicator
@click.option("--data-year", type=int, help="数据年；缺省取最新 · Data year; by default the newest.")
@click.option("--parent", help="只看某区（代码） · Only the schools of a district.")
def compare(indicator: str, data_year: int | None, parent: str | None, **shared: Any) -> None:
    """一个指标在各校的分布：百分位和覆盖。

    How an indicator is spread over schools: percentiles, with coverage.
    """
    panel, catalogue = _read(shared)
    chosen = data_year or panel.data_years[-1]
    name = require_indicator(catalogue, indicator).id
    _write(
        distribution_table(distribution_of(panel, name, chosen, panel.members(chosen, parent=parent)), catalogue),
        shared,
    )


@command.command()
@_one_indicator
@click.option("--data-year", type=int, help="数据年；缺省取最新 · Data year; by default the newest.")
@click.option("--parent", help="只看某区（代码） · Only the schools of a district.")
@click.option(
    "--base", type=click.Choice([one.value for one in Basis]), default="before", show_default=True,
    help="与上年比，还是与规模比 · Against the year before, or against size.",
)  # fmt: skip
def peers(indicator: str, data_year: int | None, parent: str | None, base: str, **shared: Any) -> None:
    """与同类学校（同类型、规模相近）比较，找出变动异常的。

    Schools among their peers by type and size, those unlike the others first (Hidiroglou and Berthelot).
    """
    panel, catalogue = _read(shared)
    chosen = data_year or panel.data_years[-1]
    subjects = panel.members(chosen, parent=parent)
    _write(peers_table(review(panel, catalogue, indicator, chosen, Basis(base), subjects), catalogue), shared)


@command.command(name="decompose")
@_one_indicator
@click.option("--earlier", type=int, help="起始数据年 · The earlier data year.")
@click.option("--later", type=int, help="末数据年 · The later data year.")
@click.option("--parent", help="某区（代码）；缺省为全部学校 · A district; by default all schools.")
def decompose_command(
    indicator: str, earlier: int | None, later: int | None, parent: str | None, **shared: Any
) -> None:
    """总体的变化来自哪些学校、规模结构还是口径；各部分恰好加总。

    Where the common figure's change comes from: schools, their weights, the definition. The parts add up exactly.
    """
    panel, catalogue = _read(shared)
    last = later or panel.data_years[-1]
    found = decompose(panel, catalogue, indicator, earlier or last - 1, last, parent=parent)
    _write(decomposition_table(found), shared)


@command.command(name="correlate")
@click.argument("one")
@click.argument("other")
@_shared
@click.option("--data-year", type=int, help="数据年；缺省取最新 · Data year; by default the newest.")
def correlate_command(one: str, other: str, data_year: int | None, **shared: Any) -> None:
    """两个指标是否同高同低，样本数和注意事项都写明。

    Whether two indicators go together, with the honest number of schools and what it does not prove.
    """
    panel, catalogue = _read(shared)
    found = correlate(panel, catalogue, one, other, data_year or panel.data_years[-1])
    _write(correlation_table(found, catalogue), shared)


@command.command(name="what-if")
@_one_indicator
@click.option("--target", required=True, help="目标值 · The value wanted.")
@click.option("--data-year", type=int, help="数据年；缺省取最新 · Data year; by default the newest.")
@click.option("--parent", help="某区（代码）；缺省为全部学校 · A district; by default all schools.")
@click.option(
    "--way", type=click.Choice([one.value for one in Way]), default="floor", show_default=True,
    help="补齐底线，还是同比例 · Raise a floor, or all alike.",
)  # fmt: skip
def what_if_command(
    indicator: str, target: str, data_year: int | None, parent: str | None, way: str, **shared: Any
) -> None:
    """要达到一个目标，总共差多少，各校各需多少。

    What a target takes: in all, and of each school.
    """
    panel, catalogue = _read(shared)
    chosen = data_year or panel.data_years[-1]
    _write(
        what_if_table(what_if(panel, catalogue, indicator, chosen, _number(target), way=Way(way), parent=parent)),
        shared,
    )


@command.command()
@click.argument("indicators", nargs=-1)
@_shared
@click.option("--data-year", type=int, help="数据年；缺省取最新 · Data year; by default the newest.")
@click.option("--schools", is_flag=True, help="按学校列；缺省按区 · By school instead of by district.")
def calls(indicators: tuple[str, ...], data_year: int | None, schools: bool, **shared: Any) -> None:
    """先问哪个区（或学校）、为什么；不是排名。

    Which district (or school) to call first and why. No ranking of merit. All shares and ratios by default.
    """
    panel, catalogue = _read(shared)
    chosen = data_year or panel.data_years[-1]
    names = [require_indicator(catalogue, name).id for name in indicators] or [
        name for name in panel.indicators if _is_ratio(catalogue, name, chosen)
    ]
    _write(calls_table(call_list(panel, catalogue, names, chosen, by_parent=not schools), catalogue), shared)


@command.command(name="simulate")
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, help="放在哪个文件夹 · Folder.")
@click.option("--schools", type=click.IntRange(1), default=7_000, show_default=True, help="学校数 · Schools.")
@click.option("--indicators", type=click.IntRange(1), default=120, show_default=True, help="指标数 · Indicators.")
@click.option("--data-years", type=click.IntRange(1), default=10, show_default=True, help="数据年数 · Data years.")
@click.option("--answers", type=click.IntRange(1), default=50_000_000, show_default=True, help="答卷数 · Answers.")
@click.option("--reports", type=click.IntRange(0), default=1_000, show_default=True, help="报告数 · Reports.")
@click.option("--seed", type=int, default=2026, show_default=True, help="种子相同，结果相同 · Same seed, same files.")
def simulate_command(
    output: Path, schools: int, indicators: int, data_years: int, answers: int, reports: int, seed: int
) -> None:
    """写出一个虚构的全国：学校、历年指标、答卷（Parquet）和报告，供测速。

    Write a made-up nation for measuring: schools, figures, answers (Parquet) and reports, one in three with a changed
    digit.
    """
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    size = Size(schools, indicators, data_years, answers, seed)
    with Progress(*columns, console=error_console(), transient=True) as progress:
        tasks: dict[str, TaskID] = {}

        def tell(what: str, done: int, of: int) -> None:
            task = tasks.setdefault(what, progress.add_task(what, total=of)) if what not in tasks else tasks[what]
            progress.update(task, completed=done)

        made = simulate(output / "nation", size, tell)
        if reports:
            write_reports(output / "reports", reports, seed=seed, tell=lambda done, of: tell("reports", done, of))
    used = sum(path.stat().st_size for files in made.values() for path in files)
    console().print(
        f"[green]✓[/] {escape(str(output))}  "
        + say(
            f"{size.facts:,} 个数据、{size.answers:,} 份答卷（{used / 1e6:,.0f} MB）、{reports:,} 份报告",
            f"{size.facts:,} figures, {size.answers:,} answers ({used / 1e6:,.0f} MB), {reports:,} reports",
        )
    )


def _is_ratio(catalogue: Catalogue, name: str, data_year: int) -> bool:
    try:
        return catalogue.indicators[name].meaning_in(f"dy{data_year}").formula is not None
    except LookupError:
        return False


def _read(shared: dict[str, Any]) -> tuple[Panel, Catalogue]:
    return read_panel(newest_snapshot(shared["root"], shared["release"])), load_catalogue()


def _require_known(panel: Panel, codes: Sequence[str]) -> None:
    known = {code for code, _ in panel.subjects}
    unknown = [code for code in codes if code not in known]
    if unknown:
        raise Problem(
            "organisation-unknown",
            f"快照里没有单位 {'、'.join(unknown)}。请用单位代码。",
            f"The snapshot knows no organisation {', '.join(unknown)}. Use the organisation's code.",
        )


def _number(text: str) -> Decimal:
    try:
        number = Decimal(text)
        if number.is_finite():
            return number
    except InvalidOperation:
        pass
    raise Problem("target-no-number", f"目标“{text[:40]}”不是数。", f"The target {text[:40]!r} is no number.")


def _write(table: ResultTable, shared: dict[str, Any]) -> None:
    output: Path | None = shared["output"]
    form = shared["form"] or (output.suffix.lstrip(".").lower() if output is not None else "table")
    if form not in FORMATS or (form == "xlsx" and output is None) or (form == "table" and output is not None):
        raise Problem(
            "analyse-format",
            "请写明格式：--format csv、json 或 xlsx；xlsx 和文件要用 -o 指明去处。",
            "Name the format: --format csv, json or xlsx; xlsx needs a file (-o).",
        )
    if form == "table":
        _print(table)
        return
    data = (
        {"csv": as_csv, "json": as_json}[form](table)
        if form != "xlsx"
        else as_xlsx([table], english=language() == "en")
    )
    if output is None:
        click.echo(data.decode("utf-8-sig" if form == "csv" else "utf-8"), nl=False)
        return
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_bytes(data)
    console().print(f"[green]✓[/] {escape(str(output))}")


def _print(table: ResultTable) -> None:
    out, english = console(), language() == "en"
    out.print(f"[bold]{escape(table.title_en if english else table.title)}[/]")
    kept = [
        place
        for place, column in enumerate(table.columns)
        if any(row[place] not in (None, "") for row in table.rows) and column.id not in _HIDDEN[english]
    ]
    shown = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    for place in kept:
        column = table.columns[place]
        shown.add_column(column.label_en if english else column.label, overflow="fold")
    for row in table.rows[:MOST_LINES]:
        shown.add_row(*(escape(shown_cell(row[place], table.columns[place])) for place in kept))
    out.print(shown)
    if len(table.rows) > MOST_LINES:
        left = len(table.rows) - MOST_LINES
        out.print(say(f"…还有 {left} 行，用 --format csv 看全部。", f"… {left} more; --format csv shows all."))
    for zh, en in table.notes:
        out.print(f"[dim]{escape(en if english else zh)}[/]")


# What the other language reads, and what only programs do.
_HIDDEN = {False: ("reason_en", "source"), True: ("reason", "source_label")}


def _progress(label: str, steps: Iterable[Item], total: int) -> Iterator[Item]:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=error_console(), transient=True) as progress:
        yield from progress.track(steps, total=total, description=label)


def _span(manifest: Any) -> str:
    known = manifest["data_years"]
    return f"{known[0]}–{known[-1]}" if len(known) > 1 else str(known[0])
