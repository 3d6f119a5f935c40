"""Patterns that are compiled when they are first used.

A check knows more than a thousand patterns and a report uses some of them. Compiling all takes several times
as long as checking, so each waits until it is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, cast

from nianbao.facts.kept_patterns import KeptPatterns
from nianbao.facts.pattern_code import compiled_pattern

_kept: list[KeptPatterns] = []  # where patterns are kept between runs; nowhere unless a command says so


@cache
def as_pattern(expression: str, flags: int = 0) -> re.Pattern[str]:
    """What ``re.compile`` gives, but compiled at first use.

    Asked for again with the same words it is the same one, so a function may ask where it uses it; words that come
    from a document belong to ``re``, for what is made here stays. It can be compared with the pattern that made a
    match; what ``re`` itself is given (``re.sub(pattern, …)``) must be a real one, so its own methods are to be used.

    >>> word = as_pattern("合计|小计")
    >>> word.pattern
    '合计|小计'
    >>> match = word.search("其中小计")
    >>> match[0], match.re == word
    ('小计', True)
    """
    return cast("re.Pattern[str]", _Waiting(expression, int(flags)))


@cache
def as_label_pattern(expression: str) -> re.Pattern[str]:
    """The same for what is asked of labels: families ask of the same few hundred, and each answer is kept.

    >>> rate = as_label_pattern("率$")
    >>> rate.search("就业率") is rate.search("就业率")
    True
    """
    return cast("re.Pattern[str]", _Remembering(expression, 0))


def matches_before(cue: re.Pattern[str], reach: int, pattern: re.Pattern[str], words: str) -> Iterator[re.Match[str]]:
    """What ``pattern.finditer(words)`` gives, but tried only where a cue comes next.

    Every match ends with a cue, or right before one, that begins at most ``reach`` characters behind the match's own
    beginning; of several cues within reach the pattern takes the first.

    >>> firm = as_pattern(r"[\u4e00-\u9fff]{2,6}?公司")
    >>> [match[0] for match in matches_before(as_pattern("公司"), 6, firm, "公司有：青河公司、运通达客车公司")]
    ['青河公司', '运通达客车公司']
    """
    end = position = 0
    while (hit := cue.search(words, position)) is not None:
        match = pattern.search(words, max(end, hit.start() - reach), hit.end())
        if match is None:
            position = hit.start() + 1
        else:
            yield match
            end = position = match.end()


@contextmanager
def patterns_kept_in(folder: Path | None) -> Iterator[None]:
    """Within this, patterns come from what earlier runs kept in the folder, and new ones are kept there at the end."""
    if folder is None:
        yield
        return
    kept = KeptPatterns(folder)
    _kept.append(kept)
    try:
        yield
    finally:
        _kept.remove(kept)
        kept.save()


class _Waiting:
    """Stands for a pattern; each of its methods is kept beside it when first asked for, so later uses cost nothing."""

    def __init__(self, expression: str, flags: int) -> None:
        self.pattern = expression
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        found = self.__dict__[name] = getattr(self._compiled(), name)
        return found

    def _compiled(self) -> re.Pattern[str]:
        compiled: re.Pattern[str] | None = self.__dict__.get("_pattern")
        if compiled is None:
            make = _kept[-1].compiled if _kept else compiled_pattern
            compiled = self.__dict__["_pattern"] = make(self.pattern, self._flags)
        return compiled

    def __eq__(self, other: object) -> bool:
        return self._compiled() == (other._compiled() if isinstance(other, _Waiting) else other)

    def __hash__(self) -> int:
        return hash(self._compiled())

    def __repr__(self) -> str:
        return f"as_pattern({self.pattern!r})"

    def __reduce__(self) -> tuple[Any, ...]:
        return as_pattern, (self.pattern, self._flags) if self._flags else (self.pattern,)


class _Remembering(_Waiting):
    """A pattern that keeps what it answered; a match never changes, so all who ask may have the same one."""

    def __getattr__(self, name: str) -> Any:
        found = super().__getattr__(name)
        if name in ("search", "match", "fullmatch"):
            found = self.__dict__[name] = lru_cache(4_096)(found)
        return found

    def __reduce__(self) -> tuple[Any, ...]:
        return as_label_pattern, (self.pattern,)
