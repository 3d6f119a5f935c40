"""``nianbao write``: a draft with linked figures becomes a report, its numbers taken from the data."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click
from rich.markup import escape

from nianbao.cli.commands.render import DEFAULT_FORMATS, known_edition, read_view
from nianbao.cli.speech import console, counted, error_console, language, say
from nianbao.documents.encoding import decode, is_binary
from nianbao.facts.problem import Problem
from nianbao.filings.reading import read_filing
from nianbao.framework.loader import load_catalogue
from nianbao.rendering.renderer import find_renderer
from nianbao.writing.composition import Composition, compose
from nianbao.writing.draft import read_draft, starting_draft

MOST_SHOWN = 30


@click.command()
@click.argument("draft", type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--data",
    "source",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    required=True,
    help="数据：填好的工作簿或报送包 · The figures: a filled workbook or a package.",
)
@click.option("--start", is_flag=True, help="按本年度提纲新建一份稿件 · Make a draft from the edition's outline.")
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
@click.option("--tables/--no-tables", default=True, help="正文后是否附数据表 · Whether the tables follow the text.")
@click.pass_context
def command(
    ctx: click.Context, draft: Path, source: Path, start: bool, output: Path, formats: str, tables: bool
) -> None:
    """把稿件里的 [[指标]] 换成数据，印成报告。

    Write the figures into a draft and print the report. In the draft, [[毕业生人数]] is the figure
    with its unit, [[…|变化]] how it changed, [[…|增长]] by what part, [[…|占 …]] its share.
    Exit code 0: every figure written, 1: some could not be, 2: the draft or the data could not be used.
    """
    catalogue = load_catalogue()
    filing = read_filing(source, catalogue)
    record = filing.usable_record
    edition = known_edition(record, catalogue)
    if start:
        if draft.exists():
            raise Problem(
                "draft-exists",
                f"{draft} 已经存在，没有覆盖。请换一个文件名。",
                f"{draft} exists already and was left alone. Choose another name.",
            )
        if edition.outline is None:
            raise Problem("outline-none", "这个年度版本没有提纲。", "This edition has no outline.")
        title = f"{record.organisation.name}职业教育质量年度报告"
        draft.write_text(starting_draft(title, catalogue.outlines[edition.outline]), encoding="utf-8")
        console().print(say(f"新建稿件：{draft}", f"Draft made: {draft}"))
        return
    if not draft.exists():
        raise Problem(
            "draft-missing",
            f"没有 {draft} 这个文件。新建一份请加 --start。",
            f"There is no file {draft}. Add --start to make one.",
        )
    wanted = [find_renderer(name.strip().lower()) for name in formats.split(",") if name.strip()]
    composition = compose(read_draft(_text_of(draft)), record, catalogue)
    view = read_view(source, catalogue, with_findings=False)
    view = replace(
        view, title=composition.title.removeprefix(view.organisation) or view.title, narrative=composition.blocks
    )
    if not tables:
        view = replace(view, tables=(), details=(), schools=(), notes=())
    output.mkdir(parents=True, exist_ok=True)
    for renderer in wanted:
        path = output / f"{draft.stem}.{renderer.extension}"
        if path.resolve() == draft.resolve():
            path = path.with_stem(f"{path.stem}-print")
        path.write_bytes(renderer.render(view))
        console().print(f"{escape(str(path))}  [dim]{renderer.label}[/]")
    _tell(composition, draft)
    if composition.unwritten:
        ctx.exit(1)


def _text_of(draft: Path) -> str:
    data = draft.read_bytes()
    if is_binary(data):
        raise Problem(
            "draft-not-text",
            f"{draft} 不是纯文本文件。稿件用记事本等编辑器写，存为 .md 或 .txt。"
            "已有的 Word 报告请用 nianbao check 核对。",
            f"{draft} is no plain text. Keep the draft as .md or .txt; an existing Word report is for nianbao check.",
        )
    return decode(data)[0]


def _tell(composition: Composition, draft: Path) -> None:
    """What was written, what was not, and what is still typed by hand."""
    figures = sum(1 for _ in composition.figures())
    console().print(say(f"写入数据 {figures} 处。", f"{counted(figures, '', 'figure')} written."))
    for one in composition.unwritten:
        message = one.problem.message if language() == "zh" else one.problem.message_en
        error_console().print(f"[bold red]✗[/] {escape(f'{draft}:{one.line}  [[{one.link}]]  {message}')}")
    if composition.missing:
        titles = "、".join(node.title for node in composition.missing)
        console().print(
            f"[yellow]![/] {escape(say(f'提纲要求而没有写的部分：{titles}', f'Required parts without text: {titles}'))}"
        )
    if composition.loose:
        console().print(
            say(
                f"手写的数 {len(composition.loose)} 处，数据改了它们不会跟着改：",
                f"{len(composition.loose)} numbers are typed by hand and will not follow the data:",
            )
        )
        for number in composition.loose[:MOST_SHOWN]:
            around = number.around.replace("\N{OBJECT REPLACEMENT CHARACTER}", "…")
            hint = say(f"  可写成 {' 或 '.join(number.suggestions)}", f"  could be {' or '.join(number.suggestions)}")
            text = f"  {draft}:{number.line}  {number.digits}  …{around}…" + (hint if number.suggestions else "")
            console().print(escape(text), highlight=False)
        if len(composition.loose) > MOST_SHOWN:
            left = len(composition.loose) - MOST_SHOWN
            console().print(say(f"  另有 {left} 处", f"  and {left} more"))
