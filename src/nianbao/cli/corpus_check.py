"""Checking many files from the command line: progress, a summary, and tables as files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from nianbao.analysis.corpus import (
    CHECKED,
    Checked,
    check_corpus,
    check_on_cluster,
    files_table,
    findings_table,
    write_parquet,
)
from nianbao.analysis.table import as_csv, as_xlsx
from nianbao.cli.speech import console, error_console, language, say
from nianbao.documents.gathering import gathered
from nianbao.facts.problem import Problem

MOST_TOLD = 20  # files that the summary names
SUFFIXES = (".xlsx", ".csv", ".parquet")


def check_many(
    files: Sequence[Path], *, jobs: int | None, store: Path | None, cluster: str | None, table: Path | None
) -> int:
    """Check every file and say what came of it. 0: no errors; 1: errors were found; 2: something was unreadable."""
    if table is not None and table.suffix.lower() not in SUFFIXES:
        raise Problem(
            "corpus-table-format",
            f"结果表要写成 {'、'.join(SUFFIXES)} 之一，不是“{table.suffix}”。",
            f"The table of results is one of {', '.join(SUFFIXES)}, not {table.suffix!r}.",
        )
    paths = gathered(files)
    if not paths:
        raise Problem(
            "corpus-empty",
            "没有找到可以核对的文件。请检查文件夹或通配符。",
            "There is nothing to check. Look at the folder or the pattern.",
        )
    found = _checked(paths, jobs, store, cluster)
    _summarise(found)
    if table is not None:
        for path in _write(found, table):
            console().print(f"[green]✓[/] {escape(str(path))}")
    if any(one.state != CHECKED for one in found):
        return 2
    return 1 if any(one.count("error") for one in found) else 0


def _checked(paths: list[str], jobs: int | None, store: Path | None, cluster: str | None) -> tuple[Checked, ...]:
    if cluster:
        return check_on_cluster(paths, cluster, store=store)
    columns = (
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TimeRemainingColumn(),
    )  # fmt: skip
    with Progress(*columns, console=error_console(), transient=True) as progress:
        task = progress.add_task(say("核对", "checking"), total=len(paths))
        return check_corpus(
            paths, store=store, processes=jobs, tell=lambda done, _of: progress.update(task, completed=done)
        )


def _summarise(found: Sequence[Checked]) -> None:
    out = console()
    troubled = [one for one in found if one.state != CHECKED]
    wrong = [one for one in found if one.count("error")]
    errors, warnings = (sum(one.count(severity) for one in found) for severity in ("error", "warning"))
    missing = sum(one.missing for one in found)
    out.print(
        say(
            f"核对了 {len(found)} 个文件：{len(wrong)} 个有错误，共 {errors} 处错误、{warnings} 处需要核实，"
            f"另缺漏 {missing} 处；{len(troubled)} 个读不了。",
            f"{len(found)} files checked: {len(wrong)} with errors, {errors} errors, {warnings} to verify "
            f"and {missing} missing in all; {len(troubled)} could not be read.",
        )
    )
    for one in troubled[:MOST_TOLD]:
        out.print(f"[bold red]✗[/] {escape(one.path)}  {escape(one.trouble_en if language() == 'en' else one.trouble)}")
    for one in sorted(wrong, key=lambda one: -one.count("error"))[:MOST_TOLD]:
        count = one.count("error")
        out.print(f"  {escape(one.path)}  " + say(f"错误 {count} 处", f"{count} errors"))


def _write(found: Sequence[Checked], table: Path) -> list[Path]:
    """The workbook with both tables, or the findings under the name that was given and the files beside them."""
    findings, files = findings_table(found), files_table(found)
    table.parent.mkdir(parents=True, exist_ok=True)
    if table.suffix.lower() == ".xlsx":
        table.write_bytes(as_xlsx([files, findings], english=language() == "en"))
        return [table]
    beside = table.with_name(f"{table.stem}-files{table.suffix}")
    if table.suffix.lower() == ".parquet":
        write_parquet(findings, table)
        write_parquet(files, beside)
    else:
        table.write_bytes(as_csv(findings))
        beside.write_bytes(as_csv(files))
    return [table, beside]
