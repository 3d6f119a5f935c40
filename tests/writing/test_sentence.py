from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nianbao.facts.problem import Problem
from nianbao.facts.record import Record
from nianbao.framework.model import Catalogue
from nianbao.writing.link import Aspect, FigureLink, Names, read_link
from nianbao.writing.sentence import change_words, growth_words, write_figure, write_rank

Make = Callable[..., Record]


def said(text: str, record: Record, catalogue: Catalogue) -> str:
    return write_figure(read_link(text, Names(catalogue.editions[record.edition], catalogue)), record, catalogue).text


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("毕业生人数", "135人"),
        ("毕业生人数|数", "135"),
        ("毕业生人数|上年", "120人"),
        ("毕业生人数|变化", "比上年增加15人"),
        ("毕业生人数|增长", "比上年增长12.5%"),
        ("毕业生人数|增减", "比上年增加15人，增长12.5%"),
        ("毕业去向落实人数|占 毕业生人数|2位", "96.30%"),
        ("毕业去向落实人数|变化", "与上年持平"),
        ("生师比", "12.76:1"),
        ("生师比|变化", "比上年下降0.22"),
        ("毕业生本省去向落实率", "98.50%"),
        ("毕业生本省去向落实率|变化", "比上年提高1.20个百分点"),
    ],
)
def test_a_sentence_says_what_the_figures_say(asked: str, words: str, record: Make, catalogue: Catalogue) -> None:
    figures = record(
        {
            "graduates": "135",
            "graduates_placed": "130",
            "students_per_teacher": "12.76",
            "graduates_placed_in_province_share": "98.50",
        },
        {
            "graduates": "120",
            "graduates_placed": "130",
            "students_per_teacher": "12.98",
            "graduates_placed_in_province_share": "97.30",
        },
    )
    assert said(asked, figures, catalogue) == words


@pytest.mark.parametrize(
    ("now", "before", "asked", "reason"),
    [
        ({}, {}, "毕业生人数", "空"),
        ({"graduates": "无"}, {}, "毕业生人数", "无"),
        ({"graduates": "5"}, None, "毕业生人数|变化", "没有上年数据"),
        ({"graduates": "5"}, {}, "毕业生人数|变化", "上年为“空”"),
        ({"graduates": "5"}, {"graduates": "0"}, "毕业生人数|增长", "上年为 0"),
        ({"graduates": "300余"}, {"graduates": "290"}, "毕业生人数|变化", "约数"),
        ({"graduates": "5", "graduates_placed": "6"}, {}, "毕业去向落实人数|占 毕业生人数", "不是 5 的一部分"),
        ({"graduates": "5", "students_per_teacher": "6"}, {}, "生师比|占 毕业生人数", "单位"),
    ],
)
def test_what_cannot_be_said_truthfully_is_refused(
    now: dict[str, str], before: dict[str, str] | None, asked: str, reason: str, record: Make, catalogue: Catalogue
) -> None:
    with pytest.raises(Problem, match=reason) as caught:
        said(asked, record(now, before), catalogue)
    assert caught.value.code == "figure-cannot-be-written"


def test_years_are_not_compared_over_a_changed_definition(record: Make, catalogue: Catalogue) -> None:
    changed = [
        indicator
        for indicator in catalogue.indicators.values()
        if len(indicator.meanings) > 1 and any(meaning.since == "dy2025" for meaning in indicator.meanings)
    ]
    asked = [one for one in changed if one.id in catalogue.editions["dy2025/school"].indicators()]
    for indicator in asked:
        with pytest.raises(Problem, match="定义"):
            said(f"{indicator.id}|变化", record({indicator.id: "5"}, {indicator.id: "4"}), catalogue)


FIGURES = st.decimals(min_value=0, max_value=10**6, places=2)


@given(FIGURES, FIGURES)
def test_the_word_never_goes_against_the_figures(now: Decimal, before: Decimal) -> None:
    words = change_words(now, before, None, counted=False)
    assert ("上升" in words, "下降" in words, "持平" in words) == (now > before, now < before, now == before)
    if before:
        grown = growth_words(now, before)
        assert "增长" not in grown or now > before
        assert "下降" not in grown or now < before


def test_two_years_before_is_named_by_its_year(record: Make, catalogue: Catalogue) -> None:
    made = record({"graduates": "135"}, {"graduates": "120"})
    assert made.previous is not None
    made = replace(made, previous=replace(made.previous, previous=record({"graduates": "150"})))
    assert said("毕业生人数|前年", made, catalogue) == "150人"
    assert said("毕业生人数|比前年", made, catalogue) == "比2025年减少15人"
    with pytest.raises(Problem, match="前年"):
        said("毕业生人数|比前年", record({"graduates": "135"}, {"graduates": "120"}), catalogue)


def test_a_rank_says_who_shares_it(record: Make, catalogue: Catalogue) -> None:
    schools = [record({"graduates": number}) for number in ("30", "50", "30", "缺报")]
    link = FigureLink("graduates", Aspect.RANK)
    assert write_rank(link, schools[1], schools, catalogue).text == "第1位"
    assert write_rank(link, schools[0], schools, catalogue).text == "并列第2位"
    for alone in (schools[:1], schools[1:]):
        with pytest.raises(Problem, match="排名"):
            write_rank(link, schools[3], alone, catalogue)
    with pytest.raises(Problem, match="@"):
        write_figure(link, schools[0], catalogue)
