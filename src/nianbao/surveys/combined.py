"""One figure for many schools, made of nothing but what each of them may show on its own.

A school with fewer than five answers to a measure is left out of the sum and named. So the sum of a district is a
function of figures that are shown anyway: taking schools away from it tells nothing that they do not tell themselves.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from nianbao.surveys.confidence import Range, corrected_size, wilson
from nianbao.surveys.estimate import Estimate

METHOD = (
    "各校按抽样框人数加权；有效答卷不足 5 份的学校不计入；"
    "95% 置信区间为 Wilson 区间，样本量取各校合成的 Kish 有效样本量并作有限总体校正"
)
METHOD_EN = (
    "schools count by the people in their frames; schools with fewer than five valid answers are left out; 95 % Wilson "
    "interval on Kish's effective sample size of all schools with finite population correction"
)


@dataclass(frozen=True, slots=True)
class Member:
    """A school with the people of its frame; ``estimate`` is None where it may not be shown."""

    name: str
    population: int
    estimate: Estimate | None


def combined(measure: str, members: Sequence[Member]) -> Estimate | None:
    """The measure for all members; None where none of them may show it.

    ``uncovered`` counts the people for whom nobody speaks: those of members left out, and those of majors
    without answers in the others.
    """
    shown = [(one.population, one.estimate) for one in members if one.population and one.estimate is not None]
    shown = [(size, found) for size, found in shown if found.rate is not None]
    if not shown:
        return None
    people = sum(size for size, _ in shown)
    rate = sum(((found.rate or Decimal(0)) * size for size, found in shown), Decimal(0)) / people
    with_index = [(size, found.index) for size, found in shown if found.index is not None]
    scored = sum(size for size, _ in with_index)
    index = sum((value * size for size, value in with_index), Decimal(0)) / scored if scored else None
    # Var = Σ (N_s ÷ N)² · p(1 − p) ÷ size_s, with one p for all: an upper bound of what stratification leaves.
    plain = sum((size * size / found.effective for size, found in shown if found.effective), Decimal(0))
    exact = Decimal(0)
    for size, found in shown:
        corrected = corrected_size(found.effective or Decimal(found.n), found.n, size - found.uncovered)
        exact += size * size / corrected if corrected is not None else 0
    spread = wilson(rate / 100, people * people / exact if exact else None)
    left_out = sum(one.population for one in members) - people
    return Estimate(
        measure,
        sum(found.n for _, found in shown),
        sum(found.dont_know for _, found in shown),
        rate,
        Range(spread.low * 100, spread.high * 100),
        index,
        None,
        people * people / plain if plain else None,
        True,
        left_out + sum(found.uncovered for _, found in shown),
    )
