"""Writing a report's text: every save checks the version that its writer saw, so nobody overwrites anybody."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from nianbao.facts.problem import Problem
from nianbao.web.accounts.models import Person
from nianbao.web.audit.actions import record_event
from nianbao.web.campaigns.models import Campaign
from nianbao.web.manuscripts.frozen import is_frozen, require_open
from nianbao.web.manuscripts.models import Assignment, Chapter, HandNumber, Manuscript, Revision, RevisionState
from nianbao.web.manuscripts.text import (
    Part,
    as_json,
    count_characters,
    link_key,
    links_of,
    outline_of,
    parts_of_outline,
    read_blocks,
)
from nianbao.web.organisations.models import Organisation
from nianbao.web.organisations.permissions import Standing
from nianbao.writing.content import Content, Heading, Statement
from nianbao.writing.numbering import style

# What one person types in a stretch is one saved state; the next minute of somebody else begins another.
ONE_STRETCH = datetime.timedelta(minutes=5)
OPEN_FOR = datetime.timedelta(seconds=90)  # since the editor last said that it is open
MOST_CHAPTERS = 40
NO_WORDS: Mapping[str, str] = {}


@dataclass(frozen=True)
class SavedChapter:
    """What a save did; with ``is_conflict`` it did nothing, since ``chapter`` had moved on in the meantime."""

    chapter: Chapter
    is_conflict: bool = False


def start_manuscript(
    *,
    campaign: Campaign,
    organisation: Organisation,
    standing: Standing | None,
    content: Content | None = None,
) -> Manuscript:
    """The organisation's manuscript of the campaign, made on first use with the chapters of the edition's outline.

    ``standing`` is None only where the operator's command loads a text; ``content`` gives its title and cover.
    """
    found = (
        Manuscript.objects.filter(campaign=campaign, organisation=organisation)
        .select_related("campaign", "organisation")
        .first()
    )
    if found is not None:
        return found
    if standing is not None and not standing.may_write(organisation, ""):
        raise _not_yours()
    by = standing.person if standing is not None else None
    front = content or Content("", ())
    with transaction.atomic():
        made = Manuscript.objects.create(
            campaign=campaign,
            organisation=organisation,
            title=front.title or campaign.title.removesuffix("数据表") or campaign.title,
            compiled=front.compiled,
            style=front.style,
            statement=front.statement.text if front.statement else "",
            signatory=front.statement.signatory if front.statement else "",
            started_by=by,
            started_at=timezone.now(),
        )
        for position, part in enumerate(parts_of_outline(outline_of(made)), start=1):
            _add(made, part, position, by, "start")
        _told("manuscripts.manuscript.started", made, by, {"chapters": made.chapters.count()})
    return made


def load_parts(manuscript: Manuscript, *, parts: Sequence[Part], words: Mapping[str, str] = NO_WORDS) -> None:
    """Put a whole text in, as the operator's load does: parts of the outline in their places, others behind."""
    with transaction.atomic():
        by_node = {chapter.node: chapter for chapter in manuscript.chapters.all() if chapter.node}
        position = manuscript.chapters.count()
        for part in parts:
            chapter = by_node.get(part.node)
            if chapter is None:
                position += 1
                chapter = _add(manuscript, part, position, None, "load")
            _put(chapter, as_json(part.blocks), by=None, via="load", words=words, is_stretch=False)


def save_chapter(
    chapter: Chapter,
    *,
    blocks: Sequence[Any],
    version: int | None,
    standing: Standing,
    words: Mapping[str, str] = NO_WORDS,
    via: str = "page",
) -> SavedChapter:
    """Save a chapter's blocks as JSON. A chapter that moved on since ``version`` is left as it is, and given back.

    ``words`` holds what the links print now; a link that stood there before keeps the words its author last saw.
    The same text again changes nothing, whatever its version.
    """
    wanted = as_json(read_blocks(blocks))
    with transaction.atomic():
        chapter = _lock(chapter)
        _require_writer(chapter, standing)
        if chapter.blocks == wanted:
            return SavedChapter(chapter)
        if version is not None and version != chapter.version:
            return SavedChapter(chapter, is_conflict=True)
        _put(chapter, wanted, by=standing.person, via=via, words=words, is_stretch=via == "page")
        detail = {"version": chapter.version, "via": via, "characters": chapter.characters}
        _told("manuscripts.chapter.saved", chapter.manuscript, standing.person, detail, chapter)
    return SavedChapter(chapter)


def restore(chapter: Chapter, *, revision: int, standing: Standing, words: Mapping[str, str] = NO_WORDS) -> Chapter:
    """Make an earlier state the present one; what stands there now stays among the revisions."""
    with transaction.atomic():
        chapter = _lock(chapter)
        _require_writer(chapter, standing)
        found = chapter.revisions.filter(pk=revision, state=RevisionState.SAVED).first()
        if found is None:
            raise _no_revision()
        if found.blocks != chapter.blocks:
            _put(chapter, found.blocks, by=standing.person, via="restore", words=words, is_stretch=False)
            detail = {"version": chapter.version, "restored": found.version}
            _told("manuscripts.chapter.restored", chapter.manuscript, standing.person, detail, chapter)
    return chapter


def propose(
    chapter: Chapter, *, blocks: Sequence[Any], via: str, note: str = "", standing: Standing, base: int | None = None
) -> Revision:
    """Put a state beside the chapter for its author to accept or refuse; the chapter itself does not change.

    ``base`` is the version that the proposal starts from, the present one where it is left out. The same proposal
    again is the one that waits already.
    """
    wanted = as_json(read_blocks(blocks))
    with transaction.atomic():
        chapter = _lock(chapter)
        _require_writer(chapter, standing)
        for waiting in chapter.revisions.filter(state=RevisionState.PROPOSED):
            if waiting.blocks == wanted:
                return waiting
        now = timezone.now()
        made = Revision.objects.create(
            chapter=chapter,
            version=chapter.version if base is None else base,
            state=RevisionState.PROPOSED,
            blocks=wanted,
            characters=count_characters(read_blocks(wanted), chapter.spoken),
            via=via,
            note=note,
            by=standing.person,
            begun_at=now,
            saved_at=now,
        )
        _told("manuscripts.revision.proposed", chapter.manuscript, standing.person, {"via": via}, chapter)
    return made


def decide(
    chapter: Chapter,
    *,
    revision: int,
    accept: bool,
    version: int | None,
    standing: Standing,
    words: Mapping[str, str] = NO_WORDS,
) -> SavedChapter:
    """Accept or refuse a proposal; accepting one that starts from an older text asks for the version that was shown."""
    with transaction.atomic():
        chapter = _lock(chapter)
        _require_writer(chapter, standing)
        found = chapter.revisions.select_for_update().filter(pk=revision).exclude(state=RevisionState.SAVED).first()
        if found is None:
            raise _no_revision()
        if found.state != RevisionState.PROPOSED:
            return SavedChapter(chapter)
        if accept and version is not None and version != chapter.version:
            return SavedChapter(chapter, is_conflict=True)
        found.state = RevisionState.ACCEPTED if accept else RevisionState.REFUSED
        found.decided_by, found.decided_at = standing.person, timezone.now()
        found.save(update_fields=["state", "decided_by", "decided_at"])
        if accept and found.blocks != chapter.blocks:
            _put(chapter, found.blocks, by=standing.person, via="proposal", words=words, is_stretch=False)
        kind = "manuscripts.revision.accepted" if accept else "manuscripts.revision.refused"
        _told(kind, chapter.manuscript, standing.person, {"version": chapter.version, "via": found.via}, chapter)
    return SavedChapter(chapter)


def set_finished(chapter: Chapter, *, finished: bool, standing: Standing) -> Chapter:
    """Say that a chapter is written, or that it is not; the next change takes it back by itself."""
    with transaction.atomic():
        chapter = _lock(chapter)
        _require_writer(chapter, standing)
        if chapter.is_finished == finished:
            return chapter
        chapter.finished_version = chapter.version if finished else None
        chapter.finished_by = standing.person if finished else None
        chapter.save(update_fields=["finished_version", "finished_by"])
        kind = "manuscripts.chapter.finished" if finished else "manuscripts.chapter.reopened"
        _told(kind, chapter.manuscript, standing.person, {"version": chapter.version}, chapter)
    return chapter


def keep_open(chapter: Chapter, *, standing: Standing) -> Person | None:
    """Say that somebody has the chapter open; the other person who has, where there is one.

    A notice, not a lock: what keeps texts from being overwritten is the version.
    """
    if not may_write(chapter, standing):
        return other_writer(chapter, standing)
    other = other_writer(chapter, standing)
    if other is None:
        Chapter.objects.filter(pk=chapter.pk).update(open_with=standing.person, open_at=timezone.now())
    return other


def other_writer(chapter: Chapter, standing: Standing) -> Person | None:
    """Who else has the chapter open at this moment."""
    if chapter.open_with_id in (None, standing.person.pk) or chapter.open_at is None:
        return None
    return chapter.open_with if timezone.now() - chapter.open_at < OPEN_FOR else None


def set_front(
    manuscript: Manuscript, *, title: str, compiled: str, numbering: str, statement: Statement | None,
    standing: Standing,
) -> None:  # fmt: skip
    """Title, date on the cover, numbering and statement of truth."""
    title = title.strip()
    if not title:
        raise Problem("manuscript-without-title", "请写报告的标题。", "Give the report a title.")
    if numbering:
        style(numbering)
    with transaction.atomic():
        found = _locked(manuscript)
        _require_editor(found, standing)
        wanted = {
            "title": title[:120], "compiled": compiled.strip()[:40], "style": numbering,
            "statement": statement.text.strip() if statement else "",
            "signatory": statement.signatory.strip()[:40] if statement else "",
        }  # fmt: skip
        changes = {
            name: [getattr(found, name), value] for name, value in wanted.items() if getattr(found, name) != value
        }
        if not changes:
            return
        for name, value in wanted.items():
            setattr(found, name, value)
        found.save(update_fields=list(wanted))
        _told("manuscripts.manuscript.fronted", found, standing.person, {"changes": changes})


def add_chapter(manuscript: Manuscript, *, title: str, standing: Standing) -> Chapter:
    """Another chapter at the end, under a heading of the author's own."""
    title = title.strip()[:120]
    if not title:
        raise Problem("chapter-without-heading", "请写这一章的标题。", "Give the chapter a heading.")
    with transaction.atomic():
        found = _locked(manuscript)
        _require_editor(found, standing)
        chapters = list(found.chapters.all())
        if len(chapters) >= MOST_CHAPTERS:
            raise Problem(
                "manuscript-full",
                f"一份报告至多 {MOST_CHAPTERS} 章。",
                f"A report has at most {MOST_CHAPTERS} chapters.",
            )
        position = max((one.position for one in chapters), default=0) + 1
        chapter = _add(found, Part("", (Heading(f"h-own-{position}", 1, title),)), position, standing.person, "page")
        _told("manuscripts.chapter.added", found, standing.person, {"title": title}, chapter)
    return chapter


def move_chapter(chapter: Chapter, *, earlier: bool, standing: Standing) -> None:
    """Change places with the chapter before or behind; at the end of the row nothing happens."""
    with transaction.atomic():
        found = _locked(chapter.manuscript)
        _require_editor(found, standing)
        order = list(found.chapters.select_for_update())
        at = next((place for place, one in enumerate(order) if one.pk == chapter.pk), None)
        to = None if at is None else at + (-1 if earlier else 1)
        if at is None or to is None or not 0 <= to < len(order):
            return
        order[at], order[to] = order[to], order[at]
        for position, one in enumerate(order, start=1):
            if one.position != position:
                one.position = position
                one.save(update_fields=["position"])
        _told("manuscripts.chapter.moved", found, standing.person, {"position": to + 1}, chapter)


def remove_chapter(chapter: Chapter, *, standing: Standing) -> None:
    """Take a chapter of one's own away again; one with text in it, or of the outline, stays."""
    with transaction.atomic():
        chapter = _lock(chapter)
        _require_editor(chapter.manuscript, standing)
        if chapter.node or chapter.characters:
            raise Problem(
                "chapter-stays",
                f"「{chapter.heading}」是提纲里的章，或者里面还有文字，不能删除。请先把文字移走。",
                f"{chapter.heading} belongs to the outline or has text in it, so it stays. Move its text first.",
            )
        _told("manuscripts.chapter.removed", chapter.manuscript, standing.person, {"blocks": chapter.blocks}, chapter)
        chapter.delete()


def assign(chapter: Chapter, *, people: Sequence[Person], standing: Standing) -> None:
    """Make these the people who write a chapter; nobody means everybody who may write at all."""
    with transaction.atomic():
        chapter = _lock(chapter)
        _require_editor(chapter.manuscript, standing)
        held = {one.person_id: one for one in chapter.assignments.all()}
        wanted = {one.pk: one for one in people}
        if held.keys() == wanted.keys():
            return
        chapter.assignments.filter(person__in=held.keys() - wanted.keys()).delete()
        Assignment.objects.bulk_create(
            [Assignment(chapter=chapter, person=wanted[number]) for number in wanted if number not in held]
        )
        detail = {"people": [one.name for one in people]}
        _told("manuscripts.chapter.assigned", chapter.manuscript, standing.person, detail, chapter)


def see_changes(chapter: Chapter, *, words: Mapping[str, str], standing: Standing) -> Chapter:
    """The author has read the sentences around figures that changed: what they print now is what was seen."""
    with transaction.atomic():
        chapter = _lock(chapter)
        _require_writer(chapter, standing)
        changed = {
            key: [chapter.spoken.get(key), text] for key, text in words.items() if chapter.spoken.get(key) != text
        }
        if not changed:
            return chapter
        chapter.spoken = {**chapter.spoken, **words}
        chapter.save(update_fields=["spoken"])
        _told("manuscripts.figures.seen", chapter.manuscript, standing.person, {"changes": changed}, chapter)
    return chapter


def leave_by_hand(chapter: Chapter, *, block: str, digits: str, reason: str, standing: Standing) -> None:
    """Mark a typed number as one that stays typed; an empty reason takes the mark back."""
    if reason and reason not in HandNumber.Reason.values:
        raise Problem("hand-number-reason", "请选一个原因。", "Choose a reason.")
    with transaction.atomic():
        chapter = _lock(chapter)
        _require_writer(chapter, standing)
        found = chapter.hand_numbers.filter(block=block, digits=digits).first()
        if (found.reason if found else "") == reason:
            return
        if found is not None:
            found.delete()
        if reason:
            HandNumber.objects.create(
                chapter=chapter, block=block[:64], digits=digits[:40], reason=reason, by=standing.person,
                marked_at=timezone.now(),
            )  # fmt: skip
        detail = {"block": block, "digits": digits, "reason": reason}
        _told("manuscripts.number.marked", chapter.manuscript, standing.person, detail, chapter)


def may_write(chapter: Chapter, standing: Standing) -> bool:
    """Whether somebody may change a chapter: by role, or because it was assigned to them; nobody while it is frozen."""
    if is_frozen(chapter.manuscript):
        return False
    return _is_a_writer(chapter, standing)


def _is_a_writer(chapter: Chapter, standing: Standing) -> bool:
    organisation = chapter.manuscript.organisation
    if standing.may_write(organisation, chapter.node):
        return True
    if not standing.may_see(organisation):
        return False
    return any(one.person_id == standing.person.pk for one in chapter.assignments.all())


def _put(
    chapter: Chapter, blocks: list[Any], *, by: Person | None, via: str, words: Mapping[str, str], is_stretch: bool
) -> None:
    now = timezone.now()
    links = [link_key(link) for link in links_of(read_blocks(blocks))]
    chapter.spoken = {
        key: chapter.spoken.get(key, words.get(key, "")) for key in links if key in chapter.spoken or key in words
    }
    chapter.blocks = blocks
    chapter.characters = count_characters(read_blocks(blocks), chapter.spoken)
    chapter.version += 1
    chapter.changed_by, chapter.changed_at = by, now
    chapter.save(update_fields=["spoken", "blocks", "characters", "version", "changed_by", "changed_at"])
    state = {"version": chapter.version, "blocks": blocks, "characters": chapter.characters, "saved_at": now}
    if is_stretch:
        last = chapter.revisions.filter(state=RevisionState.SAVED).first()
        goes_on = last is not None and last.by_id == (by.pk if by else None) and last.via == via
        if last is not None and goes_on and last.version == chapter.version - 1 and now - last.begun_at < ONE_STRETCH:
            Revision.objects.filter(pk=last.pk).update(**state)
            return
    Revision.objects.create(chapter=chapter, via=via, by=by, begun_at=now, **state)


def _add(manuscript: Manuscript, part: Part, position: int, by: Person | None, via: str) -> Chapter:
    chapter = Chapter(manuscript=manuscript, position=position, node=part.node)
    chapter.blocks, chapter.changed_at, chapter.changed_by = as_json(part.blocks), timezone.now(), by
    chapter.version = 1
    chapter.save()
    Revision.objects.create(
        chapter=chapter, version=1, blocks=chapter.blocks, via=via, by=by, begun_at=chapter.changed_at,
        saved_at=chapter.changed_at,
    )  # fmt: skip
    return chapter


def _lock(chapter: Chapter) -> Chapter:
    return (
        Chapter.objects.select_for_update(of=("self",))
        .select_related("manuscript__organisation", "manuscript__campaign", "changed_by")
        .get(pk=chapter.pk)
    )


def _locked(manuscript: Manuscript) -> Manuscript:
    return (
        Manuscript.objects.select_for_update(of=("self",))
        .select_related("organisation", "campaign")
        .get(pk=manuscript.pk)
    )


def _require_writer(chapter: Chapter, standing: Standing) -> None:
    if not _is_a_writer(chapter, standing):
        raise Problem(
            "not-permitted",
            f"「{chapter.heading}」没有分给您写，请联系本单位负责人或审核人。",
            f"The chapter {chapter.heading} is not yours to write; ask the head or reviewer of your organisation.",
        )
    require_open(chapter.manuscript)


def _require_editor(manuscript: Manuscript, standing: Standing) -> None:
    if not standing.may_write(manuscript.organisation, ""):
        raise _not_yours()
    require_open(manuscript)


def _not_yours() -> Problem:
    return Problem(
        "not-permitted",
        "您没有安排这份报告的权限，请联系本单位负责人或审核人。",
        "You may not arrange this report; ask the head or reviewer of your organisation.",
    )


def _no_revision() -> Problem:
    return Problem("revision-unknown", "没有这个版本。", "There is no such revision.")


def _told(
    kind: str, manuscript: Manuscript, by: Person | None, detail: Mapping[str, Any], chapter: Chapter | None = None
) -> None:
    named = {"chapter": chapter.heading} if chapter is not None else {}
    record_event(
        kind, by=by, branch=manuscript.organisation.path, subject=str(manuscript)[:120], detail={**named, **detail}
    )
