"""``nianbao render``: a filled workbook or a package becomes printed tables."""

from __future__ import annotations

from pathlib import Path

import click
from rich.markup import escape

from nianbao.cli.speech import console, error_console, joined, language, say
from nianbao.facts.problem import Problem
from nianbao.facts.record import Record
from nianbao.filings.inspection import inspected
from nianbao.filings.listing import finding_views
from nianbao.filings.reading import read_filing
from nianbao.framework.loader import load_catalogue
from nianbao.framework.model import Catalogue, Edition
from nianbao.packages.package import open_package
from nianbao.rendering.annex import build_annex
from nianbao.rendering.district import build_packed_annex
from nianbao.rendering.fonts import machine_fonts, plan_fonts
from nianbao.rendering.renderer import find_renderer
from nianbao.rendering.view import ReportView

DEFAULT_FORMATS = "docx,pdf,html,xlsx"


@click.command()
@click.argument("source", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(),
    help="写到哪个文件夹，默认当前文件夹 · The folder to write to; the current one by default.",
)
@click.option(
    "--format",
    "formats",
    default=DEFAULT_FORMATS,
    show_default=True,
    help="输出格式，逗号分隔：docx、pdf、html、xlsx、md · Formats, separated by commas.",
)
@click.option("--findings/--no-findings", default=True, help="是否附核验结果 · Whether to print what the checks found.")
@click.pass_context
def command(ctx: click.Context, source: Path, output: Path, formats: str, findings: bool) -> None:
    """把填好的工作簿或报送包印成表册（Word、PDF、网页、Excel）。

    Print a filled workbook (.xlsx) or a package (.zip) as Word, PDF, HTML, Excel or Markdown.
    Exit code 0: every format written, 1: some could not be made, 2: the source could not be used.
    """
    wanted = [find_renderer(name.strip().lower()) for name in formats.split(",") if name.strip()]
    view = read_view(source, load_catalogue(), with_findings=findings)
    output.mkdir(parents=True, exist_ok=True)
    failed = False
    for renderer in wanted:
        path = output / f"{source.stem}.{renderer.extension}"
        if path.resolve() == source.resolve():
            path = path.with_stem(f"{path.stem}-print")
        try:
            path.write_bytes(renderer.render(view))
        except Problem as problem:
            failed = True
            error_console().print(
                f"[bold red]✗[/] {escape(problem.message if language() == 'zh' else problem.message_en)}"
            )
            continue
        console().print(f"{escape(str(path))}  [dim]{renderer.label}[/]")
        if renderer.identifier == "pdf":
            _tell_substitutions()
    if failed:
        ctx.exit(1)


def read_view(source: Path, catalogue: Catalogue, *, with_findings: bool = True) -> ReportView:
    """What a workbook or a package prints; raises Problem where neither can be read."""
    filing = read_filing(source, catalogue)
    record = filing.usable_record
    edition = known_edition(record, catalogue)
    found = None
    if with_findings:
        inspected_filing = inspected(filing, catalogue)
        found = [view for view in finding_views(record.organisation, inspected_filing) if view.verdict != "pass"]
    package = filing.package
    if package is None or not package.carried:
        return build_annex(record, catalogue, edition, findings=found)
    counts = {name: (one.schools_counted, one.schools_total) for name, one in package.carried.items()}
    schools = [open_package(data).record for _, data in sorted(package.embedded.items())]
    return build_packed_annex(
        record, catalogue, counts=counts, schools=schools, corrections=package.corrections, findings=found
    )


def known_edition(record: Record, catalogue: Catalogue) -> Edition:
    """The form of a record; raises Problem where this catalogue does not have it."""
    if record.edition not in catalogue.editions:
        known = "、".join(sorted(catalogue.editions))
        raise Problem(
            "edition-unknown",
            f"目录中没有年度版本「{record.edition}」；有：{known}",
            f"The catalogue has no edition “{record.edition}”; it has: {known}",
        )
    return catalogue.editions[record.edition]


def _tell_substitutions() -> None:
    plan = plan_fonts(machine_fonts().families())
    if plan.substitutions:
        shown = joined(map(str, plan.substitutions))
        error_console().print(
            say(f"本机没有公文字体，PDF 用替代字体：{shown}。", f"Official faces replaced in the PDF: {shown}."),
            style="dim",
        )
