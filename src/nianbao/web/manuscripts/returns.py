"""Edited Word files that come back: each change taken, refused or left open, and nobody's later words overwritten."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

import msgspec
from django.db import transaction
from django.utils import timezone

from nianbao.documents.word.annotated import read_annotated
from nianbao.facts.problem import Problem
from nianbao.web.audit.actions import record_event
from nianbao.web.manuscripts.actions import add_chapter, may_write, save_chapter
from nianbao.web.manuscripts.brought_comments import bring_comments
from nianbao.web.manuscripts.chapter_texts import ChapterTexts
from nianbao.web.manuscripts.models import Chapter, Manuscript, Printout
from nianbao.web.manuscripts.pictures import ENDINGS, add_picture
from nianbao.web.manuscripts.printouts import read_printout
from nianbao.web.manuscripts.returned_models import ChangeState, ReturnedChange, ReturnedFile
from nianbao.web.manuscripts.word_files import bare_name, require_word
from nianbao.web.organisations.permissions import Standing
from nianbao.web.reviews.evidence import keep_file, kind_of_scan, read_file
from nianbao.writing.content import Block, Picture
from nianbao.writing.returned.proposal import Change, Proposal, Step, Unplaced
from nianbao.writing.returned.read_back import read_back
from nianbao.writing.returned.stepwise import Row, chapter_at, is_disputed, order_of, stands, take

LEAST_ALIKE = 0.2  # of a printout's passages; a file with fewer was printed from something else
MOST_PRINTOUTS = 8  # the newest, among which a file's own is looked for
UNLINK, KEEP, CORRECT = "unlink", "keep", "correct"  # what may be decided of a number that was typed over
SETTLED = (ChangeState.TAKEN, ChangeState.STANDING)
NO_MARKS: Mapping[int, str] = {}
NO_CHOICES: Mapping[str, str] = {}


@dataclass
class Decided:
    """What a decision did, by the places of the changes: taken or refused, and what was left open and why."""

    done: list[int] = field(default_factory=list)
    disputed: list[int] = field(default_factory=list)  # changed on the page too; asks for a decision of its own
    kept_out: list[int] = field(default_factory=list)  # in a chapter that somebody else writes
    troubles: dict[int, Problem] = field(default_factory=dict)


def receive_file(
    manuscript: Manuscript, *, data: bytes, name: str, printout: Printout | None = None, standing: Standing
) -> ReturnedFile:
    """Keep an edited file with all that it proposes; the text does not change. The same file again is the one kept.

    Without ``printout`` it is laid beside the one that it has most in common with.
    """
    require_author(manuscript, standing)
    name = bare_name(name)
    require_word(data, name)
    digest = hashlib.sha256(data).hexdigest()
    if (known := manuscript.returned_files.filter(digest=digest).first()) is not None:
        return known
    printout = printout or printout_of(manuscript, data, name)
    read = _read(printout, data, name)
    with transaction.atomic():
        manuscript = Manuscript.objects.select_for_update(of=("self",)).get(pk=manuscript.pk)
        if (known := manuscript.returned_files.filter(digest=digest).first()) is not None:
            return known
        keep_file(data, digest)
        made = ReturnedFile(manuscript=manuscript, name=name, digest=digest, size=len(data), by=standing.person)
        made.sent_at = timezone.now()
        _fill(made, printout, read)
        _told("manuscripts.return.received", made, standing, {"sha256": digest, "changes": made.changes.count()})
    return made


def compare_with(file: ReturnedFile, *, printout: Printout, standing: Standing) -> None:
    """Lay the file beside another printout; only while nothing of it was decided."""
    require_author(file.manuscript, standing)
    read = _read(printout, read_file(file.digest, file.name), file.name)
    with transaction.atomic():
        file = _lock(file)
        if file.printout_id == printout.pk:
            return
        if file.changes.exclude(state__in=(ChangeState.OPEN, ChangeState.STANDING)).exists():
            raise Problem(
                "return-decided",
                "这个文件已有决定过的修改，不能换一份底稿来比。要重来，请在 Word 里另存一份再传。",
                "Changes of this file were decided already, so it keeps its printout. Save it anew to begin again.",
            )
        file.changes.all().delete()
        _fill(file, printout, read)
        _told("manuscripts.return.compared", file, standing, {"printout": printout.digest})


def take_changes(
    file: ReturnedFile,
    *,
    positions: Collection[int],
    figures: Mapping[str, str] = NO_CHOICES,
    shown: Mapping[int, str] = NO_MARKS,
    standing: Standing,
) -> Decided:
    """Put changes into the chapters. What was changed on the page since is only taken where ``shown`` proves that the
    person saw the words of now (``mark_of``); what others write, or what would break a chapter, stays open. What
    somebody refused stays refused until it is opened again.
    """
    told = Decided()
    with transaction.atomic():
        file = _lock(file)
        order, changes = order_in(file), list(file.changes.all())
        texts = ChapterTexts.locked(file.manuscript)
        done = {step_of(one).id for one in changes if one.state in SETTLED}
        taken: list[tuple[ReturnedChange, Step]] = []
        for change in changes:
            if change.position not in positions or change.state != ChangeState.OPEN:
                continue
            step = step_of(change)
            if is_disputed(step, texts.blocks) and shown.get(change.position) != mark_of(step, texts.blocks):
                told.disputed.append(change.position)
                continue
            choices = {one.id: figures.get(one.id, KEEP) for one in step.figures}
            unlink = [name for name, choice in choices.items() if choice == UNLINK]
            try:
                after = take(_with_pictures(file, step, standing), order, texts.blocks, done=done, unlink=unlink)
            except Problem as problem:
                told.troubles[change.position] = problem
                continue
            if not all(may_write(one, standing) for one in texts.touched(after, order, step, done)):
                told.kept_out.append(change.position)
                continue
            texts.blocks = after
            done.add(step.id)
            change.figures = choices
            taken.append((change, step))
        headings = _save(texts, standing)
        for change, step in taken:
            _decide(change, ChangeState.TAKEN, standing)
            bring_comments(file.manuscript, step, standing=standing)
            told.done.append(change.position)
        if taken:
            _told("manuscripts.return.taken", file, standing, {"changes": told.done, "chapters": headings})
    return told


def refuse_changes(file: ReturnedFile, *, positions: Collection[int], standing: Standing) -> Decided:
    """Leave the text as it is; the changes stay listed and may be taken later. Remarks of theirs come along."""
    told = Decided()
    with transaction.atomic():
        file = _lock(file)
        order, changes = order_in(file), list(file.changes.all())
        texts = ChapterTexts.locked(file.manuscript)
        done = {step_of(one).id for one in changes if one.state in SETTLED}
        for change in changes:
            if change.position not in positions or change.state != ChangeState.OPEN:
                continue
            step = step_of(change)
            chapter = texts.chapter_of(chapter_at(step, order, texts.blocks, done))
            if chapter is None or not may_write(chapter, standing):
                told.kept_out.append(change.position)
                continue
            _decide(change, ChangeState.REFUSED, standing)
            if step.change is not Change.KEPT:
                bring_comments(file.manuscript, step, standing=standing)
            told.done.append(change.position)
        if told.done:
            _told("manuscripts.return.refused", file, standing, {"changes": told.done})
    return told


def reopen_changes(file: ReturnedFile, *, positions: Collection[int], standing: Standing) -> None:
    """Take a refusal back: the changes wait again."""
    require_author(file.manuscript, standing)
    with transaction.atomic():
        file = _lock(file)
        found = list(file.changes.filter(position__in=positions, state=ChangeState.REFUSED))
        for change in found:
            change.state, change.decided_by, change.decided_at = ChangeState.OPEN, None, None
            change.save(update_fields=["state", "decided_by", "decided_at"])
        if found:
            _told("manuscripts.return.reopened", file, standing, {"changes": [one.position for one in found]})


def printout_of(manuscript: Manuscript, data: bytes, name: str) -> Printout:
    """The printout that a file was made from: the one whose passages it has most of, the newest among equals."""
    said = _passages(data, name)
    best, score, known = None, 0.0, 0.0
    for printout in manuscript.printouts.all()[:MOST_PRINTOUTS]:
        printed = _passages(read_file(printout.digest, "report.docx"), "report.docx")
        likeness = len(printed & said) / max(len(printed | said), 1)
        if best is None or likeness > score:
            best, score, known = printout, likeness, len(printed & said) / max(len(printed), 1)
        if score == 1.0:
            break
    if best is None:
        raise Problem(
            "return-without-printout",
            "这份报告还没有下载过 Word，没有底稿可以对照。请先“下载 Word 去改”；别处写的稿子请用“从旧报告开始”。",
            "No Word file of this report was downloaded yet, so there is nothing to compare with. Download it first; "
            "a text written elsewhere goes in by beginning from an old report.",
        )
    if known < LEAST_ALIKE:
        raise Problem(
            "return-of-something-else",
            f"“{name}”不像是从这份报告下载的 Word（对得上的段落不到两成）。请确认没有选错；"
            "别处写的稿子请用“从旧报告开始”。",
            f"{name} does not look like a copy of this report: fewer than one passage in five is known. Check that it "
            "is the right file; a text written elsewhere goes in by beginning from an old report.",
        )
    return best


def mark_of(step: Step, blocks: Sequence[Block]) -> str:
    """What stands in the text now where a change would go, in a few letters: proof that a person saw it."""
    now = {block.id: block for block in blocks}
    standing = [now.get(block.id) for block in step.before]
    return hashlib.sha256(msgspec.json.encode(standing)).hexdigest()[:16]


def step_of(change: ReturnedChange) -> Step:
    return msgspec.convert(change.step, Step)


def order_in(file: ReturnedFile) -> tuple[Row, ...]:
    return msgspec.convert(file.order, tuple[Row, ...])


def unplaced_of(file: ReturnedFile) -> tuple[Unplaced, ...]:
    return msgspec.convert(file.unplaced, tuple[Unplaced, ...])


def _read(printout: Printout, data: bytes, name: str) -> Proposal:
    content, printed = read_printout(printout)
    return read_back(content, printed, data, name=name)


def _fill(file: ReturnedFile, printout: Printout, proposal: Proposal) -> None:
    """Everything that a file proposes, as it is kept; pictures that a report cannot hold are told instead."""
    pictures, odd = {}, {}
    for picture, image in sorted(proposal.pictures.items()):
        kind = kind_of_scan(image)
        if kind in ENDINGS:
            digest = hashlib.sha256(image).hexdigest()
            keep_file(image, digest)
            pictures[picture] = digest
        else:
            odd[picture] = picture.rpartition(".")[2].upper()
    unplaced, steps = list(proposal.unplaced), []
    for step in proposal.changes():
        strange = next((odd[one.file] for one in step.after if isinstance(one, Picture) and one.file in odd), "")
        if strange:
            unplaced.append(_unshown(step, strange))
        else:
            steps.append(step)
    file.printout, file.pictures = printout, pictures
    file.order, file.unplaced = msgspec.to_builtins(order_of(proposal)), msgspec.to_builtins(unplaced)
    file.save()
    blocks, order = ChapterTexts.read(file.manuscript).blocks, order_of(proposal)
    made = []
    for position, step in enumerate(steps, start=1):
        is_said = step.change is not Change.KEPT and stands(step, order, blocks)
        state = ChangeState.STANDING if is_said and not _has_comments(step) else ChangeState.OPEN
        made.append(
            ReturnedChange(file=file, position=position, step=json.loads(msgspec.json.encode(step)), state=state)
        )
    ReturnedChange.objects.bulk_create(made)


def _has_comments(step: Step) -> bool:
    return any(trace.kind == "comment" for trace in step.traces)


def _unshown(step: Step, kind: str) -> Unplaced:
    picture = next(one for one in step.after if isinstance(one, Picture))
    return Unplaced(
        step.chapter or "正文",
        f"〔图片 {picture.alternative or picture.caption}〕",
        f"图片是 {kind} 格式，报告里只能放 PNG 和 JPEG。请在 Word 里右键“另存为图片”，再在编辑器里插入。",
        f"The picture is {kind}; a report holds PNG and JPEG. Save it as a picture in Word, insert it in the editor.",
        "",
        step.traces,
    )


def _with_pictures(file: ReturnedFile, step: Step, standing: Standing) -> Step:
    """The step with its new pictures among those of the report, under the names that they have there."""
    after = []
    for block in step.after:
        if isinstance(block, Picture) and block.file in file.pictures:
            data = read_file(file.pictures[block.file], block.file)
            kept = add_picture(file.manuscript, name=block.file, data=data, standing=standing)
            block = msgspec.structs.replace(block, file=kept.file)
        after.append(block)
    return msgspec.structs.replace(step, after=tuple(after))


def _save(texts: ChapterTexts, standing: Standing) -> list[str]:
    """Save every chapter whose text is another now; a new first-level heading begins a chapter where it stands."""
    headings = []
    spoken = {key: words for chapter in texts.chapters for key, words in chapter.spoken.items()}
    added: list[tuple[Chapter, Chapter | None]] = []
    before: Chapter | None = None
    for chapter, blocks in texts.divided():
        if chapter is None:
            made = add_chapter(texts.manuscript, title=str(blocks[0]["text"]) or "正文", standing=standing)
            save_chapter(made, blocks=blocks, version=made.version, standing=standing, words=spoken, via="word")
            added.append((made, before))
            headings.append(made.heading)
            before = made
            continue
        before = chapter
        if blocks != chapter.blocks:
            save_chapter(chapter, blocks=blocks, version=chapter.version, standing=standing, words=spoken, via="word")
            headings.append(chapter.heading)
    if added:
        order = [one.pk for one in texts.chapters]
        for made, behind in added:
            order.insert(order.index(behind.pk) + 1 if behind is not None else 0, made.pk)
        for position, number in enumerate(order, start=1):
            Chapter.objects.filter(pk=number).update(position=position)
    return headings


def _decide(change: ReturnedChange, state: ChangeState, standing: Standing) -> None:
    change.state, change.decided_by, change.decided_at = state, standing.person, timezone.now()
    change.save(update_fields=["state", "figures", "decided_by", "decided_at"])


def _passages(data: bytes, name: str) -> set[str]:
    """The passages of a file that say something, spaces and ids left out."""
    units = read_annotated(data, name).units
    return {words for unit in units if not unit.contents and len(words := "".join(unit.text.split())) > 6}


def _lock(file: ReturnedFile) -> ReturnedFile:
    return (
        ReturnedFile.objects.select_for_update(of=("self",))
        .select_related("manuscript__organisation", "manuscript__campaign")
        .get(pk=file.pk)
    )


def require_author(manuscript: Manuscript, standing: Standing) -> None:
    """Raise Problem for whoever may write no chapter of the report."""
    if not may_write_any(manuscript, standing):
        raise Problem(
            "not-permitted",
            "您没有写这份报告的权限，请联系本单位负责人或审核人。",
            "You may not write this report; ask the head or reviewer of your organisation.",
        )


def may_write_any(manuscript: Manuscript, standing: Standing) -> bool:
    """Whether there is a chapter that somebody may write, by role or because it was assigned."""
    organisation = manuscript.organisation
    if standing.may_write(organisation):
        return True
    return (
        standing.may_read_text(organisation)
        and manuscript.chapters.filter(assignments__person=standing.person).exists()
    )


def _told(kind: str, file: ReturnedFile, standing: Standing, detail: Mapping[str, object]) -> None:
    record_event(
        kind,
        by=standing.person,
        branch=file.manuscript.organisation.path,
        subject=str(file.manuscript)[:120],
        detail={"file": file.name, **detail},
    )
