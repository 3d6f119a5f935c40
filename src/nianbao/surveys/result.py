"""Everything that a survey may say: quality, each measure for all, and the parts that are large enough."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from nianbao.framework.instrument import Instrument
from nianbao.surveys.answer import AnswerSheet
from nianbao.surveys.estimate import (
    METHOD,
    METHOD_EN,
    UNWEIGHTED_METHOD,
    UNWEIGHTED_METHOD_EN,
    Estimate,
    Tally,
    estimate,
    tally,
)
from nianbao.surveys.frame import Stratum
from nianbao.surveys.quality import Quality, Verdict, judged, quality_of
from nianbao.surveys.suppression import SMALLEST, hidden

DIMENSIONS: Mapping[str, Callable[[Stratum], str]] = {
    "major": lambda stratum: stratum.major,
    "grade": lambda stratum: stratum.grade,
}


@dataclass(frozen=True, slots=True)
class Part:
    """A major or a grade; ``estimates`` is None where it is hidden, and so is its n."""

    label: str
    population: int
    n: int | None
    estimates: Mapping[str, Estimate] | None


@dataclass(frozen=True)
class SurveyResult:
    """``estimates`` by measure, in the instrument's order; None of a measure with fewer than five answers."""

    instrument: Instrument
    quality: Quality
    estimates: Mapping[str, Estimate | None]
    parts: Mapping[str, tuple[Part, ...]]

    @property
    def is_weighted(self) -> bool:
        return any(found is not None and found.is_weighted for found in self.estimates.values())

    @property
    def method(self) -> str:
        return METHOD if self.is_weighted else UNWEIGHTED_METHOD

    @property
    def method_en(self) -> str:
        return METHOD_EN if self.is_weighted else UNWEIGHTED_METHOD_EN


def result_of(
    instrument: Instrument,
    sheets: Sequence[AnswerSheet],
    strata: Sequence[Stratum] = (),
    *,
    invited: int | None = None,
) -> SurveyResult:
    """What the sheets say. Sheets that do not count are counted in ``quality`` and left out of the rest."""
    judgements = judged(sheets)
    valid = [sheet for sheet, verdict in judgements if verdict is Verdict.VALID]
    population = sum(stratum.population for stratum in strata) or None
    counted = tally(valid)
    return SurveyResult(
        instrument,
        quality_of(instrument, judgements, population=population, invited=invited),
        overall(instrument, counted, strata),
        {name: _parts(instrument, counted, strata, group) for name, group in DIMENSIONS.items()},
    )


def overall(instrument: Instrument, counted: Tally, strata: Sequence[Stratum]) -> dict[str, Estimate | None]:
    """Each measure for everybody, without the parts; None where fewer than five answered it."""
    return {measure.id: _shown(estimate(instrument, measure, counted, strata)) for measure in instrument.measures}


def _shown(found: Estimate) -> Estimate | None:
    return found if found.n >= SMALLEST else None


def _parts(
    instrument: Instrument,
    counted: Counter[tuple[str, str]],
    strata: Sequence[Stratum],
    group: Callable[[Stratum], str],
) -> tuple[Part, ...]:
    label_of = {stratum.key: group(stratum) for stratum in strata}
    labels = sorted({label for label in label_of.values() if label})
    if len(labels) < 2:
        return ()
    inside = {label: Counter({key: count for key, count in counted.items() if label_of.get(key[0]) == label})
              for label in labels}  # fmt: skip
    mine = {label: [stratum for stratum in strata if label_of[stratum.key] == label] for label in labels}
    found = {
        label: {one.id: estimate(instrument, one, inside[label], mine[label]) for one in instrument.measures}
        for label in labels
    }
    # What is hidden in one measure is hidden in all: n differs little between them and would tell the rest.
    away = set().union(*(hidden({label: found[label][one.id].n for label in labels}) for one in instrument.measures))
    return tuple(
        Part(
            label,
            sum(stratum.population for stratum in mine[label]),
            None if label in away else inside[label].total(),
            None if label in away else found[label],
        )
        for label in labels
    )
