"""What a survey's rows say: how many came back while it runs, and results once it is over.

Results are not shown while a survey runs: whoever looks before and after one answer would see that answer in the
difference.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from django.utils import timezone

from nianbao.framework.loader import load_catalogue
from nianbao.surveys.answer import AnswerSheet, Pace, Source
from nianbao.surveys.change import Change, change_since
from nianbao.surveys.frame import Stratum
from nianbao.surveys.quality import Quality, judged, quality_of
from nianbao.surveys.result import SurveyResult, result_of
from nianbao.surveys.suppression import SMALLEST
from nianbao.web.submissions.content import Content
from nianbao.web.submissions.models import Entry
from nianbao.web.surveys.models import Group, Stage, Survey

THREE_YEARS, PARENTS = "graduates_three_years", "parents"
STEP = SMALLEST  # how many answers the numbers about quality wait for, for the same reason


@dataclass(frozen=True)
class Board:
    """How a running survey stands. ``quality`` speaks of the first ``quality_of`` answers."""

    groups: tuple[Group, ...]
    population: int
    asked: int
    returned: int
    quality: Quality | None

    @property
    def share(self) -> int:
        """Returned of asked, in whole percent."""
        return 100 * self.returned // self.asked if self.asked else 0

    @property
    def is_few(self) -> bool:
        """Whether fewer came back than a margin of five points wants."""
        return self.quality is not None and self.quality.valid < self.quality.wanted


def sheets_of(survey: Survey) -> list[AnswerSheet]:
    rows = survey.answers.values_list("answers", "stratum", "pace", "source").order_by("pk")
    return [AnswerSheet(answers, str(stratum), Pace(pace), Source(source)) for answers, stratum, pace, source in rows]


def strata_of_groups(groups: Sequence[Group]) -> tuple[Stratum, ...]:
    """The strata that the classes were put into; each goes by the name of its largest class."""
    found: dict[int, list[Group]] = {}
    for group in groups:
        found.setdefault(group.stratum, []).append(group)
    strata = []
    for number, members in sorted(found.items()):
        largest = max(members, key=lambda one: one.population)
        strata.append(Stratum(str(number), sum(one.population for one in members), largest.major, largest.grade))
    return tuple(strata)


def is_weighable(strata: Sequence[Stratum]) -> bool:
    return len(strata) > 1


def board_of(survey: Survey) -> Board:
    """Counts by class, and the quality of what came in, made anew every five answers."""
    groups = tuple(survey.groups.order_by("position"))
    returned = sum(group.returned for group in groups)
    if survey.imports:
        returned += survey.answers.filter(source=Source.IMPORTED).count()
    population, asked = sum(group.population for group in groups), sum(group.asked for group in groups)
    if returned >= survey.quality_of + STEP or (survey.stage == Stage.CLOSED and returned != survey.quality_of):
        found = quality_of(
            survey.questionnaire, judged(sheets_of(survey)), population=population or None, invited=asked or None
        )
        survey.quality, survey.quality_of = asdict(found), returned
        survey.save(update_fields=["quality", "quality_of"])
    quality = Quality(**survey.quality) if survey.quality else None
    return Board(groups, population, asked, returned, quality)


def result_of_survey(survey: Survey) -> SurveyResult | None:
    """The results; None while the survey is not over."""
    if survey.stage != Stage.CLOSED:
        return None
    groups = tuple(survey.groups.order_by("position"))
    invited = sum(group.asked for group in groups) or None
    return result_of(survey.questionnaire, sheets_of(survey), strata_of_groups(groups), invited=invited)


def changes_of(result: SurveyResult, content: Content) -> Mapping[str, Change]:
    """Each measure against the value and n that stood in the form of the edition before."""
    before = content.record.previous
    found = {}
    for measure in result.instrument.measures:
        now = result.estimates[measure.id]
        if now is None or before is None:
            continue
        rate, n = before.cell(measure.indicator).number, before.cell(measure.respondents).number
        found[measure.id] = change_since(
            now, rate.digits if rate is not None else None, int(n.value) if n is not None else None
        )
    return found


@dataclass(frozen=True, slots=True)
class People:
    """How many people a complete frame has, by what the form says."""

    low: int
    high: int

    def holds(self, population: int) -> bool:
        return self.low <= population <= self.high


def people_in_form(survey: Survey) -> People | None:
    """The form's number for the frame; None where it does not say, or has no such row.

    Of each student one or both parents are asked. Graduates within three years are those of three editions, and
    fewer where some cannot be reached.
    """
    instrument = survey.questionnaire
    if instrument.group == THREE_YEARS:
        counts = _counts(survey, "graduates", editions=3)
        return People(1, sum(counts)) if len(counts) == 3 else None
    counts = _counts(survey, instrument.population, editions=1) if instrument.population else []
    if not counts:
        return None
    return People(counts[0], counts[0] * (2 if instrument.group == PARENTS else 1))


def _counts(survey: Survey, indicator: str, *, editions: int) -> list[int]:
    """The school's whole numbers in this edition and those before it."""
    catalogue, wanted = load_catalogue(), [survey.submission.campaign.edition]
    while len(wanted) < editions and (before := catalogue.editions[wanted[-1]].previous):
        wanted.append(before)
    found = Entry.objects.filter(
        indicator=indicator,
        submission__organisation=survey.submission.organisation_id,
        submission__campaign__edition__in=wanted,
    ).values_list("raw", flat=True)
    return [int(raw) for raw in found if raw.isdecimal() and raw.isascii()]


def is_over(survey: Survey) -> bool:
    """Whether the last day has passed; nothing is taken in after it."""
    return survey.stage == Stage.CLOSED or timezone.localdate() > survey.closes_on
