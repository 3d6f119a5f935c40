"""Pictures of a report: known by their content, measured, kept once under their hash."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Container

from django.db import transaction
from django.utils import timezone

from nianbao.facts.problem import Problem
from nianbao.rendering.chart_image import picture_size
from nianbao.web.audit.actions import record_event
from nianbao.web.manuscripts.frozen import require_open
from nianbao.web.manuscripts.models import Manuscript, Picture
from nianbao.web.organisations.permissions import Standing
from nianbao.web.reviews.evidence import keep_file, kind_of_scan, read_file

MOST_BYTES = 10 * 1024 * 1024
MOST_PIXELS = 12_000  # along one side
MOST_PICTURES = 300
ENDINGS = {"png": ".png", "jpeg": ".jpg"}
MEDIA_TYPES = {"png": "image/png", "jpeg": "image/jpeg"}
_UNSAFE = re.compile(r'[\x00-\x1f<>:"|?*\\/{}\[\]]+')


def add_picture(manuscript: Manuscript, *, name: str, data: bytes, standing: Standing) -> Picture:
    """Keep a PNG or JPEG for the report; the same bytes again are the picture that is there."""
    if not standing.may_write(manuscript.organisation):
        raise Problem("not-permitted", "您没有写这份报告的权限。", "You may not write this report.")
    if len(data) > MOST_BYTES:
        raise Problem(
            "picture-too-large",
            "图片超过 10 MB，请压缩后再传。",
            "The picture is larger than 10 MB; compress it first.",
        )
    kind = kind_of_scan(data)
    if kind not in ENDINGS:
        raise Problem(
            "picture-kind",
            "只收 PNG 和 JPEG 图片（按内容判断），这个文件不是。请用看图软件另存为 JPEG。",
            "Only PNG and JPEG pictures are taken, judged by content; this is neither. Save it as JPEG.",
        )
    width, height = picture_size(data)
    if not 0 < width <= MOST_PIXELS or not 0 < height <= MOST_PIXELS:
        raise Problem(
            "picture-pixels",
            f"图片边长应在 1 到 {MOST_PIXELS} 像素之间，这张是 {width}×{height}。",
            f"A side of the picture has 1 to {MOST_PIXELS} pixels; this one is {width} by {height}.",
        )
    digest = hashlib.sha256(data).hexdigest()
    with transaction.atomic():
        Manuscript.objects.select_for_update(of=("self",)).get(pk=manuscript.pk)
        require_open(manuscript)
        names = {}
        for one in manuscript.pictures.all():
            if one.digest == digest:
                return one
            names[one.file.lower()] = one
        if len(names) >= MOST_PICTURES:
            raise Problem(
                "picture-too-many",
                f"一份报告至多 {MOST_PICTURES} 张图片。",
                f"A report has at most {MOST_PICTURES} pictures.",
            )
        keep_file(data, digest)
        made = Picture.objects.create(
            manuscript=manuscript, file=free_name(name, kind, names), kind=kind, digest=digest, size=len(data),
            width=width, height=height, by=standing.person, added_at=timezone.now(),
        )  # fmt: skip
        record_event(
            "manuscripts.picture.added",
            by=standing.person,
            branch=manuscript.organisation.path,
            subject=str(manuscript)[:120],
            detail={"file": made.file, "sha256": digest, "size": len(data)},
        )
    return made


def free_name(name: str, kind: str, taken: Container[str] = ()) -> str:
    """A name without a folder, with the ending of what the file is, that no other picture has.

    >>> free_name("C:\\\\图\\\\校门.JPG", "jpeg", {"校门.jpg"}), free_name("a/b.php", "png")
    ('校门-2.jpg', 'b.png')
    """
    stem = name.replace("\\", "/").rpartition("/")[2].rpartition(".")[0] or "图片"
    stem = _UNSAFE.sub("", stem).strip(" .")[:80] or "图片"
    found, number = f"{stem}{ENDINGS[kind]}", 1
    while found.lower() in taken:
        number += 1
        found = f"{stem}-{number}{ENDINGS[kind]}"
    return found


def read_picture(picture: Picture) -> bytes:
    return read_file(picture.digest, picture.file)


def pictures_of(manuscript: Manuscript) -> dict[str, bytes]:
    """Every picture by the name that blocks use."""
    return {one.file: read_picture(one) for one in manuscript.pictures.all()}
