"""Comments made in Word stand on the blocks that they were made on, once."""

from __future__ import annotations

from collections.abc import Callable

from nianbao.web.manuscripts.brought_comments import bring_comments, worded
from nianbao.web.manuscripts.comments import LONGEST
from nianbao.web.manuscripts.models import Comment, Manuscript
from nianbao.web.manuscripts.text import read_blocks
from nianbao.web.organisations.permissions import Standing
from nianbao.writing.content import Paragraph, Text
from nianbao.writing.returned.proposal import Change, Step, Trace

REMARK = Trace("comment", "李主任", "2025-12-01T09:00:00Z", "写得具体些", "一句话")


def test_a_comment_stands_on_its_block_or_on_its_chapter(standing: Callable[[str], Standing]) -> None:
    manuscript = Manuscript.objects.select_related("organisation").get(organisation__code="9901020002")
    chapter = manuscript.chapters.all()[1]
    block = read_blocks(chapter.blocks)[1]
    step = Step("1", Change.KEPT, (block,), (block,), traces=(REMARK, Trace("inserted", "李主任", "", "字")))
    assert bring_comments(manuscript, step, standing=standing("邱明溪")) == 1
    assert bring_comments(manuscript, step, standing=standing("孟晚照")) == 0
    found = Comment.objects.get(text=worded(REMARK))
    assert (found.chapter_id, found.block, found.quote) == (chapter.pk, block.id, "一句话")
    gone = Paragraph("p-gone", (Text("没有了。"),))
    lost = Step("2", Change.DELETED, (gone,), (), chapter=chapter.heading, traces=(REMARK,))
    assert bring_comments(manuscript, lost, standing=standing("邱明溪")) == 1
    assert Comment.objects.filter(chapter=chapter, block="", text=worded(REMARK)).count() == 1


def test_a_long_comment_is_cut_where_remarks_end() -> None:
    assert len(worded(Trace("comment", "", "", "长" * 3000))) == LONGEST
    assert worded(Trace("comment", "", "", "短")) == "〔Word 批注〕短"
