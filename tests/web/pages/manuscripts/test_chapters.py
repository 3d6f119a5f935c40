"""A chapter without scripts: read, written as text, compared, restored, remarked on."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from nianbao.web.manuscripts.actions import propose
from nianbao.web.manuscripts.models import Chapter
from nianbao.web.organisations.permissions import Standing

Enter = Callable[[str], Client]


@pytest.fixture
def chapter() -> Chapter:
    return Chapter.objects.select_related("manuscript__organisation").get(
        manuscript__organisation__code="9901020002", node="teaching"
    )


def text_of(client: Client, chapter: Chapter) -> tuple[str, str]:
    context = client.get(f"/chapters/{chapter.pk}/text/").context
    return context["text"], str(context["version"])


def test_a_chapter_reads_with_its_figures_in_it(enter: Enter, chapter: Chapter) -> None:
    page = enter("范若谷").get(f"/chapters/{chapter.pk}/").content.decode()
    assert '<span class="linked"' in page
    assert "135门" in page
    assert "用纯文本编辑" not in page


def test_a_chapter_is_written_as_text(enter: Enter, chapter: Chapter) -> None:
    clerk = enter("邱明溪")
    text, version = text_of(clerk, chapter)
    assert "[[教学计划内课程总数]]" in text
    answer = clerk.post(
        f"/chapters/{chapter.pk}/text/",
        {"text": f"{text}\n新课[[课证融通课程数]]。\n", "version": version},
        follow=True,
    )
    assert "新课" in answer.content.decode()
    saved = Chapter.objects.get(pk=chapter.pk)
    assert saved.blocks[0]["node"] == "teaching"
    assert saved.changed_by is not None
    assert saved.changed_by.name == "邱明溪"


def test_a_save_that_came_too_late_shows_both_texts_and_keeps_both(enter: Enter, chapter: Chapter) -> None:
    clerk, reviewer = enter("邱明溪"), enter("孟晚照")
    text, version = text_of(clerk, chapter)
    address = f"/chapters/{chapter.pk}/text/"
    reviewer.post(address, {"text": f"{text}\n审核人的话。\n", "version": version})
    answer = clerk.post(address, {"text": f"{text}\n填报人的话。\n", "version": version})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "审核人的话" in page
    assert "填报人的话" in page
    merged = f"{text}\n审核人的话。\n\n填报人的话。\n"
    clerk.post(address, {"text": merged, "version": str(answer.context["version"])})
    assert "审核人的话" in str(Chapter.objects.get(pk=chapter.pk).blocks)
    assert "填报人的话" in str(Chapter.objects.get(pk=chapter.pk).blocks)


def test_a_text_that_is_none_is_told_and_changes_nothing(enter: Enter, chapter: Chapter) -> None:
    answer = enter("邱明溪").post(f"/chapters/{chapter.pk}/text/", {"text": "没有标题", "version": "1"})
    assert answer.status_code == 409
    assert "一级标题" in answer.content.decode()
    assert Chapter.objects.get(pk=chapter.pk).version == chapter.version


def test_revisions_show_what_changed_and_come_back(enter: Enter, chapter: Chapter) -> None:
    clerk = enter("邱明溪")
    text, version = text_of(clerk, chapter)
    clerk.post(f"/chapters/{chapter.pk}/text/", {"text": text.replace("农时", "节气"), "version": version})
    first, second = Chapter.objects.get(pk=chapter.pk).revisions.all()[:2]
    page = clerk.get(f"/chapters/{chapter.pk}/revisions/?show={first.pk}").content.decode()
    assert "<del>农时</del>" in page
    assert "<ins>节气</ins>" in page
    assert (
        "没有不同" in clerk.get(f"/chapters/{chapter.pk}/revisions/?show={first.pk}&against=present").content.decode()
    )
    clerk.post(f"/chapters/{chapter.pk}/revisions/{second.pk}/restore/")
    assert "农时" in str(Chapter.objects.get(pk=chapter.pk).blocks)


def test_a_proposal_is_read_and_accepted(enter: Enter, chapter: Chapter, standing: Callable[[str], Standing]) -> None:
    blocks = [*chapter.blocks, {"kind": "note", "id": "n-word", "text": "来自 Word"}]
    made = propose(chapter, blocks=blocks, via="word", standing=standing("邱明溪"))
    reviewer = enter("孟晚照")
    assert "1 份建议稿" in reviewer.get(f"/chapters/{chapter.pk}/").content.decode()
    assert "来自 Word" in reviewer.get(f"/chapters/{chapter.pk}/revisions/?show={made.pk}").content.decode()
    address = f"/chapters/{chapter.pk}/revisions/{made.pk}/decide/"
    assert reviewer.post(address, {"decision": "perhaps"}).status_code == 404
    reviewer.post(address, {"decision": "accept", "version": "0"})
    assert Chapter.objects.get(pk=chapter.pk).version == chapter.version
    reviewer.post(address, {"decision": "accept", "version": str(chapter.version)})
    assert Chapter.objects.get(pk=chapter.pk).blocks == blocks


def test_comments_are_made_answered_and_settled_on_the_page(enter: Enter, chapter: Chapter) -> None:
    reviewer, limited = enter("孟晚照"), enter("范若谷")
    block = chapter.blocks[-1]["id"]
    reviewer.post(f"/chapters/{chapter.pk}/comments/", {"text": "请写具体", "block": block, "quote": "农时"})
    first = chapter.comments.get()
    address = f"/chapters/{chapter.pk}/comments/{first.pk}/"
    limited.post(address, {"act": "answer", "text": "好的"})
    limited.post(address, {"act": "settle"})
    page = reviewer.get(f"/chapters/{chapter.pk}/").content.decode()
    assert "范若谷已解决" in page
    assert "好的" in page
    reviewer.post(address, {"act": "reopen"})
    assert reviewer.post(address, {"act": "shout"}).status_code == 404
    assert chapter.comments.get(thread=None).settled_at is None
