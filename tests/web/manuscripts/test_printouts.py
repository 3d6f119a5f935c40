"""A Word file is kept with its text, and a text that comes back waits beside the chapters that it changes."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest

from nianbao.web.manuscripts.models import Chapter, Manuscript, RevisionState
from nianbao.web.manuscripts.printouts import keep_printout, propose_text, read_printout
from nianbao.web.manuscripts.text import whole_content
from nianbao.web.organisations.permissions import Standing
from nianbao.writing.content import Content, Heading, Paragraph, Text

Stands = Callable[[str], Standing]


@pytest.fixture
def manuscript() -> Manuscript:
    return Manuscript.objects.select_related("campaign", "organisation").get(organisation__code="9901020002")


@pytest.fixture
def content(manuscript: Manuscript) -> Content:
    return whole_content(manuscript, manuscript.chapters.all())


def edited(content: Content) -> Content:
    """As somebody edits it in Word: a paragraph changed, a chapter of its own added."""
    blocks = []
    for block in content.blocks:
        if isinstance(block, Paragraph) and "农时" in str(block):
            block = msgspec.structs.replace(block, parts=(Text("在 Word 里改过。"),))
        blocks.append(block)
    blocks += [Heading("h-word", 1, "附录"), Paragraph("p-word", (Text("新写的。"),))]
    return msgspec.structs.replace(content, blocks=tuple(blocks))


def test_a_file_is_kept_once_with_the_text_that_it_was_printed_from(
    manuscript: Manuscript, content: Content, standing: Stands
) -> None:
    chapters = list(manuscript.chapters.all())
    made = keep_printout(manuscript, content=content, chapters=chapters, data=b"PK file", standing=standing("邱明溪"))
    again = keep_printout(manuscript, content=content, chapters=chapters, data=b"PK file", standing=standing("孟晚照"))
    assert made == again
    assert read_printout(again) == (content, b"PK file")
    assert again.versions[str(chapters[0].pk)] == chapters[0].version


def test_what_came_back_waits_beside_the_chapters_that_it_changes(
    manuscript: Manuscript, content: Content, standing: Stands
) -> None:
    assert propose_text(manuscript, content=content, note="", standing=standing("邱明溪")).revisions == ()
    told = propose_text(manuscript, content=edited(content), note="report.docx", standing=standing("邱明溪"))
    (made,) = told.revisions
    assert (made.chapter.node, made.state, made.note) == ("teaching", RevisionState.PROPOSED, "report.docx")
    assert [part.heading.text for part in told.unplaced] == ["附录"]
    assert "在 Word 里改过" not in str(Chapter.objects.get(pk=made.chapter_id).blocks)


def test_chapters_of_others_are_left_out_and_named(manuscript: Manuscript, content: Content, standing: Stands) -> None:
    told = propose_text(manuscript, content=edited(content), note="", standing=standing("范若谷"))
    assert told.revisions == ()
    assert [chapter.node for chapter in told.kept_out] == ["teaching"]


def test_headings_of_ones_own_and_ids_that_two_chapters_share_make_no_change(
    manuscript: Manuscript, standing: Stands
) -> None:
    first, second = manuscript.chapters.all()[:2]
    second.blocks = [
        *second.blocks,
        {"kind": "heading", "id": "h-typed", "level": 2, "text": "课程建设"},  # a title of the outline, typed elsewhere
        {**first.blocks[-1]},
    ]
    second.save()
    content = whole_content(manuscript, manuscript.chapters.all())
    assert propose_text(manuscript, content=content, note="", standing=standing("邱明溪")).revisions == ()
