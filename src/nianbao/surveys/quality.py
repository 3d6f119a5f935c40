"""What answers are worth: who answered, which sheets count, and what looks careless."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from nianbao.framework.instrument import Instrument
from nianbao.surveys.answer import UNANSWERED, AnswerSheet, Pace
from nianbao.surveys.frame import sample_size

MINIMUM = 30  # below it a rate is no more than an impression
STRAIGHT_FROM = 5  # fewer equal answers in a row are no pattern
_PERCENT = Decimal("0.1")


class Verdict(StrEnum):
    """Whether a sheet counts, and why not."""

    VALID = "valid"
    TOO_FEW = "too_few"  # less than half of the questions answered
    CARELESS = "careless"  # one answer throughout, and faster than reading takes
    DUPLICATE = "duplicate"  # the same key as an earlier sheet


def is_straight(answers: str) -> bool:
    """Whether one answer was given throughout.

    It may be meant: who is content with everything ticks the same box. Alone it is counted and shown, never excluded.

    >>> is_straight("55555"), is_straight("5555-"), is_straight("55545")
    (True, False, False)
    """
    given = answers.replace(UNANSWERED, "")
    return len(given) >= STRAIGHT_FROM and len(set(given)) == 1


def verdict_of(sheet: AnswerSheet) -> Verdict:
    """What a sheet alone is worth; doubles are seen among several (``judged``).

    >>> verdict_of(AnswerSheet("5----"))
    <Verdict.TOO_FEW: 'too_few'>
    >>> verdict_of(AnswerSheet("55555", pace=Pace.QUICK)), verdict_of(AnswerSheet("55555"))
    (<Verdict.CARELESS: 'careless'>, <Verdict.VALID: 'valid'>)
    """
    answered = len(sheet.answers) - sheet.answers.count(UNANSWERED)
    if answered * 2 < len(sheet.answers) or not answered:
        return Verdict.TOO_FEW
    if sheet.pace is Pace.QUICK and is_straight(sheet.answers):
        return Verdict.CARELESS
    return Verdict.VALID


def judged(sheets: Iterable[AnswerSheet]) -> list[tuple[AnswerSheet, Verdict]]:
    """Each sheet with its verdict; of those with one key the first counts."""
    seen: set[str] = set()
    found = []
    for sheet in sheets:
        if sheet.key and sheet.key in seen:
            found.append((sheet, Verdict.DUPLICATE))
            continue
        if sheet.key:
            seen.add(sheet.key)
        found.append((sheet, verdict_of(sheet)))
    return found


@dataclass(frozen=True, slots=True)
class Quality:
    """The numbers that stand beside every result."""

    population: int | None  # of the frame
    invited: int | None  # codes or links given out
    returned: int
    valid: int
    too_few: int
    careless: int
    duplicates: int
    quick: int
    straight: int
    alike: int  # sheets equal, answer for answer, to another of at least eight different-looking answers

    @property
    def response_rate(self) -> Decimal | None:
        """Returned ÷ invited, in percent."""
        return share(self.returned, self.invited)

    @property
    def valid_rate(self) -> Decimal | None:
        """Valid ÷ returned, in percent."""
        return share(self.valid, self.returned)

    @property
    def quick_share(self) -> Decimal | None:
        return share(self.quick, self.returned)

    @property
    def straight_share(self) -> Decimal | None:
        return share(self.straight, self.returned)

    @property
    def wanted(self) -> int:
        """Valid answers wanted: ±5 points at 95 %, and never fewer than the minimum or all there are."""
        if self.population is None:
            return MINIMUM
        return min(self.population, max(MINIMUM, sample_size(self.population)))

    @property
    def is_enough(self) -> bool:
        """Whether a rate may be read as more than an impression."""
        return self.valid >= min(MINIMUM, self.population or MINIMUM)


def share(part: int, whole: int | None) -> Decimal | None:
    """A percentage with one place; None of nothing.

    >>> share(1, 8), share(1, 0), share(1, None)
    (Decimal('12.5'), None, None)
    """
    return (Decimal(100 * part) / whole).quantize(_PERCENT, ROUND_HALF_UP) if whole else None


def quality_of(
    instrument: Instrument,
    judgements: Iterable[tuple[AnswerSheet, Verdict]],
    *,
    population: int | None = None,
    invited: int | None = None,
) -> Quality:
    """Counts over all sheets that came back, valid or not."""
    found = list(judgements)
    verdicts = Counter(verdict for _, verdict in found)
    patterns = Counter(sheet.answers for sheet, verdict in found if verdict is not Verdict.DUPLICATE)
    alike = sum(
        count - 1
        for answers, count in patterns.items()
        if len(instrument.questions) >= 8 and len(set(answers.replace(UNANSWERED, ""))) >= 3
    )
    return Quality(
        population=population,
        invited=invited,
        returned=len(found),
        valid=verdicts[Verdict.VALID],
        too_few=verdicts[Verdict.TOO_FEW],
        careless=verdicts[Verdict.CARELESS],
        duplicates=verdicts[Verdict.DUPLICATE],
        quick=sum(sheet.pace is Pace.QUICK for sheet, _ in found),
        straight=sum(is_straight(sheet.answers) for sheet, _ in found),
        alike=alike,
    )
