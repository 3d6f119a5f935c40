"""Where the results of ``nianbao check`` go: the screen, one file, or a folder with a file for each report.

Everything that can go wrong with the place is said before the first report is read. A report that is
checked is never written over, whatever it is called and however the output was named.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from nianbao.cli.speech import counted, error_console, language, say
from nianbao.facts.problem import Problem

if TYPE_CHECKING:
    from nianbao.documents.document import Document
    from nianbao.proofreading.finding import ProofReport, Unread

FORMATS = ("text", "json", "html", "docx", "xlsx")
_SUFFIXES = {"text": ".txt", "json": ".json", "html": ".html", "docx": ".docx", "xlsx": ".xlsx"}
_FILES_ONLY = ("docx", "xlsx")  # formats that no screen shows


@dataclass(frozen=True)
class Checked:
    """One report that was read and checked."""

    path: Path
    name: str
    document: Document
    report: ProofReport


@dataclass(frozen=True)
class Destination:
    """The format, and the file or folder it is written to; neither where it goes to the screen."""

    form: str
    file: Path | None = None
    folder: Path | None = None

    @classmethod
    def of(cls, form: str, output: str | None, reports: Sequence[Path], *, several: bool) -> Destination:
        """What ``-o`` means: a folder where one is there, or is named with a slash at its end.

        Comments go into each author's own file, so for several of them a new folder is meant as well.
        """
        if output is None:
            if form in _FILES_ONLY:
                name = {"docx": "批注.docx", "xlsx": "核对.xlsx"}[form]
                raise Problem(
                    "output-missing",
                    f"--format {form} 要用 -o 写明存成哪个文件，例如：-o {name}",
                    f"--format {form} needs -o with the file to write, such as -o findings.{form}",
                )
            return cls(form)
        path = Path(output)
        named_folder = output.endswith(("/", os.sep)) or path.is_dir()
        if named_folder or (form == "docx" and several and not path.suffix):
            return cls(form, folder=path)
        if form == "docx" and several:
            raise Problem(
                "output-one-file",
                f"批注要写回各份报告自己的 Word 文件，一个“{path}”放不下几份。请在 -o 后写一个文件夹，例如：-o 批注/",
                f"Comments go back into each report's own Word file, and “{path}” is one file only. "
                "Name a folder after -o, such as -o commented/",
            )
        keep_apart(path, reports)
        return cls(form, file=path)

    def targets(self, names: Sequence[str]) -> list[Path]:
        """A file in the folder for each report: its own name, with the old ending where two would share one."""
        assert self.folder is not None
        suffix = _SUFFIXES[self.form]
        flat = [name.replace("/", "_").replace("\\", "_") for name in names]
        stems = [Path(name).stem for name in flat]
        counts = Counter(stem.casefold() for stem in stems)
        return [
            self.folder / f"{stem if counts[stem.casefold()] == 1 else name}{suffix}"
            for stem, name in zip(stems, flat, strict=True)
        ]


def keep_apart(output: Path, reports: Sequence[Path]) -> None:
    """Refuse to write over what is being read."""
    if any(output.resolve() == report.resolve() for report in reports):
        raise Problem(
            "output-is-input",
            f"“{output}”是要核对的文件，结果不会写到它上面。请用 -o 另取一个文件名。",
            f"“{output}” is the file to check; the results are not written over it. Name another file.",
        )


def deliver(path: Path, data: bytes) -> None:
    """Write a file with the folders before it, and say so; or say why it cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    except OSError as trouble:
        raise Problem(
            "output-unwritable",
            f"写不了“{path}”：{trouble.strerror}。"
            "请检查文件夹是否存在、有没有写入权限，文件是否正被 Word 或 WPS 打开。",
            f"“{path}” cannot be written: {trouble.strerror}. "
            "Check that the folder is there, that you may write to it, and that no other program has the file open.",
        ) from trouble
    error_console().print(say(f"已写入 {path}", f"written to {path}"), markup=False)


def hand_out(
    checked: Sequence[Checked], unread: Sequence[Unread], destination: Destination, *, listed: bool, everything: bool
) -> None:
    """The results in the format that was asked for; ``listed``: several reports may come, so JSON is a list."""
    if destination.folder is not None:
        _hand_out_one_by_one(checked, destination, everything=everything)
        return
    if destination.form == "docx":
        for one in checked:
            _deliver_comments(one, destination.file, everything=everything)
        return
    data = _written(checked, unread, destination, listed=listed, everything=everything)
    if destination.file is not None:
        deliver(destination.file, data)
    else:
        click.echo(data.decode(), nl=False)


def _hand_out_one_by_one(checked: Sequence[Checked], destination: Destination, *, everything: bool) -> None:
    for one, target in zip(checked, destination.targets([one.name for one in checked]), strict=True):
        keep_apart(target, [other.path for other in checked])
        if destination.form == "docx" and one.report.format != "docx":
            trouble = _no_word_file(one.name)
            error_console().print(f"! {say(trouble.message, trouble.message_en)}", markup=False)
        elif destination.form == "docx":
            _deliver_comments(one, target, everything=everything)
        else:
            deliver(target, _written([one], (), destination, listed=False, everything=everything))


def _deliver_comments(one: Checked, target: Path | None, *, everything: bool) -> None:
    if one.report.format != "docx" or target is None:
        raise _no_word_file(one.name)
    from nianbao.proofreading.annotation import annotated

    deliver(target, annotated(one.path.read_bytes(), one.report, everything=everything, english=language() == "en"))


def _no_word_file(name: str) -> Problem:
    return Problem(
        "annotate-not-word",
        f"“{name}”不是 .docx，加不了批注。请用 Word 或 WPS 另存为 .docx 再核对，或改用 --format html 看原文与结果。",
        f"“{name}” is no .docx, so no comments can be put into it. Save it as .docx and check that, or take "
        "--format html for text and findings side by side.",
    )


def _written(
    checked: Sequence[Checked], unread: Sequence[Unread], destination: Destination, *, listed: bool, everything: bool
) -> bytes:
    english = language() == "en"
    reports = [one.report for one in checked]
    if destination.form == "json":
        found = [*(report.as_json() for report in reports), *(one.as_json() for one in unread)]
        return (json.dumps(found if listed else found[0], ensure_ascii=False, indent=1) + "\n").encode()
    if destination.form == "html":
        from nianbao.proofreading.page import as_page

        page = as_page([(one.document, one.report) for one in checked], unread=unread, english=english)
        return (page + "\n").encode()
    if destination.form == "xlsx":
        from nianbao.proofreading.workbook import as_workbook

        return as_workbook(reports, unread)
    from nianbao.proofreading.listing import as_listing, as_overview, folded

    paint = _in_colour if destination.file is None and _takes_colour() else _plain
    parts = [as_listing(report, everything=everything, english=english, paint=paint) for report in reports]
    if listed:
        parts.append(as_overview(reports, unread, english=english, paint=paint))
    text = "\n\n".join(parts)
    if destination.file is None and destination.folder is None and sys.stdout.isatty():
        text = folded(text, shutil.get_terminal_size().columns)
    return f"{text}\n".encode() if parts else b""


def _takes_colour() -> bool:
    """A terminal, unless its owner asked for none (no-color.org)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _in_colour(words: str, severity: str) -> str:
    return click.style(words, fg={"error": "red", "warning": "yellow"}.get(severity, "blue"), bold=True)


def _plain(words: str, _severity: str) -> str:
    return words


def tell_tally(checked: Sequence[Checked], unread: Sequence[Unread]) -> None:
    """How several reports came out, in one line beside what was written to files."""
    wrong = sum(one.report.has_errors for one in checked)
    lines = say(
        f"核对了 {len(checked)} 份，{wrong} 份有错误" + (f"；{len(unread)} 份读不了" if unread else ""),
        f"{counted(len(checked), '份', 'report')} checked, {wrong} with errors"
        + (f"; {len(unread)} could not be read" if unread else ""),
    )
    error_console().print(lines, markup=False)
