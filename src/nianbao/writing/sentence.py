"""Figures as a sentence says them: the word for a rise or a fall is chosen from the figures, never typed.

What cannot be said truthfully is refused: growth from nothing, a change between
figures of which one is missing, hedged, or defined otherwise than a year before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from nianbao.facts.cell import LABELS, Cell, CellState
from nianbao.facts.printed_number import Hedge, PrintedNumber
from nianbao.facts.problem import Problem
from nianbao.facts.record import Record
from nianbao.facts.unit import Unit
from nianbao.framework.model import Catalogue
from nianbao.writing.link import Aspect, FigureLink

SHARE = "share"
GROWTH_PLACES = 1


@dataclass(frozen=True, slots=True)
class WrittenFigure:
    """The words for a linked figure, and the arithmetic behind them."""

    link: FigureLink
    text: str
    formula: str = ""


def write_figure(link: FigureLink, record: Record, catalogue: Catalogue) -> WrittenFigure:
    """The words for a link; raises Problem where the record does not give them."""
    writer = _Writer(record, catalogue)
    match link.aspect:
        case Aspect.VALUE | Aspect.DIGITS:
            return writer.value(link)
        case Aspect.BEFORE:
            return writer.before(link)
        case Aspect.CHANGE:
            return writer.change(link)
        case Aspect.GROWTH:
            return writer.growth(link)
        case Aspect.CHANGE_AND_GROWTH:
            return writer.change_and_growth(link)
        case Aspect.SHARE:
            return writer.share(link)
        case Aspect.TWO_BEFORE:
            return writer.two_before(link)
        case Aspect.SINCE_TWO_BEFORE:
            return writer.since_two_before(link)
        case Aspect.RANK:
            raise writer.without_rank(link.indicator)


def write_rank(link: FigureLink, record: Record, others: Sequence[Record], catalogue: Catalogue) -> WrittenFigure:
    """Which place an organisation takes among all that have the figure, the greatest first: 第1位, 并列第2位."""
    writer = _Writer(record, catalogue)
    values = [number.value for one in others if (number := one.cell(link.indicator).number) is not None]
    own = record.cell(link.indicator).number
    if own is None or len(values) < 2 or own.value not in values:
        raise writer.without_rank(link.indicator)
    place = 1 + sum(value > own.value for value in values)
    tied = "并列" if values.count(own.value) > 1 else ""
    return WrittenFigure(link, f"{tied}第{place}位", f"{place} / {len(values)}")


def change_words(now: Decimal, before: Decimal, unit: Unit | None, *, counted: bool) -> str:
    """How a figure moved, in the words of its kind.

    >>> from nianbao.facts.unit import find_unit
    >>> change_words(Decimal(120), Decimal(135), find_unit("人"), counted=True)
    '比上年减少15人'
    >>> change_words(Decimal("93.2"), Decimal("92.0"), find_unit("%"), counted=False)
    '比上年提高1.2个百分点'
    >>> change_words(Decimal("2.28"), Decimal("2.59"), None, counted=False)
    '比上年下降0.31'
    >>> change_words(Decimal(7), Decimal(7), find_unit("个"), counted=True)
    '与上年持平'
    """
    difference = now - before
    if not difference:
        return "与上年持平"
    if unit is not None and unit.dimension == SHARE:
        word, label = ("提高", "下降"), "个百分点" if unit.id == "percent" else unit.label
    elif unit is not None and unit.dimension != "ratio":
        word, label = ("增加", "减少"), unit.label
    else:
        word, label = ("增加", "减少") if counted else ("上升", "下降"), ""
    return f"比上年{word[difference < 0]}{_plain(abs(difference))}{label}"


def growth_words(now: Decimal, before: Decimal, places: int = GROWTH_PLACES) -> str:
    """By what part a figure grew or fell; what rounds to nothing is called so.

    >>> growth_words(Decimal(135), Decimal(120)), growth_words(Decimal(100), Decimal(150))
    ('比上年增长12.5%', '比上年下降33.3%')
    >>> growth_words(Decimal(100001), Decimal(100000)), growth_words(Decimal(5), Decimal(5))
    ('与上年基本持平', '与上年持平')
    """
    if now == before:
        return "与上年持平"
    percent = _rounded(100 * (now - before) / before, places)
    if not percent:
        return "与上年基本持平"
    return f"比上年{'增长' if percent > 0 else '下降'}{abs(percent)}%"


class _Writer:
    def __init__(self, record: Record, catalogue: Catalogue) -> None:
        self._record = record
        self._catalogue = catalogue

    def value(self, link: FigureLink) -> WrittenFigure:
        number, unit = self._number(link.indicator)
        return WrittenFigure(link, self._said(link, number, unit))

    def before(self, link: FigureLink) -> WrittenFigure:
        number, unit = self._earlier(link.indicator)
        return WrittenFigure(link, self._said(link, number, unit))

    def change(self, link: FigureLink) -> WrittenFigure:
        now, unit, before = self._pair(link.indicator)
        if link.places is not None:
            now, before = _rounded(now, link.places), _rounded(before, link.places)
        counted = unit is not None and unit.counts
        return WrittenFigure(
            link, change_words(now, before, unit, counted=counted), f"{_plain(now)} - {_plain(before)}"
        )

    def growth(self, link: FigureLink) -> WrittenFigure:
        now, _, before = self._pair(link.indicator)
        if before <= 0:
            raise self._cannot(
                link.indicator,
                f"上年为 {_plain(before)}，谈不上增长百分之几，请改写“变化”",
                f"it was {_plain(before)} a year before, so no percentage can be said; ask for 变化",
            )
        places = GROWTH_PLACES if link.places is None else link.places
        formula = f"({_plain(now)} - {_plain(before)}) ÷ {_plain(before)}"
        return WrittenFigure(link, growth_words(now, before, places), formula)

    def two_before(self, link: FigureLink) -> WrittenFigure:
        writer, _ = self._of_two_before(link.indicator)
        return writer.value(link)

    def since_two_before(self, link: FigureLink) -> WrittenFigure:
        """How a figure moved over two years; the year is named, since 上年 it is not."""
        writer, label = self._of_two_before(link.indicator)
        now, unit = self._number(link.indicator)
        before, _ = writer._number(link.indicator)
        if {now.hedge, before.hedge} != {Hedge.NONE}:
            raise self._cannot(
                link.indicator, "两年中有约数，不能相减", "one of the two years is an approximate figure"
            )
        factor = unit.factor if unit is not None else Decimal(1)
        new, old = now.value / factor, before.value / factor
        if link.places is not None:
            new, old = _rounded(new, link.places), _rounded(old, link.places)
        words = change_words(new, old, unit, counted=unit is not None and unit.counts)
        return WrittenFigure(link, words.replace("上年", label, 1), f"{_plain(new)} - {_plain(old)}")

    def without_rank(self, indicator: str) -> Problem:
        return self._cannot(
            indicator,
            "没有可以排名的各校数据，请写明是哪所学校（@某校），并在汇总的报送包中带上各校的包",
            "there are no schools to rank it among; name the school (@SCHOOL) and use a package that holds theirs",
        )

    def _of_two_before(self, indicator: str) -> tuple[_Writer, str]:
        """The writer for the figures of two years before and what that year is called."""
        last = self._record.previous
        earlier = last.previous if last is not None else None
        if earlier is None:
            raise self._cannot(indicator, "没有前年数据", "there are no figures of two years before")
        if self._meaning(self._record, indicator) is not self._meaning(earlier, indicator):
            raise self._cannot(
                indicator, "与前年的定义不同，不能直接比较", "its definition changed, so the years cannot be compared"
            )
        data_year = self._catalogue.editions[earlier.edition].data_year.removeprefix("dy")
        return _Writer(earlier, self._catalogue), f"{data_year}年"

    def change_and_growth(self, link: FigureLink) -> WrittenFigure:
        """Both in one breath: 比上年增加10人，增长1.5%."""
        change, growth = self.change(link), self.growth(link)
        if change.text.startswith("与"):
            return change
        return WrittenFigure(link, f"{change.text}，{growth.text.removeprefix('比上年')}", growth.formula)

    def share(self, link: FigureLink) -> WrittenFigure:
        assert link.whole is not None
        part, part_unit = self._number(link.indicator)
        whole, whole_unit = self._number(link.whole)
        if (part_unit and part_unit.dimension) != (whole_unit and whole_unit.dimension):
            raise self._cannot(
                link.indicator,
                f"单位与「{self._label(link.whole)}」不同，不能算占比",
                f"its unit differs from that of {link.whole}; there is no share",
            )
        above, below = part.value, whole.value
        if below <= 0 or not 0 <= above <= below:
            raise self._cannot(
                link.indicator,
                f"{_plain(above)} 不是 {_plain(below)} 的一部分，请先核对数据",
                f"{_plain(above)} is no part of {_plain(below)}; check the figures first",
            )
        places = GROWTH_PLACES if link.places is None else link.places
        percent = _rounded(100 * above / below, places)
        return WrittenFigure(link, f"{percent}%", f"{_plain(above)} ÷ {_plain(below)}")

    def _pair(self, indicator: str) -> tuple[Decimal, Unit | None, Decimal]:
        """This year's and last year's figure in one unit."""
        now, unit = self._number(indicator)
        before, _ = self._earlier(indicator)
        if {now.hedge, before.hedge} != {Hedge.NONE}:
            raise self._cannot(indicator, "两年中有约数，不能相减", "one of the two years is an approximate figure")
        factor = unit.factor if unit is not None else Decimal(1)
        return now.value / factor, unit, before.value / factor

    def _number(self, indicator: str) -> tuple[PrintedNumber, Unit | None]:
        return self._read(self._record, indicator, "")

    def _earlier(self, indicator: str) -> tuple[PrintedNumber, Unit | None]:
        previous = self._record.previous
        if previous is None:
            raise self._cannot(indicator, "没有上年数据", "there are no figures of the year before")
        meaning = self._meaning(self._record, indicator)
        earlier = self._meaning(previous, indicator)
        if meaning is not earlier:
            raise self._cannot(
                indicator, "两年的定义不同，不能直接比较", "its definition changed, so the years cannot be compared"
            )
        return self._read(previous, indicator, "上年")

    def _meaning(self, record: Record, indicator: str) -> object:
        data_year = self._catalogue.editions[record.edition].data_year
        try:
            return self._catalogue.indicators[indicator].meaning_in(data_year)
        except LookupError:
            return None

    def _read(self, record: Record, indicator: str, when: str) -> tuple[PrintedNumber, Unit | None]:
        cell: Cell = record.cell(indicator)
        if cell.number is not None:
            return cell.number, self._catalogue.unit_of(indicator, record.edition)
        shown = f"是文字“{cell.raw}”" if cell.state is CellState.VALUE else f"为“{LABELS[cell.state]}”"
        raise self._cannot(indicator, f"{when}{shown}，没有数可写", f"the cell has no number ({cell.state})")

    def _said(self, link: FigureLink, number: PrintedNumber, unit: Unit | None) -> str:
        own = number.unit or unit
        digits = number.digits
        if link.places is not None:
            digits = _rounded(digits, link.places)
        if number.hedge is not Hedge.NONE or own is None or (number.scale != own.factor):
            return number.raw
        return f"{digits:f}" + (own.label if link.aspect is not Aspect.DIGITS else "")

    def _label(self, indicator: str) -> str:
        return self._catalogue.indicators[indicator].label

    def _cannot(self, indicator: str, why: str, why_en: str) -> Problem:
        return Problem(
            "figure-cannot-be-written",
            f"「{self._label(indicator)}」{why}。",
            f"{self._catalogue.indicators[indicator].label_en}: {why_en}.",
        )


def _rounded(value: Decimal, places: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def _plain(value: Decimal) -> str:
    return f"{value:f}"
