"""Numbers are read with hedge, multiplier, measure word and noun."""

from __future__ import annotations

from decimal import Decimal

import pytest

from nianbao.documents.document import Text
from nianbao.extraction.mention import Mention, Passage
from nianbao.facts.printed_number import Hedge


def mentions(text: str) -> tuple[Mention, ...]:
    return Passage.of("p", Text(text, ())).mentions


@pytest.mark.parametrize(
    ("text", "value", "unit", "hedge"),
    [
        ("投入1.2万元", "12000.0", "yuan", Hedge.NONE),
        ("逾300人次", "300", "attendance", Hedge.OVER),
        ("近50名教师", "50", "person", Hedge.NEARLY),
        ("占地4万多平方米", "40000", "square_metre", Hedge.OVER),
        ("提高2.3个百分点", "0.023", "percentage_point", Hedge.NONE),
        ("达99.22%以上", "0.9922", "percent", Hedge.AT_LEAST),
        ("共１，２３４册", "1234", "book", Hedge.NONE),
        ("经费0.98亿元", "98000000.00", "yuan", Hedge.NONE),
        ("生师比13.5:1", "13.5", "to_one", Hedge.NONE),
        ("全区签约158家", "158", "company", Hedge.NONE),
        ("节约3.5万元", "35000.0", "yuan", Hedge.NONE),
        ("签约一百五十八人", "158", "person", Hedge.NONE),
        ("大约158人", "158", "person", Hedge.ABOUT),
        ("合作企业约158人", "158", "person", Hedge.ABOUT),
        ("二十二项指标", "22", "project", Hedge.NONE),
        ("两个月", "2", "month", Hedge.NONE),
        ("超六成学生", "0.6", "percent", Hedge.OVER),
    ],
)
def test_a_number_is_read_whole(text: str, value: str, unit: str, hedge: Hedge) -> None:
    (mention,) = mentions(text)
    assert mention.number.value == Decimal(value)
    assert mention.unit is not None
    assert mention.unit.id == unit
    assert mention.number.hedge is hedge


@pytest.mark.parametrize(
    "text", ["第15届“3+2”试点", "5G网络和4K技术", "2019年4月20日", "进一步加强", "一体化、一带一路", "三全育人"]
)
def test_names_and_dates_give_no_number(text: str) -> None:
    assert mentions(text) == ()


def test_a_measure_word_leads_to_its_noun() -> None:
    first, second = mentions("现有3个基层党组织，41名学生")
    assert first.noun == "基层党组织"
    assert second.noun == "学生"


def test_one_as_an_article_is_loose() -> None:
    (mention,) = mentions("培养一批人才")
    assert mention.is_loose


def test_clauses_do_not_break_at_a_comma_within_a_number() -> None:
    (mention,) = mentions("投入1,234元购置设备")
    assert mention.words_before == "投入"
    assert mention.words_after == "购置设备"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("二亿八千六百万元", "286000000"),
        ("四亿零三百万人", "403000000"),
        ("存量达8千亿", "800000000000"),
        ("十二亿元", "1200000000"),
    ],
)
def test_hundreds_of_millions_are_read_whole(text: str, value: str) -> None:
    (mention,) = mentions(text)
    assert mention.number.value == Decimal(value)


def test_what_no_form_asks_for_has_a_measure_of_its_own() -> None:
    seconds, games = mentions("用时30秒，获胜912盘")
    assert (seconds.measure, games.measure) == ("秒", "盘")


def test_places_in_a_ranking_are_no_people() -> None:
    assert mentions("全国名次从446名降为476名，下降30名") == ()
    assert [m.raw for m in mentions("毕业生120名，成绩排名全市第一")] == ["120名"]


def test_years_in_a_row_are_no_figures() -> None:
    assert [m.raw for m in mentions("2014、2015以及2016年投入分别为12万元、13万元和15万元")] == [
        "12万元",
        "13万元",
        "15万元",
    ]


def test_an_operand_goes_under_the_name_of_the_figure() -> None:
    (mention,) = mentions("现有专任教师125人。")
    operand = mention.named_operand(trust=0.9)
    assert (operand.key, operand.label, operand.trust) == (mention.id, f"{mention.name} 125人", 0.9)
