"""``nianbao check``: read written reports and say what contradicts itself."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from nianbao.cli.check_output import FORMATS, Checked, Destination, deliver, hand_out, keep_apart, tell_tally
from nianbao.cli.speech import error_console, language, say
from nianbao.documents.gathering import READABLE
from nianbao.facts.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from nianbao.proofreading.acceptance import Accepted
    from nianbao.proofreading.finding import ProofReport, Unread


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
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help="输出格式；docx 是加了批注的原文件 / output format; docx is your own file with comments",
)
@click.option("--edition", help="填报版本，如 dy2023/school；不写则自动识别 / edition of the form")
@click.option(
    "--previous", type=click.Path(path_type=Path), help="上一年的报告，用来查沿用未改之处 / last year's report"
)
@click.option(
    "-o",
    "--output",
    metavar="FILE|FOLDER/",
    help="写入文件而不是屏幕；写文件夹则每份报告一个文件 / a file, or a folder for a file each",
)
@click.option(
    "--annotate",
    type=click.Path(path_type=Path),
    metavar="OUT.docx",
    help="显示结果，同时另存一份加了批注的 .docx / tell the findings and write the .docx with comments as well",
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
    help="把本次的错误、需要核实的和只凭一句话的写成登记文件，供填写理由 / write the findings to a file for reasons",
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
@click.option(
    "--all", "everything", is_flag=True, help="连提示一起逐条列出，批注里也是 / list hints one by one, as comments too"
)
def command(
    files: tuple[Path, ...],
    form: str,
    edition: str | None,
    previous: Path | None,
    output: str | None,
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

        _look_at_many(
            {
                "--format": form != "text",
                "-o": output is not None,
                "--edition": edition is not None,
                "--previous": previous is not None,
                "--annotate": annotate is not None,
                "--ignore": ignores is not None,
                "--write-ignores": write_ignores is not None,
                "--all": everything,
            }
        )
        raise SystemExit(check_many(files, jobs=jobs, store=store, cluster=cluster, table=table))
    from nianbao.documents.gathering import gathered, told_apart
    from nianbao.facts.own_folder import cache_folder
    from nianbao.facts.pattern import patterns_kept_in
    from nianbao.proofreading.acceptance import loose_ends

    click.get_current_context().with_resource(patterns_kept_in(cache_folder()))
    accepted = _accepted(ignores)
    # What this run itself is going to write is no report, even where an earlier run left it in the folder.
    own = {Path(name).resolve() for name in (output, annotate) if name is not None} - {path.resolve() for path in files}
    given = {path.resolve() for path in files}
    paths = [path for name in gathered(files) if (path := Path(name)).resolve() in given or not _is_own(path, own)]
    if not paths:
        raise Problem(
            "check-nothing",
            f"“{'、'.join(map(str, files))}”里没有可以核对的文件。可读：{' '.join(READABLE)}。请检查文件夹和文件名。",
            f"There is nothing to check in {', '.join(map(str, files))}. Readable: {' '.join(READABLE)}. "
            "Look at the folder and the names.",
        )
    listed = len(paths) > 1 or any(path.is_dir() for path in files)
    destination = Destination.of(form, output, paths, several=len(paths) > 1)
    if annotate is not None:
        _look_at_annotation(annotate, paths)
    if write_ignores is not None:
        keep_apart(write_ignores, paths)
        accepted_before = _accepted(write_ignores) if write_ignores.exists() else ()
    checked, unread = _checked(paths, told_apart([str(path) for path in paths]), previous, edition, accepted)
    hand_out(checked, unread, destination, listed=listed, everything=everything)
    reports = [one.report for one in checked]
    for note in loose_ends(reports, accepted):
        error_console().print(say(note.message, note.message_en), markup=False)
    if write_ignores is not None:
        _write_ignores(write_ignores, reports, (*accepted, *accepted_before))
    if annotate is not None and checked:
        hand_out(checked, (), Destination("docx", file=annotate), listed=False, everything=everything)
    if listed and (form != "text" or output is not None):
        tell_tally(checked, unread)
    if unread:
        raise SystemExit(2)
    if any(report.has_errors for report in reports):
        raise SystemExit(1)


def _is_own(path: Path, own: set[Path]) -> bool:
    """Whether a file is one that this run writes, or lies in the folder that it writes to."""
    return path.resolve() in own or any(folder in own for folder in path.resolve().parents)


def _look_at_many(given: dict[str, bool]) -> None:
    """Refuse an option that checking many files does not know: left aside in silence it would seem to have worked."""
    strange = [option for option, is_given in given.items() if is_given]
    if strange:
        raise Problem(
            "check-many-options",
            f"成批核对（--jobs、--store、--cluster、--table）不能同时用 {'、'.join(strange)}。"
            "请用 --table 写结果表；要用这些选项，请去掉 --jobs 等，文件夹照样可以核对。",
            f"Checking many files (--jobs, --store, --cluster, --table) does not take {', '.join(strange)}. "
            "Write the results with --table, or leave --jobs and the like out: a folder can be checked without them.",
        )


def _checked(
    paths: Sequence[Path],
    names: Sequence[str],
    previous: Path | None,
    edition: str | None,
    accepted: tuple[Accepted, ...],
) -> tuple[list[Checked], list[Unread]]:
    """Each file read and checked, or what is the matter with it; both are told as they come."""
    from rich.markup import escape

    from nianbao.documents.reading import read_document
    from nianbao.framework.loader import load_catalogue
    from nianbao.proofreading.acceptance import with_accepted
    from nianbao.proofreading.finding import Unread
    from nianbao.proofreading.proofread import proofread

    catalogue = load_catalogue()
    before = read_document(previous) if previous is not None else None
    checked: list[Checked] = []
    unread: list[Unread] = []
    for path, name, tell in _with_progress(paths, names):
        try:
            document = read_document(path, name=name)
        except Problem as problem:
            unread.append(Unread(name, problem))
            told = unread[-1].told(english=language() == "en")
            tell(f"[bold red]✗[/] {escape(told)}  [dim]({problem.code})[/]")
            continue
        report = proofread(document, previous=before, catalogue=catalogue, edition=edition)
        checked.append(Checked(path, name, document, with_accepted(report, accepted, names)))
    return checked, unread


def _accepted(path: Path | None) -> tuple[Accepted, ...]:
    from nianbao.proofreading.acceptance import read_accepted

    return read_accepted(path) if path is not None else ()


def _write_ignores(path: Path, reports: list[ProofReport], known: tuple[Accepted, ...]) -> None:
    """Write the file of findings; reasons already written in it, or in the one that was given, are kept."""
    from nianbao.proofreading.acceptance import written_accepted

    deliver(path, written_accepted(reports, known).encode())
    error_console().print(say("请为可以保留的写明理由（reason）", "give a reason for what may stand"), markup=False)


def _with_progress(paths: Sequence[Path], names: Sequence[str]) -> Iterator[tuple[Path, str, Callable[[str], None]]]:
    """The paths one by one, with a bar in a terminal where there are several; trouble is told above the bar."""
    if len(paths) < 2 or not sys.stderr.isatty():
        told = error_console()
        for path, name in zip(paths, names, strict=True):
            yield path, name, told.print
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), TextColumn("{task.description}", markup=False))
    with Progress(*columns, console=error_console(), transient=True) as progress:
        task = progress.add_task("", total=len(paths))
        for path, name in zip(paths, names, strict=True):
            progress.update(task, description=f"{say('核对', 'checking')} {name}")
            yield path, name, progress.console.print
            progress.advance(task)


def _look_at_annotation(output: Path, paths: Sequence[Path]) -> None:
    """One Word file at a time, and never over the author's own."""
    if len(paths) != 1 or paths[0].suffix.lower() != ".docx":
        raise Problem(
            "annotate-one-word-file",
            "--annotate 一次只给一份 .docx 加批注，例如：nianbao check 报告.docx --annotate 批注.docx。"
            "几份一起请用 --format docx -o 文件夹/",
            "--annotate puts comments into one .docx at a time: nianbao check report.docx --annotate commented.docx. "
            "For several take --format docx -o FOLDER/",
        )
    keep_apart(output, paths)
