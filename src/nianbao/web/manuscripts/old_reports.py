"""A report begun from an old one: taken apart, looked at, and put into chapters that are empty, or beside those that
are not."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

import msgspec
from django.db import transaction
from django.utils import timezone

from nianbao.facts.record import Record
from nianbao.framework.loader import load_catalogue
from nianbao.web.audit.actions import record_event
from nianbao.web.manuscripts.actions import add_chapter, may_write, propose, save_chapter
from nianbao.web.manuscripts.models import Chapter, Manuscript
from nianbao.web.manuscripts.pictures import ENDINGS, add_picture
from nianbao.web.manuscripts.returned_models import OldReport
from nianbao.web.manuscripts.returns import require_author
from nianbao.web.manuscripts.text import Part, as_json, edition_of, outline_of, parts_of_content
from nianbao.web.manuscripts.word_files import ENDINGS as WORD_ENDINGS
from nianbao.web.manuscripts.word_files import bare_name, is_word, require_small
from nianbao.web.organisations.permissions import Standing
from nianbao.web.reviews.evidence import keep_file, kind_of_scan, read_file
from nianbao.writing.content import Block, Content, Heading, Link, Note, Picture, read_content, write_content
from nianbao.writing.draft import bare_title
from nianbao.writing.returned.proposal import Unplaced
from nianbao.writing.starting.old_figures import ProposedLink
from nianbao.writing.starting.start import Started, start_report

PUT, APPEND, PROPOSE, LEAVE = "put", "append", "propose", "leave"
PROMPTS = ("必写。", "选写。")
NO_CHOICES: Mapping[int, int] = {}
NO_WORDS: Mapping[str, str] = {}


@dataclass(frozen=True)
class OldPart:
    """A chapter of the old text and the chapter of the new report in which it belongs, where there is one."""

    part: Part
    chapter: Chapter | None

    @property
    def id(self) -> str:
        return self.part.heading.id


@dataclass
class PutIn:
    """What was put where, by the ids of the parts, and what was left and why."""

    done: dict[str, str] = field(default_factory=dict)  # part → heading of its chapter
    filled: list[str] = field(default_factory=list)  # headings of chapters in which somebody had written meanwhile
    kept_out: list[str] = field(default_factory=list)  # headings of chapters that others write


def receive_old_report(
    manuscript: Manuscript, *, data: bytes, name: str, record: Record | None, standing: Standing
) -> OldReport:
    """Take an old report's file apart and keep what came of it; the text does not change. The same file again is the
    one kept.
    """
    require_author(manuscript, standing)
    name = bare_name(name)
    require_small(data, name)
    digest = hashlib.sha256(data).hexdigest()
    if (known := manuscript.old_reports.filter(digest=digest).first()) is not None:
        return known
    started = start_report(
        data, _read_as(name, data), edition=edition_of(manuscript).id, catalogue=load_catalogue(), record=record
    )
    with transaction.atomic():
        manuscript = Manuscript.objects.select_for_update(of=("self",)).get(pk=manuscript.pk)
        if (known := manuscript.old_reports.filter(digest=digest).first()) is not None:
            return known
        keep_file(data, digest)
        pictures, odd = _kept_pictures(started)
        made = OldReport.objects.create(
            manuscript=manuscript, name=name, digest=digest, size=len(data), by=standing.person,
            sent_at=timezone.now(), content=json.loads(write_content(started.content)),
            links=[_link_json(one) for one in started.links],
            unplaced=msgspec.to_builtins([*started.unplaced, *odd]),
            notes=[{"message": one.message, "message_en": one.message_en} for one in started.notes],
            empty=list(started.empty), pictures=pictures,
        )  # fmt: skip
        _told("manuscripts.old_report.received", made, standing, {"sha256": digest, "links": len(started.links)})
    return made


def put_in(
    old: OldReport,
    *,
    parts: Mapping[str, str],
    links: Mapping[int, int] = NO_CHOICES,
    words: Mapping[str, str] = NO_WORDS,
    standing: Standing,
) -> PutIn:
    """Put parts of an old report where they belong: ``put`` into an empty or a new chapter, ``append`` behind what
    stands there, ``propose`` beside it. A part goes in once.

    ``links`` decides numbers by their place in the list: which of the proposed links, or -1 for as typed; what is
    not named stays as it was proposed.
    """
    told = PutIn()
    catalogue = load_catalogue()
    data = read_file(old.digest, old.name)
    started = start_report(
        data, _read_as(old.name, data), edition=edition_of(old.manuscript).id, catalogue=catalogue,
        links=_decided(links_of(old), links),
    )  # fmt: skip
    with transaction.atomic():
        old = _lock(old)
        chapters = list(old.manuscript.chapters.select_for_update(of=("self",)).prefetch_related("assignments"))
        for one in old_parts(old.manuscript, started.content, chapters):
            how = parts.get(one.id, LEAVE)
            if how not in (PUT, APPEND, PROPOSE) or one.id in old.taken:
                continue
            chapter = one.chapter
            if chapter is None:
                chapter = add_chapter(old.manuscript, title=one.part.heading.text, standing=standing)
                how = PUT
            chapter.manuscript = old.manuscript
            if not may_write(chapter, standing):
                told.kept_out.append(chapter.heading)
                continue
            if how == PUT and chapter.characters:
                told.filled.append(chapter.heading)
                continue
            blocks = _with_pictures(old, fitted(one.part, chapter, behind=how == APPEND), standing)
            if how == PROPOSE:
                propose(chapter, blocks=as_json(blocks), via="old", note=old.name, standing=standing)
            else:
                save_chapter(
                    chapter, blocks=as_json(blocks), version=chapter.version, standing=standing, words=words, via="old"
                )
            old.taken[one.id] = {"how": how, "chapter": chapter.pk, "heading": chapter.heading}
            told.done[one.id] = chapter.heading
        if told.done:
            old.save(update_fields=["taken"])
            _told("manuscripts.old_report.taken", old, standing, {"chapters": list(told.done.values())})
    return told


def old_parts(manuscript: Manuscript, content: Content, chapters: Sequence[Chapter]) -> list[OldPart]:
    """The chapters of the old text that say something, each with the chapter of its part of the outline or title."""
    by_node = {chapter.node: chapter for chapter in chapters if chapter.node}
    by_title = {bare_title(chapter.heading): chapter for chapter in chapters}
    found = []
    for part in parts_of_content(content, outline_of(manuscript)):
        blocks = tuple(block for block in part.blocks if not is_prompt(block))
        if all(isinstance(block, Heading) for block in blocks):
            continue
        chapter = by_node.get(part.node) or by_title.get(bare_title(part.heading.text))
        found.append(OldPart(replace(part, blocks=blocks), chapter))
    return found


def is_prompt(block: Block) -> bool:
    """Whether a note only says what the outline asks for, which the editor shows anyway."""
    return isinstance(block, Note) and block.text.startswith(PROMPTS)


def fitted(part: Part, chapter: Chapter, *, behind: bool) -> tuple[Block, ...]:
    """A part's blocks as its chapter's: headings of the outline keep their ids. With ``behind`` what stands in the
    chapter stays, and text goes to the end of its own heading.
    """
    stored = read_content(json.dumps({"title": "", "blocks": chapter.blocks}, ensure_ascii=False)).blocks
    ids = {block.node: block.id for block in stored if isinstance(block, Heading) and block.node}
    made = list(stored if behind else stored[:1])
    at, taken = (_end_of(made, made[0].id) if behind else 1), {block.id for block in made}
    for block in part.blocks[1:]:
        if isinstance(block, Heading):
            block = msgspec.structs.replace(block, id=ids.get(block.node, block.id), level=max(block.level, 2))
            if behind and block.id in taken:
                at = _end_of(made, block.id)
                continue
        name, number = block.id, 1
        while name in taken:
            number += 1
            name = f"{block.id[:60]}-{number}"
        taken.add(name)
        made.insert(at, block if name == block.id else msgspec.structs.replace(block, id=name))
        at += 1
    return tuple(made)


def _end_of(blocks: Sequence[Block], heading: str) -> int:
    """Where the text right under a heading ends."""
    start = next(place for place, block in enumerate(blocks) if block.id == heading) + 1
    return next((at for at in range(start, len(blocks)) if isinstance(blocks[at], Heading)), len(blocks))


def content_of(old: OldReport) -> Content:
    return read_content(json.dumps(old.content, ensure_ascii=False))


def links_of(old: OldReport) -> tuple[ProposedLink, ...]:
    return tuple(
        ProposedLink(**{**one, "links": tuple(msgspec.convert(link, Link) for link in one["links"])})
        for one in old.links
    )


def unplaced_in(old: OldReport) -> tuple[Unplaced, ...]:
    return msgspec.convert(old.unplaced, tuple[Unplaced, ...])


def _decided(links: Sequence[ProposedLink], choices: Mapping[int, int]) -> list[ProposedLink]:
    made = []
    for place, one in enumerate(links):
        choice = choices.get(place)
        if choice is not None and 0 <= choice < len(one.links):
            one = replace(one, is_sure=True, links=(one.links[choice],))
        elif choice is not None:
            one = replace(one, is_sure=False)
        made.append(one)
    return made


def _link_json(one: ProposedLink) -> dict[str, Any]:
    plain = {name: value for name, value in asdict(one).items() if name != "links"}
    return {**plain, "links": [msgspec.to_builtins(link) for link in one.links]}


def _kept_pictures(started: Started) -> tuple[dict[str, str], list[Unplaced]]:
    """By name, which kept file a picture is; those that a report cannot hold are told."""
    kept: dict[str, str] = {}
    odd = []
    for name, image in sorted(started.pictures.items()):
        if kind_of_scan(image) in ENDINGS:
            kept[name] = hashlib.sha256(image).hexdigest()
            keep_file(image, kept[name])
        else:
            kind = name.rpartition(".")[2].upper()
            odd.append(
                Unplaced(
                    "图片",
                    f"〔图片 {name}〕",
                    f"图片是 {kind} 格式，报告里只能放 PNG 和 JPEG。请从原文件另存为图片后插入。",
                    f"The picture is {kind}; a report holds PNG and JPEG. Save it as a picture and insert it by hand.",
                )
            )
    return kept, odd


def _with_pictures(old: OldReport, blocks: Sequence[Block], standing: Standing) -> list[Block]:
    """The blocks with pictures of the report's own; those that a report cannot hold were told and stay out."""
    made = []
    for block in blocks:
        if isinstance(block, Picture):
            if block.file in old.pictures:
                data = read_file(old.pictures[block.file], block.file)
                kept = add_picture(old.manuscript, name=block.file, data=data, standing=standing)
                block = msgspec.structs.replace(block, file=kept.file)
            elif block.file.startswith("picture-"):
                continue
        made.append(block)
    return made


def _read_as(name: str, data: bytes) -> str:
    """A name by which a Word file is read as one, pictures and all."""
    return f"{name}.docx" if is_word(data) and not name.lower().endswith(WORD_ENDINGS) else name


def _lock(old: OldReport) -> OldReport:
    return (
        OldReport.objects.select_for_update(of=("self",))
        .select_related("manuscript__organisation", "manuscript__campaign")
        .get(pk=old.pk)
    )


def _told(kind: str, old: OldReport, standing: Standing, detail: Mapping[str, object]) -> None:
    record_event(
        kind,
        by=standing.person,
        branch=old.manuscript.organisation.path,
        subject=str(old.manuscript)[:120],
        detail={"file": old.name, **detail},
    )
