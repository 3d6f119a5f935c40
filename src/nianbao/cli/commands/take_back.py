"""``nianbao take-back``: a Word file that somebody edited, laid beside the chapters that it was printed from."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click
import msgspec
from rich.text import Text as Line

from nianbao.cli.commands.build import CHAPTERS, PICTURES, chapter_files, read_chapters, read_report
from nianbao.cli.speech import console, language, say
from nianbao.documents.encoding import decode
from nianbao.facts.problem import Problem
from nianbao.filings.sealed_report import CONTENT
from nianbao.framework.loader import load_catalogue
from nianbao.packages.package import open_package
from nianbao.rendering.renderer import find_renderer
from nianbao.writing.content import Block, Content, read_content, write_content
from nianbao.writing.markdown import read_markdown, write_markdown
from nianbao.writing.returned.chapters import distributed
from nianbao.writing.returned.proposal import Change, Piece, Proposal, Step, Trace, apply, conflicts
from nianbao.writing.returned.read_back import read_back

TAKEN = "taken-back"
ALL = "all"
SHOWN_AROUND = 16  # letters of unchanged text on each side of a change
LONGEST_SHOWN = 200
CHANGES = {
    Change.KEPT: ("未改", "kept"),
    Change.CHANGED: ("修改", "changed"),
    Change.MOVED: ("移动", "moved"),
    Change.SPLIT: ("拆分", "split"),
    Change.MERGED: ("合并", "merged"),
    Change.DELETED: ("删除", "deleted"),
    Change.NEW: ("新增", "new"),
}
TRACES = {
    "inserted": ("修订·插入", "tracked insertion"),
    "deleted": ("修订·删除", "tracked deletion"),
    "moved-here": ("修订·移到此处", "tracked move here"),
    "moved-away": ("修订·移走", "tracked move away"),
    "comment": ("批注", "comment"),
}
STYLES = {"removed": "red strike", "added": "green", "same": ""}


@dataclass(frozen=True)
class Ancestor:
    """What the edited file was printed from."""

    content: Content
    docx: bytes
    label: str


@click.command(short_help="把在 Word 里改过的报告读回章节 · Read a report edited in Word back into its chapters")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("edited", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--printed", type=click.Path(exists=True, dir_okay=False, path_type=Path), default=None,
    help="当初印出的报送包，默认 output/report.zip · The package printed then; FOLDER/output/report.zip by default.",
)  # fmt: skip
@click.option(
    "--accept", default="",
    help="接受哪些修改：all 或编号（1,3,5）· Which changes to accept: all, or numbers (1,3,5).",
)  # fmt: skip
@click.option("--refuse", default="", help="除这些编号外都接受 · Accept all but these numbers.")
@click.option(
    "--unlink", default="",
    help="改过的数不再随数据：all 或编号（3.1）· Numbers that become plain text: all, or numbers (3.1).",
)  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="输出 JSON，供其他程序用 · JSON for other programs.")
@click.pass_context
def command(
    ctx: click.Context,
    folder: Path,
    edited: Path,
    printed: Path | None,
    accept: str,
    refuse: str,
    unlink: str,
    as_json: bool,
) -> None:
    """把在 Word 或 WPS 里改过的 report.docx 与章节对照：逐处列出，接受的写回 chapters/，原来的留一份。

    Lay an edited report.docx beside the chapters it was printed from: every change is listed, the accepted ones are
    written to chapters/ (the old files are kept in taken-back/). Numbers from the data stay linked unless unlinked.
    Without --accept or --refuse nothing is written. Exit code 0: everything has its place, 1: something has none or
    was changed on both sides, 2: unusable.
    """
    ancestor = find_ancestor(folder, printed)
    proposal = read_back(ancestor.content, ancestor.docx, edited.read_bytes(), name=edited.name)
    now = read_chapters(folder / CHAPTERS)
    assert now is not None  # the ancestor would have been refused
    disputed = conflicts(proposal, now)
    if as_json:
        click.echo(json.dumps(_as_json(proposal, disputed), ensure_ascii=False, indent=1))
    else:
        _show(proposal, disputed, ancestor)
    if accept or refuse:
        chosen = _chosen(proposal, accept, refuse, disputed)
        unlinked = [figure.id for figure in proposal.figures()] if unlink == ALL else _listed(unlink)
        after = apply(proposal, now, accept=chosen, unlink=unlinked)
        written = write_chapters(folder, now, after, proposal, edited)
        if not as_json:
            for path in written:
                console().print(say(f"写入 {path}", f"written: {path}"), markup=False)
    elif proposal.changes() and not as_json:
        told = say(
            "还没有写入。全部接受：--accept all；挑选：--accept 1,3 或 --refuse 2。",
            "Nothing was written. Accept all: --accept all; choose: --accept 1,3 or --refuse 2.",
        )
        console().print(told, markup=False)
    if proposal.unplaced or disputed:
        ctx.exit(1)


def find_ancestor(folder: Path, printed: Path | None) -> Ancestor:
    """What the file was printed from: the package made then, else the folder as it is now."""
    package = printed or folder / "output" / "report.zip"
    if package.is_file():
        opened = open_package(package)
        if CONTENT in opened.attachments and "report.docx" in opened.renderings:
            content = read_content(opened.attachments[CONTENT])
            return Ancestor(content, opened.renderings["report.docx"], str(package))
        if printed is not None:
            raise Problem(
                "take-back-package",
                f"{printed} 里没有正文和 report.docx，不是 nianbao build 做的报送包。",
                f"{printed} holds no text and no report.docx; it was not made by nianbao build.",
            )
    report = read_report(folder, load_catalogue())
    return Ancestor(report.printed.content, find_renderer("docx").render(report.view), str(folder))


def write_chapters(folder: Path, now: Content, after: Content, proposal: Proposal, edited: Path) -> list[Path]:
    """Writes the files whose blocks changed and the new pictures; what stood there before goes to taken-back/."""
    keep = folder / TAKEN / edited.stem
    keep.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []

    def write(path: Path, text: str) -> None:
        (keep / path.name).write_bytes(path.read_bytes())
        path.write_text(text, encoding="utf-8")
        written.append(path)

    if (folder / CHAPTERS / CONTENT).is_file():
        if after != now:
            write(folder / CHAPTERS / CONTENT, write_content(after))
    else:
        files = chapter_files(folder / CHAPTERS)
        before = _by_file([decode(path.read_bytes())[0] for path in files], now)
        for path, old, new in zip(files, before, distributed(before, after), strict=True):
            if old.blocks != new.blocks:
                write(path, write_markdown(new, every_id=False))
    used = {getattr(block, "file", "") for block in after.blocks}
    for name, image in sorted(proposal.pictures.items()):
        if name in used:
            (folder / PICTURES).mkdir(exist_ok=True)
            (folder / PICTURES / name).write_bytes(image)
            written.append(folder / PICTURES / name)
    listing = keep / "changes.json"
    listing.write_text(json.dumps(_as_json(proposal, ()), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return [*written, listing]


def _by_file(texts: Sequence[str], whole: Content) -> list[Content]:
    """The content of each file with the ids that its blocks have in the whole report."""
    found: list[Content] = []
    at = 0
    for position, text in enumerate(texts):
        end = len(read_markdown(texts[: position + 1]).blocks)
        own = read_markdown([text])
        found.append(msgspec.structs.replace(own, blocks=whole.blocks[at:end]))
        at = end
    return found


def _chosen(proposal: Proposal, accept: str, refuse: str, disputed: Sequence[str]) -> list[str]:
    """The accepted steps; what was changed on both sides is only taken when it is named."""
    every = [step.id for step in proposal.steps]
    if refuse:
        refused = _listed(refuse)
        if unknown := sorted(set(refused) - set(every)):
            raise Problem(
                "read-back-unknown-step",
                f"没有编号为 {'、'.join(unknown)} 的修改。编号见对照表。",
                f"There is no change numbered {', '.join(unknown)}; the numbers stand in the list of changes.",
            )
        return [name for name in every if name not in refused and name not in disputed]
    if accept == ALL:
        return [name for name in every if name not in disputed]
    return _listed(accept)


def _listed(text: str) -> list[str]:
    return [one.strip() for one in text.replace("，", ",").split(",") if one.strip()]


def _show(proposal: Proposal, disputed: Sequence[str], ancestor: Ancestor) -> None:
    out = console()
    out.print(say(f"与 {ancestor.label} 对照。", f"Laid beside {ancestor.label}."), markup=False)
    counts: dict[Change, int] = {}
    for step in proposal.steps:
        counts[step.change] = counts.get(step.change, 0) + 1
    told = [f"{say(*CHANGES[kind])} {counts[kind]}" for kind in CHANGES if counts.get(kind)]
    out.print(say("，", ", ").join(told) + say("。", "."))
    for step in proposal.changes():
        _show_step(step, disputed)
    if proposal.unplaced:
        title = say("没有带回的（请逐条处理）：", "Not taken back (deal with each):")
        out.print(f"\n[bold yellow]{title}[/]")
    for one in proposal.unplaced:
        line = Line(f"  ! {one.where}  ")
        line.append(_clipped(one.before), "red strike").append(" → " if one.before and one.text else "")
        line.append(_clipped(one.text), "green").append(f"  {one.message if language() == 'zh' else one.message_en}")
        out.print(line)
        _show_traces(one.traces)


def _show_step(step: Step, disputed: Sequence[str]) -> None:
    out = console()
    words = [say(*CHANGES[step.change])]
    if step.moved and step.change is not Change.MOVED:
        words.append(say("移动", "moved"))
    block = (step.before or step.after)[0]
    where = f"{step.chapter} · " if step.chapter else ""
    head = Line(f"\n{step.id}  ", "bold").append("、".join(words), "bold").append(f"  {where}{block.id}", "dim")
    if step.id in disputed:
        head.append(say("  两边都改过，要写明编号才接受", "  changed on both sides: name it to accept"), "bold red")
    out.print(head)
    if step.difference:
        out.print(_difference(step.difference))
    elif step.change is Change.NEW:
        out.print(Line(f"  {{+{_clipped(_words(step.after))}+}}", "green"))
    for figure in step.figures:
        told = say(
            f"  数 {figure.id}：{figure.asked} 印的是 {figure.printed}，改成了 {figure.found}。"
            f"改数据；或 --unlink {figure.id} 不再随数据；不动则仍印数据的数",
            f"  number {figure.id}: {figure.asked} was printed {figure.printed}, now {figure.found}. "
            f"Change the data, or --unlink {figure.id}, or leave it: the data will be printed",
        )
        out.print(Line(told, "yellow"))
    for link in step.removed_figures:
        out.print(Line(say(f"  随文字删去的数：{link}", f"  number gone with its words: {link}"), "yellow"))
    _show_traces(step.traces)


def _show_traces(traces: Sequence[Trace]) -> None:
    for trace in traces:
        quote = f"「{_clipped(trace.quote)}」" if trace.quote else ""
        when = trace.date[:10]
        console().print(Line(f"  {say(*TRACES[trace.kind])} {trace.author} {when} {quote}{trace.text}", "cyan"))


def _difference(pieces: Sequence[Piece]) -> Line:
    """The difference in a line or two: long stretches that stayed are cut."""
    line = Line("  ")
    for position, piece in enumerate(pieces):
        text = piece.text.replace("\n", "⏎")
        if piece.kind == "same" and len(text) > 2 * SHOWN_AROUND + 1:
            head = text[:SHOWN_AROUND] if position else ""
            tail = text[-SHOWN_AROUND:] if position < len(pieces) - 1 else ""
            text = f"{head}…{tail}"
        marks = {"removed": ("[-", "-]"), "added": ("{+", "+}")}.get(piece.kind, ("", ""))
        line.append(f"{marks[0]}{_clipped(text)}{marks[1]}", STYLES[piece.kind])
    return line


def _words(blocks: Sequence[Block]) -> str:
    return write_markdown(Content("", tuple(blocks))).strip()


def _clipped(text: str) -> str:
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"


def _as_json(proposal: Proposal, disputed: Sequence[str]) -> object:
    return msgspec.to_builtins(
        {
            "changes": proposal.changes(),
            "unplaced": proposal.unplaced,
            "pictures": sorted(proposal.pictures),
            "conflicts": list(disputed),
        }
    )
