"""Taking in answers that another tool collected: a whole file or nothing, and no file twice."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from django.db import transaction

from nianbao.facts.problem import Problem
from nianbao.surveys.collected import Collected, read_collected_sheets
from nianbao.surveys.quality import Verdict, judged
from nianbao.web.audit.actions import record_event
from nianbao.web.organisations.permissions import Standing
from nianbao.web.surveys.actions import may_survey
from nianbao.web.surveys.models import Answer, Stage, Survey
from nianbao.web.surveys.results import strata_of_groups
from nianbao.workbooks.plain_rows import read_plain_sheets

NO_STRATUM = 32_767  # of answers that do not say where they belong; with them nothing is weighted
MOST_BYTES = 10 * 1024 * 1024


def read_columns(text: str) -> dict[str, str]:
    """A mapping as somebody wrote it, ``question = heading`` a line.

    >>> read_columns("whole = 第8题\\n\\nsay=9")
    {'whole': '第8题', 'say': '9'}
    """
    found = {}
    for line in text.splitlines():
        question, sign, heading = line.partition("=")
        if not line.strip():
            continue
        if not sign or not question.strip() or not heading.strip():
            raise Problem(
                "mapping-form",
                f"对应关系每行写成 题目标识=列名，现为“{line.strip()[:40]}”。",
                f'A mapping is written question=heading, one a line, but is "{line.strip()[:40]}".',
            )
        found[question.strip()] = heading.strip()
    return found


def import_answers(
    survey: Survey, *, content: bytes, name: str, columns: Mapping[str, str], standing: Standing
) -> tuple[int, Collected]:
    """How many answers were taken in, and what there is to say about the file; none where it cannot be used."""
    if not may_survey(survey.submission, survey.questionnaire, standing):
        raise Problem("not-permitted", "您没有导入答卷的权限。", "You may not import answers.")
    if len(content) > MOST_BYTES:
        raise Problem("file-too-large", "文件不能超过 10 MB。", "The file may have 10 MB at most.")
    read = read_plain_sheets(content, name)
    digest = hashlib.sha256(content).hexdigest()
    with transaction.atomic():
        survey = Survey.objects.select_for_update(of=("self",)).select_related("submission__organisation").get(
            pk=survey.pk
        )  # fmt: skip
        if survey.stage != Stage.OPEN:
            raise Problem("survey-not-open", "问卷不在进行中，不能导入。", "The survey is not under way.")
        if digest in survey.imports:
            raise Problem(
                "file-twice",
                "这个文件已经导入过，没有重复导入。",
                "This file was imported before and was not taken twice.",
            )
        strata = strata_of_groups(list(survey.groups.order_by("position")))
        collected = read_collected_sheets(survey.questionnaire, read, strata=strata, columns=columns)
        if not collected.is_usable:
            return 0, collected
        sheets = [sheet for sheet, verdict in judged(collected.sheets) if verdict is not Verdict.DUPLICATE]
        Answer.objects.bulk_create(
            [
                Answer(survey=survey, stratum=int(sheet.stratum or NO_STRATUM), answers=sheet.answers, pace=sheet.pace,
                       source=sheet.source)
                for sheet in sheets
            ],
            batch_size=500,
        )  # fmt: skip
        survey.imports = [*survey.imports, digest]
        survey.save(update_fields=["imports"])
        doubles = len(collected.sheets) - len(sheets)
        record_event(
            "surveys.answers.imported",
            by=standing.person,
            branch=survey.submission.organisation.path,
            subject=str(survey),
            detail={"instrument": survey.instrument, "answers": len(sheets), "doubles": doubles},
        )
    return len(sheets), collected
