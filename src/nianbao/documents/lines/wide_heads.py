"""Which columns the wide heads of a table without lines reach over: each stands over the middle of its own."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from math import prod

_MOST_WAYS = 2000
_UNEVEN = 0.01  # where nothing else tells, heads reach over as many columns each
Columns = Sequence[tuple[float, float]]  # left and right of what each column holds


def reached(
    middles: Sequence[float],
    owned: Sequence[Sequence[int]],
    free: Sequence[int],
    columns: Columns,
    *,
    beside: bool = False,
) -> dict[int, int]:
    """The number of the head that reaches over each ``free`` column.

    ``middles`` are those of the heads from the left, ``owned`` the columns that each touches. Columns beside the heads
    are shared out so that each head stands over the middle of its own; one at the edge may have none,
    unless heads of single columns stand ``beside`` them: then those that have no head above are told by that.

    >>> reached([50, 140], [[0], [2]], [1, 3], [(40, 60), (80, 100), (120, 140), (160, 180)])
    {1: 1, 3: 1}
    """
    if not middles:
        return {}
    if not beside and len(middles) == 1 and owned[0] and len(free) + len(owned[0]) == len(columns):
        return _around(middles[0], owned[0], columns)
    nearest = {
        c: min(range(len(middles)), key=lambda head: abs(middles[head] - sum(columns[c]) / 2)) for c in free
    }  # fmt: skip
    runs: list[list[int]] = []
    for c in free:
        if runs and runs[-1][-1] == c - 1:
            runs[-1].append(c)
        else:
            runs.append([c])
    ways: list[list[tuple[dict[int, int], tuple[int, ...]]]] = []  # of each run: whose its columns are, and whose heads
    for run in runs:
        left = [head for head, own in enumerate(owned) if own and max(own) == run[0] - 1]
        right = [head for head, own in enumerate(owned) if own and min(own) == run[-1] + 1]
        if len(left) > 1 or len(right) > 1 or not (left or right):
            ways.append([({c: nearest[c] for c in run}, ())])
            continue
        found = []
        cuts = range(len(run) + 1) if (left and right) or not beside else [len(run) if left else 0]
        for cut in cuts:
            sides = [(run[:cut], left), (run[cut:], right)]
            found.append(({c: head for part, heads in sides for head in heads for c in part}, (*left, *right)))
        ways.append(found)
    if prod(map(len, ways)) > _MOST_WAYS:
        return nearest
    concerned = {head for way in ways for _, heads in way for head in heads}
    best: tuple[float, dict[int, int]] | None = None
    for chosen in product(*ways):
        whole = {c: head for part, _ in chosen for c, head in part.items()}
        off = 0.0
        for head in concerned:
            own = [*owned[head], *(c for c, name in whole.items() if name == head)]
            off += abs(middles[head] - (columns[min(own)][0] + columns[max(own)][1]) / 2) + _UNEVEN * len(own) ** 2
        if best is None or off < best[0]:
            best = (off, whole)
    return best[1] if best is not None else nearest


def _around(middle: float, owned: Sequence[int], columns: Columns) -> dict[int, int]:
    """The columns of a head that stands alone on its line: two at least, and it is in the middle of them."""
    runs = [
        (abs(middle - (columns[first][0] + columns[last][1]) / 2), last - first, first, last)
        for first in range(min(owned) + 1)
        for last in range(max(owned), len(columns))
        if last > first
    ]
    if not runs:
        return {}
    _, _, first, last = min(runs)
    return dict.fromkeys((c for c in range(first, last + 1) if c not in owned), 0)
