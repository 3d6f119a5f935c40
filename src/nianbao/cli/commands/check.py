"""``nianbao check``: read written reports and say what contradicts itself."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from nianbao.cli.speech import error_console, language, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nianbao.proofreading.acceptance import Accepted
    from nianbao.proofreading.finding import ProofReport

READABLE = (".txt", ".md", ".html", ".htm", ".docx", ".pdf", ".xlsx", ".doc", ".wps")


@click.command(
    short_help="核对报告：数字、合计、比例、前后说法是否自相矛盾 / proofread reports",
    help="""核对一份或多份报告（txt、md、html、docx、pdf、xlsx），列出自相矛盾之处。

    Read reports and list what contradicts itself: sums, shares, changes, lists against their
    counts, text against tables, numbering, leftovers.

    退出码 exit code: 0 没有错误 no error, 1 有错误 errors found, 2 有文件读不了 something could not be read.
    """,
)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "json", "html", "xlsx")),
    default="text",
    show_default=True,
    help="输出格式 / output format",
)
@click.option("--edition", help="填报版本，如 dy2023/school；不写则自动识别 / edition of the form")
@click.option(
    "--previous", type=click.Path(path_type=Path), help="上一年的报告，用来查沿用未改之处 / last year's report"
)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="写入文件而不是屏幕 / write to a file")
@click.option(
    "--annotate",
    type=click.Path(path_type=Path),
    metavar="OUT.docx",
    help="另存一份加了批注的 .docx，正文不变 / the same .docx back with a comment at each finding",
)
@click.option(
    "--ignore",
    "ignores",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="已知悉结果的文件，写明理由的不再列出 / findings accepted with a reason are not told again",
)
@click.option(
    "--write-ignores",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="把本次的错误和需要核实的写成登记文件，供填写理由 / write the findings to a file for reasons",
)
@click.option(
    "--jobs",
    type=click.IntRange(1),
    metavar="N",
    help="成批核对：N 个进程同时进行 / many files by N processes",
)
@click.option(
    "--store",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="FOLDER",
    help="成批核对的结果存放处，中断后接着做 / where results are kept, to go on after a break",
)
@click.option(
    "--cluster",
    metavar="sc://HOST:PORT",
    help="成批核对交给与 Spark 兼容的集群 / many files by a Spark-compatible cluster",
)
@click.option(
    "--table",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="成批核对的结果表：.xlsx、.csv 或 .parquet / results of many files as a table",
)
@click.option("--all", "everything", is_flag=True, help="连提示一起列出 / list hints as well")
def command(
    files: tuple[Path, ...],
    form: str,
    edition: str | None,
    previous: Path | None,
    output: Path | None,
    annotate: Path | None,
    ignores: Path | None,
    write_ignores: Path | None,
    everything: bool,
    jobs: int | None,
    store: Path | None,
    cluster: str | None,
    table: Path | None,
) -> None:
    if jobs or store or cluster or table:
        from nianbao.cli.corpus_check import check_many

        raise SystemExit(check_many(files, jobs=jobs, store=store, cluster=cluster, table=table))
    from nianbao.documents.reading import read_document
    from nianbao.facts.own_folder import cache_folder
    from nianbao.facts.pattern import patterns_kept_in
    from nianbao.facts.problem import Problem
    from nianbao.framework.loader import load_catalogue
    from nianbao.proofreading.acceptance import loose_ends, with_accepted
    from nianbao.proofreading.proofread import proofread

    click.get_current_context().with_resource(patterns_kept_in(cache_folder()))
    accepted = _accepted(ignores)
    if form == "xlsx" and output is None:
        raise click.UsageError(
            say("--format xlsx 要用 -o 指定文件，例如 -o 核对.xlsx", "--format xlsx needs -o, such as -o findings.xlsx")
        )
    catalogue = load_catalogue()
    before = read_document(previous) if previous is not None else None
    reports: list[ProofReport] = []
    documents = []
    unreadable = False
    chosen = _expand(files)
    for path in _with_progress(chosen):
        try:
            document = read_document(path)
        except Problem as problem:
            unreadable = True
            message = problem.message_en if language() == "en" else problem.message
            error_console().print(f"[bold red]✗[/] {message}  [dim]({problem.code})[/]")
            continue
        documents.append(document)
        reports.append(
            with_accepted(proofread(document, previous=before, catalogue=catalogue, edition=edition), accepted)
        )
    if form == "json":
        data = [report.as_json() for report in reports]
        _write(json.dumps(data[0] if len(chosen) == 1 and data else data, ensure_ascii=False, indent=1), output)
    elif form == "html":
        from nianbao.proofreading.page import as_page

        _write(as_page(list(zip(documents, reports, strict=True))), output)
    elif form == "xlsx" and output is not None:
        from nianbao.proofreading.workbook import as_workbook

        output.parent.mkdir(parents=True, exist_ok=True)
        output.write_bytes(as_workbook(reports))
        error_console().print(say(f"已写入 {output}", f"written to {output}"))
    else:
        from nianbao.proofreading.listing import as_listing

        english, paint = language() == "en", _in_colour if output is None and sys.stdout.isatty() else _plain
        _write(
            "\n\n".join(as_listing(report, everything=everything, english=english, paint=paint) for report in reports),
            output,
        )
    for note in loose_ends(reports, accepted):
        error_console().print(say(note.message, note.message_en))
    if write_ignores is not None:
        _write_ignores(write_ignores, reports, accepted)
    if annotate is not None and not unreadable:
        _annotate(chosen, reports, annotate)
    if unreadable:
        raise SystemExit(2)
    if any(report.has_errors for report in reports):
        raise SystemExit(1)


def _in_colour(words: str, severity: str) -> str:
    return click.style(words, fg={"error": "red", "warning": "yellow"}.get(severity, "blue"), bold=True)


def _plain(words: str, _severity: str) -> str:
    return words


def _accepted(path: Path | None) -> tuple[Accepted, ...]:
    from nianbao.facts.problem import Problem
    from nianbao.proofreading.acceptance import read_accepted

    if path is None:
        return ()
    try:
        return read_accepted(path)
    except Problem as problem:
        raise click.UsageError(say(problem.message, problem.message_en)) from problem


def _write_ignores(path: Path, reports: list[ProofReport], accepted: tuple[Accepted, ...]) -> None:
    """Write the file of findings; reasons already written in it, or in the one that was given, are kept."""
    from nianbao.proofreading.acceptance import written_accepted

    known = (*accepted, *(_accepted(path) if path.exists() else ()))
    text = written_accepted(reports, known)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    error_console().print(
        say(f"已写入 {path}，请为可以保留的写明理由", f"written to {path}: give a reason for what may stand")
    )


def _with_progress(paths: list[Path]) -> Iterator[Path]:
    """The paths one by one, with a bar in a terminal where there are several."""
    if len(paths) < 2 or not sys.stderr.isatty():
        yield from paths
        return
    from rich.progress import track

    yield from track(paths, description=say("核对", "checking"), console=error_console(), transient=True)


def _annotate(files: list[Path], reports: list[ProofReport], output: Path) -> None:
    """Write the one Word file that was checked with comments; never over the author's own."""
    from nianbao.proofreading.annotation import annotated

    if len(files) != 1 or reports[0].format != "docx" or output.resolve() == files[0].resolve():
        raise click.UsageError(
            say(
                "--annotate 一次只给一份 .docx 加批注，并写入另一个文件，例如："
                "nianbao check 报告.docx --annotate 批注.docx",
                "--annotate puts comments into one .docx at a time and writes another file: "
                "nianbao check report.docx --annotate commented.docx",
            )
        )
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_bytes(annotated(files[0].read_bytes(), reports[0], english=language() == "en"))
    error_console().print(say(f"已写入 {output}", f"written to {output}"))


def _expand(files: tuple[Path, ...]) -> list[Path]:
    """Files as given, and the readable ones of each folder in the order of their names."""
    found: list[Path] = []
    for path in files:
        if path.is_dir():
            found += sorted(
                inner
                for inner in path.rglob("*")
                if inner.suffix.lower() in READABLE and not inner.name.startswith(("~$", ".")) and inner.is_file()
            )
        else:
            found.append(path)
    return found


def _write(text: str, output: Path | None) -> None:
    if output is None:
        click.echo(text)
        return
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_text(text + "\n", encoding="utf-8")
    error_console().print(say(f"已写入 {output}", f"written to {output}"))
