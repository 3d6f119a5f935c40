"""The user's own cache folder: what is kept between runs, trusted only where nobody else may have written it."""

from __future__ import annotations

import os
import stat
import sys
from contextlib import suppress
from pathlib import Path


def cache_folder() -> Path | None:
    """The user's cache folder for nianbao; None where the user has no home."""
    chosen = os.environ.get("NIANBAO_CACHE")
    if chosen is not None:
        return Path(chosen) if chosen else None
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA")
        return Path(local) / "nianbao" / "cache" if local else None
    above = os.environ.get("XDG_CACHE_HOME")
    if above:
        return Path(above) / "nianbao"
    try:
        return Path.home() / ".cache" / "nianbao"
    except RuntimeError:
        return None


def is_ours(path: Path) -> bool:
    """True where nobody but this user may have written ``path``."""
    if sys.platform == "win32":
        return True
    found = path.lstat()
    return (
        not stat.S_ISLNK(found.st_mode)
        and found.st_uid == os.getuid()
        and not found.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
    )


def read_own(path: Path) -> bytes | None:
    """What is kept in a file; None where there is none or others may have written it."""
    try:
        return path.read_bytes() if is_ours(path.parent) and is_ours(path) else None
    except OSError:
        return None


def write_own(path: Path, content: bytes, *, alike: str, newest: int) -> None:
    """Keeps a file and the ``newest`` of those whose names are ``alike``; says nothing where that is not possible."""
    folder = path.parent
    with suppress(OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not is_ours(folder):
            return
        draft = path.with_suffix(f".{os.getpid()}.part")
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        draft.replace(path)
        kept = sorted(folder.glob(alike), key=lambda one: one.stat().st_mtime, reverse=True)
        for old in kept[newest:]:
            old.unlink()
