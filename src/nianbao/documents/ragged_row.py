"""Rows that lost cells or tabs, put back under the columns where their values belong.

A column is known by what its complete rows hold: serial numbers, words, units, figures.
A row moves only when at least two of its cells stand under columns of another sort.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from nianbao.documents.values import is_value, shape

TOTALS = frozenset(["合计", "总计", "小计", "总数", "共计", "合", "计", "合", "计", "总", "计"])
_BONUS = 0.5
_WIDEST = 60  # columns; no report has more, and trying all placements of a wider row takes long


class _Homes:
    """In which column a word stands: of each column, how much of the words seen twice or more is there.

    Worked out when a row does not fit, which most tables never have.
    """

    def __init__(self, rows: Sequence[Sequence[str]], sorts: Sequence[Sequence[str]], width: int) -> None:
        self._rows, self._sorts, self._width = rows, sorts, width
        self._of: list[dict[str, float]] | None = None

    def __getitem__(self, column: int) -> dict[str, float]:
        if self._of is None:
            words: list[Counter[str]] = [Counter() for _ in range(self._width)]
            for row, sorts in zip(self._rows, self._sorts, strict=True):
                for counted, text, sort in zip(words, row, sorts, strict=True):
                    if sort != "blank":
                        counted[text] += 1
            everywhere: Counter[str] = Counter()
            for counted in words:
                everywhere.update(counted)
            self._of = [{text: n / everywhere[text] for text, n in counted.items() if n >= 2} for counted in words]
        return self._of[column]


class Column:
    """What the complete rows of a table hold in one column."""

    __slots__ = ("_homes", "_index", "_shares", "filled", "rows", "shapes")

    def __init__(self, shapes: Counter[str], rows: int, homes: _Homes, index: int) -> None:
        self.shapes = shapes
        self.filled = shapes.total()
        self.rows = rows
        self._homes, self._index = homes, index
        self._shares: dict[str, float] = {}

    def share(self, sort: str) -> float:
        """How much of the filled cells is of this sort; numbers of any kind are near to each other."""
        known = self._shares.get(sort)
        if known is None:
            known = self._shares[sort] = self._share(sort) if self.filled else 0.1
        return known

    def _share(self, sort: str) -> float:
        share = self.shapes[sort] / self.filled
        if sort == "ordinal":
            return max(share, self.shapes["figure"] / self.filled)
        if sort in ("figure", "nil"):
            numbers = self.shapes["figure"] + self.shapes["nil"] + self.shapes["ordinal"]
            return max(share, numbers / self.filled * 0.9)
        return share

    def affinity(self, text: str, sort: str) -> float:
        """How well a cell fits: the share of its sort among the filled cells, more for a word that stands only here."""
        if not self.filled:
            return 0.1
        return self.share(sort) + _BONUS * self._homes[self._index].get(text, 0.0)


def column_profile(rows: Sequence[Sequence[str]], width: int) -> list[Column]:
    """The profile of each column over the rows of full width that hold a value."""
    complete = [row for row in rows if len(row) == width and any(map(is_value, row))]
    sorts = [[shape(text) for text in row] for row in complete]
    homes = _Homes(complete, sorts, width)
    columns = []
    for index in range(width):
        shapes = Counter([row[index] for row in sorts])
        del shapes["blank"]
        columns.append(Column(shapes, len(complete), homes, index))
    return columns


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
    if not profile or profile[0].rows < 5:
        return None
    filled = [(column, text) for column, text in enumerate(row) if text and not text.isspace()]
    if not 2 <= len(filled) < len(profile) or filled[0][1].strip() in TOTALS:
        return None  # a row without a blank has nowhere to go
    # A word's home only adds to what its sort alone is worth.
    if sum([profile[column].share(shape(text)) < 0.25 for column, text in filled]) < 2:
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
