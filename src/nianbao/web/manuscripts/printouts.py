"""Word files that went out and came back: kept as they were printed, their changes put beside the chapters."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import msgspec
from django.db import transaction
from django.utils import timezone

from nianbao.web.audit.actions import record_event
from nianbao.web.manuscripts.actions import may_write, propose
from nianbao.web.manuscripts.models import Chapter, Manuscript, Printout, Revision
from nianbao.web.manuscripts.text import Part, as_json, outline_of, parts_of_content, replace_node, whole_content
from nianbao.web.organisations.permissions import Standing
from nianbao.web.reviews.evidence import keep_file, read_file
from nianbao.writing.content import Block, Content, Heading, read_content, write_content


@dataclass(frozen=True)
class Proposed:
    """What a text that came back became: a proposal for each chapter that it changes, and what has no chapter here.

    ``kept_out`` holds chapters that it changes and the person may not write.
    """

    revisions: tuple[Revision, ...]
    unplaced: tuple[Part, ...] = ()
    kept_out: tuple[Chapter, ...] = ()


def keep_printout(
    manuscript: Manuscript, *, content: Content, chapters: Sequence[Chapter], data: bytes, standing: Standing
) -> Printout:
    """Keep a Word file with the text that it was printed from; the same file again is the one that is there."""
    digest = hashlib.sha256(data).hexdigest()
    with transaction.atomic():
        found = Printout.objects.select_for_update().filter(manuscript=manuscript, digest=digest).first()
        if found is None:
            keep_file(data, digest)
            found = Printout(manuscript=manuscript, digest=digest, size=len(data))
        found.content = json.loads(write_content(content))
        found.versions = {str(one.pk): one.version for one in chapters}
        found.by, found.made_at = standing.person, timezone.now()
        found.save()
        record_event(
            "manuscripts.printout.kept",
            by=standing.person,
            branch=manuscript.organisation.path,
            subject=str(manuscript)[:120],
            detail={"sha256": digest, "bytes": len(data)},
        )
    return found


def read_printout(printout: Printout) -> tuple[Content, bytes]:
    """The text that a file was printed from, and the file."""
    return read_content(json.dumps(printout.content)), read_file(printout.digest, "report.docx")


def propose_text(
    manuscript: Manuscript, *, content: Content, printout: Printout | None = None, note: str, standing: Standing
) -> Proposed:
    """Put a whole text that came back beside the chapters, each change as a proposal to accept or refuse.

    A chapter is known by the id of its heading, or by the part of the outline that it stands for.
    """
    chapters = list(manuscript.chapters.select_related("manuscript__organisation").prefetch_related("assignments"))
    by_heading = {chapter.blocks[0]["id"]: chapter for chapter in chapters if chapter.blocks}
    by_node = {chapter.node: chapter for chapter in chapters if chapter.node}
    versions = printout.versions if printout is not None else {}
    own_names = _own_names(manuscript, chapters)
    made: list[Revision] = []
    unplaced: list[Part] = []
    kept_out: list[Chapter] = []
    with transaction.atomic():
        for part in parts_of_content(content, outline_of(manuscript)):
            chapter = by_heading.get(part.heading.id) or by_node.get(part.node)
            blocks = as_json(part.blocks) if chapter is None else as_json(_as_stored(part, chapter, own_names))
            if chapter is None:
                unplaced.append(part)
            elif blocks == chapter.blocks:
                continue
            elif may_write(chapter, standing):
                base = versions.get(str(chapter.pk))
                made.append(propose(chapter, blocks=blocks, via="word", note=note, standing=standing, base=base))
            else:
                kept_out.append(chapter)
    return Proposed(tuple(made), tuple(unplaced), tuple(kept_out))


def _own_names(manuscript: Manuscript, chapters: Sequence[Chapter]) -> dict[str, str]:
    """By the id that a block has in the whole text, its own where another chapter had that one first."""
    stored = [block["id"] for chapter in chapters for block in chapter.blocks]
    whole = [block.id for block in whole_content(manuscript, chapters).blocks]
    return {there: here for there, here in zip(whole, stored, strict=True) if there != here}


def _as_stored(part: Part, chapter: Chapter, own_names: Mapping[str, str]) -> tuple[Block, ...]:
    """A chapter of the whole text with the ids and the parts of the outline that it has here."""
    nodes = {block["id"]: block.get("node", "") for block in chapter.blocks if block["kind"] == "heading"}
    found = []
    for block in part.blocks:
        name = own_names.get(block.id, block.id)
        block = block if name == block.id else msgspec.structs.replace(block, id=name)
        if isinstance(block, Heading) and name in nodes:
            block = replace_node(block, nodes[name])
        found.append(block)
    return tuple(found)
