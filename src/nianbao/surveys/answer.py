"""One filled-in questionnaire, as short as it can be kept: a character for each question and the stratum, no more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from nianbao.framework.instrument import Instrument

UNANSWERED = "-"


class Pace(StrEnum):
    """How fast somebody answered; the seconds themselves are not kept, because they would tell one from another."""

    USUAL = "u"
    QUICK = "q"
    UNKNOWN = "?"


class Source(StrEnum):
    """How an answer came in."""

    WEB = "w"
    PAPER = "p"
    IMPORTED = "i"


@dataclass(frozen=True, slots=True)
class AnswerSheet:
    """``answers`` holds a code for each question in the instrument's order, ``-`` where it was passed over.

    ``key`` is what another tool numbered or signed the answer with: it serves to notice
    doubles while a file is read and is never stored.
    """

    answers: str
    stratum: str = ""
    pace: Pace = Pace.UNKNOWN
    source: Source = Source.WEB
    key: str = ""


def packed(instrument: Instrument, chosen: Mapping[str, str]) -> str:
    """The stored text of what somebody chose, by question; codes that the scale does not know are left out.

    >>> from nianbao.framework.loader import load_catalogue
    >>> packed(load_catalogue().instruments["staff/1"], {"conditions": "5", "say": "0", "whole": "9"})
    '5--0-'
    """
    codes = {option.code for option in instrument.scale.options}
    found = (chosen.get(question.id, "") for question in instrument.questions)
    return "".join(code if code in codes else UNANSWERED for code in found)


def pace_of(instrument: Instrument, seconds: float | None, answered: int) -> Pace:
    """Whether an answer took less time than reading the questions does; None and odd clocks tell nothing."""
    if seconds is None or seconds < 0:
        return Pace.UNKNOWN
    return Pace.QUICK if seconds < float(instrument.quick_seconds) * answered else Pace.USUAL
