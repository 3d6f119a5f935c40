"""From results to table 2: value, n and method, with a note that says where they come from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from nianbao.facts.problem import Problem
from nianbao.framework.loader import load_catalogue
from nianbao.surveys.answer import Source
from nianbao.surveys.estimate import RATE_FORMULA, Estimate, printed
from nianbao.surveys.result import SurveyResult
from nianbao.web.audit.actions import record_event
from nianbao.web.organisations.permissions import Standing
from nianbao.web.submissions.actions import Saved, Typed, save_cells
from nianbao.web.submissions.content import boxes_by_indicator
from nianbao.web.surveys.models import Stage, Survey
from nianbao.web.surveys.results import result_of_survey

_METHODS = {Source.WEB: "问卷（网上）", Source.PAPER: "问卷（纸质）"}


@dataclass(frozen=True, slots=True)
class Line:
    """What a row of table 2 would say."""

    label: str
    indicator: str
    value: str
    respondents: str
    method: str
    note: str

    @property
    def texts(self) -> Mapping[str, str]:
        """Texts by indicator: value, n, method."""
        return {
            self.indicator: self.value,
            f"{self.indicator}_respondents": self.respondents,
            f"{self.indicator}_method": self.method,
        }


def lines_of(survey: Survey, result: SurveyResult) -> tuple[Line, ...]:
    """A line for each measure that may be shown, and one for the row that this group and its siblings make up."""
    labels = load_catalogue().indicators
    method = _method(survey)
    note = _note(survey, result)
    found = []
    for measure in result.instrument.measures:
        estimate = result.estimates[measure.id]
        if estimate is not None:
            text = f"{note}{_range(estimate)}"
            found.append(
                Line(labels[measure.indicator].label, measure.indicator, printed(estimate.rate), str(estimate.n),
                     method, text)
            )  # fmt: skip
    whole = _whole_of_siblings(survey, result)
    return (*found, whole) if whole is not None else tuple(found)


def fill_table(survey: Survey, *, versions: Mapping[str, int], standing: Standing) -> Saved:
    """Save the lines in the school's form; a cell that somebody changed since ``versions`` is left alone."""
    result = result_of_survey(survey)
    if result is None:
        raise Problem(
            "survey-not-closed",
            "问卷还没有结束，不能填入表 2。",
            "The survey is not over yet, so table 2 cannot be filled in.",
        )
    lines = lines_of(survey, result)
    if not lines:
        raise Problem(
            "survey-too-few",
            "有效答卷不足 5 份，没有可以填报的结果。请延长调查或改用其他方式。",
            "Fewer than five valid answers came in, so there is nothing to report. Ask again or in another way.",
        )
    boxes = boxes_by_indicator(survey.submission.campaign.edition)
    cells = [
        Typed(name, text, line.note if name == line.indicator else None, versions.get(name))
        for line in lines
        for name, text in line.texts.items()
        if name in boxes
    ]
    saved = save_cells(survey.submission, cells=cells, standing=standing, via="survey")
    record_event(
        "surveys.table.filled",
        by=standing.person,
        branch=survey.submission.organisation.path,
        subject=str(survey),
        detail={"instrument": survey.instrument, "revision": saved.revision, "cells": len(saved.versions),
                "conflicts": [one.indicator for one in saved.conflicts]},
    )  # fmt: skip
    return saved


def _method(survey: Survey) -> str:
    """How the survey was held, in the form's own words; several ways together are 问卷."""
    sources = Counter(survey.answers.values_list("source", flat=True))
    if len(sources) == 1:
        return _METHODS.get(Source(next(iter(sources))), "问卷")
    return "问卷"


def _note(survey: Survey, result: SurveyResult) -> str:
    quality = result.quality
    parts = [
        f"据{result.instrument.label}（问卷 {result.instrument.id}，{survey.opened_on} 至 {survey.closed_on}）",
        f"调查对象 {quality.population} 人，发放 {quality.invited} 份",
        f"收回 {quality.returned} 份，有效 {quality.valid} 份",
        RATE_FORMULA,
        result.method,
    ]
    return "；".join(parts) + "。"


def _range(estimate: Estimate) -> str:
    found = estimate.rate_range
    return f"本项 95% 区间 {printed(found.low)}%～{printed(found.high)}%。" if found is not None else ""


def _whole_of_siblings(survey: Survey, result: SurveyResult) -> Line | None:
    """The row above: each group counts by its people. Only once all its groups have been asked."""
    above = result.instrument.part_of
    if above is None:
        return None
    wanted = {one.group for one in load_catalogue().instruments.values() if one.part_of == above}
    siblings = survey.submission.surveys.filter(stage=Stage.CLOSED).select_related("submission__campaign")
    parts: dict[str, tuple[Estimate, int]] = {}
    for one in siblings:
        instrument = one.questionnaire
        found = result if one.pk == survey.pk else result_of_survey(one) if instrument.part_of == above else None
        estimate = found.estimates[instrument.measures[-1].id] if found is not None else None
        if found is not None and estimate is not None:
            parts[instrument.group] = (estimate, found.quality.population or 0)
    people = sum(size for _, size in parts.values())
    if set(parts) != wanted or not people:
        return None
    rate = sum((estimate.rate or Decimal(0)) * size for estimate, size in parts.values()) / people
    n = sum(estimate.n for estimate, _ in parts.values())
    label = load_catalogue().indicators[above].label
    note = "由" + "、".join(
        f"{load_catalogue().indicators[one.measures[-1].indicator].label} {printed(parts[one.group][0].rate)}%"
        f"（{parts[one.group][1]} 人）"
        for one in sorted(load_catalogue().instruments.values(), key=lambda one: one.group)
        if one.group in parts
    )
    return Line(label, above, printed(Decimal(rate)), str(n), _method(survey), f"{note}按人数加权合成。")
