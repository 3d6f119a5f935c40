"""Released files in the data folder: known by their content, written whole or not at all."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

from django.conf import settings

from nianbao.facts.problem import Problem

FOLDER = "released"


def keep_file(data: bytes) -> str:
    """Write the file if it is not there yet, and give the hash under which it lies."""
    digest = hashlib.sha256(data).hexdigest()
    path = place_of(digest)
    if path.exists():
        return digest
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor, beside = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    Path(beside).replace(path)
    return digest


def read_file(digest: str) -> bytes:
    """The file as it was released; a Problem where the folder no longer holds exactly that."""
    try:
        data = place_of(digest).read_bytes()
    except OSError:
        data = b""
    if hashlib.sha256(data).hexdigest() != digest:
        raise Problem(
            "released-file-damaged",
            "这份文件在数据文件夹里找不到或已损坏，请系统管理员从备份恢复。",
            "The file is missing or damaged in the data folder; have it restored from the backup.",
        )
    return data


def place_of(digest: str) -> Path:
    return Path(settings.DATA) / FOLDER / digest[:2] / digest
