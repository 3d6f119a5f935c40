"""``nianbao package``: make, show and verify 报送包."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import click
from rich.markup import escape
from rich.table import Table

from nianbao.aggregation.aggregate import state_counts
from nianbao.checks.finding import with_waivers
from nianbao.cli.finding_text import print_errors
from nianbao.cli.speech import console, joined, say
from nianbao.facts.cell import LABELS, CellState
from nianbao.facts.problem import Problem
from nianbao.filings.explaining import read_waivers
from nianbao.filings.filing import Filing
from nianbao.filings.inspection import inspected
from nianbao.filings.reading import WORKBOOKS, filing_paths, usable_filings
from nianbao.filings.sealed_report import compared, sealed_disagreements, sealed_view
from nianbao.framework.loader import load_catalogue
from nianbao.framework.model import Catalogue
from nianbao.packages.package import make_package, open_package
from nianbao.packages.verification import verify_package

BESIDE = ("attachments", "renderings")
MOST_FIGURES_TOLD = 50
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
@click.option(
    "--waivers",
    "waiver_file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="另附的说明（JSON，同报送包内 waivers.json）；工作簿「说明」栏写的自动带上"
    " · Waivers as JSON, beside those of the workbook's 说明 column.",
)
@click.option(
    "--attach",
    "attached",
    multiple=True,
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="附件，可多次 · A file to attach; may be given again.",
)
@click.pass_context
def make(
    ctx: click.Context, sources: tuple[Path, ...], output: Path, waiver_file: Path | None, attached: tuple[Path, ...]
) -> None:
    """把填好的工作簿（或放有一个工作簿的文件夹）打成报送包，「说明」栏写的原因一并带上。

    Pack filled workbooks. What the workbook's 说明 column explains travels as waivers. A folder with one workbook
    may hold attachments/ and renderings/, which travel along. Exit code 1 where a package was written although
    something in its workbook could not be read as meant.
    """
    catalogue = load_catalogue()
    books = [path for path in filing_paths(sources) if path.suffix.lower() in WORKBOOKS]
    if not books:
        raise Problem(
            "no-workbook",
            "没有找到工作簿（.xlsx）。报送包由填好的工作簿制作。",
            "No workbook (.xlsx) was found; packages are made from filled workbooks.",
        )
    if len(books) > 1 and (waiver_file is not None or attached):
        raise Problem(
            "one-workbook-for-files",
            "--waivers 和 --attach 只能用于一个工作簿，请逐个打包。",
            "--waivers and --attach go with one workbook; pack them one by one.",
        )
    filings = [inspected(filing, catalogue) for filing in usable_filings(books, catalogue)]
    if len(filings) == 1:
        folder = sources[0] if sources[0].is_dir() else None
        files = _files_beside(folder, attached)
        _write(output, _with_waivers(filings[0], waiver_file), files, catalogue)
    else:
        _refuse_twice(filings)
        output.mkdir(parents=True, exist_ok=True)
        for filing in filings:
            record = filing.usable_record
            path = output / f"{record.organisation.code}-{record.edition.replace('/', '-')}.zip"
            _write(path, filing, {name: {} for name in BESIDE}, catalogue)
    if any(filing.errors for filing in filings):
        ctx.exit(1)


def _refuse_twice(filings: Sequence[Filing]) -> None:
    codes = [filing.usable_record.organisation.code for filing in filings]
    if len(set(codes)) != len(codes):
        twice = sorted({code for code in codes if codes.count(code) > 1})
        raise Problem(
            "organisation-twice",
            f"有重复的单位（代码 {'、'.join(twice)}），打出的包会互相覆盖。每个单位只留一个工作簿。",
            f"The same organisation twice (code {', '.join(twice)}); one package would overwrite the other. "
            "Keep one workbook each.",
        )


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
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    counts = state_counts(package.record)
    cells = "，".join(f"{LABELS[state]} {count}" for state, count in counts.items() if count)
    cells_en = ", ".join(f"{count} {_STATES_EN[state]}" for state, count in counts.items() if count)
    rows = [
        (say("单元格", "cells"), say(cells, cells_en) or "0"),
        (say("清单", "lists"), joined(f"{name} {len(rows)}" for name, rows in package.record.lists.items())),
        (say("说明", "waivers"), str(len(package.waivers)) if package.waivers else ""),
        (say("区级更正", "corrections by the district"), str(len(package.corrections) or "")),
        (say("附件", "attachments"), joined(package.attachments)),
        (say("成稿", "renderings"), joined(package.renderings)),
        (say("上一版", "previous edition"), joined(entry.edition for entry in manifest.previous)),
        (say("来源", "made from"), "\n".join(f"{one.name}  {one.sha256[:12]}" for one in package.sources)),
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
    """核对报送包自制作以来有无改动，包内成稿（Word、PDF、网页等）与数据是否一致；不符的逐条指出，退出码为 1。

    Verify that a package is as it was made and that its finished files print what its data say.
    Exit code 1 where something changed or a printed figure differs, naming each.
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
    agrees = found.is_intact and _renderings_agree(file)
    ctx.exit(0 if agrees else 1)


def _renderings_agree(file: Path) -> bool:
    """Whether the finished files print what the data say; tells each figure that they do not."""
    package, catalogue, out = open_package(file), load_catalogue(), console()
    names = compared(package)
    if not names:
        return True
    view = sealed_view(package, catalogue)
    if view is None:
        told = say(
            "包内没有正文（content.json），成稿未与数据核对。",
            "The package holds no text (content.json); its finished files were not compared with the data.",
        )
        out.print(f"[yellow]![/] {escape(told)}")
        return True
    found = sealed_disagreements(package, view, catalogue)
    for one in found[:MOST_FIGURES_TOLD]:
        out.print(f"[bold red]✗[/] {escape(say(one.message, one.message_en))}", highlight=False)
    if len(found) > MOST_FIGURES_TOLD:
        more = len(found) - MOST_FIGURES_TOLD
        out.print(escape(say(f"另有 {more} 处与数据不一致。", f"{more} more figures differ from the data.")))
    if not found:
        told = say(
            f"成稿与数据一致：{'、'.join(names)}。", f"The finished files say what the data say: {', '.join(names)}."
        )
        out.print(f"[green]✓[/] {escape(told)}")
    return not found


def _with_waivers(filing: Filing, path: Path | None) -> Filing:
    """The filing with the waivers of a file, which go before what its workbook explains of the same finding."""
    if path is None:
        return filing
    given = read_waivers(path, filing.findings)
    named = {waiver.finding for waiver in given}
    kept = (waiver for waiver in filing.waivers if waiver.finding not in named)
    waivers = tuple(sorted((*given, *kept), key=lambda waiver: (waiver.check, waiver.finding)))
    return replace(filing, waivers=waivers, findings=with_waivers(filing.findings, waivers))


def _files_beside(folder: Path | None, attached: Sequence[Path]) -> dict[str, dict[str, bytes]]:
    files = {name: _files_in(folder / name) if folder is not None else {} for name in BESIDE}
    for path in attached:
        if path.name in files["attachments"]:
            raise Problem(
                "attachment-twice",
                f"有两个附件都叫“{path.name}”，请改名后再打包。",
                f"Two attachments are called {path.name!r}; rename one.",
            )
        files["attachments"][path.name] = path.read_bytes()
    return files


def _files_in(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.is_symlink() and path.name != ".DS_Store"
    }


def _write(path: Path, filing: Filing, files: Mapping[str, Mapping[str, bytes]], catalogue: Catalogue) -> None:
    data = make_package(
        filing.usable_record,
        catalogue,
        waivers=filing.waivers,
        attachments=files["attachments"],
        renderings=files["renderings"],
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    print_errors(filing)
    name = filing.usable_record.organisation.name
    out, explained = console(), len(filing.waivers)
    mark = "[yellow]![/]" if filing.errors else "[green]✓[/]"
    out.print(f"{mark} {escape(say(f'{name}：{path}', f'{name}: {path}'))}")
    if explained:
        out.print("  " + say(f"带说明 {explained} 条", f"{explained} waiver{'s' * (explained > 1)} inside"))
    if filing.errors:
        count = len(filing.errors)
        out.print(
            "  "
            + say(
                f"报送包已写出，但有 {count} 处没有读成本意（见上），按「没有数」带走。请改正工作簿后重新打包。",
                f"The package was written, but {count} cell(s) could not be read as meant (see above) and travel "
                "without a number. Correct the workbook and pack it again.",
            )
        )
    blocking = sum(finding.blocks for finding in filing.findings)
    if blocking:
        out.print(
            "  "
            + say(
                f"核验还有 {blocking} 个错误没有说明，见 nianbao inspect {path}",
                f"{blocking} error(s) found by the checks are not explained; see nianbao inspect {path}",
            )
        )
