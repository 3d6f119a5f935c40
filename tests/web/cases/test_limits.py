"""The stricter of edition and district holds."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from nianbao.facts.problem import Problem
from nianbao.web.audit.models import Event
from nianbao.web.cases.actions import offer
from nianbao.web.cases.limits import CaseLimits, limit_problems, limits_of, offered_by, set_rules
from nianbao.web.cases.models import CaseCard
from nianbao.web.manuscripts.models import Manuscript
from nianbao.web.organisations.permissions import Standing

Stands = Callable[[str], Standing]


def test_a_district_says_once_what_it_asks(manuscript: Manuscript, district: Manuscript, standing: Stands) -> None:
    asked = {"per_school": 3, "characters_least": 200, "characters_most": 600, "words": " 一件具体的事 "}
    for _ in range(2):
        set_rules(manuscript.campaign, **asked, standing=standing("温编言"))  # type: ignore[arg-type]
    limits = limits_of(manuscript)
    assert (limits.per_school, limits.characters_least, limits.characters_most) == (3, 200, 600)
    assert limits.words == "一件具体的事"
    assert limits_of(district).per_school is None
    assert Event.objects.filter(kind="cases.rules.set").count() == 1
    assert limits.as_outline() == {"case_characters_max": 600}


def test_odd_rules_and_other_people_s_are_refused(manuscript: Manuscript, standing: Stands) -> None:
    wrong = {"per_school": None, "characters_least": 600, "characters_most": 200, "words": ""}
    with pytest.raises(Problem) as told:
        set_rules(manuscript.campaign, **wrong, standing=standing("郑守正"))  # type: ignore[arg-type]
    assert told.value.code == "case-rules-odd"
    with pytest.raises(Problem) as told:
        set_rules(manuscript.campaign, **wrong | {"characters_most": 900}, standing=standing("白路遥"))  # type: ignore[arg-type]
    assert told.value.code == "not-permitted"


def test_length_is_told_both_ways() -> None:
    limits = CaseLimits(characters_least=100, characters_most=300)
    assert [one.code for one in limit_problems(limits, 99)] == ["case-too-short"]
    assert [one.code for one in limit_problems(limits, 301)] == ["case-too-long"]
    assert limit_problems(limits, 100) == []
    assert limit_problems(CaseLimits(), 5) == []


def test_what_is_offered_is_counted_without_the_one_asked_about(
    tell: Callable[..., CaseCard], manuscript: Manuscript, standing: Stands
) -> None:
    card = tell()
    assert offered_by(manuscript) == 0
    offer(card, standing=standing("白路遥"))
    assert offered_by(manuscript) == 1
    assert offered_by(manuscript, without=card) == 0
