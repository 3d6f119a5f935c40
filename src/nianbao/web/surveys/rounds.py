"""Surveys that a district has many of its schools ask at once: launching, opening, reminding, extending, ending.

Each school's survey stays its own: its frame, posters, codes, results and table 2. The district sees how many
answered, and when a school's survey is over, what the school may show of itself; never an answer, a major or a class.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _

from nianbao.facts.problem import Problem
from nianbao.framework.instrument import Instrument
from nianbao.surveys.answer import AnswerSheet, Pace, Source
from nianbao.surveys.combined import Member, combined
from nianbao.surveys.estimate import Estimate, tally
from nianbao.surveys.frame import FrameRow
from nianbao.surveys.quality import Verdict, judged, share
from nianbao.surveys.result import overall
from nianbao.web.audit.actions import record_event
from nianbao.web.campaigns.models import Campaign, Notice
from nianbao.web.campaigns.notices import Said, school_people, tell
from nianbao.web.organisations.models import Organisation
from nianbao.web.organisations.permissions import Standing
from nianbao.web.submissions.actions import open_submission
from nianbao.web.submissions.models import Submission
from nianbao.web.surveys.actions import (
    close_survey,
    extend_survey,
    instruments_of_edition,
    open_survey,
    prepare_survey,
    require_day,
    require_launch,
)
from nianbao.web.surveys.models import Answer, Group, Mode, Round, Stage, Survey
from nianbao.web.surveys.results import strata_of_groups


@dataclass(frozen=True)
class Launched:
    """What became of a launch: schools with a frame, those that write their own, those that ask already."""

    round: Round
    ready: int
    waiting: int
    apart: tuple[str, ...]


def schools_of(campaign: Campaign) -> list[Organisation]:
    """The schools that take part in the campaign."""
    taking = campaign.participations.filter(takes_part=True).select_related("organisation")
    return [one.organisation for one in taking.order_by("organisation__path")]


def launch_round(
    campaign: Campaign,
    *,
    instrument: str,
    schools: Iterable[int],
    frames: Mapping[str, Sequence[FrameRow]],
    closes_on: datetime.date,
    mode: str,
    is_sample: bool,
    standing: Standing,
) -> Launched:
    """Prepare the questionnaire in the chosen schools; again later for more schools, with the dates of the first time.

    ``frames`` go by the school's name or code. A school without one is asked to write its own; a school that asks
    by itself already is left alone.
    """
    require_launch(campaign, standing)
    known = {one.id for one in instruments_of_edition(campaign.edition)}
    if instrument not in known:
        raise Problem("instrument-unknown", "没有这份问卷。", "There is no such questionnaire.")
    taking = schools_of(campaign)
    rows = _by_school(taking, frames)
    wanted = {*schools, *rows}
    chosen = [one for one in taking if one.pk in wanted]
    if not chosen:
        raise Problem("schools-missing", "请至少选一所学校。", "Choose one school at least.")
    with transaction.atomic():
        Campaign.objects.select_for_update().get(pk=campaign.pk)
        found = Round.objects.filter(campaign=campaign, instrument=instrument).first()
        if found is None:
            require_day(closes_on)
            found = Round.objects.create(
                campaign=campaign, instrument=instrument, mode=Mode(mode), is_sample=is_sample, closes_on=closes_on,
                launched_on=timezone.localdate(), made_by=standing.person,
            )  # fmt: skip
        before = {
            one.submission.organisation_id: one
            for one in Survey.objects.filter(submission__campaign=campaign, instrument=instrument)
            .select_related("submission")
            .prefetch_related("groups")
        }
        ready: list[Organisation] = []
        waiting: list[Organisation] = []
        apart: list[str] = []
        for school in chosen:
            there = before.get(school.pk)
            if there is not None and there.stage != Stage.PREPARED:
                if there.round_id != found.pk:
                    apart.append(school.name)
                continue
            written = rows.get(school.pk, ())
            if not written and there is not None:
                written = [FrameRow(one.major, one.grade, one.label, one.population) for one in there.groups.all()]
            submission = open_submission(campaign=campaign, organisation=school)
            prepare_survey(
                submission, instrument=instrument, rows=written or _like(submission, found), closes_on=found.closes_on,
                mode=found.mode, is_sample=found.is_sample, standing=standing, of_round=found,
            )  # fmt: skip
            (ready if Group.objects.filter(survey__submission=submission, survey__round=found).exists()
             else waiting).append(school)  # fmt: skip
        _tell_of_launch(found, [*ready, *waiting])
        _event("surveys.round.launched", found, standing, {
            "ready": len(ready), "waiting": len(waiting), "apart": len(apart), "mode": found.mode,
            "closes_on": found.closes_on.isoformat(),
        })  # fmt: skip
    return Launched(found, len(ready), len(waiting), tuple(apart))


def _by_school(
    taking: Sequence[Organisation], frames: Mapping[str, Sequence[FrameRow]]
) -> dict[int, Sequence[FrameRow]]:
    names = Counter(one.name for one in taking)
    by_text = {one.name: one for one in taking if names[one.name] == 1} | {one.code: one for one in taking}
    strange = [text for text in frames if text not in by_text]
    if strange:
        listed = "、".join(strange[:5])
        raise Problem(
            "frames-school-unknown",
            f"名单里有 {len(strange)} 所学校不在本次填报里：{listed}。请写学校全称或代码；不参加填报的学校请删去。",
            f"{len(strange)} schools of the list do not take part: {listed}. Write the full name or the code, and "
            "leave out schools that do not take part.",
        )
    return {by_text[text].pk: rows for text, rows in frames.items()}


def _like(submission: Submission, found: Round) -> Sequence[FrameRow]:
    """The frame of a survey of the same people in the same school: parents are asked like their children."""
    people = found.questionnaire.population
    for one in Survey.objects.filter(submission=submission).exclude(instrument=found.instrument):
        if people and one.questionnaire.population == people:
            return [FrameRow(row.major, row.grade, row.label, row.population) for row in one.groups.all()]
    return ()


def _tell_of_launch(found: Round, schools: Sequence[Organisation]) -> None:
    def say(_school: Organisation) -> Said:
        title = _("%(survey)s：请核对抽样框并开始，%(day)s 截止") % {
            "survey": found.questionnaire.label, "day": found.closes_on,
        }  # fmt: skip
        return Said(title, _("由上级统一组织。问哪些人由学校核对，截止日期和进入方式各校相同；结果填入本校表 2。"))

    if schools:
        tell(school_people(schools), kind="survey", say=say, path="/", campaign=found.campaign)


def open_round(found: Round, *, standing: Standing) -> int:
    """Open the survey of every school that has a frame; how many were opened."""
    require_launch(found.campaign, standing)
    count = 0
    with transaction.atomic():
        for survey in found.surveys.filter(stage=Stage.PREPARED, groups__isnull=False).distinct().order_by("pk"):
            open_survey(survey, standing=standing)
            count += 1
        if count:
            _event("surveys.round.opened", found, standing, {"schools": count})
    return count


def extend_round(found: Round, *, closes_on: datetime.date, standing: Standing) -> int:
    """A later last day for all schools whose survey is not over; how many have more time."""
    require_launch(found.campaign, standing)
    with transaction.atomic():
        found = Round.objects.select_for_update(of=("self",)).select_related("campaign__district").get(pk=found.pk)
        require_day(closes_on)
        if closes_on <= found.closes_on:
            raise Problem(
                "extension-too-early",
                f"新的截止日期应晚于现在的 {found.closes_on}。",
                f"The new last day must be after {found.closes_on}.",
            )
        running = list(found.surveys.exclude(stage=Stage.CLOSED).order_by("pk"))
        for survey in running:
            if survey.closes_on < closes_on:
                extend_survey(survey, closes_on=closes_on, standing=standing)
        found.closes_on = closes_on
        found.save(update_fields=["closes_on"])
        _event("surveys.round.extended", found, standing, {"schools": len(running), "until": closes_on.isoformat()})
    return len(running)


def close_round(found: Round, *, standing: Standing) -> int:
    """End the survey of every school for good; how many were ended."""
    require_launch(found.campaign, standing)
    with transaction.atomic():
        running = list(found.surveys.filter(stage=Stage.OPEN).order_by("pk"))
        for survey in running:
            close_survey(survey, standing=standing)
        if running:
            _event("surveys.round.closed", found, standing, {"schools": len(running)})
    return len(running)


def remind_round(found: Round, *, below: int, standing: Standing) -> int:
    """Tell the people of schools that have not begun, or whose share is below ``below`` percent, once a day at most."""
    require_launch(found.campaign, standing)
    late = {one.organisation.pk: one for one in round_board(found).rows if one.is_late(below)}
    schools = [one.organisation for one in late.values()]

    def say(school: Organisation) -> Said:
        row = late[school.pk]
        words = {"survey": found.questionnaire.label, "day": found.closes_on, "returned": row.returned,
                 "asked": row.asked}  # fmt: skip
        if row.survey.stage == Stage.PREPARED:
            return Said(_("%(survey)s：本校还没有开始，%(day)s 截止") % words)
        return Said(_("%(survey)s：本校收回 %(returned)s/%(asked)s，%(day)s 截止") % words)

    with transaction.atomic():
        Round.objects.select_for_update().get(pk=found.pk)
        paths = {f"/surveys/{one.survey.pk}/": one.organisation for one in late.values()}
        told_today = set(
            Notice.objects.filter(
                kind="survey", campaign=found.campaign, path__in=paths, made_at__date=timezone.localdate()
            ).values_list("organisation_id", flat=True)
        )
        told = 0
        for path, school in sorted(paths.items()):
            if school.pk not in told_today:
                told += tell(school_people([school]), kind="survey", say=say, path=path, campaign=found.campaign)
        if told:
            _event("surveys.round.reminded", found, standing, {"schools": len(schools), "people": told, "below": below})
    return told


@dataclass(frozen=True)
class SchoolRow:
    """How far a school is."""

    organisation: Organisation
    survey: Survey
    population: int
    asked: int
    returned: int

    @property
    def share(self) -> int:
        return 100 * self.returned // self.asked if self.asked else 0

    def is_late(self, below: int) -> bool:
        return self.survey.stage == Stage.PREPARED or (self.survey.stage == Stage.OPEN and self.share < below)


@dataclass(frozen=True)
class RoundBoard:
    rows: tuple[SchoolRow, ...]

    @property
    def population(self) -> int:
        return sum(row.population for row in self.rows)

    @property
    def asked(self) -> int:
        return sum(row.asked for row in self.rows)

    @property
    def returned(self) -> int:
        return sum(row.returned for row in self.rows)

    @property
    def share(self) -> int:
        return 100 * self.returned // self.asked if self.asked else 0

    def count(self, stage: str) -> int:
        return sum(row.survey.stage == stage for row in self.rows)

    @property
    def prepared(self) -> int:
        return self.count(Stage.PREPARED)

    @property
    def ready(self) -> int:
        """Schools that could begin now."""
        return sum(row.survey.stage == Stage.PREPARED and bool(row.asked) for row in self.rows)

    @property
    def running(self) -> int:
        return self.count(Stage.OPEN)

    @property
    def closed(self) -> int:
        return self.count(Stage.CLOSED)


def round_board(found: Round) -> RoundBoard:
    """Every school of the round with its numbers, in three queries however many there are."""
    population: Counter[int] = Counter()
    asked: Counter[int] = Counter()
    returned: Counter[int] = Counter()
    groups = Group.objects.filter(survey__round=found).values_list("survey_id", "population", "asked", "used")
    for survey, people, wanted, used in groups.order_by().iterator(chunk_size=2_000):
        population[survey] += people
        asked[survey] += wanted
        returned[survey] += int.from_bytes(bytes(used), "little").bit_count()
    imported = Answer.objects.filter(survey__round=found, source=Source.IMPORTED).values_list("survey_id")
    for survey, count in imported.annotate(Count("pk")).order_by():
        returned[survey] += count
    surveys = found.surveys.select_related("submission__organisation").order_by("submission__organisation__path")
    return RoundBoard(
        tuple(
            SchoolRow(one.submission.organisation, one, population[one.pk], asked[one.pk], returned[one.pk])
            for one in surveys
        )
    )


@dataclass(frozen=True)
class SchoolResult:
    """What a school whose survey is over may show of itself, by measure; None of fewer than five answers."""

    organisation: Organisation
    population: int
    valid: int
    estimates: Mapping[str, Estimate | None]


@dataclass(frozen=True)
class RoundResult:
    instrument: Instrument
    schools: tuple[SchoolResult, ...]
    asked_of: int  # schools of the round, over or not
    population: int
    invited: int
    returned: int
    valid: int
    estimates: Mapping[str, Estimate | None]

    @property
    def response_rate(self) -> object:
        return share(self.returned, self.invited)


def round_result(found: Round) -> RoundResult | None:
    """The schools whose surveys are over and what they make together; None as long as there are none.

    Nothing but what each school may show goes into the sum (``nianbao.surveys.combined``), so that neither taking
    schools away nor looking again after another has ended tells anything about fewer than five.
    """
    instrument = found.questionnaire
    over = {
        one.pk: one
        for one in found.surveys.filter(stage=Stage.CLOSED)
        .select_related("submission__organisation")
        .order_by("submission__organisation__path")
    }
    if not over:
        return None
    sums = _sums_of(instrument, over)
    schools = tuple(
        SchoolResult(one.submission.organisation, sums[one.pk].population, sums[one.pk].valid, sums[one.pk].estimates)
        for one in over.values()
    )
    return RoundResult(
        instrument,
        schools,
        found.surveys.count(),
        sum(one.population for one in sums.values()),
        sum(one.asked for one in sums.values()),
        sum(one.returned for one in sums.values()),
        sum(one.valid for one in sums.values()),
        {
            measure.id: combined(
                measure.id,
                [Member(one.organisation.name, one.population, one.estimates[measure.id]) for one in schools],
            )
            for measure in instrument.measures
        },
    )


@dataclass(frozen=True)
class _Sums:
    """What a survey that is over comes to; it never changes again."""

    population: int
    asked: int
    returned: int
    valid: int
    estimates: Mapping[str, Estimate | None]


_KEPT: dict[str, _Sums] = {}  # by the survey's own key, which no other survey ever has
MOST_KEPT = 4_096


def _sums_of(instrument: Instrument, over: Mapping[int, Survey]) -> dict[int, _Sums]:
    """The sums of each survey; those that this process has not seen yet from their rows, in two queries."""
    fresh = [number for number, one in over.items() if one.issue_key not in _KEPT]
    groups: dict[int, list[Group]] = {}
    sheets: dict[int, list[AnswerSheet]] = {}
    if fresh:
        for group in Group.objects.filter(survey__in=fresh).defer("used").order_by("survey_id", "position"):
            groups.setdefault(group.survey_id, []).append(group)
        columns = ("survey_id", "answers", "stratum", "pace", "source")
        answers = Answer.objects.filter(survey__in=fresh).values_list(*columns).order_by("pk")
        for survey, text, stratum, pace, source in answers.iterator(chunk_size=5_000):
            sheets.setdefault(survey, []).append(AnswerSheet(text, str(stratum), Pace(pace), Source(source)))
    found: dict[int, _Sums] = {}
    for number, one in over.items():
        kept = _KEPT.get(one.issue_key)
        if kept is None:
            members, all_sheets = groups.get(number, []), sheets.get(number, [])
            strata = strata_of_groups(members)
            valid = [sheet for sheet, verdict in judged(all_sheets) if verdict is Verdict.VALID]
            kept = _Sums(
                sum(stratum.population for stratum in strata), sum(group.asked for group in members), len(all_sheets),
                len(valid), overall(instrument, tally(valid), strata),
            )  # fmt: skip
            if len(_KEPT) >= MOST_KEPT:
                _KEPT.clear()
            _KEPT[one.issue_key] = kept
        found[number] = kept
    return found


def _event(kind: str, found: Round, standing: Standing, detail: Mapping[str, object]) -> None:
    record_event(
        kind,
        by=standing.person,
        branch=found.campaign.district.path,
        subject=str(found),
        detail={"instrument": found.instrument, **detail},
    )
