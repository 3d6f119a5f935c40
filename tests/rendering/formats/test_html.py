"""HTML: parsed again, and asked for what a reader, a phone and a screen reader need."""

import dataclasses
from typing import Any

import lxml.html
import pytest

from nianbao.rendering.formats.html import fragment, render
from nianbao.rendering.view import ReportView
from nianbao.writing.composition import WrittenBlock
from nianbao.writing.data_table import GROUPED, TableText
from nianbao.writing.numbering import Number
from nianbao.writing.printing import WrittenTable


@pytest.fixture(scope="module")
def page(annex: ReportView) -> Any:
    return lxml.html.document_fromstring(render(annex).decode())


def test_every_figure_appears_once_with_its_unit(page: Any, annex: ReportView) -> None:
    links = page.xpath("//td//a[contains(@class, 'figure')]")
    assert len(links) == len(list(annex.figures()))
    for link, figure in zip(links, annex.figures(), strict=True):
        assert link.text_content() == (figure.text or "未填")
        assert link.get("data-unit", "") == figure.unit
        row = link.xpath("ancestor::tr")[0]
        assert figure.unit in row.text_content() or figure.unit in row.xpath("ancestor::table")[0].text_content()


def test_every_figure_leads_to_its_definition_source_and_schools(page: Any, annex: ReportView) -> None:
    for figure in annex.figures():
        (about,) = page.xpath(f"//article[@id='about-{figure.indicator}']")
        text = about.text_content()
        assert figure.definition in text
        assert figure.source in text
        assert all(part.organisation in text for part in figure.contributions)


def test_every_inner_link_has_its_goal_and_every_id_is_unique(page: Any) -> None:
    identifiers = page.xpath("//@id")
    assert len(identifiers) == len(set(identifiers))
    goals = [href[1:] for href in page.xpath("//a/@href")]
    assert set(goals) <= set(identifiers)


def test_tables_name_themselves_their_columns_and_their_rows(page: Any) -> None:
    for table in page.xpath("//table"):
        assert table.xpath("caption")
        assert all(head.get("scope") == "col" for head in table.xpath("thead//th"))
        assert all(head.get("scope") == "row" for head in table.xpath("tbody//th"))
        for row in table.xpath("tbody/tr[not(preceding-sibling::tr/*[@rowspan])]"):
            assert len(row.xpath("th")) == 1


def test_merged_rows_span_without_gaps(page: Any) -> None:
    table = page.xpath("//table[@id='scorecard']")[0]
    spans = table.xpath(".//*[@rowspan]")
    assert [(cell.tag, cell.get("rowspan")) for cell in spans] == [("td", "2"), ("th", "2")]
    assert [len(row) for row in table.xpath("tbody/tr")] == [4, 4, 4, 4, 4, 4, 2, 4, 4]


def test_the_page_needs_nothing_from_elsewhere(page: Any) -> None:
    assert not page.xpath("//script | //link | //img | //iframe")
    style = page.xpath("//style")[0].text
    assert "url(" not in style
    assert "@import" not in style
    assert not page.xpath("//@onclick | //@onload")


def test_language_title_and_viewport_are_set(page: Any) -> None:
    assert page.get("lang") == "zh-CN"
    assert page.xpath("//title")[0].text == "甲乙区职业教育质量年度报告数据表 2023年度"
    assert "width=device-width" in page.xpath("//meta[@name='viewport']/@content")[0]
    assert len(page.xpath("//h1")) == len(page.xpath("//main")) == 1


def test_hostile_text_stays_text(page: Any, annex: ReportView) -> None:
    cell = page.xpath("//a[@data-indicator='satisfaction_students_method']")[0]
    assert cell.text_content().startswith("<script>alert(1)</script> #set")
    assert b"<script" not in render(annex)


def test_partial_coverage_is_shown_beside_the_figure(page: Any) -> None:
    link = page.xpath("//a[@data-indicator='graduates']")[0]
    badge = link.getnext()
    assert badge.text == "1/2所"
    assert badge.get("title") == "甲乙区艺术职业学校无毕业生"
    assert page.xpath("//a[@data-indicator='planned_courses']")[0].getnext() is None


def test_severity_is_said_in_words_and_not_by_colour_alone(page: Any) -> None:
    rows = page.xpath("//table[@id='finding-list']/tbody/tr")
    assert [row[0].text_content() for row in rows] == ["错误", "无法判定", "已说明"]


def test_a_blank_is_said_to_a_screen_reader(annex_with: Any) -> None:
    page = lxml.html.document_fromstring(render(annex_with(graduates="")).decode())
    link = page.xpath("//a[@data-indicator='graduates']")[0]
    assert link.text_content() == "未填"
    assert "unseen" in link[0].get("class")


def test_a_fragment_holds_no_style_and_its_pictures_stand_apart(annex: ReportView) -> None:
    parts = fragment(annex, "/files/")
    assert "style" not in parts.sections
    assert "<main" not in parts.sections
    assert 'class="w' in parts.sections
    assert parts.contents.startswith("<nav")
    whole = lxml.html.document_fromstring(render(annex).decode())
    inside = lxml.html.fragment_fromstring(parts.sections, create_parent="div")
    assert inside.xpath("//a[contains(@class, 'figure')]/text()") == whole.xpath(
        "//a[contains(@class, 'figure')]/text()"
    )
    assert not parts.pictures


def test_a_label_that_two_columns_share_makes_room_for_itself_on_a_phone(annex: ReportView) -> None:
    schools = tuple(f"{place}区数字艺术贯通培养实验学校" for place in "甲乙")
    header = ("指标", *(f"{school}{GROUPED}{year}年" for school in schools for year in (2024, 2025)))
    table = WrittenTable("t", Number("表", 1), "对照", TableText(header, (("班级数", "1", "2", "3", "4"),)))
    page = render(dataclasses.replace(annex, narrative=(table,))).decode()
    assert '<table id="t" class="stacked long-labels"' in page


def test_a_case_is_marked_as_one_and_its_words_stand_out(annex: ReportView) -> None:
    story = (
        WrittenBlock(("【案例1】夜校　（甲校）",), 0, "case", "c1"),
        WrittenBlock(("背景：", "白天没有空。"), 0, "told", "c1-background"),
    )
    page = render(dataclasses.replace(annex, narrative=story)).decode()
    assert '<p class="case" id="c1">【案例1】夜校<span class="by">　（甲校）</span></p>' in page
    assert '<p class="body told" id="c1-background"><strong>背景：</strong>白天没有空。</p>' in page
