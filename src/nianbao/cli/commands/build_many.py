"""``nianbao build-many``: the reports of many schools by worker processes, to be gone on with after a stop."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import click
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

import nianbao
from nianbao.cli.commands.build import (
    CHAPTERS,
    DATA,
    EARLIER,
    PICTURES,
    make_report,
    read_chapters,
    read_report,
    sealed,
    sheet_files,
)
from nianbao.cli.speech import console, error_console, language, say
from nianbao.facts.problem import Problem
from nianbao.framework.loader import load_catalogue
from nianbao.framework.model import Catalogue
from nianbao.rendering.renderer import find_renderer

DONE = "done.json"
SUFFIXES = (".xlsx", ".xls", ".et", ".zip")
FORMATS = "docx,pdf,html"
MOST_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Task:
    """One report: its folder, or its data with chapters that many share."""

    name: str
    source: Path
    output: Path
    chapters: Path | None
    formats: tuple[str, ...]
    sheet: bool

    def inputs(self) -> list[Path]:
        if self.chapters is None:
            folders = [self.source / name for name in (DATA, CHAPTERS, PICTURES, EARLIER)]
            return sorted(path for folder in folders if folder.is_dir() for path in folder.iterdir() if path.is_file())
        return [self.source, *sorted(path for path in self.chapters.rglob("*") if path.is_file())]

    def state(self) -> str:
        """A hash of everything that the files are made of: as long as it is the same they need not be made again."""
        made = hashlib.sha256(f"{nianbao.__version__} {','.join(self.formats)} {self.sheet}".encode())
        for path in self.inputs():
            made.update(f"\n{path.name} ".encode())
            made.update(hashlib.sha256(path.read_bytes()).digest())
        return made.hexdigest()


@dataclass(frozen=True, slots=True)
class Outcome:
    name: str
    skipped: bool = False
    unwritten: int = 0
    unmet: int = 0
    message: str = ""
    message_en: str = ""


@click.command(short_help="成批印制各校的报告，可中断、可续做 · Print the reports of many schools")
@click.argument("source", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--chapters", type=click.Path(exists=True, file_okay=False, path_type=Path), default=None,
    help="各校共用的章节文件夹；不写时 SOURCE 里每个子文件夹是一本报告"
    " · Chapters that all schools share; without it every subfolder of SOURCE is a report of its own.",
)  # fmt: skip
@click.option(
    "-o", "--output", type=click.Path(file_okay=False, path_type=Path), default=None,
    help="写到哪个文件夹，默认各报告自己的 output · The folder to write to; each report's own output by default.",
)  # fmt: skip
@click.option("--format", "formats", default=FORMATS, show_default=True, help="输出格式，逗号分隔 · Formats.")
@click.option("--sheet/--no-sheet", default=False, help="是否另印核对单 · Whether to print the compliance sheets too.")
@click.option("--jobs", type=click.IntRange(min=1), default=None, help="同时几个进程 · How many processes at once.")
@click.pass_context
def command(
    ctx: click.Context,
    source: Path,
    chapters: Path | None,
    output: Path | None,
    formats: str,
    sheet: bool,
    jobs: int | None,
) -> None:
    """成批印制：SOURCE 里是各校的工作簿或报送包（配 --chapters），或每校一个报告文件夹。中断后再运行，只做没做完的。

    Print many reports by worker processes: SOURCE holds workbooks or packages (with --chapters), or one report folder
    for each school. Run it again after a stop: what is done and has not changed is left alone.
    Exit code 0: all printed, 1: some could not be (they are listed), 2: nothing to print.
    """
    wanted = tuple(find_renderer(name.strip().lower()).identifier for name in formats.split(",") if name.strip())
    tasks = find_tasks(source, chapters, output, wanted, sheet=sheet)
    outcomes: list[Outcome] = []
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=error_console(), transient=False) as progress:
        bar = progress.add_task(say("印制", "printing"), total=len(tasks))
        for outcome in run(tasks, jobs or os.cpu_count() or 1):
            outcomes.append(outcome)
            progress.advance(bar)
    failed = sorted((one for one in outcomes if one.message), key=lambda one: one.name)
    _tell(outcomes, failed)
    if failed:
        ctx.exit(1)


def find_tasks(
    source: Path, chapters: Path | None, output: Path | None, formats: tuple[str, ...], *, sheet: bool
) -> list[Task]:
    """What there is to print; raises Problem where there is nothing."""
    if chapters is not None:
        files = sorted(path for path in source.iterdir() if path.is_file() and path.suffix.lower() in SUFFIXES)
        files = [path for path in files if not path.name.startswith((".", "~$"))]
        folder = output or source / "output"
        tasks = [Task(path.stem, path, folder / path.stem, chapters, formats, sheet) for path in files]
        if read_chapters(chapters) is None:
            raise Problem(
                "build-chapters",
                f"{chapters} 里没有章节（*.md）。新建：nianbao write … --start",
                f"{chapters} holds no chapters (*.md). Begin with nianbao write … --start.",
            )
    else:
        folders = sorted(path for path in source.iterdir() if (path / DATA).is_dir())
        tasks = [
            Task(path.name, path, (output / path.name) if output else path / "output", None, formats, sheet)
            for path in folders
        ]
    if len({task.output for task in tasks}) != len(tasks):
        raise Problem(
            "build-many-twice",
            f"{source} 里有同名的文件（只是扩展名不同），成稿会互相覆盖。请改名。",
            f"{source} holds files that differ in their suffix only; their reports would overwrite each other.",
        )
    if not tasks:
        raise Problem(
            "build-many-empty",
            f"{source} 里没有可印的：应放各校的工作簿或报送包（并写 --chapters），或每校一个含 data/ 的文件夹。",
            f"{source} holds nothing to print: put workbooks or packages there (with --chapters), "
            "or a folder with data/ for each school.",
        )
    return tasks


def run(tasks: Sequence[Task], jobs: int) -> Iterator[Outcome]:
    """The outcome of each task as it is done; a worker that dies takes its own report with it and no other."""
    if jobs == 1 or len(tasks) == 1:
        yield from map(build_one, tasks)
        return
    left = list(tasks)
    while left:
        done: set[str] = set()
        with ProcessPoolExecutor(max_workers=min(jobs, len(left))) as pool:
            waiting = {pool.submit(build_one, task): task for task in left}
            try:
                for future in as_completed(waiting):
                    outcome = future.result()
                    done.add(waiting[future].name)
                    yield outcome
            except BrokenProcessPool:
                pass
        left = [task for task in left if task.name not in done]
        if left and not done:
            # Nothing was done in a whole round: the first of them kills its worker.
            broken = left.pop(0)
            yield Outcome(
                broken.name,
                message="印制进程意外退出，可能内存不足。请单独用 nianbao build 试一次。",
                message_en="The process that printed it died, perhaps for lack of memory. Try nianbao build on it.",
            )


def build_one(task: Task) -> Outcome:
    """Prints one report unless it is there already; the mark that it is done is written last."""
    catalogue = _catalogue()
    mark = task.output / DONE
    try:
        state = task.state()
        if mark.is_file() and json.loads(mark.read_text(encoding="utf-8")).get("state") == state:
            return Outcome(task.name, skipped=True)
        mark.unlink(missing_ok=True)
        if task.chapters is None:
            report = read_report(task.source, catalogue)
        else:
            content = read_chapters(task.chapters)
            assert content is not None  # seen before the work began
            report = make_report(task.source, content, catalogue)
        renderers = [find_renderer(name) for name in task.formats]
        files = {f"report.{one.extension}": one.render(report.view) for one in renderers}
        package = sealed(report, files, catalogue)
        if task.sheet:
            files |= sheet_files(report, renderers)
        task.output.mkdir(parents=True, exist_ok=True)
        for name, data in (files | {"report.zip": package}).items():
            _write(task.output / name, data)
        unmet = sum(one.state.name == "UNMET" for one in report.sheet.requirements)
        outcome = Outcome(task.name, unwritten=len(report.printed.unwritten), unmet=unmet)
        _write(mark, json.dumps({"state": state, "unwritten": outcome.unwritten, "unmet": unmet}).encode())
        return outcome
    except Problem as problem:
        return Outcome(task.name, message=problem.message, message_en=problem.message_en)
    except (OSError, ValueError) as trouble:
        return Outcome(task.name, message=f"读写文件出错：{trouble}", message_en=f"A file could not be used: {trouble}")


def _write(path: Path, data: bytes) -> None:
    """A file that is there is whole: it is written under another name first."""
    part = path.with_name(f"{path.name}.part")
    part.write_bytes(data)
    part.replace(path)


@cache
def _catalogue() -> Catalogue:
    return load_catalogue()


def _tell(outcomes: Sequence[Outcome], failed: Sequence[Outcome]) -> None:
    out = console()
    skipped = sum(one.skipped for one in outcomes)
    printed = len(outcomes) - skipped - len(failed)
    gaps = sum(one.unwritten > 0 for one in outcomes)
    told = f"印好 {printed} 本，原来已有 {skipped} 本，没有印成 {len(failed)} 本；其中有待补之处的 {gaps} 本。"
    told_en = f"{printed} printed, {skipped} were there, {len(failed)} failed; {gaps} have gaps."
    out.print(say(told, told_en))
    for one in failed[:MOST_SHOWN]:
        said = one.message if language() == "zh" else one.message_en
        out.print(f"[bold red]✗[/] {escape(f'{one.name}：{said}')}")
