"""Tables read from the order of their words, where a copy kept neither gaps nor lines.

A program that gives out a PDF's text as it was written leaves cell behind cell, each broken where its column
was full. Only a break of the line can stand inside a cell, and only where the line was full; figures stand alone.
So a table is a row of columns, said again and again, that takes up every word from the head to the last row.
What takes them up in a likely way is the table; where nothing does, nothing is read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from nianbao.documents.document import Certainty, Text
from nianbao.documents.lines.copied_head import MOST_WORDS, Head, Heads
from nianbao.documents.lines.copied_words import Span, Word, is_torn_figure, spans_from, whole
from nianbao.documents.passage import Grid, grid_of
from nianbao.documents.ragged_row import TOTALS
from nianbao.documents.running_text import EMPTY, tidy

_MOST_PIECES = 8  # lines of a cell
_MOST_WORDS = 900
_MOST_COLUMNS = 16
_MOST_TAIL = 4  # lines behind the last row that are none of the table
_WORST = float("inf")
_TOO_DEAR = 1.0  # a row, on the whole
_CHEAP = 0.3  # a row: nothing better is looked for
_UNLIKELY = 2.9  # a cell


Cells = Sequence[tuple[int, float]]
"""Where a cell that begins at one place may end, with its price."""


@dataclass(frozen=True, slots=True)
class Copied:
    """The grid, and the words it was made of: from ``first`` to ``end`` (not included)."""

    grid: Grid
    first: int
    end: int


@dataclass(frozen=True, slots=True)
class _Form:
    """The sort of each column: serial numbers ``s``, words ``t``, figures ``v``; which holds units, where told."""

    sorts: str
    units: int = -1
    edges: tuple[int, ...] = ()
    grouped: bool = False  # the first column of words names several rows at once

    @property
    def lead(self) -> int:
        """Columns before the first with figures."""
        return self.sorts.index("v")


@dataclass(slots=True)
class _Body:
    """Rows of cells with the words that each of them took."""

    rows: list[list[Text]]
    cells: list[tuple[int, int, int]]  # column, first word, end
    end: int
    price: float


def copied_table(words: Sequence[Word]) -> Copied | None:
    """The table among these words that begins with one of the first, or None where none is likely."""
    if not 6 <= len(words) <= _MOST_WORDS:
        return None
    serials = _serials(words)
    stretch = _Stretch(words, serials)
    best: tuple[float, Copied] | None = None
    for form in _forms(words, serials):
        # Where two columns of words stand side by side, which of them broke is tried both ways.
        for leaning in (0.01, -0.01) if "tt" in form.sorts else (0.0,):
            found = _Reading(stretch, form, leaning).result()
            if found is not None and (best is None or found[0] < best[0] - 1e-9):
                best = found
        if best is not None and best[0] < _CHEAP:
            break
    return best[1] if best is not None else None


def _serials(words: Sequence[Word]) -> frozenset[int]:
    """The places of the serial numbers 1, 2, 3 …, each at the beginning of a line."""
    best: list[int] = []
    chain: list[int] = []
    for place, word in enumerate(words):
        if not word.begins or word.number is None:
            continue
        if word.number == 1 and len(chain) < 3:
            chain = [place]
        elif chain and word.number == len(chain) + 1:
            chain = [*chain, place]
        best = max(best, chain, key=len)
    return frozenset(best) if len(best) >= 3 else frozenset()


def _spans(words: Sequence[Word], serials: frozenset[int]) -> list[list[Span]]:
    """At each place what may be one cell of words there."""
    spans: list[list[Span]] = []
    for place in range(len(words)):
        here: list[Span] = []
        last = min(place + _MOST_PIECES, len(words))
        last = next((end for end in range(place, last) if words[end].is_value or end in serials), last)
        for span in spans_from(words, place, last):
            if span.price < 2 * _UNLIKELY:
                here.append(span)
        spans.append(here)
    spans.append([])
    return spans


def _forms(words: Sequence[Word], serials: frozenset[int]) -> list[_Form]:
    """The forms worth trying: how many figures stand next to each other tells most of it."""
    runs: Counter[int] = Counter()
    length = 0
    for place, word in enumerate(words):
        figure = word.is_value and place not in serials
        length += figure
        if length and (not figure or place + 1 == len(words)):
            runs[length] += 1
            length = 0
    if not runs or max(runs.values()) < 2:
        return []
    whole = sum(runs.values())
    likely = sorted((n for n in runs if runs[n] * 4 >= whole and n <= 13), key=lambda n: (-runs[n], -n))[:2]
    leads = ("st", "stt", "sttt") if serials else ("t", "tt", "ttt")
    forms = [_Form(lead + "v" * n + tail) for n in likely for tail in ("", "t") for lead in leads]
    return [form for form in forms if len(form.sorts) <= _MOST_COLUMNS]


class _Stretch:
    """The words with what is true of them in every form that they are read in."""

    def __init__(self, words: Sequence[Word], serials: frozenset[int]) -> None:
        self.words, self.serials = words, serials
        self.spans, self.heads = _spans(words, serials), Heads(words)
        self.torn = frozenset(p for p, (a, b) in enumerate(pairwise(words)) if is_torn_figure(a, b))
        self.first_figure = next((p for p, w in enumerate(words) if w.is_value and p not in serials), len(words))
        self.behind_totals = frozenset(p for p, word in enumerate(words, 1) if tidy(word.plain) in TOTALS)
        self.end_prices = self._end_prices()
        self.widths = [word.width for word in words]
        self.cells: dict[tuple[object, ...], list[Cells]] = {}  # by kind of column
        self._priced: dict[int, list[list[tuple[int, float, int, bool]]]] = {}
        self._wholes: dict[tuple[int, int], Text] = {}

    def whole(self, first: int, end: int) -> Text:
        """The words of a cell as one text, made once however many forms have the cell."""
        found = self._wholes.get((first, end))
        if found is None:
            found = self._wholes[first, end] = whole(self.words[first:end])
        return found

    def spans_in(self, edge: int) -> list[list[tuple[int, float, int, bool]]]:
        """What may be one cell of words at each place of a column so wide.

        Told are its end, its price, how many lines must be full, and whether it is a unit.
        """
        found = self._priced.get(edge)
        if found is None:
            found = self._priced[edge] = [
                [(span.end, span.price_in(edge), len(span.full), span.is_unit) for span in here] for here in self.spans
            ]
        return found

    def _end_prices(self) -> list[float]:
        """The price of ending at each place: a few lines without figures may be left over."""
        prices = [_WORST] * len(self.words) + [0.0]
        lines, has_figure = 0, False
        for place in range(len(self.words) - 1, -1, -1):
            word = self.words[place]
            lines += word.begins
            # The number of a heading stands first in what comes behind a table.
            if word.begins and not has_figure and (word.number is not None or not word.is_value):
                prices[place] = 0.5 * lines if lines <= _MOST_TAIL else _WORST
            has_figure = has_figure or word.is_value
        return prices


class _Reading:
    """The words read in one form: prices are worked out from the end, so every beginning can be tried."""

    def __init__(self, stretch: _Stretch, form: _Form, leaning: float) -> None:
        self.leaning = leaning  # what each line of a cell costs more for each column to the right
        self.stretch, self.form = stretch, form
        self.words, self.serials, self.torn = stretch.words, stretch.serials, stretch.torn

    def result(self) -> tuple[float, Copied] | None:
        """The price a row and the table."""
        found: tuple[float, Copied] | None = None
        for _ in range(3):
            taken = self._taken()
            if taken is None:
                return None
            price, head, body = taken
            found = None
            if price <= _TOO_DEAR and self._is_whole(head, body):
                found = price, Copied(grid_of([*head.rows, *body.rows], Certainty.GUESSED), head.first, body.end)
            edges = tuple(self._edges(body))
            units = next((c for c, name in enumerate(head.names) if name in ("单位", "计量单位")), -1)
            labels = [row[self.form.sorts.index("t")].text for row in body.rows]
            grouped = self.form.sorts.count("t", 0, self.form.lead) > 1 and labels.count("") * 2 > len(labels)
            form = _Form(self.form.sorts, units, edges, grouped)
            if form == self.form:
                break
            self.form = form
        return found

    def _taken(self) -> tuple[float, Head, _Body] | None:
        """The likeliest head and body."""
        self._work_out()
        best: tuple[float, Head, _Body] | None = None
        for start in range(1, min(self.stretch.first_figure, MOST_WORDS) + 1):
            if not self.words[start].begins or self.prices[0][start] == _WORST:
                continue
            cuts = self._cuts(start)
            if len(cuts) < 2 or (len(cuts) < 3 and len(self.form.sorts) < 4):
                continue
            price = self.prices[0][start] / len(cuts)
            if price > 2 * _TOO_DEAR or (best is not None and price >= best[0]):
                continue
            body = self._body(start, cuts)
            head = self.stretch.heads.of(start, self.form.sorts, self._edges(body), body.rows)
            if head is None:
                continue
            price += head.price / len(body.rows)
            if best is None or price < best[0]:
                best = price, head, body
        return best

    def _work_out(self) -> None:
        """prices[column][place]: of reading all from there on; steps: the end of the cell that is read there."""
        count, width = len(self.words), len(self.form.sorts)
        self.prices = prices = [*([_WORST] * (count + 1) for _ in range(width)), list(self.stretch.end_prices)]
        self.steps = steps = [[-1] * (count + 1) for _ in range(width)]
        self.cells = [self._cells_of(column) for column in range(width)]
        from_the_last = list(zip(self.cells, prices, prices[1:], steps, strict=False))[::-1]
        first, last = prices[0], prices[width]
        for place in range(count, -1, -1):
            # Once more for rows that end in a blank cell: behind them the next one begins at the same word.
            for _ in range(1 if self.form.sorts[-1] == "v" else 2):
                for cells, own, following, taken in from_the_last:
                    for end, price in cells[place]:
                        whole_price = price + following[end]
                        if whole_price < own[place]:
                            own[place], taken[place] = whole_price, end
                if first[place] >= last[place]:
                    break
                last[place] = first[place]

    def _cuts(self, start: int) -> list[list[int]]:
        """Where the cells of each row begin and the last one ends: rows are weighed before their texts are made."""
        width = len(self.form.sorts)
        rows: list[list[int]] = []
        place = start
        while True:
            cuts = [place]
            for column in range(width):
                place = self.steps[column][place]
                cuts.append(place)
            if place == cuts[0]:
                break
            rows.append(cuts)
            if place >= len(self.words) or self.stretch.end_prices[place] <= self.prices[0][place]:
                break
        return rows

    def _body(self, start: int, cuts: Sequence[Sequence[int]]) -> _Body:
        body = _Body([], [], cuts[-1][-1], self.prices[0][start])
        for row_cuts in cuts:
            row: list[Text] = []
            for column, (place, end) in enumerate(pairwise(row_cuts)):
                row.append(self.stretch.whole(place, end) if end > place else EMPTY)
                if end > place:
                    body.cells.append((column, place, end))
            if self.form.sorts[0] == "s" and not row[0].text and tidy(row[1].text) in TOTALS:
                row[:2] = [row[1], EMPTY]  # 合计 stands under the serial numbers too
            body.rows.append(row)
        return body

    def _cells_of(self, column: int) -> list[Cells]:
        """The cells of a column that may begin at each place; columns that are alike share them in all forms."""
        kind = self._kind(column)
        found = self.stretch.cells.get(kind)
        if found is None:
            found = self.stretch.cells[kind] = self._made_cells(column)
        return found

    def _kind(self, column: int) -> tuple[object, ...]:
        """All that the cells of a column depend on beside the words."""
        form, sort = self.form, self.form.sorts[column]
        if sort == "s":
            return (sort,)
        edge = form.edges[column] if form.edges else None
        if sort == "v":
            return sort, edge
        labels = form.sorts.index("t")
        return (
            *(
                sort,
                edge,
                self.leaning * column,
                form.grouped and column == labels,
                form.units >= 0,
                column == form.units,
            ),
            *(0 < column < form.lead - 1, column > form.lead, column > 0, column == labels and form.lead - labels > 1),
        )

    def _made_cells(self, column: int) -> list[Cells]:
        """For each place where a cell of this column that begins there may end, with its price."""
        sort, places = self.form.sorts[column], range(len(self.words) + 1)
        if sort == "s":
            return [((place + 1, 0.0),) if place in self.serials else ((place, 0.4),) for place in places]
        edge = self.form.edges[column] if self.form.edges else 0
        if sort == "v":
            return [*(self._figures_at(place, word, edge) for place, word in enumerate(self.words)), ()]
        units, is_grouped = self.form.units, self.form.grouped and column == self.form.sorts.index("t")
        is_inner = 0 < column < self.form.lead - 1
        found: list[Cells] = []
        for place, spans in enumerate(self.stretch.spans_in(edge)):
            here = [(place, self._blank_price(place, column))]
            for end, price, lines, is_unit in spans:
                price += self.leaning * column * lines
                if is_grouped:
                    price += 0.3
                if units >= 0:
                    price += 2.5 * (is_unit != (column == units))
                elif is_unit and is_inner:
                    price += 0.5
                here.append((end, price))
            found.append(here)
        return found

    def _figures_at(self, place: int, word: Word, edge: int) -> Cells:
        found: list[tuple[int, float]] = []
        if word.is_value:
            found.append((place + 1, 3.0 if place in self.serials else 0.0))
        elif len(word.plain) == 4 and word.plain.isdecimal():
            found.append((place + 1, 0.2))  # 1955 may be a number of people
        if place in self.torn and (not word.is_value or not self.form.edges or word.width >= edge):
            found.append((place + 2, 2.0 if word.is_value else 0.1))
        return found

    def _blank_price(self, place: int, column: int) -> float:
        """A label may stand beside several rows, and behind 合计 a column of words is blank."""
        if column > self.form.lead:
            return 2.0
        if column and place in self.stretch.behind_totals:
            return 0.1
        labels = self.form.sorts.index("t")
        if self.form.grouped and column == labels:
            return 0.1
        return 0.5 if column == labels and self.form.lead - labels > 1 else 4.0

    def _edges(self, body: _Body) -> list[int]:
        """The widest line in each column."""
        edges = [0] * len(self.form.sorts)
        for column, first, end in body.cells:
            edges[column] = max(edges[column], *self.stretch.widths[first:end])
        return edges

    def _is_whole(self, head: Head, body: _Body) -> bool:
        """True where every row has a label and no cell is unlikely."""
        labels = [column for column, sort in enumerate(self.form.sorts[: self.form.lead]) if sort == "t"]
        return (
            bool(head.rows)
            and all(any(row[column].text for column in labels) or tidy(row[0].text) in TOTALS for row in body.rows)
            and all(self._price_of(cell) < _UNLIKELY for cell in body.cells)
        )

    def _price_of(self, cell: tuple[int, int, int]) -> float:
        column, first, end = cell
        return next(price for stop, price in self.cells[column][first] if stop == end)
