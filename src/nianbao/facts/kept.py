"""What was worked out of one thing, kept with the thing: asked for again it is there, and it goes when that goes."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

_Thing = TypeVar("_Thing")
_Found = TypeVar("_Found")


def kept(work: Callable[[_Thing], _Found]) -> Callable[[_Thing], _Found]:
    """``work`` that is done once for each thing; the thing must not change what the work depends on.

    >>> from types import SimpleNamespace
    >>> asked = []
    >>> @kept
    ... def length(thing):
    ...     asked.append(thing.words)
    ...     return len(thing.words)
    >>> report = SimpleNamespace(words="年报")
    >>> length(report), length(report), asked
    (2, 2, ['年报'])
    """
    name = f"{work.__module__}.{work.__qualname__}"

    @wraps(work)
    def known(thing: _Thing) -> _Found:
        drawer: dict[str, Any] = thing.__dict__
        try:
            found: _Found = drawer[name]
        except KeyError:
            found = drawer[name] = work(thing)
        return found

    return known
