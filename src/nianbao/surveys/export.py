"""Answers for others to work with, without anything that tells one person from another.

Majors and grades are told only where at least five answered; rows stand in the order of their content. Rows of
combinations that only few have stay, because without their place nothing leads from them to anybody.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Sequence

from nianbao.framework.instrument import Instrument
from nianbao.surveys.answer import UNANSWERED, AnswerSheet
from nianbao.surveys.estimate import printed
from nianbao.surveys.frame import Stratum
from nianbao.surveys.quality import Verdict, judged
from nianbao.surveys.result import SurveyResult
from nianbao.surveys.suppression import hidden

HIDDEN = "（人数不足，不注明）"
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def answer_rows(
    instrument: Instrument, sheets: Sequence[AnswerSheet], strata: Sequence[Stratum] = ()
) -> list[list[str]]:
    """A heading and a row for each sheet that counts: major, grade, then a code a question."""
    valid = [sheet for sheet, verdict in judged(sheets) if verdict is Verdict.VALID]
    counts = Counter(sheet.stratum for sheet in valid)
    known = {stratum.key: stratum for stratum in strata}
    away = hidden(counts)
    head = ["专业", "年级", *(question.id for question in instrument.questions)]
    rows = []
    for sheet in valid:
        stratum = known.get(sheet.stratum)
        shown = stratum is not None and sheet.stratum not in away
        place = [stratum.major, stratum.grade] if shown and stratum is not None else [HIDDEN, HIDDEN]
        rows.append([*place, *("" if sign == UNANSWERED else sign for sign in sheet.answers)])
    return [head, *sorted(rows)]


def result_rows(result: SurveyResult) -> list[list[str]]:
    """The results as a table: whom, which measure, n, rate with its interval, index."""
    head = ["范围", "项目", "指标", "有效人数", "满意率%", "区间下限%", "区间上限%", "指数", "不了解"]
    rows = [head]
    for measure in result.instrument.measures:
        found = result.estimates[measure.id]
        if found is None:
            rows.append(["全体", measure.label, measure.indicator, HIDDEN, "", "", "", "", ""])
            continue
        ends = found.rate_range
        rows.append(
            ["全体", measure.label, measure.indicator, str(found.n), printed(found.rate),
             printed(ends.low) if ends else "", printed(ends.high) if ends else "", printed(found.index),
             str(found.dont_know)]
        )  # fmt: skip
    for parts in result.parts.values():
        for part in parts:
            for measure in result.instrument.measures:
                one = part.estimates[measure.id] if part.estimates else None
                rows.append(
                    [part.label, measure.label, measure.indicator, str(one.n) if one else HIDDEN,
                     printed(one.rate) if one else "", "", "", printed(one.index) if one else "", ""]
                )  # fmt: skip
    return rows


def as_csv(rows: Sequence[Sequence[str]]) -> bytes:
    """UTF-8 with a mark, as Excel wants it; a text that a spreadsheet would take for a formula is made harmless.

    >>> as_csv([["=1+1", "会计"]]).decode("utf-8-sig")
    "'=1+1,会计\\r\\n"
    """
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows([f"'{cell}" if cell.startswith(_DANGEROUS) else cell for cell in row] for row in rows)
    return stream.getvalue().encode("utf-8-sig")
