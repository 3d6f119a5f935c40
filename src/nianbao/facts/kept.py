"""What was worked out of one thing, kept with the thing: asked for again it is there, and it goes when that goes.

A cache of ``functools`` would hold on to the thing as well, and so to hundreds of reports that nobody reads any more.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

_Thing = TypeVar("_Thing")
_Found = TypeVar("_Found")
_Further = ParamSpec("_Further")
_NOTHING: Any = object()  # stands for what was not worked out yet: None may be what was found


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
        found: _Found = drawer.get(name, _NOTHING)
        if found is _NOTHING:
            found = drawer[name] = work(thing)
        return found

    return known


def kept_for_each(
    work: Callable[Concatenate[_Thing, _Further], _Found],
) -> Callable[Concatenate[_Thing, _Further], _Found]:
    """The same for ``work`` that is told something further: done once for each thing and each of what is told.

    >>> from types import SimpleNamespace
    >>> asked = []
    >>> @kept_for_each
    ... def begins(thing, size):
    ...     asked.append(size)
    ...     return thing.words[:size]
    >>> report = SimpleNamespace(words="质量年报")
    >>> begins(report, 2), begins(report, 2), begins(report, 1), asked
    ('质量', '质量', '质', [2, 1])
    """
    name = f"{work.__module__}.{work.__qualname__}"

    @wraps(work)
    def known(thing: _Thing, /, *further: _Further.args, **named: _Further.kwargs) -> _Found:
        drawer: dict[Any, _Found] = thing.__dict__.setdefault(name, {})
        if further not in drawer:
            drawer[further] = work(thing, *further, **named)
        return drawer[further]

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
