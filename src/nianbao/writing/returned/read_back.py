"""A printed Word file that somebody edited, read back as a proposal for the content that it was printed from.

The printed file is laid beside the edited one, so that only what was changed in Word is proposed: neither what
the data changed since nor what other authors wrote in the meantime. What has no place in the content (the cover,
the forms, footnotes …) is listed when it was changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import msgspec

from nianbao.documents.word.annotated import AnnotatedDocument, Mark, Unit, read_annotated
from nianbao.writing.content import (
    Block,
    Case,
    Chart,
    Content,
    DataTable,
    ListBlock,
    OwnTable,
    Picture,
    Text,
)
from nianbao.writing.draft import bare_title
from nianbao.writing.link import bookmark
from nianbao.writing.markdown import written_inlines
from nianbao.writing.returned.assembly import Entry, Slot, finished
from nianbao.writing.returned.matching import Group, in_order, match, words_of
from nianbao.writing.returned.new_blocks import new_blocks
from nianbao.writing.returned.proposal import Change, Proposal, Step, Trace, Unplaced
from nianbao.writing.returned.roles import Role, prefix, roles
from nianbao.writing.returned.wording import Placed, Segment, changed_cells, cut, difference, rewritten, segments

LONGEST_DIFFERENCE = 4000  # characters; beyond it lines are compared whole


def read_back(content: Content, printed: bytes, edited: bytes, *, name: str = "edited.docx") -> Proposal:
    """What the edited file proposes. ``printed`` is the file as it was printed from ``content``."""
    before = read_annotated(printed, "printed.docx")
    after = read_annotated(edited, name)
    return _Comparison(content, before, after).proposal()


@dataclass
class _Solid:
    """The units that say something, and the traces of those that are empty now."""

    units: list[Unit] = field(default_factory=list)
    stray: dict[int, list[Trace]] = field(default_factory=dict)

    @classmethod
    def of(cls, document: AnnotatedDocument) -> _Solid:
        made = cls()
        for unit in document.units:
            if unit.contents or (unit.kind == "paragraph" and not unit.text.strip()):
                if found := _traces(unit):
                    made.stray.setdefault(len(made.units) - 1, []).extend(found)
            else:
                made.units.append(unit)
        return made

    def traces(self, position: int) -> list[Trace]:
        return [*_traces(self.units[position]), *self.stray.get(position, ())]


class _Comparison:
    def __init__(self, content: Content, before: AnnotatedDocument, after: AnnotatedDocument) -> None:
        self.content = content
        self.before, self.after = before, after
        self.solid = _Solid.of(after)
        self.old, self.new = _Solid.of(before).units, self.solid.units
        self.roles = roles(content, self.old)
        self.groups = match(self.old, self.new)
        self.group_of = {j: group for group in self.groups for j in group.edited}
        self.references = {bookmark(block.id): block.id for block in content.blocks}
        self.known: dict[str, Segment] = {}
        for i, role in enumerate(self.roles):
            if role is not None and role.has_sentence:
                for segment in self._segments(i, role):
                    if segment.name:
                        self.known.setdefault(segment.name, segment)
        self.entries: list[Entry] = []
        self.unplaced: list[Unplaced] = []
        self.pictures: dict[str, bytes] = {}
        self.taken = {block.id for block in content.blocks}
        self.waiting: list[int] = []  # new units whose place is known when the next one is read
        self.last_role: Role | None = None
        self.last_group: Group | None = None
        self.pieces: dict[int, list[list[Placed] | None]] = {}
        self.removed: dict[int, list[str]] = {}  # by group: links that are gone

    def proposal(self) -> Proposal:
        inside = [j for j in range(len(self.new)) if self._roles(j)]
        first, last = (min(inside), max(inside)) if inside else (0, len(self.new))
        outside = [j for j in range(len(self.new)) if self.group_of[j].printed and not self._roles(j)]
        front = max((j for j in outside if j < first), default=-1)
        annex = min((j for j in outside if j > last), default=len(self.new))
        for j, unit in enumerate(self.new):
            group = self.group_of[j]
            found = self._roles(j)
            if found:
                self._flush(found[0])
                self._place(j, group, found)
            elif group.printed:
                if j == group.edited[0]:
                    self._outside(group)
            elif j < front or j > annex:
                self._not_placed("封面与目录" if j < front else "数据表与附表", unit, j)
            else:
                self.waiting.append(j)
        self._flush(None)
        for group in self.groups:
            if not group.edited and self.roles[group.printed[0]] is None:
                self._outside(group)
        steps = self._steps()
        self._margins()
        return Proposal(tuple(steps), tuple(self.unplaced), self.pictures)

    def _roles(self, j: int) -> list[Role]:
        return [role for i in self.group_of[j].printed if (role := self.roles[i]) is not None]

    def _segments(self, i: int, role: Role | None) -> tuple[Segment, ...]:
        text = self.old[i].text
        if role is None or not role.has_sentence:
            return (Segment(text, Text(text)),)
        start = prefix(role, text)
        marks = [Mark(m.name, m.start - start, m.end - start) for m in self.old[i].marks if m.start >= start]
        parts = role.parts()
        if len(parts) == 1 and isinstance(parts[0], Text):
            return (Segment(text[start:], parts[0]),)
        return segments(text[start:], marks, parts)

    def _marks(self, unit: Unit, start: int, offset: int) -> Iterator[Mark]:
        """A unit's marks as they stand in joined text; a field that refers to a block is named like its control."""
        controls = {(m.start, m.end) for m in unit.marks if m.name.startswith("reference:")}
        for mark in unit.marks:
            name = mark.name
            if name.startswith("bookmark:"):
                block = self.references.get(name.removeprefix("bookmark:"))
                if block is None or (mark.start, mark.end) in controls:
                    continue
                name = f"reference:{block}"
            if mark.start >= start and name.startswith(("figure:", "reference:")):
                yield Mark(name, mark.start - start + offset, mark.end - start + offset)

    # -- placing -------------------------------------------------------------------------------------------

    def _place(self, j: int, group: Group, found: Sequence[Role]) -> None:
        role = next((one for one in found if one.has_sentence), found[0])
        unit = self.new[j]
        is_first = j == group.edited[0]
        follows = self.last_group is group
        self.last_role, self.last_group = role, group
        if not role.has_sentence:
            if is_first:
                self._value(j, role)
            else:
                self.waiting.append(j)
            return
        if is_first:
            self._rewrite(group, role)
        level = unit.level if unit.level != self.old[group.printed[0]].level else None
        pieces = [Slot(role.part, piece, level, j) for piece in self.pieces[j]]
        if is_first:
            entry = self._entry(role, j)
            entry.merged.extend(one.block for one in found if one.block is not role.block)
        elif follows:
            entry = self.entries[-1]
        else:
            entry = Entry(None, like=role.block)
            self.entries.append(entry)
        entry.slots.extend(pieces)
        entry.units.append(j)
        entry.printed.extend(i for i in group.printed if is_first)

    def _entry(self, role: Role, j: int) -> Entry:
        """The entry that a block's unit belongs to: its own, or a second list where something stands between."""
        own = [entry for entry in self.entries if entry.origin is role.block]
        if own and (not isinstance(role.block, ListBlock) or self.entries[-1] is own[-1]):
            return own[-1]
        last = self.entries[-1] if self.entries else None
        if own and last is not None and last.origin is None and last.like is role.block:
            return last
        entry = Entry(None if own else role.block, like=role.block)
        self.entries.append(entry)
        return entry

    def _rewrite(self, group: Group, role: Role) -> None:
        """Works out the sentences of a group: each edited unit's pieces, None where nothing changed."""
        printed: list[Segment] = []
        for i in group.printed:
            printed.extend(self._segments(i, self.roles[i]))
        text = ""
        boundaries: list[int] = []
        owners: list[int] = []
        marks: list[Mark] = []
        broken = any("\n" in segment.text for segment in printed)
        for j in group.edited:
            unit = self.new[j]
            start = prefix(role, unit.text)
            own = unit.text[start:]
            marks.extend(_without_breaks(self._marks(unit, start, 0), "" if broken else own, len(text)))
            for line in [own] if broken else own.split("\n"):
                if owners:
                    boundaries.append(len(text))
                text += line
                owners.append(j)
        whole = "".join(segment.text for segment in printed)
        if len(group.printed) == len(owners) == 1 and whole == text:
            self.pieces[owners[0]] = [None]
            return
        sentence = rewritten(printed, text, marks, self.known)
        for j in group.edited:
            self.pieces[j] = []
        for j, piece in zip(owners, cut(sentence, boundaries), strict=True):
            if piece or j == owners[0]:
                self.pieces[j].append(list(piece))
        self.removed[id(group)] = [
            written_inlines((one.part,)) for one in sentence.removed if not isinstance(one.part, Text)
        ]

    def _value(self, j: int, role: Role) -> None:
        """What is no sentence: a title, a caption, a source, a grid, a picture."""
        unit = self.new[j]
        entry = self._entry(role, j)
        printed = self.group_of[j].printed
        entry.units.append(j)
        entry.printed.extend(printed)
        old = self.old[printed[0]]
        if role.part == "more":
            if unit.rows != old.rows or unit.text != old.text:
                self._cells(str(getattr(role.block, "caption", "")), old, unit, self.solid.traces(j))
            return
        if role.part == "picture" and isinstance(role.block, Chart) and unit.image != old.image:
            self.waiting.append(j)
            entry.values["picture"] = (old, old)
            message = "图由数据画成，换上的图片作为新图片列出。"
            self.unplaced.append(
                Unplaced(
                    role.block.caption,
                    "",
                    message,
                    "The chart is drawn from data; the picture put in its place is proposed as new.",
                )
            )
            return
        if role.part == "gap" and unit.text != old.text:
            self._changed_outside("正文", old.text, unit.text, j)
        entry.values[role.part] = (old, unit)

    def _flush(self, following: Role | None) -> None:
        """Gives the waiting new units their place between what was placed last and what follows."""
        if not self.waiting:
            return
        before = self.last_role
        block = before.block if before is not None else None
        if following is not None and block is following.block:
            if isinstance(block, ListBlock):
                self._into_list(self.waiting)
                self.waiting = []
                return
            if isinstance(block, Case):
                self._into_case(self.waiting, following)
                return
            if isinstance(block, DataTable | OwnTable | Chart | Picture):
                return
        if isinstance(block, ListBlock):
            items = 0
            while items < len(self.waiting) and prefix(before, self.new[self.waiting[items]].text):
                items += 1
            self._into_list(self.waiting[:items])
            self.waiting = self.waiting[items:]
        if self.waiting:
            self._new(self.waiting)
        self.waiting = []

    def _new(self, positions: Sequence[int]) -> None:
        sentences = {}
        placed: dict[int, list[Placed]] = {}
        for at, j in enumerate(positions):
            marks = [m for m in self._marks(self.new[j], 0, 0) if m.name in self.known]
            if marks:
                placed[at] = list(rewritten((), self.new[j].text, marks, self.known).parts)
                sentences[at] = tuple(one.part for one in placed[at])
        made = new_blocks([self.new[j] for j in positions], self.taken, sentences)
        self.pictures |= made.pictures
        for block, which in zip(made.blocks, made.positions, strict=True):
            self.taken.add(block.id)
            units = [positions[at] for at in which]
            self.entries.append(Entry(None, new=block, units=units, new_parts=placed.get(which[0], [])))
        for at in made.left:
            self._not_placed(self._where(), self.new[positions[at]], positions[at])

    def _into_list(self, positions: Sequence[int]) -> None:
        entry = self.entries[-1] if self.entries else None
        if entry is None or not isinstance(entry.like, ListBlock):
            if positions:
                self._new(positions)
            return
        role = self.last_role
        rest = []
        for j in positions:
            unit = self.new[j]
            if unit.kind != "paragraph":
                rest.append(j)
                continue
            start = prefix(role, unit.text)
            marks = list(self._marks(unit, start, 0))
            sentence = rewritten((), unit.text[start:].replace("\n", ""), marks, self.known)
            entry.slots.append(Slot("new", list(sentence.parts), None, j))
            entry.units.append(j)
        if rest:
            self._new(rest)

    def _into_case(self, positions: list[int], following: Role) -> None:
        """A paragraph typed between two parts of a case goes on the part before it; pictures come after the case."""
        role = self.last_role
        entry = next((one for one in reversed(self.entries) if role is not None and one.origin is role.block), None)
        part = role.part if role is not None and role.has_sentence else following.part
        kept = []
        for j in positions:
            unit = self.new[j]
            if entry is None or unit.kind != "paragraph" or not Role(following.block, part).has_sentence:
                kept.append(j)
                continue
            sentence = rewritten((), unit.text.replace("\n", ""), list(self._marks(unit, 0, 0)), self.known)
            entry.slots.append(Slot(part, list(sentence.parts), None, j))
            entry.units.append(j)
        self.waiting = kept

    # -- what is not text of the content -------------------------------------------------------------------

    def _outside(self, group: Group) -> None:
        old = [self.old[i] for i in group.printed]
        new = [self.new[j] for j in group.edited]
        where = self._where_outside(group.printed[0])
        traces = [trace for j in group.edited for trace in self.solid.traces(j)]
        if len(old) == len(new) == 1 and old[0].kind == "table":
            if old[0].rows != new[0].rows or traces:
                self._cells(where, old[0], new[0], traces)
            return
        before, after = ("\n".join(_said(unit) for unit in units) for units in (old, new))
        if words_of(Unit("paragraph", before)) != words_of(Unit("paragraph", after)) or traces:
            self._changed_outside(where, before, after, *group.edited)

    def _cells(self, where: str, old: Unit, new: Unit, traces: Sequence[Trace] = ()) -> None:
        changes = list(changed_cells(old.rows, new.rows))
        text = "；".join(f"{place}：{before or '（空）'} → {after or '（空）'}" for place, before, after in changes)
        self.unplaced.append(
            Unplaced(
                where,
                text,
                "表中的数来自数据，请在数据里改，再重新生成。",
                "The table is made from data: change the data and print again.",
                "",
                tuple(traces),
            )
        )

    def _changed_outside(self, where: str, before: str, after: str, *positions: int) -> None:
        self.unplaced.append(
            Unplaced(
                where,
                after,
                "这一处由程序印出，不属于正文，改动没有带回。" if before else "这一处不属于正文，没有带回。",
                "This is printed by the program and is no part of the text; the change was not taken back.",
                before,
                tuple(trace for j in positions for trace in self.solid.traces(j)),
            )
        )

    def _not_placed(self, where: str, unit: Unit, j: int) -> None:
        self.unplaced.append(
            Unplaced(
                where,
                _said(unit),
                "正文里没有能放它的地方，请另行处理。",
                "The content has no place for it; deal with it by hand.",
                "",
                tuple(self.solid.traces(j)),
            )
        )

    def _margins(self) -> None:
        def bare(texts: Sequence[str]) -> set[str]:
            # A page's number differs from page to page; those of the contents are roman.
            return {
                "".join(letter for letter in text if not letter.isdigit() and letter not in "IVXL") for text in texts
            }

        known = bare(self.before.margins)
        for text in self.after.margins:
            if not bare([text]) <= known:
                self._changed_outside("页眉页脚", "", text)
        for comment in self.after.loose_comments:
            trace = Trace("comment", comment.author, comment.date, comment.text)
            message = "批注所在的位置没有读到，批注列在这里。"
            self.unplaced.append(
                Unplaced("批注", comment.text, message, "The place of this comment was not found.", "", (trace,))
            )

    def _where(self) -> str:
        for entry in reversed(self.entries):
            for j in reversed(entry.units):
                if self.new[j].text.strip():
                    return f"{self.new[j].text.strip()[:20]}……之后"
        return "正文"

    def _where_outside(self, i: int) -> str:
        for at in range(i, -1, -1):
            if self.roles[at] is not None:
                break
            if self.old[at].kind == "paragraph" and (self.old[at].numbered or self.old[at].level):
                return self.old[at].text.strip()
        return "封面与目录" if not any(self.roles[:i]) else "数据表与附表"

    # -- steps ---------------------------------------------------------------------------------------------

    def _steps(self) -> list[Step]:
        order = {block.id: position for position, block in enumerate(self.content.blocks)}
        known = [order[entry.origin.id] for entry in self.entries if entry.origin is not None]
        kept = in_order(known)
        placed = {entry.origin.id for entry in self.entries if entry.origin is not None}
        merged = {block.id for entry in self.entries for block in entry.merged} - placed
        printed = {role.block.id for role in self.roles if role is not None}
        gone = [block for block in self.content.blocks if block.id in printed - placed - merged]
        steps: list[Step] = []
        chapter = ""
        for entry in self.entries:
            moved = entry.origin is not None and order[entry.origin.id] not in kept
            done = finished(entry, self.taken, self._printed_parts(entry.origin))
            self.unplaced.extend(done.remarks)
            self.pictures |= done.pictures
            self.taken |= {block.id for block in done.after}
            before = [entry.origin] if entry.origin is not None else []
            before += [block for block in dict.fromkeys(entry.merged) if block.id in merged]
            before.sort(key=lambda block: order[block.id])
            merged -= {block.id for block in before}
            traces = [trace for j in entry.units for trace in self.solid.traces(j)]
            removed = [link for group in self._groups_of(entry) for link in self.removed.get(id(group), ())]
            for block in done.after:
                if getattr(block, "level", 0) == 1:
                    chapter = bare_title(getattr(block, "text", ""))
            change = _change(before, done.after, moved=moved)
            if change in (Change.KEPT, Change.MOVED) and (done.figures or removed):
                change = Change.CHANGED
            old = "\n".join(_said(self.old[i]) for i in sorted(set(entry.printed)))
            new = "\n".join(_said(self.new[j]) for j in entry.units)
            steps.append(
                Step(
                    "",
                    change,
                    tuple(before),
                    done.after,
                    difference(old, new) if change not in (Change.KEPT, Change.MOVED) else (),
                    moved,
                    chapter,
                    done.figures,
                    tuple(removed),
                    tuple(traces),
                    done.typed,
                )
            )
        for block in gone:
            at = -1
            for position, step in enumerate(steps):
                if any(order[one.id] < order[block.id] and not step.moved for one in step.before):
                    at = position
            texts = [
                _said(self.old[i]) for i, role in enumerate(self.roles) if role is not None and role.block is block
            ]
            chapter = steps[at].chapter if at >= 0 else ""
            steps.insert(
                at + 1, Step("", Change.DELETED, (block,), (), difference("\n".join(texts), ""), False, chapter)
            )
        return list(_numbered(_with_their_deletions(steps)))

    def _groups_of(self, entry: Entry) -> list[Group]:
        return [group for j in entry.units if (group := self.group_of[j]).printed and group.edited[0] == j]

    def _printed_parts(self, block: Block | None) -> frozenset[str]:
        return frozenset(role.part for role in self.roles if role is not None and role.block is block)


def _numbered(steps: Iterable[Step]) -> Iterator[Step]:
    """The steps with their ids: changes are counted, what was kept is called after its block."""
    count = 0
    for step in steps:
        if step.change is Change.KEPT:
            name = f"={step.before[0].id}"
        else:
            count += 1
            name = str(count)
        figures = tuple(
            msgspec.structs.replace(figure, id=f"{name}.{number}") for number, figure in enumerate(step.figures, 1)
        )
        yield msgspec.structs.replace(step, id=name, figures=figures)


def _with_their_deletions(steps: Sequence[Step]) -> Iterator[Step]:
    """A tracked deletion of a whole paragraph is told of that paragraph; it was read at the one behind it."""
    loose = [(step, trace) for step in steps for trace in step.traces if trace.kind in ("deleted", "moved-away")]
    owned: dict[int, list[Trace]] = {}
    taken: list[Trace] = []
    for position, step in enumerate(steps):
        text = "".join(piece.text for piece in step.difference)
        for holder, trace in loose:
            if step.change is Change.DELETED and holder is not step and trace.text and trace.text in text:
                owned.setdefault(position, []).append(trace)
                taken.append(trace)
    for position, step in enumerate(steps):
        kept = tuple(trace for trace in step.traces if not any(trace is one for one in taken))
        yield msgspec.structs.replace(step, traces=(*kept, *owned.get(position, ())))


def _without_breaks(marks: Iterable[Mark], text: str, offset: int) -> Iterator[Mark]:
    """Marks of a text as they stand once its line breaks are taken out."""
    for mark in marks:
        start, end = (at - text.count("\n", 0, at) + offset for at in (mark.start, mark.end))
        yield Mark(mark.name, start, end)


def _change(before: Sequence[Block], after: Sequence[Block], *, moved: bool) -> Change:
    if not before:
        return Change.NEW
    if not after:
        return Change.DELETED
    if len(before) > 1:
        return Change.MERGED
    if len(after) > 1:
        return Change.SPLIT
    if tuple(before) != tuple(after):
        return Change.CHANGED
    return Change.MOVED if moved else Change.KEPT


def _traces(unit: Unit) -> list[Trace]:
    found = [Trace(one.kind, one.author, one.date, one.text) for one in unit.tracked]
    return found + [Trace("comment", one.author, one.date, one.text, one.quote) for one in unit.comments]


def _said(unit: Unit) -> str:
    match unit.kind:
        case "table":
            return "\n".join("｜".join(row) for row in unit.rows)
        case "picture":
            return f"〔图片 {unit.alternative or unit.image_name}〕"
        case "footnote":
            return f"〔脚注〕{unit.text}"
        case "object":
            return f"〔嵌入的对象 {unit.text}〕"
        case _:
            return unit.text
