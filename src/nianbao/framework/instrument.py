"""What a satisfaction survey asks: scales, questions and the measures that table 2 prints.

An instrument is a dated version of a questionnaire for one group. Its wording never changes once answers
stand under it; a changed wording is the next version, and results of two versions are compared with a warning.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class ScaleOption:
    """One answer. ``score`` is None for 不了解, which counts neither for nor against."""

    code: str  # one character: what is stored
    label: str
    label_en: str
    score: Decimal | None
    satisfied: bool


@dataclass(frozen=True, slots=True)
class Scale:
    """The answers that a question may have, the best first, 不了解 apart at the end."""

    id: str
    label: str
    label_en: str
    options: tuple[ScaleOption, ...]

    @property
    def scores(self) -> dict[str, Decimal]:
        """Scores by code, 不了解 left out."""
        return {option.code: option.score for option in self.options if option.score is not None}

    @property
    def satisfied(self) -> frozenset[str]:
        """The codes that count as satisfied."""
        return frozenset(option.code for option in self.options if option.satisfied)


@dataclass(frozen=True, slots=True)
class Question:
    id: str
    text: str
    text_en: str


@dataclass(frozen=True, slots=True)
class Measure:
    """What one row of table 2 says: ``headline`` gives its rate, all its questions its mean index."""

    id: str
    label: str
    label_en: str
    indicator: str
    headline: str
    questions: tuple[Question, ...]

    @property
    def respondents(self) -> str:
        """The indicator that holds n."""
        return f"{self.indicator}_respondents"

    @property
    def method(self) -> str:
        """The indicator that says how the survey was held."""
        return f"{self.indicator}_method"


@dataclass(frozen=True, slots=True)
class Instrument:
    """A questionnaire for one group of table 2. ``id`` is ``group/version``: ``students/1``."""

    id: str
    group: str
    issued: str  # ISO date from which it may be used
    label: str
    label_en: str
    audience: str  # 在校学生
    audience_en: str
    introduction: str
    introduction_en: str
    scale: Scale
    measures: tuple[Measure, ...]
    population: str | None  # the indicator that a complete frame adds up to
    part_of: str | None  # the indicator that is made of this group and its siblings
    quick_seconds: Decimal  # a question; faster than this nobody reads
    source: str

    @property
    def questions(self) -> tuple[Question, ...]:
        """Every question in the order of the page, which is also the order of a stored answer."""
        return tuple(question for measure in self.measures for question in measure.questions)

    def position(self, question: str) -> int:
        """Where a question's answer stands in a stored answer."""
        return [one.id for one in self.questions].index(question)
