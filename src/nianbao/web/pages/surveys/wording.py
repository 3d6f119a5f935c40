"""What all pages of surveys need: the reader's language, what a problem says in it, a day that was typed."""

from __future__ import annotations

import datetime
from typing import Any

from django.utils.translation import get_language

from nianbao.facts.problem import Problem
from nianbao.web.surveys.models import Mode, Stage


def words() -> dict[str, Any]:
    return {"english": get_language() == "en", "Stage": Stage, "Mode": Mode}


def said_of(problem: Problem | None) -> str:
    if problem is None:
        return ""
    return problem.message_en if get_language() == "en" else problem.message


def typed_day(text: str) -> datetime.date:
    """A day as a browser's field for days sends it.

    >>> typed_day("2026-12-01")
    datetime.date(2026, 12, 1)
    """
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise Problem("not-a-day", "请填写截止日期。", "Give the last day.") from None
