"""Chapters as content: from the outline, from a whole text, through the text form, and counted."""

from __future__ import annotations

import pytest

from nianbao.facts.problem import Problem
from nianbao.framework.loader import load_catalogue
from nianbao.web.manuscripts.models import Manuscript
from nianbao.web.manuscripts.text import (
    LONGEST_CHAPTER,
    Part,
    as_json,
    as_markdown,
    characters_by_heading,
    count_characters,
    edition_of,
    from_markdown,
    links_of,
    nodes_of,
    outline_of,
    parts_of_content,
    parts_of_outline,
    read_blocks,
    renamed,
    whole_content,
)
from nianbao.writing.content import Case, Content, Heading, Link, Note, Paragraph, Text
from nianbao.writing.markdown import read_markdown

HEAD = Heading("h1", 1, "概况", "talent_training")


def test_the_outline_gives_a_chapter_for_each_first_level_part() -> None:
    outline = load_catalogue().outlines["dy2025/school"]
    parts = parts_of_outline(outline)
    assert [part.heading.text for part in parts][:3] == ["前言", "人才培养", "教育教学"]
    assert {block.level for block in parts[1].blocks if isinstance(block, Heading)} == {1, 2}
    assert parts_of_outline(None)[0].heading.text == "正文"
    assert "moral_education" in nodes_of(outline)


def test_a_whole_text_is_divided_and_finds_its_part_of_the_outline_by_title() -> None:
    outline = load_catalogue().outlines["dy2025/school"]
    content = read_markdown(["# 年报\n\n开头的话。\n\n## 一、人才培养\n\n### 立德树人\n\n字。\n\n## 特色\n\n字。"])
    parts = parts_of_content(content, outline)
    assert [(part.node, part.heading.text) for part in parts] == [
        ("", "正文"), ("talent_training", "一、人才培养"), ("", "特色"),
    ]  # fmt: skip
    assert [block.node for block in parts[1].blocks if isinstance(block, Heading)] == [
        "talent_training", "moral_education",
    ]  # fmt: skip


def test_the_text_form_keeps_ids_and_what_the_headings_stand_for() -> None:
    blocks = (HEAD, Heading("h2", 2, "德育", "moral_education"), Paragraph("p1", (Text("共"), Link("毕业生人数"))))
    assert from_markdown(as_markdown(blocks), blocks) == blocks


def test_a_chapter_begins_with_its_heading_and_has_no_second() -> None:
    for blocks in ((Note("n", "x"),), (HEAD, Heading("h2", 1, "又一章"))):
        with pytest.raises(Problem):
            read_blocks(as_json(blocks))
    with pytest.raises(Problem, match="太长"):
        read_blocks(as_json((HEAD, Note("n", "长" * LONGEST_CHAPTER))))


def test_words_of_links_count_and_notes_do_not() -> None:
    blocks = (
        HEAD,
        Paragraph("p1", (Text("毕业生 共"), Link("毕业生人数"), Text("。"))),
        Heading("h2", 2, "案例"),
        Case("c1", "菜田", background=(Text("起因"),)),
        Note("n1", "待核"),
    )
    spoken = {"毕业生人数": "279人"}
    assert count_characters(blocks, spoken) == 4 + 4 + 1 + 2 + 2
    assert characters_by_heading(blocks, spoken) == {"h1": 13, "h2": 4}
    assert links_of(blocks) == (Link("毕业生人数"),)


def test_an_id_that_two_chapters_share_is_told_apart_in_the_whole() -> None:
    manuscript = Manuscript.objects.select_related("campaign", "organisation").get(organisation__code="9901020002")
    chapters = list(manuscript.chapters.all())
    chapters[1].blocks = [*chapters[1].blocks, chapters[0].blocks[-1]]
    content = whole_content(manuscript, chapters)
    assert len(content.by_id()) == len(content.blocks)
    assert content.statement is not None
    taken: set[str] = {"h1"}
    assert renamed(Part("", (HEAD,)), taken).heading.id == "h1-2"


def test_a_district_follows_its_own_outline() -> None:
    district = Manuscript.objects.select_related("campaign", "organisation").get(organisation__level="district")
    outline = outline_of(district)
    assert (edition_of(district).level, outline is not None and outline.id) == ("district", "dy2025/district")
    assert isinstance(whole_content(district, district.chapters.all()), Content)
