"""A sentence and a cell that speak of one thing in the same words give one figure.

Cue: a figure of the text that no table and no other paragraph knows, and a cell whose row and column are named by the words
around it (聘请行业导师 24 人 beside the row 聘请行业导师人数 42; 升入本科院校 158 人 beside 升入本科 148 in the row of totals whose other
figures the sentence tells as well). Why it should hold in any report: the numbers of a chapter are copied from its tables, and
what is told under a cell's own words is the cell. Guards: a figure that is found anywhere under like words is what it is;
the cell's own figure must not stand in the paragraph; unit, time and kind of figure agree; changes, plans, sums of several rows and
the years of other columns are other figures; where several figures of one sentence differ from the table and none agrees, the
sentence speaks of something else. The signs are added up: how many of the words the two share, neighbours that agree,
a slip of the hand between the two, the figure standing in the same row under another year.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from nianbao.extraction.claims import Hint, hint_at
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention
from nianbao.extraction.names.known_bodies import is_body_name, known_bodies
from nianbao.extraction.names.known_facts import scope_of
from nianbao.extraction.tables.table_facts import Figure, bare_label, compact
from nianbao.extraction.told.alike import (
    OTHER_FIGURE,
    PrintedCell,
    Told,
    are_one_rounded,
    digits_of,
    distance,
    firsts_of_each,
    in_myriads,
    is_firm,
    is_slip,
    pieces_of,
    printed_cells,
    told_figures,
    weights_of,
)
from nianbao.extraction.told.single_people import person_told_of
from nianbao.extraction.told.told_values import time_before
from nianbao.facts.unit import are_comparable

FAULT = "mismatch"
_FORM = "\n\n表4 服务情况\n\n序号\t指标\t单位\t2023年\n1\t聘请行业导师人数\t人\t42\n2\t开放实训基地数\t个\t6\n3\t技术服务项目数\t项\t15\n"
_LEAVERS = "\n\n学校\t毕业生\t升入本科\t升入高职\t就业\n一职\t405\t26\t281\t92\n二职\t296\t4\t169\t117\n合计\t701\t30\t450\t209\n"
EXAMPLES = (
    Example("fail", f"2023年全年聘请行业导师24人，来自十二家企业。{_FORM}"),
    Example("fail", f"毕业生701人，升入本科院校39人，直接就业209人。{_LEAVERS}"),
    Example("silent", f"2023年全年聘请行业导师42人，来自十二家企业。{_FORM}"),
    Example("silent", f"2023年新聘请行业导师12人。计划聘请行业导师50人。{_FORM}"),
    Example("silent", f"毕业生701人，升入本科院校30人，直接就业209人。{_LEAVERS}"),
)
_MOST = 3
_LEAST, _LEAST_OF_SLIPS = 4.3, 3.8  # signs added up; below it most pairs are of two things
_WEIGHTS = ((5.5, 0.5), (5.0, 0.4), (4.6, 0.3), (_LEAST, 0.2), (_LEAST_OF_SLIPS, 0.2))
_STRANGE = 3.5  # of two figures with so many signs that differ from one table, the sentence tells of something else
_NEAR = 8  # blocks between a sentence and its own table
_COMMON = 80  # cells under one word; such a word names none of them
_ENOUGH_MATES = 3


@dataclass(frozen=True, eq=False, slots=True)
class _Pair:
    told: Told
    cell: PrintedCell
    signs: float
    mates: int
    is_slip: bool

    @property
    def where(self) -> tuple[str, tuple[int, int], str]:
        return (self.told.mention.passage.id, self.told.mention.sentence, self.cell.figure.sheet.id)


def find(manuscript: Manuscript) -> Iterator[Hint]:
    """The pairs with the most signs, one for each figure and each cell."""
    pairs = [pair for pair in _Search(manuscript).pairs() if pair.signs >= _STRANGE]
    odd: dict[tuple[str, tuple[int, int], str], set[str]] = {}
    for pair in pairs:
        odd.setdefault(pair.where, set()).add(pair.told.mention.id)
    likely = [
        pair
        for pair in pairs
        if pair.signs >= (_LEAST_OF_SLIPS if pair.is_slip else _LEAST) and (len(odd[pair.where]) < 2 or pair.mates > 1)
    ]
    likely.sort(key=lambda pair: (-pair.signs, pair.told.mention.place.sort_key, pair.cell.figure.key))
    for pair in firsts_of_each(likely, lambda pair: {pair.told.mention.id, pair.cell.figure.key}, _MOST):
        yield _hint(pair)


def _hint(pair: _Pair) -> Hint:
    mention, figure = pair.told.mention, pair.cell.figure
    said, printed = f"{pair.told.words[-10:]}{mention.raw.strip()}", f"{figure.label} {figure.number.raw.strip()}"
    where, where_en = _where(figure)
    return hint_at(
        "alike-cells", f"{mention.id}~{figure.key}", FAULT, (mention.place, figure.place),
        f"此处「{said}」，{where}「{printed}」，请核对是否同一件事",
        f"“{said}” is said here, and “{printed}” {where_en}: please compare whether both are one thing",
        reported=mention.raw.strip(), expected=figure.number.raw.strip(),
        formula=f"{mention.raw.strip()} ≠ {figure.number.raw.strip()}", keys=(mention.id, figure.key), weight=next(weight for least, weight in _WEIGHTS if pair.signs >= least),
    )  # fmt: skip


def _where(figure: Figure) -> tuple[str, str]:
    line = figure.place.line
    return (f"第{line}行表中", f"in the table at line {line}") if line else ("表中", "in the table")


class _Search:
    """All that is looked up to hold each figure of the text against the cells that its words name."""

    def __init__(self, manuscript: Manuscript) -> None:
        self.manuscript = manuscript
        self.cells = printed_cells(manuscript)
        self.told = told_figures(manuscript) if self.cells else ()
        self.printed: dict[str, list[PrintedCell]] = {}
        self.here: dict[str, set[Decimal]] = {}
        self.by_digits: dict[Decimal, list[PrintedCell]] = {}
        self.by_piece: dict[str, list[PrintedCell]] = {}
        self.by_row: dict[tuple[str, int], list[PrintedCell]] = {}
        for cell in self.cells:
            told = in_myriads(cell.figure.number)
            for digits in {cell.digits, cell.value, cell.digits if told is None else told.digits}:
                self.by_digits.setdefault(digits, []).append(cell)
            self.by_row.setdefault((cell.figure.sheet.id, cell.figure.row), []).append(cell)
            for piece in cell.label:
                self.by_piece.setdefault(piece, []).append(cell)
        self.said_by_value: dict[Decimal, list[Told]] = {}
        for each in self.told:
            self.said_by_value.setdefault(each.mention.number.value, []).append(each)
        lines = {side for cell in self.cells for side in (cell.row, cell.column)}
        self.weights = weights_of((*lines, *(each.near for each in self.told)))
        self.label_weights = {side: self.weight(side) for cell in self.cells for side in (cell.row, cell.column)}
        self.order = manuscript.positions
        self.bodies = known_bodies(manuscript).of

    def weight(self, pieces: Iterable[str]) -> float:
        # Exact, so that the order of a set is no matter.
        return math.fsum(self.weights[piece] for piece in pieces)

    def pairs(self) -> Iterator[_Pair]:
        for told in self.told:
            yield from self._pairs_of(told)

    def cells_with(self, mention: Mention) -> list[PrintedCell]:
        """Cells that print the figure of the text."""
        if mention.id not in self.printed:
            found = dict.fromkeys(self.by_digits.get(mention.number.digits, ()))
            found.update(dict.fromkeys(self.by_digits.get(mention.number.value, ())))
            self.printed[mention.id] = [cell for cell in found if _fits(mention, cell.figure)]
        return self.printed[mention.id]

    def _pairs_of(self, told: Told) -> Iterator[_Pair]:
        mention, passage = told.mention, told.mention.passage
        own = told.own
        if OTHER_FIGURE.search(told.words) or self._is_said_elsewhere(told, own):
            return
        if mention.is_money and person_told_of(mention):
            return
        digits = len(digits_of(mention.number).rstrip("0"))
        known = []
        for cell in self.cells_with(mention):
            if self.weight(cell.around & own) >= (1 if digits > 2 else 2):
                if cell.figure.period is None:
                    return
                known.append(cell)
        start, end = passage.full_sentence_at(mention.start)
        when, period = time_before(passage, start, mention.start)
        if when == -1:
            return
        period = None if period == self.manuscript.data_period else period
        beside = [other for other in passage.mentions_in(start, end) if other is not mention and is_firm(other)]
        agreeing = {other.id: self.cells_with(other) for other in beside}
        if passage.id not in self.here:
            self.here[passage.id] = {n for m in passage.mentions for n in (m.number.value, m.number.digits)}
        here = self.here[passage.id]
        candidates = [
            cell for cell in self._candidates(own, agreeing.values())
            if cell.period == period and cell.digits not in here and cell.value not in here and _fits(mention, cell.figure)
        ]  # fmt: skip
        if not candidates:
            return
        far = pieces_of(compact(passage.plain[start : mention.end + 14])) | told.near
        own_weight = self.weight(own) or 1.0
        shared: dict[frozenset[str], tuple[float, float]] = {}
        for cell in candidates:
            figure = cell.figure
            near_share, far_share = self._shares(told, cell, far, shared)
            if far_share < 0.6 or are_one_rounded(mention.number, figure.number):
                continue
            stale = [k for k in known if _is_of_another_year(k.figure, figure)]
            if len(stale) < len(known):
                continue
            mates = sum(any(_are_in_line(one.figure, figure) for one in agreeing[other.id]) for other in beside)
            signs = 2 * near_share + far_share + 2 * self.weight(own & cell.around) / own_weight
            slipped = is_slip(mention.number, figure.number)
            signs += 0.5 * min(mates, _ENOUGH_MATES) + slipped
            signs += 0 if not stale else 2 if digits > 2 else 0.5
            signs -= distance(mention.number.value, figure.value) + (0.5 if scope_of(mention) else 0)
            signs += 0.5 if abs(self.order.get(passage.id, 0) - self.order[figure.sheet.id]) < _NEAR else 0
            yield _Pair(told, cell, signs, min(mates, _ENOUGH_MATES), slipped)

    def _candidates(self, own: frozenset[str], agreeing: Iterable[list[PrintedCell]]) -> list[PrintedCell]:
        found: dict[PrintedCell, None] = {}
        for piece in own:
            cells = self.by_piece.get(piece, ())
            if len(cells) < _COMMON:
                found.update(dict.fromkeys(cells))
        for cells in agreeing:
            for cell in cells:
                if cell.figure.sheet.is_total_row(cell.figure.row):
                    found.update(dict.fromkeys(self.by_row[(cell.figure.sheet.id, cell.figure.row)]))
        return list(found)

    def _shares(
        self, told: Told, cell: PrintedCell, far: frozenset[str], known: dict[frozenset[str], tuple[float, float]]
    ) -> tuple[float, float]:
        """How much of the cell's label is told: right beside the figure, and in its sentence."""
        figure = cell.figure
        is_total = figure.sheet.is_total_row(figure.row)
        if is_total and told.mention.measure not in ("人", "%") and told.mention.measure in cell.heads:
            return 0.7, 1.0
        if not (cell.row and cell.column) and self._is_only_whose(figure, cell.row):
            return 0.0, 0.0
        near_share = far_share = whole = 0.0
        for side in (cell.row, cell.column):
            if not side:
                continue
            if side not in known:
                known[side] = self.weight(side & told.near), self.weight(side & far)
            near, in_sentence = known[side]
            # 经贸职业高中 48 名 under 升学人数: whose figure it is alone does not say what it counts.
            if in_sentence < 0.4 * self.label_weights[side]:
                return 0.0, 0.0
            near_share += near
            far_share += in_sentence
            whole += self.label_weights[side]
        return (near_share / whole, far_share / whole) if whole >= (0.1 if is_total else 3) else (0.0, 0.0)

    def _is_only_whose(self, figure: Figure, row: frozenset[str]) -> bool:
        """All that the cell's labels say is a school: 合计 under 甲校 counts anything."""
        path = figure.sheet.row_path(figure.row) if row else figure.sheet.column_path(figure.column)
        return any(is_body_name(bare_label(label)) or bare_label(label) in self.bodies for label in path)

    def _is_said_elsewhere(self, told: Told, own: frozenset[str]) -> bool:
        return any(
            other.mention.passage is not told.mention.passage
            and are_comparable(other.mention.unit, told.mention.unit)
            and not own.isdisjoint(other.near)
            for other in self.said_by_value[told.mention.number.value]
        )


def _fits(mention: Mention, figure: Figure) -> bool:
    return mention.is_percent == figure.is_percent and are_comparable(mention.unit, figure.number.unit)


def _are_in_line(one: Figure, figure: Figure) -> bool:
    if one.sheet is not figure.sheet or one.key == figure.key or len(digits_of(one.number).rstrip("0")) < 2:
        return False
    return one.row == figure.row or one.column == figure.column


def _is_of_another_year(known: Figure, figure: Figure) -> bool:
    return (
        known.sheet is figure.sheet
        and known.row == figure.row
        and figure.period is not None
        and known.period != figure.period
    )
