"""Evidence, comments and the signed page as a package carries them, and what of them is taken from one that arrives.

A file of a cell lies in a folder named by the cell, a comment beside it as a text, the signed page and who signed in
a folder of their own. What lies elsewhere speaks of the filing as a whole.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils import timezone

from nianbao.facts.problem import Problem
from nianbao.framework.loader import load_catalogue
from nianbao.web.accounts.models import Person
from nianbao.web.reviews.evidence import (
    LONGEST_COMMENT,
    MOST_PER_CELL,
    keep_file,
    kind_of,
    read_evidence,
    shown_name,
)
from nianbao.web.reviews.models import Evidence, HandIn
from nianbao.web.reviews.signed_pages import Page, checked_page, read_signed_page
from nianbao.web.submissions.content import boxes_by_indicator, lists_of
from nianbao.web.submissions.models import Submission

SIGNED, SIGNATURE = "signed-page/", "signed-page/签署.txt"
RETURNED = "审核意见清单"  # the district's own list, which a returned package carries
COMMENT = "-说明.txt"
_NUMBERED = re.compile(r"^\d{3}-")


@dataclass(frozen=True, slots=True)
class Piece:
    """A comment or file of a package, for a cell, a list (``list:…``) or, with an empty key, the whole."""

    key: str
    name: str = ""
    comment: str = ""
    data: bytes = b""
    kind: str = ""


@dataclass(frozen=True)
class Attached:
    """What a package brings beside its figures; ``refused`` names what is not taken, with the reason."""

    pieces: tuple[Piece, ...] = ()
    page: Page | None = None
    signed_name: str = ""
    refused: tuple[tuple[str, Problem], ...] = ()


def attachments_of(pieces: Iterable[Evidence], hand_in: HandIn | None = None) -> dict[str, bytes]:
    """The files as a package carries them; comments travel as texts, the last statement with its signed page."""
    found = {}
    for number, one in enumerate(pieces, start=1):
        folder = f"{one.key.replace(':', '-')}/" if one.key else ""
        if one.digest:
            found[f"{folder}{number:03d}-{one.name}"] = read_evidence(one)
        if one.comment:
            found[f"{folder}{number:03d}{COMMENT}"] = f"{one.by.name}：{one.comment}\n".encode()
    if hand_in is not None:
        day = timezone.localdate(hand_in.handed_in_at).isoformat()
        found[SIGNATURE] = f"{hand_in.signed_name}\n{day}\n\n{hand_in.statement}\n".encode()
        if hand_in.page_digest:
            found[f"{SIGNED}{hand_in.page_name}"] = read_signed_page(hand_in)
    return found


def read_attachments(attachments: Mapping[str, bytes], *, edition: str) -> Attached:
    """What an arrived package brings; nothing is kept yet."""
    pieces, refused, page, signed_name = [], [], None, ""
    for path, data in sorted(attachments.items()):
        try:
            if path.rpartition("/")[2].startswith(RETURNED):
                continue
            if path == SIGNATURE:
                signed_name = data.decode(errors="replace").partition("\n")[0].strip()[:40]
            elif path.startswith(SIGNED):
                page = checked_page(path.removeprefix(SIGNED), data)
            else:
                pieces.append(_piece(path, data, edition))
        except Problem as problem:
            refused.append((path, problem))
    return Attached(tuple(pieces), page, signed_name, tuple(refused))


def take_pieces(submission: Submission, pieces: Iterable[Piece], *, by: Person) -> int:
    """Put what a package brings to the submission, within the caller's transaction; the same again adds nothing."""
    standing_ones = list(submission.evidence.filter(removed_at=None))
    there = {(one.key, one.comment, one.digest) for one in standing_ones}
    counts: dict[str, int] = {}
    for one in standing_ones:
        counts[one.key] = counts.get(one.key, 0) + 1
    taken = 0
    for piece in pieces:
        digest = hashlib.sha256(piece.data).hexdigest() if piece.data else ""
        if (piece.key, piece.comment, digest) in there or counts.get(piece.key, 0) >= MOST_PER_CELL:
            continue
        if piece.data:
            keep_file(piece.data, digest)
        Evidence.objects.create(
            submission=submission, key=piece.key, comment=piece.comment, name=piece.name, digest=digest,
            size=len(piece.data), kind=piece.kind, by=by, added_at=timezone.now(),
        )  # fmt: skip
        counts[piece.key] = counts.get(piece.key, 0) + 1
        taken += 1
    return taken


def _piece(path: str, data: bytes, edition: str) -> Piece:
    folder, _, name = path.rpartition("/")
    key = _key(folder, edition)
    if name.endswith(COMMENT) and _NUMBERED.match(name):
        return Piece(key, comment=data.decode(errors="replace").strip()[:LONGEST_COMMENT])
    kind = kind_of(data)
    return Piece(key, shown_name(_NUMBERED.sub("", name) or name, kind), "", data, kind)


def _key(folder: str, edition: str) -> str:
    """The cell or list that a folder is named by; nothing where it is named by none.

    >>> _key("graduates", "dy2023/school"), _key("scans", "dy2023/school")
    ('graduates', '')
    """
    if folder in boxes_by_indicator(edition):
        return folder
    name = folder.removeprefix("list-")
    return f"list:{name}" if folder.startswith("list-") and name in lists_of(load_catalogue().editions[edition]) else ""
