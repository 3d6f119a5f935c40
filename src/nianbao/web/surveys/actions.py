"""Preparing a survey, opening it, taking answers in, closing it. What people answer leaves no event behind."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Mapping, Sequence
from enum import StrEnum

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from nianbao.facts.problem import Problem
from nianbao.framework.instrument import Instrument
from nianbao.framework.instrument_reader import GROUPS
from nianbao.framework.loader import load_catalogue
from nianbao.surveys.answer import UNANSWERED, Pace, Source, pace_of, packed
from nianbao.surveys.frame import FrameRow, quotas, sample_size, strata_of
from nianbao.surveys.suppression import SMALLEST
from nianbao.web.audit.actions import record_event
from nianbao.web.campaigns.models import Campaign
from nianbao.web.campaigns.notices import Said, school_people, tell
from nianbao.web.organisations.models import Organisation
from nianbao.web.organisations.permissions import Standing
from nianbao.web.submissions.content import sheets_by_indicator
from nianbao.web.submissions.models import Submission
from nianbao.web.surveys.ballots import is_used, shuffle, take
from nianbao.web.surveys.codes import MOST, index_of
from nianbao.web.surveys.models import Group, Mode, Round, Stage, Survey
from nianbao.web.surveys.results import board_of, is_over

LONGEST_DAYS = 120
EXPECTED_SHARE = 80  # percent that answer, so many more are asked


class Taken(StrEnum):
    """What became of an answer that somebody sent."""

    THANKS = "thanks"
    ALREADY = "already"
    CLOSED = "closed"
    EMPTY = "empty"


def may_survey(submission: Submission, instrument: Instrument, standing: Standing) -> bool:
    """Whoever fills in the table that the survey gives figures for, holds it."""
    sheet = sheets_by_indicator(submission.campaign.edition).get(instrument.measures[0].indicator)
    return sheet is not None and standing.may_fill(submission.organisation, sheet.table.id)


def instruments_for(submission: Submission) -> tuple[Instrument, ...]:
    """The newest version of each questionnaire whose rows the form has."""
    return instruments_of_edition(submission.campaign.edition)


def instruments_of_edition(edition: str) -> tuple[Instrument, ...]:
    """The same for any form."""
    asked = sheets_by_indicator(edition)
    newest: dict[str, Instrument] = {}
    for instrument in sorted(load_catalogue().instruments.values(), key=lambda one: int(one.id.rpartition("/")[2])):
        if all(measure.indicator in asked for measure in instrument.measures):
            newest[instrument.group] = instrument
    return tuple(newest[group] for group in GROUPS if group in newest)


def prepare_survey(
    submission: Submission,
    *,
    instrument: str,
    rows: Sequence[FrameRow],
    closes_on: datetime.date,
    mode: str,
    is_sample: bool,
    standing: Standing,
    of_round: Round | None = None,
) -> Survey:
    """Say whom to ask and until when; may be done again until the survey is opened.

    In a survey that the district launched a school says whom to ask, and nothing else. ``of_round`` is given by
    whoever launches one; its rows may be missing until the school writes them.
    """
    found = next((one for one in instruments_for(submission) if one.id == instrument), None)
    if found is None:
        raise Problem("instrument-unknown", "没有这份问卷。", "There is no such questionnaire.")
    if of_round is None or of_round.campaign_id != submission.campaign_id:
        _require(submission, found, standing)
    else:
        require_launch(submission.campaign, standing)
    require_day(closes_on)
    strata, numbers = strata_of(rows)
    with transaction.atomic():
        survey, is_new = Survey.objects.select_for_update().get_or_create(
            submission=submission, instrument=instrument,
            defaults={"closes_on": closes_on, "made_by": standing.person, "round": of_round},
        )  # fmt: skip
        if survey.stage != Stage.PREPARED:
            raise Problem(
                "survey-under-way",
                "问卷已经开始，抽样框不能再改。",
                "The survey has begun; whom it asks can no longer be changed.",
            )
        if of_round is not None:
            survey.round = of_round
        elif survey.round is not None:
            closes_on, mode, is_sample = survey.round.closes_on, survey.round.mode, survey.round.is_sample
        survey.closes_on, survey.mode, survey.is_sample = closes_on, Mode(mode), is_sample
        survey.save(update_fields=["closes_on", "mode", "is_sample", "round"])
        survey.groups.all().delete()
        asked = _asked(rows, is_sample)
        Group.objects.bulk_create(
            Group(
                survey=survey, position=position, major=row.major, grade=row.grade, label=row.label,
                population=row.population, asked=asked[position], handed=asked[position] if mode == Mode.CODES else 0,
                stratum=int(strata[numbers[position]].key), used=bytes((MOST + 7) // 8),
            )
            for position, row in enumerate(rows)
        )  # fmt: skip
        record_event(
            "surveys.survey.prepared",
            by=standing.person,
            branch=submission.organisation.path,
            subject=str(survey),
            detail={"groups": len(rows), "population": sum(row.population for row in rows), "asked": sum(asked),
                    "mode": mode, "closes_on": closes_on.isoformat(), "is_new": is_new},
        )  # fmt: skip
    return survey


def _asked(rows: Sequence[FrameRow], is_sample: bool) -> list[int]:
    """How many of each class: all of them, or its share of a sample with a margin of five points."""
    if not is_sample:
        return [row.population for row in rows]
    populations = {f"{position:04}": row.population for position, row in enumerate(rows)}
    wanted = sample_size(sum(populations.values())) * 100 // EXPECTED_SHARE
    found = quotas(populations, wanted)
    return [found[key] for key in populations]


def open_survey(survey: Survey, *, standing: Standing) -> None:
    """Begin: from now on codes work and the frame stands."""
    with transaction.atomic():
        survey = _locked(survey)
        _require_holding(survey, standing)
        if survey.stage != Stage.PREPARED:
            return
        if not survey.groups.exists():
            raise Problem(
                "frame-missing",
                "还没有写问哪些人，不能开始。请先点“修改”，每班一行写上专业、年级、班级、人数。",
                "Nobody is named yet who is asked. Choose “Change” and write a line for each class first.",
            )
        require_day(survey.closes_on)
        survey.stage, survey.opened_on = Stage.OPEN, timezone.localdate()
        survey.save(update_fields=["stage", "opened_on"])
        _event("surveys.survey.opened", survey, standing, {})


def close_survey(survey: Survey, *, standing: Standing) -> None:
    """End it for good, and put the answers in an order that tells nothing.

    Strata of which fewer than five answered are counted with the largest of their major from now on,
    or of all, so that their rows stand alone no longer.
    """
    with transaction.atomic():
        survey = _locked(survey)
        _require_holding(survey, standing)
        if survey.stage != Stage.OPEN:
            return
        survey.stage, survey.closed_on = Stage.CLOSED, timezone.localdate()
        survey.save(update_fields=["stage", "closed_on"])
        shuffle(survey.pk, _joined(survey))
        board = board_of(survey)
        _event("surveys.survey.closed", survey, standing, {"asked": board.asked, "returned": board.returned})


def extend_survey(survey: Survey, *, closes_on: datetime.date, standing: Standing) -> None:
    """Give more time, also where the last day has passed and nobody has ended the survey yet.

    The dates of a survey that the district launched are the district's.
    """
    with transaction.atomic():
        survey = _locked(survey)
        _require_holding(survey, standing)
        if survey.round is not None:
            require_launch(survey.submission.campaign, standing)
        if survey.stage == Stage.CLOSED:
            raise Problem(
                "survey-closed",
                "问卷已经结束，不能再延期：重新开放会让人从前后差别猜出后交的答卷。",
                "The survey is over and cannot be extended: opening it again would give later answers away.",
            )
        require_day(closes_on)
        if closes_on <= survey.closes_on:
            raise Problem(
                "extension-too-early",
                f"新的截止日期应晚于现在的 {survey.closes_on}。",
                f"The new last day must be after {survey.closes_on}.",
            )
        before, survey.closes_on = survey.closes_on, closes_on
        survey.save(update_fields=["closes_on"])
        _event("surveys.survey.extended", survey, standing,
               {"from": before.isoformat(), "until": closes_on.isoformat()})  # fmt: skip


def require_day(closes_on: datetime.date) -> None:
    """Nothing is asked for longer than people remember being asked."""
    today = timezone.localdate()
    if not today <= closes_on <= today + datetime.timedelta(days=LONGEST_DAYS):
        raise Problem(
            "survey-days",
            f"截止日期应在今天与 {LONGEST_DAYS} 天之内。",
            f"The last day must be from today to {LONGEST_DAYS} days from now.",
        )


def may_launch(campaign: Campaign, standing: Standing) -> bool:
    """Whoever works for the district, or for the city above it, may have its schools ask."""
    return standing.may_read_district(campaign.district)


def require_launch(campaign: Campaign, standing: Standing) -> None:
    if not may_launch(campaign, standing):
        raise Problem(
            "not-permitted",
            "您没有组织本区各校问卷的权限：这由区级或市级人员办理。",
            "You may not hold surveys in this district's schools; that is for the district or the city.",
        )


def _joined(survey: Survey) -> dict[int, int]:
    """Into which stratum each goes, where too few of it answered."""
    answered = Counter(survey.answers.values_list("stratum", flat=True))
    major = {group.stratum: group.major for group in survey.groups.order_by("-population")}
    large = {number for number in major if answered[number] >= SMALLEST}
    found = {}
    for number in sorted(major):
        near = [one for one in large if major[one] == major[number]] or sorted(large)
        if number not in large and near and answered[number]:
            found[number] = max(near, key=lambda one: (answered[one], -one))
    return found


def send_answer(
    group: Group, *, code: str, chosen: Mapping[str, str], seconds: float | None, source: Source = Source.WEB
) -> Taken:
    """Take in what somebody chose; the same code again changes nothing and is thanked all the same."""
    instrument = group.survey.questionnaire
    answers = packed(instrument, chosen)
    index = _known_index(group, code)
    if not answers.strip(UNANSWERED):
        return Taken.EMPTY
    if group.survey.stage != Stage.OPEN or is_over(group.survey):
        return Taken.ALREADY if is_used(group, index) else Taken.CLOSED
    answered = len(answers) - answers.count(UNANSWERED)
    pace = pace_of(instrument, seconds, answered) if source is Source.WEB else Pace.UNKNOWN
    if take(group, index, answers=answers, pace=pace, source=source):
        return Taken.THANKS
    now = Group.objects.filter(pk=group.pk).first()  # used already, closed in between, or gone altogether
    return Taken.ALREADY if now is not None and is_used(now, index) else Taken.CLOSED


def hand_out(group: Group) -> int:
    """The number of the next code of a class whose link is open to all of it."""
    if group.survey.mode != Mode.OPEN or group.survey.stage != Stage.OPEN or is_over(group.survey):
        raise Problem("survey-not-open", _("这份问卷现在不收答卷。"), "This survey takes no answers now.")
    # Each who opens the page may try again on another phone; a class cannot give out more than three times itself.
    most = min(MOST, 3 * group.population + 20)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE surveys_group SET handed = handed + 1 WHERE id = %s AND handed < %s RETURNING handed",
            [group.pk, most],
        )
        found = cursor.fetchone()
    if found is None:
        raise Problem(
            "survey-full",
            "本班的答卷已经领完，请联系班主任。",
            "No more questionnaires are left for this class; ask its teacher.",
        )
    return int(found[0]) - 1


def enter_paper(group: Group, *, code: str, text: str, standing: Standing) -> Taken:
    """Take in a paper sheet: its code and one digit for each question in their order, a dash for none."""
    survey = group.survey
    instrument = survey.questionnaire
    _require(survey.submission, instrument, standing)
    digits = "".join(text.split())
    codes = {option.code for option in instrument.scale.options} | {UNANSWERED}
    wanted = len(instrument.questions)
    if len(digits) != wanted:
        raise Problem(
            "paper-length",
            f"应录入 {wanted} 位（每题一位，未答写 -），现有 {len(digits)} 位。请对照纸质问卷再数一遍。",
            f"{wanted} signs are needed, one a question and - for none, but there are {len(digits)}. Count again.",
        )
    wrong = next((position for position, sign in enumerate(digits, 1) if sign not in codes), None)
    if wrong is not None:
        raise Problem(
            "paper-sign",
            f"第 {wrong} 题的“{digits[wrong - 1]}”不是选项代码，可用：{'、'.join(sorted(codes, reverse=True))}。",
            f'Question {wrong}: "{digits[wrong - 1]}" is no option; use {", ".join(sorted(codes, reverse=True))}.',
        )
    chosen = {question.id: sign for question, sign in zip(instrument.questions, digits, strict=True)}
    return send_answer(group, code=code, chosen=chosen, seconds=None, source=Source.PAPER)


def remind_school(survey: Survey, *, standing: Standing) -> int:
    """Tell the school's people how many each class still lacks; who they are nobody can know."""
    _require(survey.submission, survey.questionnaire, standing)
    board = board_of(survey)
    missing = [(group.label, group.asked - group.returned) for group in board.groups if group.asked > group.returned]
    if survey.stage != Stage.OPEN or not missing:
        return 0

    def say(_school: Organisation) -> Said:
        title = _("%(survey)s：%(returned)s/%(asked)s，%(day)s 截止") % {
            "survey": survey.questionnaire.label, "returned": board.returned, "asked": board.asked,
            "day": survey.closes_on,
        }  # fmt: skip
        parts = [_("%(group)s还差 %(count)s 份") % {"group": label, "count": count} for label, count in missing]
        return Said(title, "；".join(parts))

    with transaction.atomic():
        people = school_people([survey.submission.organisation])
        told = tell(people, kind="survey", say=say, path=f"/surveys/{survey.pk}/", campaign=survey.submission.campaign)
        _event("surveys.reminder.sent", survey, standing, {"people": told, "groups": len(missing)})
    return told


def _known_index(group: Group, code: str) -> int:
    index = index_of(group.survey.issue_key, group.link, code)
    if index is None or index >= group.handed:
        raise Problem(
            "code-unknown",
            "这个答题码不对。请对照纸条或海报再输一遍；字母不分大小写，没有 I、L、O、U。",
            "This code is not right. Compare it with the slip and type it again; it has no I, L, O or U.",
        )
    return index


def _locked(survey: Survey) -> Survey:
    return (
        Survey.objects.select_for_update(of=("self",))
        .select_related("submission__organisation", "submission__campaign__district", "round")
        .get(pk=survey.pk)
    )


def _require_holding(survey: Survey, standing: Standing) -> None:
    """Whoever holds the survey: the school, and in one that the district launched, the district."""
    if survey.round is None or not may_launch(survey.submission.campaign, standing):
        _require(survey.submission, survey.questionnaire, standing)


def _require(submission: Submission, instrument: Instrument, standing: Standing) -> None:
    if not may_survey(submission, instrument, standing):
        raise Problem(
            "not-permitted",
            f"您没有开展「{instrument.label}」的权限：需要有填报满意度表的权限。",
            f"You may not hold “{instrument.label_en}”: it takes the right to fill in the table of satisfaction.",
        )


def _event(kind: str, survey: Survey, standing: Standing, detail: Mapping[str, object]) -> None:
    record_event(
        kind,
        by=standing.person,
        branch=survey.submission.organisation.path,
        subject=str(survey),
        detail={"instrument": survey.instrument, **detail},
    )
