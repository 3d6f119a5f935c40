"""``nianbao package``: make, show and verify 报送包."""

from __future__ import annotations

from pathlib import Path

import click
from rich.markup import escape
from rich.table import Table

from nianbao.aggregation.aggregate import state_counts
from nianbao.cli.filings import WORKBOOKS, Filing, filing_paths, read_filing
from nianbao.cli.speech import console, error_console, language, say
from nianbao.facts.cell import LABELS, CellState
from nianbao.facts.problem import Problem
from nianbao.framework.loader import load_catalogue
from nianbao.framework.model import Catalogue
from nianbao.packages.package import make_package, open_package
from nianbao.packages.verification import verify_package

BESIDE = ("attachments", "renderings")
_STATES_EN = {
    CellState.VALUE: "values",
    CellState.NONE: "none",
    CellState.NOT_APPLICABLE: "not applicable",
    CellState.MISSING: "missing",
    CellState.BLANK: "blank",
}


@click.group()
def command() -> None:
    """报送包：打包、查看、核对。

    Packages: make, show and verify what travels between school, district and province.
    """


@command.command()
@click.argument("sources", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path),
    help="报送包文件（.zip）；多个工作簿时为文件夹 · The package, or a folder for several workbooks.",
)
def make(sources: tuple[Path, ...], output: Path) -> None:
    """把填好的工作簿（或放有一个工作簿的文件夹）打成报送包。

    A folder with one workbook may hold attachments/ and renderings/, which travel along.
    """
    catalogue = load_catalogue()
    books = [path for path in filing_paths(sources) if path.suffix.lower() in WORKBOOKS]
    if not books:
        raise Problem(
            "no-workbook",
            "没有找到工作簿（.xlsx）。报送包由填好的工作簿制作。",
            "No workbook (.xlsx) was found; packages are made from filled workbooks.",
        )
    filings = [read_filing(book, catalogue) for book in books]
    if len(filings) == 1:
        folder = sources[0] if sources[0].is_dir() else None
        _write(output, _with_files(filings[0], folder, catalogue), filings[0])
        return
    codes = [filing.record.organisation.code for filing in filings]
    if len(set(codes)) != len(codes):
        twice = sorted({code for code in codes if codes.count(code) > 1})
        raise Problem(
            "organisation-twice",
            f"有重复的单位（代码 {'、'.join(twice)}），打出的包会互相覆盖。每个单位只留一个工作簿。",
            f"The same organisation twice (code {', '.join(twice)}); one package would overwrite the other. "
            "Keep one workbook each.",
        )
    output.mkdir(parents=True, exist_ok=True)
    for filing in filings:
        organisation, edition = filing.record.organisation, filing.record.edition.replace("/", "-")
        _write(output / f"{organisation.code}-{edition}.zip", filing.package, filing)


@command.command()
@click.argument("file", type=click.Path(path_type=Path))
def show(file: Path) -> None:
    """显示报送包里有什么：单位、版本、单元格状态、附件、来源。

    Show what a package holds.
    """
    package = open_package(file)
    manifest, organisation = package.manifest, package.manifest.organisation
    out = console()
    out.print(f"[bold]{escape(organisation.name)}[/]  {organisation.code}  {manifest.edition}")
    table = Table(show_header=False, box=None, padding=(0, 2, 0, 0))
    counts = state_counts(package.record)
    cells = "，".join(f"{LABELS[state]} {count}" for state, count in counts.items() if count)
    cells_en = ", ".join(f"{count} {_STATES_EN[state]}" for state, count in counts.items() if count)
    rows = [
        (say("单元格", "cells"), say(cells, cells_en) or "0"),
        (say("清单", "lists"), "，".join(f"{name} {len(rows)}" for name, rows in package.record.lists.items())),
        (say("说明", "waivers"), str(len(package.waivers)) if package.waivers else ""),
        (say("附件", "attachments"), "，".join(package.attachments)),
        (say("成稿", "renderings"), "，".join(package.renderings)),
        (say("上一版", "previous edition"), "，".join(entry.edition for entry in manifest.previous)),
        (say("来源", "made from"), "，".join(f"{one.name}（{one.sha256[:12]}）" for one in package.sources)),
        (
            say("制作", "made with"),
            say(
                f"nianbao {manifest.code_version}，目录 {manifest.catalogue_version}，格式 {manifest.schema_version}",
                f"nianbao {manifest.code_version}, catalogue {manifest.catalogue_version}, "
                f"schema {manifest.schema_version}",
            ),
        ),
        (say("封印", "seal"), manifest.short_seal),
    ]
    for title, text in rows:
        if text:
            table.add_row(f"[dim]{title}[/]", escape(text))
    out.print(table)


@command.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_context
def verify(ctx: click.Context, file: Path) -> None:
    """核对报送包自制作以来有无改动；有改动则逐条指出，退出码为 1。

    Verify that a package is as it was made. Exit code 1 where something changed, naming each.
    """
    found = verify_package(file)
    out = console()
    for remark in found.remarks:
        out.print(f"[yellow]![/] {escape(say(remark.message, remark.message_en))}")
    for change in found.changes:
        out.print(f"[bold red]✗[/] {escape(say(change.message, change.message_en))}")
    if found.is_intact:
        name, count = found.manifest.organisation.name, len(found.manifest.members)
        out.print(
            "[green]✓[/] "
            + escape(
                say(
                    f"{name}：{count} 个文件与清单一致（封印 {found.manifest.short_seal}）。",
                    f"{name}: all {count} files are as listed (seal {found.manifest.short_seal}).",
                )
            )
        )
    ctx.exit(0 if found.is_intact else 1)


def _with_files(filing: Filing, folder: Path | None, catalogue: Catalogue) -> bytes:
    if folder is None or not any((folder / name).is_dir() for name in BESIDE):
        return filing.package
    files = {name: _files_in(folder / name) for name in BESIDE}
    return make_package(filing.record, catalogue, attachments=files["attachments"], renderings=files["renderings"])


def _files_in(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.is_symlink() and path.name != ".DS_Store"
    }


def _write(path: Path, data: bytes, filing: Filing) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    for message, message_en in filing.errors:
        error_console().print(f"[yellow]![/] {escape(message_en if language() == 'en' else message)}")
    name = filing.record.organisation.name
    console().print(f"[green]✓[/] {escape(say(f'{name}：{path}', f'{name}: {path}'))}")
