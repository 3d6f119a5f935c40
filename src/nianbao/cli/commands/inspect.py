"""``nianbao inspect``: read filed workbooks or packages and say what is wrong in them."""

from __future__ import annotations

from pathlib import Path

import click

from nianbao.cli.finding_text import print_filing
from nianbao.cli.speech import console, say
from nianbao.facts.problem import Problem
from nianbao.filings.inspection import beside_peers, inspected, inspection_json
from nianbao.filings.listing import findings_view, print_view
from nianbao.filings.reading import chained, filing_paths, read_filings
from nianbao.framework.loader import load_catalogue


@click.command(short_help="核验填好的工作簿或报送包 · Check filled workbooks or packages")
@click.argument("files", nargs=-1, required=True, metavar="WORKBOOK|PACKAGE|FOLDER...", type=click.Path(path_type=Path))
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "html"]), default="text", show_default=True,
    help="输出格式：文字、供程序读的 json、网页（须用 -o） · Output: text, json for programs, or a page (see -o).",
)  # fmt: skip
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="写到文件，不印在屏幕上 · Write there instead of printing.",
)
@click.option(
    "--all", "with_hints", is_flag=True,
    help="提示也逐条列出 · List hints one by one as well.",
)  # fmt: skip
def command(files: tuple[Path, ...], form: str, output: Path | None, with_hints: bool) -> None:
    """核验学校填好的工作簿或报送包，指出哪一格有什么问题、为什么、很可能应填多少。

    Read filled WORKBOOKs or PACKAGEs, or FOLDERs of them, run the declared checks, and say what is wrong
    where and why.
    Several data years of one school may be given together: each is compared with the one before;
    five or more schools of one data year are compared with one another.
    The exit code is 1 where something has to be put right, and 2 where nothing could be read.
    """
    if form == "html" and output is None:
        raise Problem(
            "inspect-html-needs-a-file",
            "--format html 要写成文件，请用 -o 指定文件名，例如 -o findings.html。",
            "--format html writes a file; name it with -o, for example -o findings.html.",
        )
    catalogue = load_catalogue()
    read = chained(tuple(read_filings(filing_paths(files), catalogue)), catalogue)
    filings = beside_peers(tuple(inspected(filing, catalogue) for filing in read), catalogue)
    if form == "json":
        text = inspection_json(filings)
        if output is not None:
            output.write_text(text, encoding="utf-8")
        else:
            click.echo(text, nl=False)
    elif form == "html" and any(filing.record is not None for filing in filings):
        assert output is not None
        view = findings_view(filings, say("核验结果", "Findings"), catalogue)
        for path in print_view(view, output.with_suffix(""), ["html"], _refuse):
            click.echo(path)
    else:
        for filing in filings:
            print_filing(console(), filing, catalogue, with_hints=with_hints)
    if all(filing.record is None for filing in filings):
        raise click.exceptions.Exit(2)
    if any(filing.has_errors for filing in filings):
        raise click.exceptions.Exit(1)


def _refuse(name: str, problem: Problem) -> None:
    raise problem
