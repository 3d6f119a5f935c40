"""What a sentence counts, whatever words it uses for it."""

from __future__ import annotations

import pytest

from nianbao.documents.reading import read_document
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.names.said_things import SaidThing, said_things

TITLE = "某县职业中学2023年度质量报告\n\n一、基本情况\n\n"


def things(text: str) -> list[SaidThing]:
    return list(said_things(Manuscript.of(read_document((TITLE + text).encode(), name="report.txt"))))


@pytest.mark.parametrize(
    "text",
    [
        "学校现有专任教师175人。",
        "现有专任教师队伍175人。",
        "教师中专任教师为175人。",
        "目前，全校共有175名专任教师。",
        "截至2023年底，专任教师总数达到175人。",
    ],
)
def test_one_thing_has_one_name_in_any_words(text: str) -> None:
    found = things(text)
    assert [(thing.thing, thing.is_whole, thing.period) for thing in found] == [("full_time_teachers", True, None)]


def test_a_part_is_no_whole() -> None:
    (_, inner) = things("学校现有教职工216人，其中专任教师175人。")
    assert inner.is_whole
    assert not any(thing.is_whole for thing in things("选派教师20人，其中专任教师17人。"))


def test_another_period_is_said() -> None:
    assert [thing.period for thing in things("2022年专任教师170人。")] == [2022]


def test_a_school_of_its_own_is_a_scope() -> None:
    assert [thing.scope for thing in things("邻县第二职业学校规模不大，在校生900人。")] == ["邻县第二职业学校"]


def test_a_verb_goes_back_to_the_clause_before_it() -> None:
    assert not any(thing.is_whole for thing in things("装备制造类规模最大，有在校生824人。"))
    assert all(thing.is_whole for thing in things("学校办学历史悠久，有在校生824人。"))
