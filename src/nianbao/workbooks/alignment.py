"""Which row of a sheet is which row of the form, when rows were added, deleted, moved or relabelled."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass

SAME, SAME_LABEL, ALIKE, UNLABELLED = 8, 6, 5, 3
_LIKENESS = 0.6


@dataclass(frozen=True, slots=True)
class Key:
    """A row as it is compared: label and unit made plain, with the label of the row it continues."""

    label: str
    unit: str
    lead: str = ""  # label of the row it continues; empty where it has its own
    is_covered: bool = False  # its label cell is hidden under a merged one


def align(expected: Sequence[Key], found: Sequence[Key]) -> list[int | None]:
    """For each expected row the position of the found one that it is, in the order that fits best.

    >>> form = [Key("甲", "人"), Key("接入", "个"), Key("乙", "人"), Key("接入", "个")]
    >>> align(form, [Key("甲", "人"), Key("乙", "人"), Key("接入", "个")])
    [0, None, 1, 2]
    """
    height, width = len(expected), len(found)
    best = [[0] * (width + 1) for _ in range(height + 1)]
    scores = [[likeness(row, other) for other in found] for row in expected]
    for i in range(height - 1, -1, -1):
        for j in range(width - 1, -1, -1):
            kept = scores[i][j] + best[i + 1][j + 1] if scores[i][j] else 0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], kept)
    matches: list[int | None] = [None] * height
    i = j = 0
    while i < height and j < width:
        if scores[i][j] and best[i][j] == scores[i][j] + best[i + 1][j + 1]:
            matches[i] = j
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    _match_moved(expected, found, matches)
    _match_relabelled(expected, found, matches)
    return matches


def likeness(expected: Key, found: Key) -> int:
    """How well a found row fits an expected one; 0 where it cannot be the same.

    >>> row = Key("毕业生人数", "人")
    >>> likeness(row, row) > likeness(row, Key("毕业生数", "人")) > likeness(row, Key("月收入", "元"))
    True
    """
    same_unit = expected.unit == found.unit
    if expected.lead:
        fits = found.label in ("", expected.lead)
        return (SAME if fits else 0) if same_unit else 0
    if found.label == expected.label:
        return SAME if same_unit else SAME_LABEL
    if not found.label:
        return UNLABELLED if same_unit and found.is_covered else 0
    if same_unit and difflib.SequenceMatcher(None, expected.label, found.label).ratio() >= _LIKENESS:
        return ALIKE
    return 0


def _match_moved(expected: Sequence[Key], found: Sequence[Key], matches: list[int | None]) -> None:
    """A row that stands elsewhere is still itself where its label is the only one of its kind."""
    taken = {match for match in matches if match is not None}
    for i, row in enumerate(expected):
        if matches[i] is not None or row.lead or sum(other.label == row.label for other in expected) > 1:
            continue
        free = [j for j, other in enumerate(found) if j not in taken and other.label == row.label]
        if len(free) == 1:
            matches[i] = free[0]
            taken.add(free[0])


def _match_relabelled(expected: Sequence[Key], found: Sequence[Key], matches: list[int | None]) -> None:
    """Between two recognised rows, as many unknown rows as are missing are the missing ones, unit by unit."""
    taken = {match for match in matches if match is not None}
    i = 0
    while i < len(expected):
        if matches[i] is not None:
            i += 1
            continue
        end = i
        while end < len(expected) and matches[end] is None:
            end += 1
        before = matches[i - 1] if i else -1
        after = matches[end] if end < len(expected) else None
        if before is not None and (after is not None or end == len(expected)):
            stop = after if after is not None else before + 1 + (end - i)
            gap = [j for j in range(before + 1, min(stop, len(found))) if j not in taken]
            fits = len(gap) == end - i and all(
                found[j].label and found[j].unit == expected[i + at].unit and not expected[i + at].lead
                for at, j in enumerate(gap)
            )
            if fits:
                matches[i:end] = gap
        i = end
