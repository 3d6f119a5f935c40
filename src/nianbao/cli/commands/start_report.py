"""``nianbao start-report``: the folder of a new report, begun from an old report's file."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

import click
import msgspec
from rich.text import Text as Line

from nianbao.cli.commands.build import CHAPTERS, DATA, EARLIER, PICTURES
from nianbao.cli.speech import console, counted, language, say
from nianbao.facts.problem import Problem
from nianbao.filings.reading import read_filing
from nianbao.framework.loader import load_catalogue
from nianbao.framework.model import Catalogue
from nianbao.writing.content import Content, Heading
from nianbao.writing.markdown import write_markdown
from nianbao.writing.starting.start import Started, start_report

TO_DO = "to-do.md"
MOST_SHOWN = 20


@click.command(short_help="从已有的报告（上年的或别处写的）开始新的一年 · Begin a report from an existing one")
@click.argument("old", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "-o", "--out", type=click.Path(file_okay=False, path_type=Path), required=True,
    help="新报告的文件夹 · The folder of the new report.",
)  # fmt: skip
@click.option(
    "--edition", default=None,
    help="年度版本（如 dy2025/district），给了 --data 可以不写 · The edition; not needed with --data.",
)  # fmt: skip
@click.option(
    "--data", "source", type=click.Path(exists=True, dir_okay=False, path_type=Path), default=None,
    help="本年度的数据（填好的工作簿或报送包），旧报告的数照它换成链接"
    " · This year's figures; numbers of the old report that they print become links.",
)  # fmt: skip
def command(old: Path, out: Path, edition: str | None, source: Path | None) -> None:
    """把已有的报告（.docx 等）拆成新一年的章节：按本年度提纲摆放，案例、表、图片取出来，与数据相同的数换成链接。

    Take an existing report apart into the chapters of a new one: laid into the edition's outline, with its cases,
    tables and pictures, numbers that the data print turned into links. What could not be placed is listed in to-do.md.
    Exit code 0: done, 2: the file or the folder cannot be used.
    """
    catalogue = load_catalogue()
    record = read_filing(source, catalogue).usable_record if source is not None else None
    known = edition or (record.edition if record is not None else "")
    if known not in catalogue.editions:
        names = "、".join(sorted(catalogue.editions))
        raise Problem(
            "edition-unknown",
            f"没有“{known}”这个年度版本。可写：{names}；或用 --data 给出数据。",
            f"There is no edition “{known}”. There are {names}; or name the figures with --data.",
        )
    if (out / CHAPTERS).exists() and any((out / CHAPTERS).iterdir()):
        raise Problem(
            "start-report-exists",
            f"{out / CHAPTERS} 里已有章节，没有覆盖。请换一个文件夹。",
            f"{out / CHAPTERS} holds chapters already and was left alone. Choose another folder.",
        )
    started = start_report(old.read_bytes(), old.name, edition=known, catalogue=catalogue, record=record)
    for path in write_folder(started, out, catalogue):
        console().print(str(path), markup=False)
    if source is not None:
        (out / DATA).mkdir(exist_ok=True)
        shutil.copy(source, out / DATA / source.name)
    _tell(started, out, with_data=source is not None)


def write_folder(started: Started, out: Path, catalogue: Catalogue) -> list[Path]:
    """The chapters, one file each, the old text again for comparing cases, the pictures and what is left to do."""
    for name in (CHAPTERS, EARLIER):
        (out / name).mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    for number, chapter in enumerate(_chapters(started.content)):
        first = next((block for block in chapter.blocks if isinstance(block, Heading)), None)
        title = "".join(letter for letter in (first.text if first else "") if letter.isalnum())
        path = out / CHAPTERS / f"{number:02}{f'-{title}' if title else ''}.md"
        path.write_text(write_markdown(chapter, every_id=False), encoding="utf-8")
        written.append(path)
    (out / EARLIER / "old.md").write_text(write_markdown(started.content), encoding="utf-8")
    for name, image in sorted(started.pictures.items()):
        (out / PICTURES).mkdir(exist_ok=True)
        (out / PICTURES / name).write_bytes(image)
        written.append(out / PICTURES / name)
    (out / TO_DO).write_text(to_do(started), encoding="utf-8")
    return [*written, out / TO_DO]


def to_do(started: Started) -> str:
    """What is left for the author: numbers, what has no place, what the old report does not have."""
    lines = [f"# 待办 · {started.content.title}", ""]
    sure = [one for one in started.links if one.is_sure]
    unsure = [one for one in started.links if not one.is_sure]
    if sure:
        lines += ["## 已换成链接的数 · Numbers that are links now", ""]
        lines += [f"- {one.text} → {one.asked}（{one.why}）" for one in sure]
        lines.append("")
    if unsure:
        lines += ["## 可能是数据的数，请核对后换成链接 · Numbers that may be data", ""]
        lines += [f"- {one.text}：{one.asked}（{one.why}）" for one in unsure]
        lines.append("")
    if started.unplaced:
        lines += ["## 没有放进去的，或要移动的 · Not placed, or to be moved", ""]
        lines += [f"- {one.where}：{one.message} {one.message_en}" for one in started.unplaced]
        lines.append("")
    if started.notes:
        lines += ["## 读旧报告时 · When the old report was read", ""]
        lines += [f"- {note.message} {note.message_en}" for note in started.notes]
        lines.append("")
    if started.empty:
        lines += ["## 旧报告没有的部分 · Parts that the old report does not have", ""]
        lines += [f"- {title}" for title in started.empty]
        lines.append("")
    return "\n".join(lines)


def _chapters(content: Content) -> list[Content]:
    """The content cut before each chapter; the title stands in the first file."""
    made: list[Content] = [msgspec.structs.replace(content, blocks=())]
    for block in content.blocks:
        if isinstance(block, Heading) and block.level == 1 and made[-1].blocks:
            made.append(Content("", ()))
        made[-1] = msgspec.structs.replace(made[-1], blocks=(*made[-1].blocks, block))
    return made


def _tell(started: Started, out: Path, *, with_data: bool) -> None:
    show = console()
    sure = sum(one.is_sure for one in started.links)
    show.print(
        say(
            f"换成链接的数 {sure} 处，可能是数据、请核对的 {len(started.links) - sure} 处。",
            f"{counted(sure, '', 'number')} became links; {len(started.links) - sure} more may be data: look at them.",
        )
    )
    if started.empty:
        titles: Sequence[str] = started.empty[:MOST_SHOWN]
        show.print(say(f"旧报告没有的部分：{'、'.join(titles)}", f"Not in the old report: {'、'.join(titles)}"))
    for one in started.unplaced[:MOST_SHOWN]:
        show.print(Line(f"! {one.where}  {one.message if language() == 'zh' else one.message_en}", "yellow"))
    following = say("其余见", "The rest:")
    show.print(f"{following} {out / TO_DO}", markup=False)
    if not with_data:
        show.print(
            say(f"数据放进 {out / DATA}，再运行 nianbao build。", f"Put the figures into {out / DATA}, then build.")
        )
