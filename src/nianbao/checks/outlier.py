"""Hidiroglou and Berthelot's test: whose ratio differs from its peers' more than their spread explains.

Each organisation has a value and a base (last edition's value, or its size). The ratio of
the two is made symmetric around the peers' median, weighed by size so that a small school's
doubling counts less, and held against the quartiles. An organisation is compared with its
peers and never with its own past alone: a handful of annual figures has no spread to judge by.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

FEWEST_PEERS = 5  # below this quartiles say nothing
WIDTH = Decimal(10)  # how many quartile distances are still usual
LEAST_SPREAD = Decimal("0.05")  # share of the median below which the spread is not taken to fall
_GRAIN = Decimal("1E-9")


@dataclass(frozen=True, slots=True)
class Spread:
    """What is usual among peers: the median ratio, and the bounds of the weighed effect."""

    median_ratio: Decimal
    low: Decimal
    high: Decimal
    peers: int

    def effect(self, value: Decimal, base: Decimal) -> Decimal:
        """How far the ratio lies from the median, in multiples of it, weighed by the root of the size."""
        return _effect(value, base, self.median_ratio)

    def is_usual(self, value: Decimal, base: Decimal) -> bool:
        return self.low <= self.effect(value, base) <= self.high

    def usual_ratios(self, value: Decimal, base: Decimal) -> tuple[Decimal, Decimal]:
        """The ratios that would still be usual for an organisation of this size."""
        size = max(value, base).sqrt()
        low, high = self.low / size, self.high / size
        return _ratio_of(low, self.median_ratio), _ratio_of(high, self.median_ratio)


def spread_of(
    pairs: Sequence[tuple[Decimal, Decimal]], width: Decimal = WIDTH, least: Decimal = LEAST_SPREAD
) -> Spread | None:
    """The spread of peers' (value, base) pairs, both above zero; None where they are too few.

    >>> usual = spread_of([(Decimal(100 + n), Decimal(100)) for n in range(10)])
    >>> usual.is_usual(Decimal(104), Decimal(100)), usual.is_usual(Decimal(400), Decimal(100))
    (True, False)
    """
    known = [(value, base) for value, base in pairs if value > 0 and base > 0]
    if len(known) < FEWEST_PEERS:
        return None
    median = quantile(sorted(value / base for value, base in known), Decimal("0.5"))
    effects = sorted(_effect(value, base, median) for value, base in known)
    lower, centre, upper = (quantile(effects, share) for share in (Decimal("0.25"), Decimal("0.5"), Decimal("0.75")))
    # Where most peers are alike to the digit the quartiles meet; then a small share of the size stands in.
    sizes = sorted(max(value, base).sqrt() for value, base in known)
    floor = least * quantile(sizes, Decimal("0.5"))
    below, above = max(centre - lower, floor), max(upper - centre, floor)
    return Spread(median, _round(centre - width * below), _round(centre + width * above), len(known))


def quantile(ordered: Sequence[Decimal], share: Decimal) -> Decimal:
    """The value that a share of the sorted values does not exceed, interpolated.

    >>> quantile([Decimal(1), Decimal(2), Decimal(4)], Decimal("0.25"))
    Decimal('1.50')
    """
    position = share * (len(ordered) - 1)
    whole = int(position)
    if whole + 1 >= len(ordered):
        return ordered[-1]
    return ordered[whole] + (ordered[whole + 1] - ordered[whole]) * (position - whole)


def _effect(value: Decimal, base: Decimal, median: Decimal) -> Decimal:
    ratio = value / base
    distance = ratio / median - 1 if ratio >= median else 1 - median / ratio
    return _round(distance * max(value, base).sqrt())


def _ratio_of(distance: Decimal, median: Decimal) -> Decimal:
    return median * (1 + distance) if distance >= 0 else median / (1 - distance)


def _round(value: Decimal) -> Decimal:
    return value.quantize(_GRAIN)
