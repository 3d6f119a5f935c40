from __future__ import annotations

import pytest

from nianbao.facts.problem import Problem
from nianbao.framework.model import Catalogue
from nianbao.writing.draft import MOST_CHARACTERS, Asked, bare_title, missing_nodes, read_draft, starting_draft


def test_lines_of_a_paragraph_are_joined_without_gaps() -> None:
    (block,) = read_draft("全区有学校\n　　四所，covering\nall of them。").blocks
    assert block.parts == ("全区有学校四所，covering all of them。",)


def test_a_place_stays_true_behind_a_note_to_the_author() -> None:
    block = read_draft("# 题\n<!-- 提示\n两行 -->\n\n毕业生[[毕业生人数]]。").blocks[0]
    assert block.line == 5
    assert block.parts[1] == Asked("毕业生人数", 5)


def test_a_draft_from_windows_with_a_mark_at_its_head_is_read() -> None:
    draft = read_draft("\ufeff# 质量年报\r\n\r\n## 一、概况\r\n正文\r\n")
    assert draft.title == "质量年报"
    assert [(block.level, block.wording) for block in draft.blocks] == [(1, "一、概况"), (0, "正文")]


@pytest.mark.parametrize(("text", "code"), [("", "draft-empty"), ("字" * (MOST_CHARACTERS + 1), "draft-too-long")])
def test_what_is_no_draft_is_told(text: str, code: str) -> None:
    with pytest.raises(Problem) as caught:
        read_draft(text)
    assert caught.value.code == code


def test_a_starting_draft_has_every_heading_of_its_outline_and_no_text(catalogue: Catalogue) -> None:
    for outline in catalogue.outlines.values():
        draft = read_draft(starting_draft("质量年报", outline))
        titles = {bare_title(block.wording) for block in draft.blocks}
        assert {bare_title(node.title) for node in outline.nodes} <= titles
        assert all(block.level for block in draft.blocks)
        required = [node.id for node in outline.nodes if node.required]
        assert [node.id for node in missing_nodes(draft, outline) if node in outline.nodes] == required


def test_a_part_is_written_once_it_or_one_of_its_parts_has_a_sentence(catalogue: Catalogue) -> None:
    outline = catalogue.outlines["dy2025/school"]
    first = next(node for node in outline.nodes if node.required)
    text = starting_draft("质量年报", outline).replace(first.title, f"{first.title}\n\n有话。", 1)
    assert first not in missing_nodes(read_draft(text), outline)
