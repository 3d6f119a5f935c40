"""The changes of a returned Word file as a page shows them: by chapter, each with its difference and its choices."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.urls import reverse

from nianbao.facts.problem import Problem
from nianbao.framework.loader import load_catalogue
from nianbao.framework.model import Edition
from nianbao.web.manuscripts.actions import may_write
from nianbao.web.manuscripts.chapter_texts import ChapterTexts
from nianbao.web.manuscripts.difference import ADDED, REMOVED, SAME, block_text, compared
from nianbao.web.manuscripts.models import Chapter, Manuscript
from nianbao.web.manuscripts.returned_models import ChangeState, ReturnedChange, ReturnedFile
from nianbao.web.manuscripts.returns import KEEP, SETTLED, mark_of, order_in, step_of
from nianbao.web.manuscripts.text import edition_of, link_key
from nianbao.web.organisations.permissions import Standing
from nianbao.web.publications.written_report import WrittenReport
from nianbao.writing.content import Block, Link, OwnTable, Picture, inlines
from nianbao.writing.link import LINK, Aspect, Names
from nianbao.writing.returned.proposal import Change, ChangedFigure, Step, Trace
from nianbao.writing.returned.stepwise import chapter_at, is_disputed

Parts = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ShownFigure:
    """A number that was typed over: what was printed, what was typed, what the data say now, and where to change it."""

    id: str
    asked: str
    printed: str
    found: str
    now: str = ""
    address: str = ""
    choice: str = KEEP

    @property
    def agrees(self) -> bool:
        """Whether the data say by now what was typed."""
        return bool(self.now) and "".join(self.now.split()) == "".join(self.found.split())


@dataclass(frozen=True, slots=True)
class ShownPicture:
    name: str
    caption: str


@dataclass(frozen=True)
class ShownChange:
    """One change; ``since`` is how the words of now differ from those that were printed, where they do."""

    position: int
    kind: Change
    is_moved: bool
    state: str
    parts: Parts
    may_decide: bool
    figures: tuple[ShownFigure, ...] = ()
    removed: tuple[str, ...] = ()
    traces: tuple[Trace, ...] = ()
    tables: tuple[OwnTable, ...] = ()
    pictures: tuple[ShownPicture, ...] = ()
    is_disputed: bool = False
    since: Parts = ()
    mark: str = ""
    by: str = ""
    change: ReturnedChange | None = None

    @property
    def is_open(self) -> bool:
        return self.state == ChangeState.OPEN

    @property
    def comments(self) -> tuple[Trace, ...]:
        return tuple(trace for trace in self.traces if trace.kind == "comment")

    @property
    def tracked(self) -> tuple[Trace, ...]:
        return tuple(trace for trace in self.traces if trace.kind != "comment")

    @property
    def is_remark(self) -> bool:
        """Whether there is nothing to decide but the comments that came along."""
        return self.kind is Change.KEPT and bool(self.comments)


@dataclass
class ChapterChanges:
    chapter: Chapter | None
    rows: list[ShownChange] = field(default_factory=list)

    @property
    def waiting(self) -> int:
        """How many can be taken in one go: open, not disputed, and the person's own to decide."""
        return sum(row.is_open and row.may_decide and not row.is_disputed for row in self.rows)


def shown_changes(
    file: ReturnedFile, changes: Sequence[ReturnedChange], texts: ChapterTexts, standing: Standing
) -> list[ChapterChanges]:
    """Every change under the chapter in which it stands or lands, in the order of the report."""
    order = order_in(file)
    spoken = {key: words for chapter in texts.chapters for key, words in chapter.spoken.items()}
    steps = {change.position: step_of(change) for change in changes}
    done = {steps[change.position].id for change in changes if change.state in SETTLED}
    groups = {chapter.pk: ChapterChanges(chapter) for chapter in texts.chapters}
    nowhere = ChapterChanges(None)
    for change in changes:
        step = steps[change.position]
        chapter = texts.chapter_of(chapter_at(step, order, texts.blocks, done))
        group = groups[chapter.pk] if chapter is not None else nowhere
        may_decide = chapter is not None and may_write(chapter, standing)
        group.rows.append(_shown(change, step, texts.blocks, spoken, may_decide=may_decide))
    return [group for group in (*groups.values(), nowhere) if group.rows]


def with_data(groups: Iterable[ChapterChanges], figures: Mapping[str, ShownFigure]) -> None:
    """Put what the data say now, and where they are changed, beside the numbers that were typed over."""
    for group in groups:
        for place, row in enumerate(group.rows):
            if row.figures:
                known = tuple(figures.get(one.id, one) for one in row.figures)
                group.rows[place] = replace(row, figures=known)


def figures_with_data(
    groups: Iterable[ChapterChanges], report: WrittenReport, submission: int | None
) -> dict[str, ShownFigure]:
    """The open numbers that were typed over with what their links print now, and the address of their cell."""
    asked: dict[str, tuple[ShownFigure, Link]] = {}
    for group in groups:
        for row in group.rows:
            if not row.figures or row.change is None:
                continue
            step = step_of(row.change)
            for one, told in zip(step.figures, row.figures, strict=True):
                if (link := link_of(step, one)) is not None:
                    asked[one.id] = (told, link)
    if not asked:
        return {}
    words = {told.link: told.words for told in report.told([link for _, link in asked.values()])}
    edition = edition_of(report.manuscript)
    names = Names(edition, load_catalogue())
    return {
        name: ShownFigure(
            told.id, told.asked, told.printed, told.found, words.get(link_key(link), ""),
            cell_address(report.manuscript, submission, edition, names, link), told.choice,
        )
        for name, (told, link) in asked.items()
    }  # fmt: skip


def link_of(step: Step, figure: ChangedFigure) -> Link | None:
    """The link behind a number that was typed over; that of a table's cell is known by the name of its row."""
    block = next((one for one in (*step.after, *step.before) if one.id == figure.block), None)
    if block is None:
        return None
    if figure.part >= 0:
        parts = list(inlines(block))
        part = parts[figure.part] if figure.part < len(parts) else None
        return part if isinstance(part, Link) else None
    if match := LINK.search(figure.asked):
        return Link(match[1].partition("|")[0].strip())
    return Link(figure.asked.partition("·")[0].strip())


def cell_address(manuscript: Manuscript, submission: int | None, edition: Edition, names: Names, link: Link) -> str:
    """Where a figure is corrected: the cell of the school's form, or the district's page of the figure."""
    try:
        indicator = names.find(link.indicator)
    except Problem:
        return ""
    if manuscript.organisation.level != "school":
        return reverse("figure", args=[manuscript.campaign_id, indicator])
    table = next(
        (table.id for table in edition.tables if any(cell.indicator == indicator for _, cell in table.cells())), None
    )
    if submission is None or table is None or link.organisation or link.aspect is Aspect.BEFORE:
        return ""
    return f"{reverse('table', args=[submission, table])}#c-{indicator}"


def _shown(
    change: ReturnedChange, step: Step, blocks: Sequence[Block], spoken: Mapping[str, str], *, may_decide: bool
) -> ShownChange:
    disputed = change.state == ChangeState.OPEN and is_disputed(step, blocks)
    tables = tuple(one for one in step.after if isinstance(one, OwnTable) and step.change is Change.NEW)
    pictures = tuple(
        ShownPicture(one.file, one.caption) for one in step.after if isinstance(one, Picture) and one not in step.before
    )
    parts = readable([(piece.kind, piece.text) for piece in step.difference])
    if step.change in (Change.MOVED, Change.KEPT):
        parts = tuple((SAME, _said(block, spoken)) for block in step.before)
    return ShownChange(
        change.position, step.change, step.moved, change.state, () if tables or _is_only_picture(step) else parts,
        may_decide,
        tuple(
            ShownFigure(one.id, one.asked, one.printed, one.found, choice=change.figures.get(one.id, KEEP))
            for one in step.figures
        ),
        step.removed_figures, step.traces, tables, pictures, disputed, _since(step, blocks, spoken) if disputed else (),
        mark_of(step, blocks) if disputed else "", change.decided_by.name if change.decided_by else "", change,
    )  # fmt: skip


def _is_only_picture(step: Step) -> bool:
    return step.change is Change.NEW and all(isinstance(one, Picture) for one in step.after)


def _since(step: Step, blocks: Sequence[Block], spoken: Mapping[str, str]) -> Parts:
    """From the printed words to those that stand in the text now."""
    now = {block.id: block for block in blocks}
    parts: list[tuple[str, str]] = []
    for block in step.before:
        if block.id not in now:
            parts.append((REMOVED, _said(block, spoken)))
        else:
            parts.extend(readable(compared(_said(block, spoken), _said(now[block.id], spoken))))
    return tuple(parts)


def _said(block: Block, spoken: Mapping[str, str]) -> str:
    """A block's text with the words that its links printed when its author last looked."""
    return LINK.sub(lambda match: spoken.get(match[1]) or match[0], block_text(block))


def readable(parts: Sequence[tuple[str, str]]) -> Parts:
    """A difference as a person reads it: single signs that both texts happen to share are no common words, and texts
    that have little in common stand whole, one behind the other.

    >>> readable([("removed", "甲"), ("same", "的"), ("removed", "丙"), ("added", "丁")])
    (('removed', '甲的丙'), ('added', '的丁'))
    >>> readable([("same", "学校共有"), ("removed", "甲"), ("added", "乙")])
    (('same', '学校共有'), ('removed', '甲'), ('added', '乙'))
    """
    lengths = {kind: sum(len(words) for one, words in parts if one == kind) for kind in (SAME, ADDED, REMOVED)}
    is_other = lengths[ADDED] and lengths[REMOVED] and 2 * lengths[SAME] < max(lengths[ADDED], lengths[REMOVED])
    made: list[tuple[str, str]] = []
    old = new = ""
    for place, (kind, words) in enumerate(parts):
        is_island = kind == SAME and len(words) == 1 and 0 < place < len(parts) - 1 and (old or new)
        if kind == SAME and not is_other and not is_island:
            made += [one for one in ((REMOVED, old), (ADDED, new)) if one[1]]
            made.append((kind, words))
            old = new = ""
            continue
        old += words if kind in (SAME, REMOVED) else ""
        new += words if kind in (SAME, ADDED) else ""
    made += [one for one in ((REMOVED, old), (ADDED, new)) if one[1]]
    return tuple(made)
