"""The parsed catalogue kept between runs, so that a command need not parse hundreds of files again.

What is kept is plain data in JSON, never code, under the hash of every
file's name and bytes; a changed catalogue finds nothing and is parsed anew. The
folder is the user's own and is refused where others may write to it. A machine
without a writable cache works all the same, only slower.
"""

from __future__ import annotations

import hashlib
import json
from decimal import Decimal
from typing import Any

from nianbao.facts.own_folder import cache_folder, read_own, write_own

_SHAPE = b"nianbao-catalogue-2"  # changes whenever the parser gives other plain data for the same text


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
    kept = read_own(folder / f"catalogue-{_key(texts)}.json")
    if kept is None:
        return None
    try:
        # A number with a decimal point stays the Decimal that it was, digit for digit.
        found = json.loads(kept, parse_float=Decimal)
    except ValueError:
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
    # Only the newest few are of use: one per catalogue that somebody works on.
    write_own(folder / f"catalogue-{_key(texts)}.json", encoded, alike="catalogue-*.json", newest=8)
