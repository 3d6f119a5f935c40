"""Which figure 其中 divides, and which figures behind it are its parts."""

from __future__ import annotations

import pytest
from family_reading import read

from nianbao.extraction.mention import Mention, Passage
from nianbao.extraction.told.parts_of_totals import (
    are_measured_alike,
    end_of_parts,
    end_of_points,
    is_in_bracket,
    is_least_of_each,
    is_quotient,
    total_before,
)


def passage_of(text: str) -> Passage:
    (passage,) = read(text).passages
    return passage


def mention_of(text: str) -> Mention:
    return passage_of(text).mentions[0]


@pytest.mark.parametrize(
    ("text", "total"),
    [
        ("招生330人，其中男生200人。", "330人"),
        ("招生330人（含扩招30人），其中男生200人。", "330人"),
        ("招生330人，比上年增加30人，其中男生200人。", "330人"),
        ("比上年增加30人，其中男生20人。", None),
        ("累计立项236个，上年底为174个，其中本地60个。", "236个"),
        ("累计立项236个，本年为174个，其中本地60个。", "174个"),
        ("上年底为174个，其中本地60个。", "174个"),
        ("工会组织覆盖在编教职工316名，其中女职工152名。", "316名"),
        ("服务覆盖316名，其中女职工152名。", None),
        ("县外学生占了316人，其中女生152人。", "316人"),
        ("占县外学生316人，其中女生152人。", None),
    ],
)
def test_the_nearest_figure_that_can_have_parts_is_divided(text: str, total: str | None) -> None:
    passage = passage_of(text)
    cue = passage.plain.find("其中")
    found = total_before(passage, passage.mentions_in(0, cue), cue)
    assert (found.raw.strip() if found is not None else None) == total


@pytest.mark.parametrize(
    ("text", "listed"),
    [
        ("（其中甲3人、乙5人），另有9人", "甲3人、乙5人"),
        ("其中甲3人、乙5人，其中女2人", "甲3人、乙5人，"),
        ("其中高铁370公里，新增公路2600公里", "高铁370"),
    ],
)
def test_parts_end_with_their_list(text: str, listed: str) -> None:
    passage = passage_of(text)
    start = passage.plain.find("其中") + 2
    assert passage.plain[start : end_of_parts(passage, start, len(passage.plain))] == listed


def test_points_go_on_over_semicolons_behind_a_colon_alone() -> None:
    passage = passage_of("其中：甲校3人；乙校5人；丙校8人。")
    assert passage.plain[: end_of_points(passage, 2, passage.sentence_at(2)[1])].endswith("丙校8人")
    passage = passage_of("其中甲校3人；乙校5人。")
    assert passage.plain[: end_of_points(passage, 2, passage.sentence_at(2)[1])].endswith("甲校3人")


def test_what_is_no_total() -> None:
    assert is_quotient(mention_of("校均规模1197人"))
    assert is_least_of_each(mention_of("买入金额均超2000万元"))
    assert not is_quotient(mention_of("在校生1197人"))
    assert not is_least_of_each(mention_of("买入金额超2000万元"))


def test_people_are_counted_alike_and_visits_are_not() -> None:
    one, other, visits = passage_of("教师12人、专家3名，培训40人次").mentions
    assert are_measured_alike(one, other)
    assert not are_measured_alike(one, visits)


def test_a_figure_in_an_open_bracket() -> None:
    passage = passage_of("教师12人（含外聘3人），学生40人")
    assert [is_in_bracket(passage, 0, mention) for mention in passage.mentions] == [False, True, False]


def test_those_who_lead_are_not_all_who_follow() -> None:
    passage = passage_of("以3名名师为核心的教师队伍，其中讲师70人。")
    assert total_before(passage, passage.mentions[:1], passage.plain.index("其中")) is None
