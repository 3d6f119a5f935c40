"""Two years of one row that are told as a pair stand in that row, one beside the other.

Cue: 由 38 门增加到 41 门, 由上年的 42 家增至 46 家, 42 家（上年 38 家）, 比上年的 16 人日增加, 2017 年 243 人、2018 年 214 人, where
a table has a row (or a column) that bears the words of the sentence over several years and one of the two figures is that row's.
Why it should hold in any report: both figures are copied from one line, and the one that agrees shows from which. Guards:
most of the row's name is told; the figure that agrees stands under its year and has two digits at least;
units agree; no row of any table has both figures; the odd one is found nowhere in tables under like words; 成立时的 14 家 and 三年来由 38 家 are of
other years, and a plan is no present figure; where the sentence has another figure that would fit, or a list goes before, a slip of the hand is told and nothing else.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from nianbao.extraction.claims import Doubtful, relation, same
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention
from nianbao.extraction.tables.column_names import core_of
from nianbao.extraction.tables.table_facts import PERIOD, Figure, compact
from nianbao.extraction.tables.yearly_figures import TOTAL, Yearly, yearly_figures
from nianbao.extraction.told.alike import WEAK, are_one_rounded, counted_like, digits_of, pieces_of, weights_of
from nianbao.extraction.told.told_pairs import ToldPair, told_pairs
from nianbao.facts.kept import kept
from nianbao.facts.numeral import half_width
from nianbao.facts.pattern import as_pattern
from nianbao.facts.relation import Reading, Relation
from nianbao.facts.unit import are_comparable

FAULT = "mismatch"
_FORM = "\n\n表4 基本情况\n\n指标\t单位\t2022年\t2023年\n课证融通课程数\t门\t38\t41\n实习基地数\t家\t42\t46\n行业导师人数\t人\t64\t71\n"
_SCHOOLS = "\n\n表2 招生情况\n\n学校\t2022年招生\t2023年招生\n农机校\t243\t214\n卫校\t421\t436\n"
EXAMPLES = (
    Example("fail", f"课证融通课程由38门增加到43门。{_FORM}"),
    Example("fail", f"实习基地由上年的44家增加到46家。{_FORM}"),
    Example("fail", f"农机校招生由243人降到241人。{_SCHOOLS}"),
    Example("pass", f"课证融通课程由38门增加到41门。{_FORM}"),
    Example("silent", f"社团由38个增加到43个。{_FORM}"),
)
_MOST = 6
_LITTLE, _HALF, _NAMED = 0.2, 0.3, 0.55  # of the weight of a row's name
_USUAL_UNITS = frozenset(("people", "share", "money", "items", "attendance"))
_LEAST = 3.0  # of the weight of what is told of it
_LONGER = as_pattern(
    r"[年月]来|年间|以来|自20|自从|经过|通过|[两二三四五六七八九十]年|学期|建设期|“[一-十]+五”|起步|最初|创办|成立|期间|前后|逐[年步级届]"
)
_PLANNED = as_pattern(r"计划|拟|力争|目标|预计|将|确保|争取|到20\d\d年[底末]?(?:要|达)|以上|左右")
_REACH = 60  # characters before a figure that say of what it is


@dataclass(frozen=True, eq=False, slots=True)
class _Row:
    yearly: Yearly
    label: frozenset[str]
    weight: float

    @property
    def figures(self) -> dict[int, Figure]:
        return self.yearly.figures


@dataclass(frozen=True, eq=False, slots=True)
class _Fit:
    """A row that a pair seems to be of: one of its figures is told, or both are."""

    row: _Row
    named: float
    olds: tuple[Figure, ...]  # what the earlier figure may be
    news: tuple[Figure, ...]
    old_agrees: bool
    new_agrees: bool
    has_other: bool  # another figure of the sentence is the present one


def find(manuscript: Manuscript) -> Iterator[Relation | Doubtful]:
    """Pairs held against the rows of the tables."""
    pairs = told_pairs(manuscript)
    rows = _rows(manuscript) if pairs else None
    if not rows:
        return
    for pair in pairs:
        yield from _judged(manuscript, pair, rows)


class _Rows:
    """Series of the tables by the digits that they print, with the words of a series once it is asked for."""

    def __init__(self, manuscript: Manuscript) -> None:
        named = yearly_figures(manuscript)
        self.weights = weights_of([pieces_of(name) for name in named])
        self.by_digits: dict[Decimal, list[tuple[str, Yearly]]] = {}
        for name, series in named.items():
            for yearly in series:
                for figure in yearly.figures.values():
                    for digits in {figure.number.digits, figure.value}:
                        self.by_digits.setdefault(digits, []).append((name, yearly))
        self._read: dict[int, _Row] = {}

    def with_digits(self, mention: Mention) -> Iterator[_Row]:
        for digits in {mention.number.digits, mention.number.value}:
            for name, yearly in self.by_digits.get(digits, ()):
                row = self._read.get(id(yearly))
                if row is None:
                    label = frozenset[str]() if _is_of_classes(yearly) else _label(name, yearly)
                    row = self._read[id(yearly)] = _Row(yearly, label, self.weight(label))
                yield row

    def weight(self, pieces: frozenset[str]) -> float:
        return math.fsum(self.weights[piece] for piece in pieces)

    def named(self, row: _Row, said: frozenset[str]) -> tuple[float, float]:
        """How much of the name of a row is told, by weight and as a part of all of it."""
        told = self.weight(row.label & said)
        return told, told / row.weight if row.weight else 0.0


@kept
def _rows(manuscript: Manuscript) -> _Rows | None:
    rows = _Rows(manuscript)
    return rows if rows.by_digits else None


def _is_of_classes(yearly: Yearly) -> bool:
    """2022级 and 2023级 at the head are two classes and not two years of one thing."""
    figure = next(iter(yearly.figures.values()))
    heads = (*yearly.sheet.column_path(figure.column), *yearly.sheet.row_path(figure.row))
    return any(as_pattern(r"\d级").search(half_width(head)) for head in heads)


def _label(name: str, yearly: Yearly) -> frozenset[str]:
    """The pieces of all that names the series; of the table as well where the name is 合计 or only whose it is."""
    figure = next(iter(yearly.figures.values()))
    is_row = len({f.row for f in yearly.figures.values()}) == 1
    words = [core_of(name)] if name != TOTAL else []
    if is_row and name != TOTAL:
        words += [core_of(part) for part in yearly.sheet.row_path(figure.row)]
    own = pieces_of("|".join(w for w in words if not PERIOD.fullmatch(half_width(compact(w))))) - WEAK
    return own if own else pieces_of(core_of(PERIOD.sub("", half_width(compact(yearly.sheet.caption))))) - WEAK


def _judged(manuscript: Manuscript, pair: ToldPair, rows: _Rows) -> Iterator[Relation | Doubtful]:
    said = pieces_of(compact(pair.words)) | _far(pair)
    found: dict[int, _Row] = {}
    for mention in (pair.old, pair.new, *pair.others):
        found.update((id(row), row) for row in rows.with_digits(mention))
    fits = [fit for row in found.values() if (fit := _fit(manuscript, pair, row, rows, said)) is not None]
    whole = [
        fit
        for fit in fits
        if fit.old_agrees and fit.new_agrees and fit.named >= (_LITTLE if _has_own_unit(pair, fit) else _HALF)
    ]
    if whole:
        best = max(fit.named for fit in whole)
        chosen = [fit for fit in whole if fit.named == best]
        yield relation(
            "pairs-told",
            _readings(pair.old, [f for fit in chosen for f in fit.olds]),
            cue=pair.words[-8:],
            place=pair.old.place,
            severity="warning",
        )
        yield relation(
            "pairs-told",
            _readings(pair.new, [f for fit in chosen for f in fit.news]),
            cue=pair.words[-8:],
            place=pair.new.place,
            severity="warning",
        )
        return
    fits = [fit for fit in fits if fit.named >= (_LITTLE if _has_own_unit(pair, fit) else _NAMED)]
    for mention, half in (
        (pair.old, [f for f in fits if f.new_agrees or f.has_other]),
        (pair.new, [f for f in fits if f.old_agrees and not f.has_other]),
    ):
        if not half:
            continue
        best = max(fit.named for fit in half)
        chosen = [fit for fit in half if fit.named == best]
        is_old = mention is pair.old
        mate = pair.new if is_old else pair.old
        figures = [f for fit in chosen for f in (fit.olds if is_old else fit.news)]
        made = relation(
            "pairs-told", _readings(mention, figures), cue=pair.words[-8:], place=mention.place, severity="warning"
        )
        firm = len(digits_of(mate.number).rstrip("0")) > 1 and not _is_told_elsewhere(manuscript, mention, said)
        firm = firm and not _is_of_longer(pair) and (is_old or not _is_planned(pair))
        if not pair.is_from:
            # 国家级 3 项、市级 31 项，比上年的 41 项: what is held against last year's is all of them.
            firm = firm and "、" not in pair.new.passage.plain[pair.new.clause[0] : pair.new.start]
        yield made if firm else Doubtful(made, frozenset((mention.id,)))


def _is_of_longer(pair: ToldPair) -> bool:
    """三年来由 38 家增加到 46 家: without a year the first of the two may be of any time."""
    start, _ = pair.old.passage.full_sentence_at(pair.old.start)
    return pair.before is None and _LONGER.search(pair.old.passage.plain, start, pair.old.start) is not None


def _is_planned(pair: ToldPair) -> bool:
    start, end = pair.old.passage.full_sentence_at(pair.old.start)
    return _PLANNED.search(pair.old.passage.plain, start, min(end, pair.new.end + 4)) is not None


def _has_own_unit(pair: ToldPair, fit: _Fit) -> bool:
    """人日 and 学时 are counted in few rows, so that less of the name is enough."""
    unit = fit.olds[0].number.unit
    return unit is not None and unit == pair.old.unit and unit.dimension not in _USUAL_UNITS


def _far(pair: ToldPair) -> frozenset[str]:
    first = min(pair.old, pair.new, key=lambda mention: mention.start)
    start, _ = first.passage.full_sentence_at(first.start)
    return pieces_of(compact(first.passage.plain[max(start, first.start - _REACH) : first.start]))


def _readings(mention: Mention, figures: list[Figure]) -> list[Reading]:
    claim = mention.named_operand()
    return [same(counted_like(figure, mention), claim) for figure in dict.fromkeys(figures)][:_MOST]


def _fit(manuscript: Manuscript, pair: ToldPair, row: _Row, rows: _Rows, said: frozenset[str]) -> _Fit | None:
    told, named = rows.named(row, said)
    if told < _LEAST or named < _LITTLE:
        return None
    figures = row.figures
    if not all(_fits(mention, figure) for mention in (pair.old, pair.new) for figure in figures.values()):
        return None
    steps = _steps(manuscript, pair, sorted(figures))
    both = [(s, t) for s, t in steps if _is(pair.old, figures[s]) and _is(pair.new, figures[t])]
    if both:
        return _Fit(
            row, named, tuple(figures[s] for s, _ in both), tuple(figures[t] for _, t in both), True, True, False
        )
    by_old = [(s, t) for s, t in steps if _is(pair.old, figures[s])]
    by_new = [(s, t) for s, t in steps if _is(pair.new, figures[t])]
    by_other = [(s, t) for s, t in steps if any(_is(other, figures[t]) for other in pair.others)]
    if by_old:
        return _Fit(
            row,
            named,
            tuple(figures[s] for s, _ in by_old),
            tuple(figures[t] for _, t in by_old),
            True,
            False,
            any(step in by_other for step in by_old),
        )
    if by_new or by_other:
        return _Fit(
            row,
            named,
            tuple(figures[s] for s, _ in (by_new or by_other)),
            tuple(figures[t] for _, t in (by_new or by_other)),
            False,
            bool(by_new),
            bool(by_other),
        )
    return None


def _steps(manuscript: Manuscript, pair: ToldPair, times: list[int]) -> list[tuple[int, int]]:
    """Pairs of years of a row that can be meant."""
    report = manuscript.data_period
    steps = [(s, t) for s in times for t in times if s < t]
    if pair.before is not None and pair.before > 0:
        steps = [(s, t) for s, t in steps if s == pair.before or s < 1]
    elif pair.before == -1:
        steps = [(s, t) for s, t in steps if s == t - 1]
    if pair.after is not None and pair.after > 0:
        return [(s, t) for s, t in steps if t == pair.after or t < 1]
    if times[-1] in (report, report - 1 if report else None, 0) or report is None:
        return [(s, t) for s, t in steps if t == times[-1]]
    return [(s, t) for s, t in steps if t == report]


def _fits(mention: Mention, figure: Figure) -> bool:
    return mention.is_percent == figure.is_percent and are_comparable(mention.unit, figure.number.unit)


def _is(mention: Mention, figure: Figure) -> bool:
    return are_one_rounded(mention.number, figure.number)


def _is_told_elsewhere(manuscript: Manuscript, mention: Mention, said: frozenset[str]) -> bool:
    """A cell of any table gives the figure under like words."""
    unit = mention.unit
    is_rare = unit is not None and unit.dimension not in _USUAL_UNITS
    for figure in manuscript.figures_of_digits.get(mention.number.digits, ()):
        if _fits(mention, figure) and (figure.number.unit is not None or not is_rare):
            sheet = figure.sheet
            words = (*sheet.row_path(figure.row), *sheet.column_path(figure.column), sheet.caption, sheet.section)
            if len((said - WEAK) & pieces_of("|".join(words))) > 1:
                return True
    return False
