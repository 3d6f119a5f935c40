"""Which of many names stands in some words, in time that does not grow with how many names there are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_HEAD = 2  # characters by which names are filed


class NameIndex:
    """Names in an order: where several stand in the words, the earlier one of the order goes first.

    >>> index = NameIndex(["机电技术应用", "机电", "护理"])
    >>> index.first_in("护理和机电技术应用专业"), index.leftmost_in("护理和机电技术应用专业"), index.first_in("会计")
    ('机电技术应用', (0, '护理'), None)
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._filed: dict[str, list[tuple[int, str]]] = {}
        for rank, name in enumerate(dict.fromkeys(names)):
            self._filed.setdefault(name[:_HEAD], []).append((rank, name))
        # A name of one character is filed under it, and looked for where no longer head is found.
        self._has_short = any(len(head) < _HEAD for head in self._filed)
        # Most characters of a text begin no name.
        self._firsts = frozenset(head[:1] for head in self._filed)
        self._first = re.compile("[" + "".join(map(re.escape, sorted(self._firsts))) + "]" if self._firsts else "(?!)")

    def places(self, words: str) -> Iterator[int]:
        """Where in the words a name may begin, by its first character."""
        return (match.start() for match in self._first.finditer(words)) if self._firsts else iter(())

    def first_in(self, words: str) -> str | None:
        """The first name of the order that stands anywhere in the words."""
        best: tuple[int, str] | None = None
        for position, character in enumerate(words):
            found = self._at(words, position) if character in self._firsts else None
            if found is not None and (best is None or found < best):
                best = found
        return best[1] if best is not None else None

    def leftmost_in(self, words: str) -> tuple[int, str] | None:
        """The name that begins furthest to the left, of several there the first of the order, and where it begins."""
        for position, character in enumerate(words):
            found = self._at(words, position) if character in self._firsts else None
            if found is not None:
                return position, found[1]
        return None

    def at(self, words: str, position: int) -> str | None:
        """The first name of the order that begins at the position."""
        found = self._at(words, position) if position < len(words) else None
        return found[1] if found is not None else None

    def _at(self, words: str, position: int) -> tuple[int, str] | None:
        filed = self._filed.get(words[position : position + _HEAD])
        found = next((entry for entry in filed if words.startswith(entry[1], position)), None) if filed else None
        if self._has_short:
            short = self._filed.get(words[position])
            if short and (found is None or short[0] < found):
                return short[0]
        return found
