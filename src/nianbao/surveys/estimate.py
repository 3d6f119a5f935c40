"""From valid answers to a rate and an index that speak for everybody in the frame.

Each stratum counts by how many people it has, not by how many of them answered. A stratum
without answers is spoken for by the others of its major; a major without any is left out and named.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

from nianbao.framework.instrument import Instrument, Measure
from nianbao.surveys.answer import AnswerSheet
from nianbao.surveys.confidence import Range, Z, corrected_size, decimal_of, wilson
from nianbao.surveys.frame import Stratum

PLACES = Decimal("0.01")
_EXACT = Context(prec=28)
_HUNDRED = Decimal(100)
Tally = Mapping[tuple[str, str], int]  # stratum and answers → sheets

RATE_FORMULA = "满意率 = 答“满意”“比较满意”的人数 ÷ 总评题有效作答人数（不含“不了解”和未答）× 100%"
RATE_FORMULA_EN = (
    "rate = answers of satisfied and rather satisfied ÷ scored answers to the summary question (don't-know and blanks "
    "left out) × 100 %"
)
INDEX_FORMULA = "满意度指数 = 每人本组各题得分（100、75、50、25、0）的平均，再取全体平均；“不了解”和未答不计"
INDEX_FORMULA_EN = (
    "index = mean over people of each one's mean score (100, 75, 50, 25, 0) of the questions of the measure; "
    "don't-know and blanks left out"
)
METHOD = "按专业×年级人数加权；95% 置信区间为 Wilson 区间，样本量取 Kish 有效样本量并作有限总体校正"
METHOD_EN = (
    "weighted to the frame by major and grade; 95 % Wilson interval on Kish's effective sample size with finite "
    "population correction"
)
UNWEIGHTED_METHOD = "未加权（答卷没有注明专业、年级）；95% 置信区间为 Wilson 区间"
UNWEIGHTED_METHOD_EN = "not weighted (answers do not say major and grade); 95 % Wilson interval"


@dataclass(frozen=True, slots=True)
class Estimate:
    """One measure's figures. ``rate`` and ``index`` are exact decimals of percent; print them with ``printed``."""

    measure: str
    n: int  # people with a scored answer to the headline question
    dont_know: int
    rate: Decimal | None
    rate_range: Range | None
    index: Decimal | None
    index_range: Range | None
    effective: Decimal | None  # Kish's effective n
    is_weighted: bool
    uncovered: int = 0  # people of the frame for whom nobody speaks

    @property
    def design_effect(self) -> Decimal | None:
        """n ÷ effective n: what unequal weights cost."""
        return Decimal(self.n) / self.effective if self.effective else None


def printed(value: Decimal | None) -> str:
    """A rate or index as table 2 prints it: two places, half up.

    >>> printed(Decimal("96.425")), printed(None)
    ('96.43', '')
    """
    return "" if value is None else str(value.quantize(PLACES, ROUND_HALF_UP))


def tally(sheets: Iterable[AnswerSheet]) -> Counter[tuple[str, str]]:
    """Equal sheets counted together, so that thousands cost no more than their different patterns."""
    return Counter((sheet.stratum, sheet.answers) for sheet in sheets)


def estimate(instrument: Instrument, measure: Measure, counted: Tally, strata: Sequence[Stratum] = ()) -> Estimate:
    """The measure's rate and index. Without strata, or with sheets that name none, every sheet weighs the same."""
    head = instrument.position(measure.headline)
    places = [instrument.position(question.id) for question in measure.questions]
    scores, satisfied = instrument.scale.scores, instrument.scale.satisfied
    codes = {option.code for option in instrument.scale.options}
    known = {stratum.key for stratum in strata}
    weigh = bool(known) and all(stratum in known for stratum, _ in counted)
    answered: Counter[str] = Counter()
    content: Counter[str] = Counter()
    means = _Means(len(places))
    dont_know = 0
    for (stratum, answers), count in counted.items():
        group = stratum if weigh else ""
        code = answers[head]
        if code in scores:
            answered[group] += count
            content[group] += count if code in satisfied else 0
        elif code in codes:
            dont_know += count
        given = [scores[answers[place]] for place in places if answers[place] in scores]
        if given and 2 * len(given) >= len(places):
            means.add(group, int(sum(given)), len(given), count)
    n = sum(answered.values())
    population = sum(stratum.population for stratum in strata) or None
    weights, uncovered = _weights(answered, strata) if weigh else ({"": Fraction(1)}, 0)
    if not n:
        return Estimate(measure.id, 0, dont_know, None, None, None, None, None, weigh, uncovered)
    whole, squared = _moments(weights, answered)
    rate = sum((weights[group] * count for group, count in content.items()), Fraction(0)) / whole
    effective = whole * whole / squared
    covered = None if population is None else population - uncovered
    spread = wilson(decimal_of(rate), corrected_size(decimal_of(effective), n, covered))
    index, index_range = _index(means, strata if weigh else (), covered)
    return Estimate(
        measure.id,
        n,
        dont_know,
        decimal_of(rate * 100),
        Range(spread.low * 100, spread.high * 100),
        index,
        index_range,
        decimal_of(effective),
        weigh,
        uncovered,
    )


def _weights(answered: Mapping[str, int], strata: Sequence[Stratum]) -> tuple[dict[str, Fraction], int]:
    """How many people one sheet of each stratum stands for, and how many nobody stands for."""
    people = {stratum.key: Fraction(stratum.population) for stratum in strata if answered.get(stratum.key)}
    uncovered = 0
    for stratum in strata:
        if answered.get(stratum.key):
            continue
        near = [
            one for one in strata if one.key in people and (one.school, one.major) == (stratum.school, stratum.major)
        ]
        total = sum(answered[one.key] for one in near)
        if not total:
            uncovered += stratum.population
            continue
        # Everybody who answered in the major speaks for the missing stratum alike.
        for one in near:
            people[one.key] += Fraction(stratum.population * answered[one.key], total)
    return {key: size / answered[key] for key, size in people.items()}, uncovered


def _moments(weights: Mapping[str, Fraction], counts: Mapping[str, int]) -> tuple[Fraction, Fraction]:
    """The sums of weights and of their squares over all sheets."""
    first = sum((weights[group] * count for group, count in counts.items()), Fraction(0))
    second = sum((weights[group] * weights[group] * count for group, count in counts.items()), Fraction(0))
    return first, second


class _Means:
    """Everybody's mean score by stratum: how many, and the sums of means and of their squares, as whole numbers.

    Means are counted in parts of ``unit``, which every number of answered questions divides, so that nothing is
    rounded and thousands of sheets cost no fractions.
    """

    def __init__(self, most: int) -> None:
        self.unit = math.lcm(*range(1, most + 1))
        self.counts: Counter[str] = Counter()
        self.sums: Counter[str] = Counter()
        self.squares: Counter[str] = Counter()

    def add(self, group: str, total: int, answered: int, count: int) -> None:
        mean = total * (self.unit // answered)
        self.counts[group] += count
        self.sums[group] += mean * count
        self.squares[group] += mean * mean * count


def _index(means: _Means, strata: Sequence[Stratum], population: int | None) -> tuple[Decimal | None, Range | None]:
    n = sum(means.counts.values())
    if not n:
        return None, None
    weights = _weights(means.counts, strata)[0] if strata else {"": Fraction(1)}
    whole, squared = _moments(weights, means.counts)
    mean = sum((weights[group] * total for group, total in means.sums.items()), Fraction(0)) / whole / means.unit
    effective = whole * whole / squared
    if effective <= 1:
        return decimal_of(mean), None
    square = sum((weights[group] * total for group, total in means.squares.items()), Fraction(0)) / whole
    spread = square / (means.unit * means.unit) - mean * mean
    variance = decimal_of(spread * effective / (effective - 1))
    size = corrected_size(decimal_of(effective), n, population)
    half = Decimal(0) if size is None else Z * (variance / size).sqrt(_EXACT)
    middle = decimal_of(mean)
    return middle, Range(max(Decimal(0), middle - half), min(_HUNDRED, middle + half))
