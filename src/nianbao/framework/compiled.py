"""The parsed catalogue kept between runs, so that a command need not parse hundreds of files again.

What is kept is plain data in MessagePack, never code, under the hash of every
file's name and bytes; a changed catalogue finds nothing and is parsed anew. The
folder is the user's own and is refused where others may write to it. A machine
without a writable cache works all the same, only slower.
"""

from __future__ import annotations

import hashlib
import os
import stat
import sys
from contextlib import suppress
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec

_SHAPE = b"nianbao-catalogue-1"  # changes whenever the parser gives other plain data for the same text
_DECIMAL = 1


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


def _tagged(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _tagged(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_tagged(item) for item in value]
    if isinstance(value, Decimal):
        return msgspec.msgpack.Ext(_DECIMAL, str(value).encode())
    return value


def _untagged(code: int, data: memoryview) -> Any:
    if code != _DECIMAL:
        raise msgspec.DecodeError(f"unknown extension {code}")
    return Decimal(bytes(data).decode())


def read_compiled(texts: dict[str, bytes]) -> dict[str, Any] | None:
    """The parsed files, or None where they are not kept or the keeping place is not to be trusted."""
    folder = cache_folder()
    if folder is None:
        return None
    path = folder / f"catalogue-{_key(texts)}.msgpack"
    try:
        if not (_is_ours(folder) and _is_ours(path)):
            return None
        found = msgspec.msgpack.decode(path.read_bytes(), ext_hook=_untagged)
    except (OSError, msgspec.DecodeError, ArithmeticError, ValueError):
        return None
    return found if isinstance(found, dict) and list(found) == list(texts) else None


def write_compiled(texts: dict[str, bytes], contents: dict[str, Any]) -> None:
    """Keeps the parsed files; says nothing where that is not possible."""
    folder = cache_folder()
    if folder is None:
        return
    with suppress(OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not _is_ours(folder):
            return
        path = folder / f"catalogue-{_key(texts)}.msgpack"
        draft = path.with_suffix(f".{os.getpid()}.part")
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(msgspec.msgpack.encode(_tagged(contents)))
        draft.replace(path)
        # Only the newest few are of use: one per catalogue that somebody works on.
        kept = sorted(folder.glob("catalogue-*.msgpack"), key=lambda one: one.stat().st_mtime, reverse=True)
        for old in kept[8:]:
            old.unlink()
