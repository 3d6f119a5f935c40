"""Whom to ask: the sampling frame by school, major and grade, how many of each, and how many in all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from fractions import Fraction

from nianbao.surveys.confidence import Z

MARGIN = Decimal("0.05")


@dataclass(frozen=True, slots=True)
class Stratum:
    """A part of the frame: everybody of one school, major and grade."""

    key: str
    population: int
    major: str = ""
    grade: str = ""
    school: str = ""


def sample_size(population: int, margin: Decimal = MARGIN) -> int:
    """Valid answers that a margin of ± ``margin`` wants at 95 %, whatever the rate is.

    Cochran's n₀ = z²·¼ ÷ margin² with the correction for a finite population.

    >>> sample_size(1_000), sample_size(60), sample_size(100_000)
    (278, 53, 383)
    """
    if population <= 0:
        return 0
    wanted = Z * Z / 4 / (margin * margin)
    corrected = wanted / (1 + (wanted - 1) / Decimal(population))
    return min(population, int(corrected.to_integral_value(ROUND_CEILING)))


def quotas(populations: Mapping[str, int], wanted: int, *, least: int = 5) -> dict[str, int]:
    """How many of each stratum to ask: in proportion, each at least ``least`` or all there are.

    Largest remainders take what rounding leaves; the order of keys settles ties.

    >>> quotas({"a": 100, "b": 50, "c": 3}, 30)
    {'a': 18, 'b': 9, 'c': 3}
    >>> quotas({"a": 10, "b": 10}, 100)
    {'a': 10, 'b': 10}
    """
    found = {key: min(least, size) for key, size in populations.items()}
    left = min(wanted, sum(populations.values())) - sum(found.values())
    while left > 0:
        room = {key: populations[key] - count for key, count in found.items() if populations[key] > count}
        total = sum(populations[key] for key in room)
        # Each stratum's share of all that is wanted, less what it has; strata above their share give nothing back.
        whole = sum(found.values()) + left
        due = {key: max(Fraction(0), Fraction(populations[key] * whole, total) - found[key]) for key in room}
        due_sum = sum(due.values())
        if due_sum == 0:
            due, due_sum = {key: Fraction(size) for key, size in room.items()}, Fraction(sum(room.values()))
        shares = {key: min(Fraction(room[key]), share * left / due_sum) for key, share in due.items()}
        for key, share in shares.items():
            found[key] += int(share)
        given = sum(int(share) for share in shares.values())
        left -= given
        if given == 0:
            order = sorted(shares, key=lambda key: (-(shares[key] - int(shares[key])), key))
            for key in order[:left]:
                found[key] += 1
            left -= min(left, len(order))
    return found


def populations_of(strata: Sequence[Stratum]) -> dict[str, int]:
    return {stratum.key: stratum.population for stratum in strata}


@dataclass(frozen=True, slots=True)
class FrameRow:
    """A line of the frame: a class, a department, a list of employers; who is asked together."""

    major: str
    grade: str
    label: str
    population: int


def strata_of(rows: Sequence[FrameRow], *, least: int = 5) -> tuple[tuple[Stratum, ...], tuple[int, ...]]:
    """The strata of a frame by major and grade, and each row's stratum as a position among them.

    A stratum of fewer than ``least`` people would tell who they are; it is counted with the
    largest of its major, or of all, under whose name it goes.

    >>> found, of = strata_of([FrameRow("数控", "2024级", "1班", 30), FrameRow("数控", "2025级", "2班", 3)])
    >>> [(one.major, one.grade, one.population) for one in found], of
    ([('数控', '2024级', 33)], (0, 0))
    """
    sizes: dict[tuple[str, str], int] = {}
    for row in rows:
        sizes[row.major, row.grade] = sizes.get((row.major, row.grade), 0) + row.population
    into: dict[tuple[str, str], tuple[str, str]] = {}
    for key, size in sizes.items():
        large = [one for one, people in sizes.items() if people >= least]
        near = [one for one in large if one[0] == key[0]]
        into[key] = key if size >= least or not large else max(near or large, key=lambda one: (sizes[one], one))
    if sizes and not any(size >= least for size in sizes.values()):
        whole = next(iter(sizes))
        into = dict.fromkeys(sizes, whole)
    names = list(dict.fromkeys(into[key] for key in sizes))
    found = tuple(
        Stratum(str(number), sum(size for key, size in sizes.items() if into[key] == name), *name)
        for number, name in enumerate(names)
    )
    return found, tuple(names.index(into[row.major, row.grade]) for row in rows)
