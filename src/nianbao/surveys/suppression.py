"""Small groups are not shown, nor what would give them away by subtraction.

A group with fewer than five answers is hidden. Where a row or column with a known total hides exactly
one group, or groups of fewer than five together, the next smallest of it is hidden too.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import TypeVar

SMALLEST = 5
Key = TypeVar("Key", bound=object)


def hidden(counts: Mapping[Key, int], lines: Iterable[Collection[Key]] = (), *, smallest: int = SMALLEST) -> set[Key]:
    """The groups not to show. ``lines`` are groups of which a total is printed; without any, all of them are one.

    A group without answers shows nothing and hides nothing.

    >>> sorted(hidden({"a": 3, "b": 40, "c": 12}))
    ['a', 'c']
    >>> sorted(hidden({"a": 3, "b": 40, "c": 4}))
    ['a', 'c']
    >>> sorted(hidden({"a": 30, "b": 40}))
    []
    """
    found = {key for key, count in counts.items() if 0 < count < smallest}
    sums = [list(line) for line in lines] or [list(counts)]
    changed = True
    while changed:
        changed = False
        for line in sums:
            inside = [key for key in line if key in found]
            if not inside or (len(inside) > 1 and sum(counts[key] for key in inside) >= smallest):
                continue
            shown = [key for key in line if key not in found and counts.get(key, 0)]
            if shown:
                found.add(min(shown, key=lambda key: (counts[key], str(key))))
                changed = True
    return found
