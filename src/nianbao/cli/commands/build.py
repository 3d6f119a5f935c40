"""``nianbao build``: a folder of workbooks and chapters becomes the printed report and its sealed package."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

import click
from rich.markup import escape

from nianbao.cli.commands.render import known_edition, view_of
from nianbao.cli.speech import console, counted, error_console, language, say
from nianbao.documents.encoding import decode
from nianbao.facts.problem import Problem
from nianbao.facts.record import Record
from nianbao.filings.compliance import (
    SHEET_TITLE,
    ComplianceSheet,
    State,
    compliance_sheet,
    compliance_view,
    with_waivers_printed,
)
from nianbao.filings.filing import Filing
from nianbao.filings.inspection import inspected
from nianbao.filings.reading import read_filing
from nianbao.filings.sealed_report import CONTENT, attached_pictures
from nianbao.filings.sealed_report import DATA as SEALED_DATA
from nianbao.framework.loader import load_catalogue
from nianbao.framework.model import Catalogue
from nianbao.packages.package import make_package, open_package
from nianbao.rendering.renderer import Renderer, find_renderer
from nianbao.rendering.view import Front, ReportView
from nianbao.writing.content import Content, read_content, write_content
from nianbao.writing.data_table import Sources
from nianbao.writing.markdown import read_markdown
from nianbao.writing.printing import PrintedContent, print_content

FORMATS = "docx,pdf,html,xlsx,md"
DATA, CHAPTERS, PICTURES, EARLIER = "data", "chapters", "pictures", "earlier"
SHEET = "compliance"
MOST_SHOWN = 20


@dataclass(frozen=True)
class Report:
    """What a folder makes: the view for renderers, the text with its figures, and where the figures come from."""

    view: ReportView
    printed: PrintedContent
    record: Record
    source: Path
    sheet: ComplianceSheet
    filing: Filing  # as it was handed in, inspected
    pictures: Mapping[str, bytes]  # by the names that the text calls them


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "-o", "--output", type=click.Path(file_okay=False, path_type=Path), default=None,
    help="写到哪个文件夹，默认为其中的 output · The folder to write to; FOLDER/output by default.",
)  # fmt: skip
@click.option(
    "--format", "formats", default=FORMATS, show_default=True,
    help="输出格式，逗号分隔 · Formats, separated by commas.",
)  # fmt: skip
@click.option(
    "--sheet/--no-sheet", default=True,
    help="是否另印完整性与合规性核对单 · Whether to print the completeness and compliance sheet too.",
)  # fmt: skip
@click.pass_context
def command(ctx: click.Context, folder: Path, output: Path | None, formats: str, sheet: bool) -> None:
    """把文件夹里的数据、章节、案例和图片印成整本报告，并打成报送包。

    Make the whole report of a folder: data/ holds a workbook or a package, chapters/ the text (*.md, in
    order of their names, or content.json), pictures/ its pictures, earlier/ last year's chapters to compare cases with.
    Exit code 0: everything written, 1: something could not be (it is printed as a gap and told), 2: unusable.
    """
    catalogue = load_catalogue()
    wanted = [find_renderer(name.strip().lower()) for name in formats.split(",") if name.strip()]
    report = read_report(folder, catalogue)
    output = output or folder / "output"
    output.mkdir(parents=True, exist_ok=True)
    renderings: dict[str, bytes] = {}
    for renderer in wanted:
        name = f"report.{renderer.extension}"
        renderings[name] = renderer.render(report.view)
        (output / name).write_bytes(renderings[name])
        console().print(f"{escape(str(output / name))}  [dim]{renderer.label}[/]")
    if sheet:
        for name, data in sheet_files(report, wanted).items():
            (output / name).write_bytes(data)
            console().print(f"{escape(str(output / name))}  [dim]{SHEET_TITLE}[/]")
    path = output / "report.zip"
    path.write_bytes(sealed(report, renderings, catalogue))
    console().print(f"{escape(str(path))}  [dim]{say('报送包', 'package')}[/]")
    _tell(report.printed)
    _tell_sheet(report.sheet)
    if report.printed.unwritten:
        ctx.exit(1)


def read_report(folder: Path, catalogue: Catalogue) -> Report:
    """The report that a folder holds; raises Problem where something that it needs is missing."""
    files = [path for path in _files(folder / DATA) if path.suffix.lower() in (".xlsx", ".xls", ".et", ".zip")]
    if len(files) != 1:
        raise Problem(
            "build-data",
            f"{folder / DATA} 里应有一个工作簿或报送包，现有 {len(files)} 个。"
            "各校的先用 nianbao aggregate 汇总成一个包。",
            f"{folder / DATA} should hold one workbook or package, and holds {len(files)}. "
            "Aggregate several schools into one package first (nianbao aggregate).",
        )
    content = read_chapters(folder / CHAPTERS)
    if content is None:
        raise Problem(
            "build-chapters",
            f"{folder / CHAPTERS} 里没有章节（*.md）。新建：nianbao write {folder / CHAPTERS / '01.md'} "
            f"--data {files[0]} --start",
            f"{folder / CHAPTERS} holds no chapters (*.md). Begin with nianbao write … --start.",
        )
    pictures = {path.name: path.read_bytes() for path in _files(folder / PICTURES)}
    return make_report(files[0], content, catalogue, pictures=pictures, earlier=read_chapters(folder / EARLIER))


def make_report(
    source: Path,
    content: Content,
    catalogue: Catalogue,
    *,
    pictures: Mapping[str, bytes] = MappingProxyType({}),
    earlier: Content | None = None,
) -> Report:
    """The report of one workbook or package with the given text."""
    filing = read_filing(source, catalogue)
    record = filing.usable_record
    known_edition(record, catalogue)
    embedded = filing.package.embedded if filing.package is not None else {}
    schools = tuple(open_package(data).record for _, data in sorted(embedded.items()))
    printed = print_content(
        content,
        Sources(record, catalogue, schools),
        pictures=pictures,
        earlier=(earlier,) if earlier is not None else (),
    )
    view = view_of(filing, catalogue, with_findings=False)
    filing = inspected(filing, catalogue)
    view = with_waivers_printed(view, filing)
    sheet = compliance_sheet(printed, filing, catalogue, view)
    statement = content.statement
    front = Front(content.compiled, statement.text if statement else "", statement.signatory if statement else "")
    title = content.title.removeprefix(view.organisation) or view.title
    return Report(
        replace(view, title=title, narrative=printed.blocks, front=front),
        printed,
        record,
        source,
        sheet,
        filing,
        pictures,
    )


def sheet_files(report: Report, renderers: Sequence[Renderer]) -> dict[str, bytes]:
    """The completeness and compliance sheet in each format that is printed, and as data."""
    view = compliance_view(report.sheet, report.view)
    made = {
        f"{SHEET}.{renderer.extension}": renderer.render(view) for renderer in renderers if renderer.identifier != "md"
    }
    return made | {f"{SHEET}.json": sheet_json(report)}


def sheet_json(report: Report) -> bytes:
    return (json.dumps(report.sheet.as_json(), ensure_ascii=False, indent=1) + "\n").encode()


def read_chapters(folder: Path) -> Content | None:
    """The content of a folder: the editor's JSON if it is there, else its Markdown files in order."""
    if (folder / CONTENT).is_file():
        return read_content((folder / CONTENT).read_bytes())
    texts = [decode(path.read_bytes())[0] for path in chapter_files(folder)]
    return read_markdown(texts) if texts else None


def chapter_files(folder: Path) -> Sequence[Path]:
    """The text files of a folder in the order in which they are read."""
    return tuple(path for path in _files(folder) if path.suffix.lower() in (".md", ".txt"))


def sealed(report: Report, renderings: dict[str, bytes], catalogue: Catalogue) -> bytes:
    """The package of facts, content and renderings, what the data's own package held kept inside."""
    filing = report.filing
    package = filing.package
    attachments = {
        CONTENT: write_content(report.printed.content).encode(),
        f"{SHEET}.json": sheet_json(report),
        **attached_pictures(report.printed.content, report.pictures),
    }
    if package is not None and package.carried:
        attachments |= dict(package.attachments)
        attachments[f"{SEALED_DATA}{report.source.name}"] = report.source.read_bytes()
        return make_package(report.record, catalogue, attachments=attachments, renderings=renderings)
    waivers = package.waivers if package is not None else filing.waivers
    return make_package(report.record, catalogue, waivers=waivers, attachments=attachments, renderings=renderings)


def _files(folder: Path) -> Sequence[Path]:
    if not folder.is_dir():
        return ()
    return tuple(path for path in sorted(folder.iterdir()) if path.is_file() and not path.name.startswith((".", "~$")))


def _tell(printed: PrintedContent) -> None:
    """What was written and what was not; what is typed by hand; what is odd about the cases."""
    figures = sum(1 for _ in printed.figures())
    console().print(say(f"写入数据 {figures} 处。", f"{counted(figures, '', 'figure')} written."))
    for one in printed.unwritten:
        error_console().print(f"[bold red]✗[/] {escape(f'{one.block}  {one.asked}  {_said(one.problem)}')}")
    for remark in printed.case_remarks:
        console().print(f"[yellow]![/] {escape(_said(remark.problem))}")
    if printed.missing:
        titles = "、".join(node.title for node in printed.missing)
        told = say(f"提纲要求而没有写的部分：{titles}", f"Required parts without text: {titles}")
        console().print(f"[yellow]![/] {escape(told)}")
    if printed.loose:
        console().print(
            say(
                f"手写的数 {len(printed.loose)} 处，数据改了它们不会跟着改：",
                f"{len(printed.loose)} numbers are typed by hand and will not follow the data:",
            )
        )
    for number in printed.loose[:MOST_SHOWN]:
        around = number.around.replace("\N{OBJECT REPLACEMENT CHARACTER}", "…")
        hint = say("  可写成 ", "  could be ") + "、".join(number.suggestions) if number.suggestions else ""
        console().print(escape(f"  {number.digits}  …{around}…{hint}"), highlight=False)


def _tell_sheet(sheet: ComplianceSheet) -> None:
    counts = "，".join(f"{state} {sheet.count(state)}" for state in State)
    console().print(say(f"核对单：{counts}。", f"Sheet: {sheet.count(State.UNMET)} requirements are not met."))
    for one in sheet.requirements:
        if one.state is State.UNMET:
            console().print(f"[yellow]![/] {escape(f'{one.group} · {one.name}：{one.detail}')}")


def _said(problem: Problem) -> str:
    return problem.message if language() == "zh" else problem.message_en
