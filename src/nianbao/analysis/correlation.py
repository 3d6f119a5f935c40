"""Whether two figures go together, with the number of organisations that really have both.

A correlation over few organisations says little and is marked so; over districts it says nothing about schools; and two
ratios with the same denominator go together by construction.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from nianbao.analysis.panel import Panel, Subject
from nianbao.analysis.series import require_indicator
from nianbao.facts.problem import Problem
from nianbao.framework.model import Catalogue

FEWEST, FEW = 4, 30
Z95 = 1.959963984540054


@dataclass(frozen=True, slots=True)
class Caution:
    message: str
    message_en: str


@dataclass(frozen=True, slots=True)
class Correlation:
    """Pearson's and Spearman's coefficient with the interval of the first; ``None`` where a figure never varies."""

    one: str
    other: str
    data_year: int
    pairs: tuple[tuple[float, float, Subject], ...]
    total: int
    pearson: float | None
    spearman: float | None
    low: float | None
    high: float | None
    cautions: tuple[Caution, ...]

    @property
    def n(self) -> int:
        return len(self.pairs)


def correlate(
    panel: Panel,
    catalogue: Catalogue,
    one: str,
    other: str,
    data_year: int,
    subjects: Sequence[Subject] | None = None,
) -> Correlation:
    """The correlation over organisations that have both figures; Problem where they are fewer than four."""
    first, second = require_indicator(catalogue, one), require_indicator(catalogue, other)
    chosen = tuple(subjects) if subjects is not None else panel.members(data_year)
    pairs = []
    for subject in chosen:
        x = panel.value(subject.code, data_year, first.id)
        y = panel.value(subject.code, data_year, second.id)
        if x is not None and y is not None:
            pairs.append((float(x), float(y), subject))
    if len(pairs) < FEWEST:
        raise Problem(
            "correlation-too-few",
            f"同时有“{first.label}”和“{second.label}”的只有 {len(pairs)} 个单位，至少要 {FEWEST} 个才谈得上相关。",
            f"Only {len(pairs)} organisations have both {first.label_en} and {second.label_en}; "
            f"it takes {FEWEST} to speak of a correlation.",
        )
    xs, ys = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    pearson = coefficient(xs, ys)
    spearman = coefficient(ranks(xs), ranks(ys))
    low, high = interval(pearson, len(pairs))
    cautions = _cautions(catalogue, first.id, second.id, data_year, chosen, len(pairs), low, high)
    return Correlation(
        first.id, second.id, data_year, tuple(pairs), len(chosen), pearson, spearman, low, high, cautions
    )


def coefficient(xs: Sequence[float], ys: Sequence[float]) -> float | None:
    """Pearson's coefficient; None where either never varies.

    >>> coefficient([1.0, 2.0, 3.0], [2.0, 4.0, 6.0]), coefficient([1.0, 1.0], [1.0, 2.0])
    (1.0, None)
    """
    mean_x, mean_y = math.fsum(xs) / len(xs), math.fsum(ys) / len(ys)
    across = math.fsum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys, strict=True))
    along = math.fsum((x - mean_x) ** 2 for x in xs) * math.fsum((y - mean_y) ** 2 for y in ys)
    return max(-1.0, min(1.0, across / math.sqrt(along))) if along > 0 else None


def ranks(values: Sequence[float]) -> list[float]:
    """Places in order; equals share theirs.

    >>> ranks([10.0, 20.0, 10.0])
    [1.5, 3.0, 1.5]
    """
    order = sorted(range(len(values)), key=lambda place: values[place])
    found = [0.0] * len(values)
    start = 0
    while start < len(order):
        end = start
        while end + 1 < len(order) and values[order[end + 1]] == values[order[start]]:
            end += 1
        for place in order[start : end + 1]:
            found[place] = (start + end) / 2 + 1
        start = end + 1
    return found


def interval(r: float | None, n: int) -> tuple[float | None, float | None]:
    """Where the coefficient may lie, 19 times in 20 (Fisher's transformation).

    >>> low, high = interval(0.5, 30)
    >>> round(low, 3), round(high, 3)
    (0.17, 0.729)
    """
    if r is None or n <= 3:
        return None, None
    if abs(r) >= 1:
        return r, r
    centre, half = math.atanh(r), Z95 / math.sqrt(n - 3)
    return math.tanh(centre - half), math.tanh(centre + half)


def _cautions(
    catalogue: Catalogue,
    one: str,
    other: str,
    data_year: int,
    subjects: Sequence[Subject],
    n: int,
    low: float | None,
    high: float | None,
) -> tuple[Caution, ...]:
    found = []
    if n < FEW:
        found.append(
            Caution(
                f"只有 {n} 个单位，一两个单位就能改变结果。", f"Only {n} organisations: one or two of them can turn it."
            )
        )
    if len(subjects) > n:
        missing = len(subjects) - n
        found.append(
            Caution(
                f"另有 {missing} 个单位缺少其中一个数，没有计入。",
                f"{missing} more lack one of the two and are not in it.",
            )
        )
    if low is not None and high is not None and low <= 0 <= high:
        found.append(
            Caution(
                "95% 区间包含 0，不能说两者相关。", "The 95% interval holds 0: the two cannot be said to go together."
            )
        )
    if any(subject.level != "school" for subject in subjects):
        found.append(
            Caution("这是区县之间的相关，不能推到学校。", "This is between districts and says nothing about schools.")
        )
    shared = _parts(catalogue, one, data_year) & _parts(catalogue, other, data_year)
    if shared:
        names = "、".join(sorted(catalogue.indicators[name].label for name in shared))
        found.append(
            Caution(
                f"两个指标都由“{names}”算出，部分相关是算法造成的。",
                f"Both are computed from {', '.join(sorted(shared))}: part of it is arithmetic.",
            )
        )
    return tuple(found)


def _parts(catalogue: Catalogue, indicator: str, data_year: int) -> set[str]:
    try:
        formula = catalogue.indicators[indicator].meaning_in(f"dy{data_year}").formula
    except LookupError:
        return {indicator}
    return {indicator} if formula is None else {indicator, *formula.numerator, *formula.denominator}
