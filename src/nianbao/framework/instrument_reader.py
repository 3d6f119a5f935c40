"""Scales and questionnaires as their files in ``surveys/`` say, and what must hold between them."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from decimal import Decimal

from nianbao.facts.pattern import as_pattern
from nianbao.framework.entry import Entry
from nianbao.framework.fault import nearest
from nianbao.framework.instrument import Instrument, Measure, Question, Scale, ScaleOption

GROUPS = ("students", "graduates_current", "graduates_three_years", "staff", "employers", "parents")
MOST_QUESTIONS = 60
_CODE = as_pattern(r"[0-9]\Z")
_NUMBER = as_pattern(r"[a-z_]+/[1-9][0-9]*\Z")
_SCORES = (Decimal(0), Decimal(100))


def read_scales(entry: Entry) -> tuple[Scale, ...]:
    """The scales of ``surveys/scales.yaml``."""
    scales = tuple(_read_scale(found) for found in entry.entries("scales", required=True))
    entry.refuse_unknown_keys()
    return scales


def _read_scale(entry: Entry) -> Scale:
    options = tuple(_read_option(found) for found in entry.entries("options", required=True))
    scale = Scale(entry.identifier(), entry.text("label"), entry.text("label_en"), options)
    entry.refuse_unknown_keys()
    codes = [option.code for option in options]
    if len(set(codes)) < len(codes):
        entry.fault(
            "scale-code-twice",
            "options",
            f"量表“{scale.id}”有两个选项用了同一代码；每个选项一个代码。",
            f'Two options of the scale "{scale.id}" share a code; give each its own.',
        )
    if not any(option.satisfied for option in options) or all(option.satisfied for option in options):
        entry.fault(
            "scale-one-sided",
            "options",
            f"量表“{scale.id}”应既有算作满意的选项，也有不算的（satisfied）。",
            f'The scale "{scale.id}" needs options that count as satisfied and options that do not.',
        )
    return scale


def _read_option(entry: Entry) -> ScaleOption:
    code = entry.text("code")
    if code and not _CODE.match(code):
        entry.fault(
            "scale-code",
            "code",
            f"选项代码“{code}”应是一位数字。",
            f'The option\'s code "{code}" must be one digit.',
        )
    score = entry.whole("score")
    low, high = _SCORES
    if score is not None and not low <= score <= high:
        entry.fault(
            "scale-score",
            "score",
            f"得分 {score} 不在 0 到 100 之间；指数按百分制计。",
            f"The score {score} is not between 0 and 100, which the index runs from and to.",
        )
    option = ScaleOption(
        code=code,
        label=entry.text("label"),
        label_en=entry.text("label_en"),
        score=None if score is None else Decimal(score),
        satisfied=entry.flag("satisfied", default=False),
    )
    if option.satisfied and option.score is None:
        entry.fault(
            "scale-satisfied-unscored",
            "satisfied",
            f"选项“{option.label}”没有得分，不能算作满意。",
            f'The option "{option.label_en}" has no score and cannot count as satisfied.',
        )
    entry.refuse_unknown_keys()
    return option


def read_instrument(entry: Entry, scales: Mapping[str, Scale]) -> Instrument | None:
    """The questionnaire of a file; None where it cannot be told at all which scale it uses."""
    identifier, group = entry.text("id"), entry.word("group", GROUPS)
    if identifier and not _NUMBER.match(identifier):
        entry.fault(
            "instrument-id",
            "id",
            f"问卷标识“{identifier}”应为“对象/版本号”，如 students/1。",
            f'The id "{identifier}" must be the group and a version, as students/1.',
        )
    elif identifier and identifier.partition("/")[0] != group:
        entry.fault(
            "instrument-group",
            "group",
            f"问卷标识“{identifier}”与对象“{group}”不一致。",
            f'The id "{identifier}" and the group "{group}" do not agree.',
        )
    scale_id = entry.text("scale")
    measures = tuple(_read_measure(found) for found in entry.entries("measures", required=True))
    issued = entry.text("issued")
    _day(entry, issued)
    quick = entry.whole("quick_seconds", default=2) or 2
    values = {
        key: entry.text(key)
        for key in ("label", "label_en", "audience", "audience_en", "introduction", "introduction_en", "source")
    }
    population, part_of = entry.optional_text("population"), entry.optional_text("part_of")
    entry.refuse_unknown_keys()
    _no_question_twice(entry, measures)
    if scale_id not in scales:
        zh, en = nearest(scale_id, scales)
        entry.fault("unknown-scale", "scale", f"量表“{scale_id}”不存在。{zh}", f'There is no scale "{scale_id}".{en}')
        return None
    return Instrument(
        id=identifier, group=group, issued=issued, scale=scales[scale_id], measures=measures,
        population=population, part_of=part_of, quick_seconds=Decimal(quick), **values,
    )  # fmt: skip


def _read_measure(entry: Entry) -> Measure:
    questions = tuple(_read_question(found) for found in entry.entries("questions", required=True))
    measure = Measure(
        id=entry.identifier(),
        label=entry.text("label"),
        label_en=entry.text("label_en"),
        indicator=entry.text("indicator"),
        headline=entry.text("headline"),
        questions=questions,
    )
    entry.refuse_unknown_keys()
    if measure.headline not in {question.id for question in questions}:
        zh, en = nearest(measure.headline, [question.id for question in questions])
        entry.fault(
            "unknown-headline",
            "headline",
            f"“{measure.label}”的总评题“{measure.headline}”不在本组题目里。{zh}",
            f'The headline "{measure.headline}" is no question of this measure.{en}',
        )
    return measure


def _read_question(entry: Entry) -> Question:
    question = Question(entry.identifier(), entry.text("text"), entry.text("text_en"))
    entry.refuse_unknown_keys()
    return question


def _no_question_twice(entry: Entry, measures: tuple[Measure, ...]) -> None:
    seen: set[str] = set()
    for question in (question for measure in measures for question in measure.questions):
        if question.id in seen:
            entry.fault(
                "question-twice",
                "measures",
                f"题目标识“{question.id}”出现了两次。",
                f'The question id "{question.id}" stands twice.',
            )
        seen.add(question.id)
    if len(seen) > MOST_QUESTIONS:
        entry.fault(
            "too-many-questions",
            "measures",
            f"问卷有 {len(seen)} 题，至多 {MOST_QUESTIONS} 题：手机上答不完。",
            f"The questionnaire has {len(seen)} questions; {MOST_QUESTIONS} at most can be answered on a phone.",
        )


def _day(entry: Entry, text: str) -> None:
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        if text:
            entry.fault(
                "not-a-day",
                "issued",
                f"“issued”应写成 2026-01-31 这样的日期，现为“{text}”。",
                f'"issued" must be a day as 2026-01-31, but is "{text}".',
            )
