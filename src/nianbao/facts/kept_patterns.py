"""Compiled patterns kept between runs.

Compiling the patterns that one report uses takes longer than checking it. What the compiler makes of a pattern is
a list of numbers; kept in a file of the user's own, a pattern is there again in a fiftieth of the time. The file
holds numbers and names only, is good for the very Python that wrote it, and carries its own sum: a file that is
missing, damaged, foreign or of another Python is as good as none, and what cannot be used is compiled anew.
"""

from __future__ import annotations

import hashlib
import importlib
import json
import re
import sys
from array import array
from pathlib import Path
from typing import Any

from nianbao.facts.own_folder import read_own, write_own
from nianbao.facts.pattern_code import TROUBLE, Parts, put_together, taken_apart

_SHAPE = "nianbao-patterns-2"
_NEWEST = 4  # files: one for each Python that somebody uses
_MANY = 2_500  # patterns; more are those of older releases

_Key = tuple[str, int]


class KeptPatterns:
    """Patterns that earlier runs compiled, and those of this run to be kept for later ones."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / f"patterns-{hashlib.sha256(_this_python().encode()).hexdigest()[:16]}.bin"
        self._known = _read(read_own(self._path))
        self._used: dict[_Key, Parts] = {}
        self._has_new = False

    def compiled(self, expression: str, flags: int) -> re.Pattern[str]:
        """The pattern, from what is kept where that is possible."""
        key = expression, flags
        try:
            parts = self._known.get(key)
            if parts is None:
                parts = taken_apart(expression, flags)
            pattern = put_together(expression, parts)
        except re.error:
            raise
        except TROUBLE:
            self._known.pop(key, None)
            return re.compile(expression, flags)
        self._has_new = self._has_new or key not in self._known
        self._used[key] = parts
        return pattern

    def save(self) -> None:
        """Keeps the patterns of this run with those kept before, if any of them is new."""
        if not self._has_new:
            return
        together = self._known | self._used
        write_own(
            self._path,
            _written(together if len(together) <= _MANY else self._used),
            alike="patterns-*.bin",
            newest=_NEWEST,
        )
        self._has_new = False


def _this_python() -> str:
    """All that the meaning of the numbers depends on."""
    try:
        inner: Any = importlib.import_module("_sre")
    except ImportError:
        inner = None
    told = (_SHAPE, sys.version, sys.implementation.cache_tag, sys.byteorder, array("I").itemsize)
    return "\n".join(str(part) for part in (*told, getattr(inner, "MAGIC", None), getattr(inner, "CODESIZE", None)))


def _written(patterns: dict[_Key, Parts]) -> bytes:
    rows = [
        [expression, given, flags, groups, names, len(code)]
        for (expression, given), (flags, groups, names, code) in patterns.items()
    ]
    index = json.dumps(rows, separators=(",", ":")).encode()
    content = index + b"\n" + b"".join(parts[3] for parts in patterns.values())
    return _sum_of(content) + b"\n" + content


def _read(kept: bytes | None) -> dict[_Key, Parts]:
    if kept is None:
        return {}
    told, _, content = kept.partition(b"\n")
    if told != _sum_of(content):
        return {}
    index, _, codes = content.partition(b"\n")
    found: dict[_Key, Parts] = {}
    start = 0
    for expression, given, flags, groups, names, length in json.loads(index):
        found[expression, given] = Parts(flags, groups, names, codes[start : start + length])
        start += length
    return found


def _sum_of(content: bytes) -> bytes:
    return hashlib.sha256(_this_python().encode() + b"\n" + content).hexdigest().encode()
