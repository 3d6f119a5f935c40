"""Word files that went out, kept with the text that they were printed from."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from nianbao.web.audit.actions import record_event
from nianbao.web.manuscripts.models import Chapter, Manuscript, Printout
from nianbao.web.organisations.permissions import Standing
from nianbao.web.reviews.evidence import keep_file, read_file
from nianbao.writing.content import Content, read_content, write_content


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
