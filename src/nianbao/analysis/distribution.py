"""How a figure is spread over organisations: percentiles, bars of a histogram, and where one of them stands.

Who has no figure is counted by reason and never taken for a zero. Percentiles are interpolated in decimals.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal

from nianbao.analysis.panel import Panel, Subject
from nianbao.checks.outlier import quantile
from nianbao.facts.cell import CellState

SHARES = (
    Decimal("0.05"),
    Decimal("0.1"),
    Decimal("0.25"),
    Decimal("0.5"),
    Decimal("0.75"),
    Decimal("0.9"),
    Decimal("0.95"),
)
FEWEST_FOR_TAILS = 20  # below this the outer percentiles are single schools
MOST_BARS = 24


@dataclass(frozen=True, slots=True)
class Bar:
    """How many lie from ``low`` up to, not including, ``high``; the last bar includes it."""

    low: Decimal
    high: Decimal
    count: int


@dataclass(frozen=True, slots=True)
class Distribution:
    """The figures of those who have one, in order, and why the others have none."""

    indicator: str
    data_year: int
    values: tuple[tuple[Decimal, Subject], ...]
    total: int
    absent: Mapping[str, int]  # state → how many

    @property
    def counted(self) -> int:
        return len(self.values)

    @property
    def numbers(self) -> tuple[Decimal, ...]:
        return tuple(value for value, _ in self.values)

    def percentiles(self, shares: Sequence[Decimal] = SHARES) -> Mapping[Decimal, Decimal]:
        """Value by share; the outer ones only where enough stand behind them."""
        if not self.values:
            return {}
        inner = [one for one in shares if Decimal("0.25") <= one <= Decimal("0.75")]
        asked = shares if self.counted >= FEWEST_FOR_TAILS else inner
        return {share: quantile(self.numbers, share) for share in asked}

    def place_of(self, value: Decimal) -> Decimal | None:
        """Of a hundred organisations, how many have less; those with as much count half."""
        if not self.values:
            return None
        numbers = self.numbers
        below, up_to = bisect_left(numbers, value), bisect_right(numbers, value)
        return (Decimal(below + up_to) / 2 / len(numbers) * 100).quantize(Decimal("0.1"))

    def bars(self, most: int = MOST_BARS) -> tuple[Bar, ...]:
        """A histogram of round widths, by Freedman and Diaconis' rule where the quartiles allow it."""
        numbers = self.numbers
        if not numbers:
            return ()
        low, high = numbers[0], numbers[-1]
        if low == high:
            return (Bar(low, high, len(numbers)),)
        between = quantile(numbers, Decimal("0.75")) - quantile(numbers, Decimal("0.25"))
        wanted = 2 * between / (Decimal(len(numbers)) ** (Decimal(1) / 3)) if between else (high - low) / 8
        width = round_up(max(wanted, (high - low) / most))
        first = (low / width).to_integral_value(ROUND_FLOOR) * width
        count = int((high - first) / width) + 1
        tally = [0] * count
        for number in numbers:
            tally[int((number - first) / width)] += 1
        return tuple(Bar(first + width * n, first + width * (n + 1), held) for n, held in enumerate(tally))


def distribution_of(
    panel: Panel, indicator: str, data_year: int, subjects: Sequence[Subject] | None = None
) -> Distribution:
    """The spread of an indicator over organisations; schools of the data year unless others are named."""
    chosen = tuple(subjects) if subjects is not None else panel.members(data_year)
    values: list[tuple[Decimal, Subject]] = []
    absent: Counter[str] = Counter()
    for one in chosen:
        found = panel.observation(one.code, data_year, indicator)
        if found is not None and found.value is not None:
            values.append((found.value, one))
        elif found is None or found.state is CellState.BLANK:
            absent[CellState.BLANK.value] += 1
        else:
            absent["text" if found.state is CellState.VALUE else found.state.value] += 1
    values.sort(key=lambda pair: (pair[0], pair[1].code))
    return Distribution(indicator, data_year, tuple(values), len(chosen), dict(sorted(absent.items())))


def round_up(width: Decimal) -> Decimal:
    """The next of 1, 2, 5, 10 … that is not below ``width``.

    >>> round_up(Decimal("0.31")), round_up(Decimal(7)), round_up(Decimal(100))
    (Decimal('0.5'), Decimal('10'), Decimal('100'))
    """
    magnitude = Decimal(1).scaleb(width.adjusted())
    step = next(one for one in (1, 2, 5, 10) if magnitude * one >= width)
    return Decimal(format(magnitude * step, "f"))
