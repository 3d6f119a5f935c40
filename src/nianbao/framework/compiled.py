"""The parsed catalogue kept between runs, so that a command need not parse hundreds of files again.

What is kept is plain data in JSON, never code, under the hash of every
file's name and bytes; a changed catalogue finds nothing and is parsed anew. The
folder is the user's own and is refused where others may write to it. A machine
without a writable cache works all the same, only slower.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
import sys
from contextlib import suppress
from decimal import Decimal
from pathlib import Path
from typing import Any

_SHAPE = b"nianbao-catalogue-2"  # changes whenever the parser gives other plain data for the same text


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


def _is_ours(path: Path) -> bool:
    """True where nobody but this user may have written ``path``."""
    if sys.platform == "win32":
        return True
    found = path.lstat()
    return (
        not stat.S_ISLNK(found.st_mode)
        and found.st_uid == os.getuid()
        and not found.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
    )


def _key(texts: dict[str, bytes]) -> str:
    digest = hashlib.sha256(_SHAPE)
    for name, text in texts.items():
        head = f"{len(name)}:{name}:{len(text)}:"
        digest.update(head.encode())
        digest.update(text)
    return digest.hexdigest()


def read_compiled(texts: dict[str, bytes]) -> dict[str, Any] | None:
    """The parsed files, or None where they are not kept or the keeping place is not to be trusted."""
    folder = cache_folder()
    if folder is None:
        return None
    path = folder / f"catalogue-{_key(texts)}.json"
    try:
        if not (_is_ours(folder) and _is_ours(path)):
            return None
        # A number with a decimal point stays the Decimal that it was, digit for digit.
        found = json.loads(path.read_bytes(), parse_float=Decimal)
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) and list(found) == list(texts) else None


def write_compiled(texts: dict[str, bytes], contents: dict[str, Any]) -> None:
    """Keeps the parsed files; says nothing where that is not possible."""
    folder = cache_folder()
    if folder is None:
        return
    # The standard encoder writes no Decimals; reading needs no more than the standard decoder.
    import msgspec

    encoded = msgspec.json.Encoder(decimal_format="number").encode(contents)
    with suppress(OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not _is_ours(folder):
            return
        path = folder / f"catalogue-{_key(texts)}.json"
        draft = path.with_suffix(f".{os.getpid()}.part")
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(encoded)
        draft.replace(path)
        # Only the newest few are of use: one per catalogue that somebody works on.
        kept = sorted(folder.glob("catalogue-*.json"), key=lambda one: one.stat().st_mtime, reverse=True)
        for old in kept[8:]:
            old.unlink()
