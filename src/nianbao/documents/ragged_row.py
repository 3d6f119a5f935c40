"""Rows that lost cells or tabs, put back under the columns where their values belong.

A column is known by what its complete rows hold: serial numbers, words, units, figures.
A row moves only when at least two of its cells stand under columns of another sort.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from nianbao.documents.values import is_value, shape

TOTALS = frozenset(["合计", "总计", "小计", "总数", "共计", "合", "计", "合", "计", "总", "计"])
_BONUS = 0.5
_WIDEST = 60  # columns; no report has more, and trying all placements of a wider row takes long


@dataclass(frozen=True, slots=True)
class Column:
    """What the complete rows of a table hold in one column."""

    shapes: Counter[str]
    words: dict[str, float]  # of words seen twice or more: how much of them is in this column
    filled: int
    rows: int

    def affinity(self, text: str, sort: str) -> float:
        """How well a cell fits: the share of its sort among the filled cells, more for a word that stands only here."""
        if not self.filled:
            return 0.1
        share = self.shapes[sort] / self.filled
        if sort == "ordinal":
            share = max(share, self.shapes["figure"] / self.filled)
        elif sort in ("figure", "nil"):
            share = max(
                share, (self.shapes["figure"] + self.shapes["nil"] + self.shapes["ordinal"]) / self.filled * 0.9
            )
        return share + _BONUS * self.words.get(text, 0.0)


def column_profile(rows: Sequence[Sequence[str]], width: int) -> list[Column]:
    """The profile of each column over the rows of full width that hold a value."""
    shapes: list[Counter[str]] = [Counter() for _ in range(width)]
    words: list[Counter[str]] = [Counter() for _ in range(width)]
    count = 0
    for row in rows:
        if len(row) != width or not any(is_value(text) for text in row):
            continue
        count += 1
        for column, text in enumerate(row):
            sort = shape(text)
            if sort != "blank":
                shapes[column][sort] += 1
                words[column][text] += 1
    everywhere: Counter[str] = Counter()
    for column_words in words:
        everywhere.update(column_words)
    homes = [{text: n / everywhere[text] for text, n in column.items() if n >= 2} for column in words]
    return [Column(shapes[c], homes[c], sum(shapes[c].values()), count) for c in range(width)]


def best_columns(texts: Sequence[str], profile: Sequence[Column]) -> list[int]:
    """The columns, in order, under which the cells fit best; ties go to the left.

    >>> rows = [[str(n), "课程数", "门", str(n * 7)] for n in range(1, 9)]
    >>> best_columns(["课程数", "门", "无"], column_profile(rows, 4))
    [1, 2, 3]
    """
    width, count = len(profile), len(texts)
    if count > width:
        return list(range(count))
    if width > _WIDEST:
        return list(range(count))
    sorts = [shape(text) for text in texts]
    scores = [
        [_score(text, sort, column, index) for index, column in enumerate(profile)]
        for text, sort in zip(texts, sorts, strict=True)
    ]
    # best[i][c]: the best sum for cells from i on, in columns from c on.
    best = [[0.0] * (width + 2) for _ in range(count + 1)]
    for i in range(count - 1, -1, -1):
        best[i][width] = best[i][width + 1] = float("-inf")
        for c in range(width - 1, -1, -1):
            best[i][c] = max(scores[i][c] + best[i + 1][c + 1], best[i][c + 1])
    chosen, c = [], 0
    for i in range(count):
        while best[i][c + 1] >= scores[i][c] + best[i + 1][c + 1] + 1e-9 and c < width - 1:
            c += 1
        chosen.append(c)
        c += 1
    return chosen


def moved_columns(row: Sequence[str], profile: Sequence[Column]) -> list[int] | None:
    """Where the filled cells of a row of full width should stand, or None where they stand well."""
    filled = [(column, text) for column, text in enumerate(row) if text.strip()]
    if len(filled) < 2 or not profile or profile[0].rows < 5 or filled[0][1].strip() in TOTALS:
        return None
    here = [_score(text, shape(text), profile[column], column) for column, text in filled]
    if sum(score < 0.25 for score in here) < 2:
        return None
    chosen = best_columns([text for _, text in filled], profile)
    there = [
        _score(text, shape(text), profile[column], column) for column, (_, text) in zip(chosen, filled, strict=True)
    ]
    return chosen if sum(there) - sum(here) >= 1.5 and min(there) > 0.2 else None


def _score(text: str, sort: str, column: Column, index: int) -> float:
    if index == 0 and text.strip() in TOTALS:
        return 1.2
    return column.affinity(text, sort)
