"""The head of a copied table: as many cells as there are columns, or two levels of them that come to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from itertools import pairwise

from nianbao.documents.document import Text
from nianbao.documents.lines.copied_words import Span, Word, spans_from, whole
from nianbao.documents.ragged_row import TOTALS
from nianbao.documents.running_text import EMPTY, tidy
from nianbao.documents.values import is_calendar
from nianbao.facts.pattern import as_pattern

_MOST_PIECES = 6
_MOST_GROUPS = 6
_MOST_CELLS = 24
MOST_WORDS = 48
_TOO_DEAR = 6.0
_WORST = float("inf")
_UNIT = as_pattern(r"[（(][^（）()]*[）)]$")
_ENDINGS = tuple("数率额量比值次式称位年别目号象度奖计）)")
_WHOLE_NAMES = frozenset(["项目", "类别", "指标", "单位", "年份", "级别"])  # but 项目名称
_LABELS = frozenset(
    ["年份", "年度", "学校", "项目", "指标", "级别", "类别", "专业", "专业名称", "学校名称", "名称", "单位"]
)
_SERIAL = frozenset(["序号", "编号", "序", "号", "No.", "No", "NO"])


@dataclass(frozen=True, slots=True)
class Head:
    """The rows of a head, the name that stands lowest over each column, and the place of its first word."""

    rows: list[list[Text]]
    names: list[str]
    first: int
    price: float


class Heads:
    """The first words of a table, parted into cells in every number once, for all that may follow them."""

    def __init__(self, words: Sequence[Word]) -> None:
        self.words = words[:MOST_WORDS]
        self._spans = [
            [_priced(self.words, place, span) for span in spans_from(self.words, place, self._reach(place))]
            for place in range(len(self.words))
        ]
        self._texts: dict[tuple[int, int], Text] = {}
        self._room: dict[int, list[list[tuple[int, float, float]]]] = {}
        self._known: dict[tuple[int, ...], tuple[list[list[float]], list[list[int]]]] = {}
        self._best, self._came = self._parted(_MOST_CELLS, None)

    def _reach(self, place: int) -> int:
        return min(place + _MOST_PIECES, len(self.words))

    def of(self, end: int, sorts: str, edges: Sequence[int], body: Sequence[Sequence[Text]]) -> Head | None:
        """The head that all words up to ``end`` make over columns of these sorts, or None where none is certain."""
        width = len(sorts)
        best: Head | None = None
        if self._price(width, end) < _TOO_DEAR:
            prices, came = self._parted(width, edges)
            if prices[width][end] < _WORST:
                cells = self._cells(came, width, end)
                names = [tidy(cell.text) for cell in cells]
                best = Head([cells], names, 0, prices[width][end] + _misnamed(names, sorts))
        for groups in range(1, _MOST_GROUPS + 1):
            price = self._price(width + groups, end)
            if price >= (_TOO_DEAR if best is None else best.price):
                continue
            rows = self._two_levels(width + groups, end, sorts, groups, body)
            if rows is None:
                continue
            names = [tidy((low if low.text else high).text) for high, low in zip(*rows, strict=True)]
            price += 0.3 + _misnamed(names, sorts)
            if best is None or price < best.price:
                best = Head(rows, names, 0, price)
        again = self._said_again(end, sorts, edges)
        if again is not None and (best is None or again.price < best.price):
            best = again
        return best if best is not None and best.price < _TOO_DEAR else None

    def _said_again(self, end: int, sorts: str, edges: Sequence[int]) -> Head | None:
        """Groups whose lower heads are the same words again and again: 招生数 在校生数 below either year."""
        width, lead = len(sorts), sorts.index("v")
        plain = [word.plain for word in self.words[:end]]
        best: Head | None = None
        for groups in range(2, _MOST_GROUPS + 1):
            for start in range(lead + groups, end - 2 * groups + 1):
                size, rest = divmod(end - start, groups)
                if rest or any(plain[start + i] != plain[start + i % size] for i in range(size, end - start)):
                    continue
                each, rest = divmod(width - lead, groups)
                if rest or each < 2 or len(set(plain[start : start + size])) < each:
                    continue
                inner = Heads(self.words[start : start + size])
                prices, came = inner._parted(each, edges[lead : lead + each])
                price = self._price(lead + groups, start) + prices[each][size]
                if price >= _TOO_DEAR or (best is not None and price >= best.price):
                    continue
                upper = self._cells(self._came, lead + groups, start)
                lower = [
                    cell
                    for group in range(groups)
                    for cell in Heads(self.words[start + group * size : start + (group + 1) * size])._cells(
                        came, each, size
                    )
                ]
                dated = [is_calendar(_UNIT.sub("", tidy(cell.text))) for cell in upper]
                if any(dated[:lead]) or len({*dated[lead:]}) > 1:
                    continue
                top = [*upper[:lead]]
                for cell in upper[lead:]:
                    top.extend([cell, *[EMPTY] * (each - 1)])
                rows = [top, [*[EMPTY] * lead, *lower]]
                names = [tidy((low if low.text else high).text) for high, low in zip(*rows, strict=True)]
                best = Head(rows, names, 0, price + _misnamed(names, sorts))
        return best

    def _price(self, cells: int, end: int) -> float:
        return self._best[cells][end] if cells <= _MOST_CELLS and end <= len(self.words) else _WORST

    def _parted(self, count: int, edges: Sequence[int] | None) -> tuple[list[list[float]], list[list[int]]]:
        """The least price of so many cells up to each word, and where the last of them begins."""
        asked = (count, *(edges[:count] if edges else ()))
        found = self._known.get(asked)
        if found is None:
            found = self._known[asked] = self._part(count, edges)
        return found

    def _part(self, count: int, edges: Sequence[int] | None) -> tuple[list[list[float]], list[list[int]]]:
        size = len(self.words)
        best = [[_WORST] * (size + 1) for _ in range(count + 1)]
        came = [[0] * (size + 1) for _ in range(count + 1)]
        best[0][0] = 0.0
        for cell in range(count):
            spans = self._spans_in(edges[cell] if edges else 0)
            reached, begun = best[cell + 1], came[cell + 1]
            for start in range(cell, size):
                before = best[cell][start]
                if before >= _TOO_DEAR:
                    continue
                for end, price, free in spans[start]:
                    whole_price = before + price + free
                    if whole_price < reached[end]:
                        reached[end], begun[end] = whole_price, start
        return best, came

    def _spans_in(self, edge: int) -> list[list[tuple[int, float, float]]]:
        """What may be one cell at each place, with what speaks against it in a column so wide."""
        found = self._room.get(edge)
        if found is None:
            # A column is as wide as its widest figure: a line that leaves that much free was not full.
            found = self._room[edge] = [
                [
                    (end, price, sum([min(max(0, edge - width - 2) * 0.5, 4.0) for width in full]) if edge else 0.0)
                    for end, price, full in here
                ]
                for here in self._spans
            ]
        return found

    def _cells(self, came: Sequence[Sequence[int]], count: int, end: int) -> list[Text]:
        starts = self._starts(came, count, end)
        return [self._whole(a, b) for a, b in pairwise([*starts, end])]

    def _whole(self, start: int, end: int) -> Text:
        """The words as one text, put together once for all forms."""
        if (start, end) not in self._texts:
            self._texts[start, end] = whole(self.words[start:end])
        return self._texts[start, end]

    def _starts(self, came: Sequence[Sequence[int]], count: int, end: int) -> list[int]:
        starts = []
        for cell in range(count, 0, -1):
            end = came[cell][end]
            starts.append(end)
        return starts[::-1]

    def _two_levels(
        self, count: int, end: int, sorts: str, groups: int, body: Sequence[Sequence[Text]]
    ) -> list[list[Text]] | None:
        begins = [self.words[start].begins for start in self._starts(self._came, count, end)]
        return _two_levels(self._cells(self._came, count, end), begins, sorts, groups, body)


def _priced(words: Sequence[Word], start: int, span: Span) -> tuple[int, float, tuple[int, ...]]:
    """Where a head of these words ends, what speaks against it, and how wide its full lines are."""
    price, end = span.price_in(0), span.end
    plain = "".join([word.plain for word in words[start:end]])
    if len(words[start].plain) == 1 and plain not in ("序号", "年", "单位"):
        price += 2.0  # 数 and 率 end a name and begin none
    for word, following in pairwise(words[start:end]):
        if word.plain in _WHOLE_NAMES and following.plain[0] not in "名数类内性代编":
            price += 6.0
        if len(word.plain) > 2 and word.plain.endswith(_ENDINGS[:7]) and len(following.plain) > 1:
            price += 1.5 if following.plain[0] not in "（(" else 0.0  # 获奖数量 is whole, 参赛人次 another
    if end > start + 1 and not plain.endswith(_ENDINGS):
        price += 0.3
    if any(not word.ends for word in words[start : end - 1]) and not plain.isascii():
        price += 4.0  # words beside each other are heads of two columns
    if end == start + 1 and words[start].width > 40:
        price += 3.0
    return end, price, span.full


def _misnamed(names: Sequence[str], sorts: str) -> float:
    """Names of serial numbers, and of nothing else, stand over serial numbers, and names of words over words."""
    return sum(
        6.0
        for name, sort in zip(names, sorts, strict=True)
        if (name in _SERIAL) != (sort == "s") or (name in _LABELS and sort == "v")
    ) + (3.0 if _UNIT.search(names[sorts.index("t")]) else 0.0)


def _two_levels(
    cells: Sequence[Text], begins: Sequence[bool], sorts: str, groups: int, body: Sequence[Sequence[Text]]
) -> list[list[Text]] | None:
    """Both rows of a head with so many groups in its upper one, or None where it could be read otherwise.

    ``begins`` says which cells begin a line: the lower row does, unless figures or years tell of it.
    """
    width = len(sorts)
    lead = sorts.index("v")
    ways: list[list[list[Text]]] = []
    proven: list[list[list[Text]]] = []  # by their sum
    for low in range(2 * groups, width - lead + 1):
        if low % groups:
            continue
        upper, lower = cells[: len(cells) - low], cells[len(cells) - low :]
        each = low // groups
        singles = len(upper) - groups
        if singles < lead or singles != width - low:
            continue
        names = [tidy(cell.text) for cell in lower]
        again = groups > 1 and all(names[i] == names[i % each] for i in range(low))
        if groups > 1 and not again:
            continue
        if len(set(names[:each])) < each:
            continue
        for before in range(lead, singles + 1):
            grouped = upper[before : before + groups]
            if any(tidy(cell.text) in _WHOLE_NAMES for cell in grouped):
                continue  # a name of labels stands over nothing else
            dated = [is_calendar(_UNIT.sub("", tidy(cell.text))) for cell in upper]
            if any(dated) and not (all(dated[before : before + groups]) and sum(dated) == groups):
                continue
            sums = groups == 1 and _adds_up(names, before, body)
            if groups == 1 and not sums and not (singles == lead and begins[len(upper)]):
                continue
            if singles > lead and groups > 1 and not any(dated):
                continue
            top = [*upper[:before]]
            for cell in grouped:
                top.extend([cell, *[EMPTY] * (each - 1)])
            top.extend(upper[before + groups :])
            under = [*[EMPTY] * before, *lower, *[EMPTY] * (width - before - low)]
            (proven if sums else ways).append([top, under])
    ways = proven or ways
    return ways[0] if len(ways) == 1 else None


def _adds_up(names: Sequence[str], before: int, body: Sequence[Sequence[Text]]) -> bool:
    """True where the columns of a group end in their sum, in every row."""
    if names[-1] not in TOTALS or len(names) < 3:
        return False
    for row in body:
        try:
            figures = [Decimal(row[before + n].text.replace(",", "")) for n in range(len(names))]
        except InvalidOperation:
            return False
        if sum(figures[:-1]) != figures[-1]:
            return False
    return True
