"""The chapters as one text, and what a change to it makes of them."""

from __future__ import annotations

import msgspec
import pytest

from nianbao.web.manuscripts.chapter_texts import ChapterTexts
from nianbao.web.manuscripts.models import Manuscript
from nianbao.writing.content import Heading, Paragraph, Text

NEW = Paragraph("p-new", (Text("新写的。"),))


@pytest.fixture
def manuscript() -> Manuscript:
    return Manuscript.objects.select_related("campaign", "organisation").get(organisation__code="9901020002")


def test_chapters_come_back_as_they_are_stored(manuscript: Manuscript) -> None:
    first, second = manuscript.chapters.all()[:2]
    second.blocks = [*second.blocks, {**first.blocks[-1]}]  # an id that two chapters have
    second.save()
    texts = ChapterTexts.read(manuscript)
    assert len({block.id for block in texts.blocks}) == len(texts.blocks)
    assert [blocks for _, blocks in texts.divided()] == [chapter.blocks for chapter in texts.chapters]


def test_a_block_that_changes_chapters_keeps_an_id_that_is_free_there(manuscript: Manuscript) -> None:
    first, second = manuscript.chapters.all()[:2]
    second.blocks = [*second.blocks, {**first.blocks[-1]}]
    second.save()
    texts = ChapterTexts.read(manuscript)
    twin = next(block for block in texts.blocks if texts.own[block.id][1] != block.id)
    texts.blocks = (texts.blocks[0], twin, *(block for block in texts.blocks[1:] if block != twin))
    (_, blocks), *_ = texts.divided()
    assert blocks[1]["id"] == twin.id
    assert len({block["id"] for block in blocks}) == len(blocks)


def test_a_heading_of_the_first_level_that_nobody_has_is_a_new_chapter(manuscript: Manuscript) -> None:
    texts = ChapterTexts.read(manuscript)
    texts.blocks = (*texts.blocks, Heading("h-new", 1, "附录"), NEW)
    chapter, blocks = list(texts.divided())[-1]
    assert chapter is None
    assert [block["id"] for block in blocks] == ["h-new", "p-new"]
    assert texts.chapter_of("h-new") is None
    last = texts.chapters[-1]
    assert texts.chapter_of(str(last.blocks[0]["id"])) == last


def test_the_chapters_that_a_change_touches_are_those_whose_text_is_another(manuscript: Manuscript) -> None:
    from nianbao.writing.returned.proposal import Change, Step

    texts = ChapterTexts.read(manuscript)
    at = next(place for place, block in enumerate(texts.blocks) if isinstance(block, Paragraph))
    step = Step("1", Change.CHANGED, (texts.blocks[at],), (msgspec.structs.replace(NEW, id=texts.blocks[at].id),))
    after = (*texts.blocks[:at], step.after[0], *texts.blocks[at + 1 :])
    place = texts.own[texts.blocks[at].id][0]
    assert texts.touched(after, (), step, ()) == (texts.chapters[place],)
    assert texts.touched(texts.blocks, (), step, ()) == (texts.chapters[place],)
