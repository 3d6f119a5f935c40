"""What was worked out of one thing, kept with the thing: asked for again it is there, and it goes when that goes."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar

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


if TYPE_CHECKING:
    from functools import cached_property

    kept_property = cached_property
else:

    class kept_property:
        """What ``functools.cached_property`` does, without the lock that it takes each time something is worked out.

        >>> class Word:
        ...     @kept_property
        ...     def length(self):
        ...         return [2]
        >>> word = Word()
        >>> word.length is word.length, "length" in vars(word)
        (True, True)
        """

        def __init__(self, work):
            self._work, self._name, self.__doc__ = work, work.__name__, work.__doc__

        def __get__(self, thing, owner=None):
            if thing is None:
                return self
            found = thing.__dict__[self._name] = self._work(thing)
            return found
