"""``nianbao check``: read written reports and say what contradicts itself."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from nianbao.cli.speech import error_console, language, say

if TYPE_CHECKING:
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
    type=click.Choice(("text", "json", "html")),
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
@click.option("--all", "everything", is_flag=True, help="连提示一起列出 / list hints as well")
def command(
    files: tuple[Path, ...],
    form: str,
    edition: str | None,
    previous: Path | None,
    output: Path | None,
    annotate: Path | None,
    everything: bool,
) -> None:
    from nianbao.documents.reading import read_document
    from nianbao.facts.problem import Problem
    from nianbao.framework.loader import load_catalogue
    from nianbao.proofreading.proofread import proofread

    catalogue = load_catalogue()
    before = read_document(previous) if previous is not None else None
    reports: list[ProofReport] = []
    documents = []
    unreadable = False
    chosen = _expand(files)
    for number, path in enumerate(chosen, start=1):
        if len(chosen) > 1 and sys.stderr.isatty():
            error_console().print(f"[dim]{number}/{len(chosen)} {path.name}[/]", end="\r")
        try:
            document = read_document(path)
        except Problem as problem:
            unreadable = True
            message = problem.message_en if language() == "en" else problem.message
            error_console().print(f"[bold red]✗[/] {message}  [dim]({problem.code})[/]")
            continue
        documents.append(document)
        reports.append(proofread(document, previous=before, catalogue=catalogue, edition=edition))
    if form == "json":
        data = [report.as_json() for report in reports]
        _write(json.dumps(data[0] if len(chosen) == 1 and data else data, ensure_ascii=False, indent=1), output)
    elif form == "html":
        from nianbao.proofreading.page import as_page

        _write(as_page(list(zip(documents, reports, strict=True))), output)
    else:
        from nianbao.proofreading.listing import as_listing

        _write(
            "\n\n".join(as_listing(report, everything=everything, english=language() == "en") for report in reports),
            output,
        )
    if annotate is not None and not unreadable:
        _annotate(chosen, reports, annotate)
    if unreadable:
        raise SystemExit(2)
    if any(report.has_errors for report in reports):
        raise SystemExit(1)


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
