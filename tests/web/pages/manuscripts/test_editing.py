"""What the editor asks and is told."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from nianbao.web.manuscripts.models import Chapter
from nianbao.web.submissions.models import Entry

Enter = Callable[[str], Client]
PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x04\x00\x00\x00\x03\x08\x00\x00\x00\x00"
    b"\x00\x00\x00\x00\x00\x00\x00\x00IEND\xaeB`\x82"
)


@pytest.fixture
def chapter() -> Chapter:
    return Chapter.objects.select_related("manuscript").get(
        manuscript__organisation__code="9901020002", node="talent_training"
    )


def tell(client: Client, address: str, body: Any) -> Any:
    return client.post(
        address, json.dumps(body), content_type="application/json", headers={"Accept": "application/json"}
    )


def paragraph(text: str, name: str = "p-new") -> dict[str, Any]:
    return {"kind": "paragraph", "id": name, "parts": [{"kind": "text", "text": text}]}


def test_the_editor_begins_with_blocks_words_and_prompts(enter: Enter, chapter: Chapter) -> None:
    told = enter("邱明溪").get(f"/chapters/{chapter.pk}/content/").json()
    assert told["blocks"] == chapter.blocks
    behind = told["words"]["毕业生人数"]
    assert (behind["words"], behind["label"], behind["table"]) == ("279人", "毕业生人数", "表1 人才培养质量计分卡")
    assert (behind["organisation"], behind["problem"]) == (chapter.manuscript.organisation.name, "")
    assert behind["period"]
    assert [one["quote"] for one in told["threads"]] == ["就业质量"]
    heading = next(block["id"] for block in chapter.blocks if block.get("node") == "moral_education")
    assert told["prompts"][heading]["text"]
    assert told["captions"]["t-development"].startswith("表1-1")
    assert told["writable"]


def test_a_save_answers_with_the_version_and_a_late_one_with_both_texts(enter: Enter, chapter: Chapter) -> None:
    clerk, reviewer = enter("邱明溪"), enter("孟晚照")
    address = f"/chapters/{chapter.pk}/save/"
    first = tell(clerk, address, {"version": chapter.version, "blocks": [*chapter.blocks, paragraph("填报人。")]})
    assert first.json()["version"] == chapter.version + 1
    late = tell(reviewer, address, {"version": chapter.version, "blocks": [*chapter.blocks, paragraph("审核人。")]})
    assert late.status_code == 409
    told = late.json()
    assert (told["problem"], told["by"]) == ("chapter-changed", "邱明溪")
    assert "填报人" in json.dumps(told["blocks"], ensure_ascii=False)
    assert "<ins>" in told["differences"]


def test_what_is_no_content_is_refused_in_words(enter: Enter, chapter: Chapter) -> None:
    clerk, address = enter("邱明溪"), f"/chapters/{chapter.pk}/save/"
    for body in ([], {"version": 1}, {"version": 1, "blocks": [{"kind": "script", "id": "x"}]}):
        answer = tell(clerk, address, body)
        assert answer.status_code == 409
        assert answer.json()["message"]
    assert clerk.post(address, b"\xff", content_type="application/json").status_code == 409
    assert Chapter.objects.get(pk=chapter.pk).version == chapter.version


def test_figures_are_found_with_what_they_say(enter: Enter, chapter: Chapter) -> None:
    found = enter("范若谷").get(f"/manuscripts/{chapter.manuscript_id}/figures/?q=bysrs").json()["figures"]
    assert found[0]["name"] == "毕业生人数"
    assert found[0]["words"]["值"] == "279人"
    assert found[0]["words"]["变化"].startswith("比上年")


def test_what_is_not_saved_yet_is_said_and_drawn(enter: Enter, chapter: Chapter) -> None:
    table = {"kind": "data-table", "id": "t1", "caption": "学生", "indicators": ["毕业生人数", "没有的"]}
    link = {"kind": "figure", "indicator": "毕业生升学人数", "aspect": "占", "whole": "毕业生人数"}
    blocks = [
        {**table, "indicators": ["毕业生人数"]},
        {**table, "id": "t2"},
        {"kind": "paragraph", "id": "p", "parts": [link]},
    ]
    told = tell(enter("邱明溪"), f"/manuscripts/{chapter.manuscript_id}/words/", {"blocks": blocks}).json()
    assert told["previews"]["t1"]["rows"][0][1] == "279"
    assert "没有的" in told["previews"]["t2"]["problem"]
    assert told["words"]["毕业生升学人数|占 毕业生人数"]["words"] == "52.7%"


def test_advice_lists_typed_numbers_until_they_are_explained(enter: Enter, chapter: Chapter) -> None:
    clerk = enter("邱明溪")
    (typed,) = clerk.get(f"/chapters/{chapter.pk}/advice/").json()["typed"]
    assert typed["suggestions"] == ["[[毕业三年调查人数]]"]
    mark = {"block": typed["block"], "digits": "118", "reason": "history"}
    assert tell(clerk, f"/chapters/{chapter.pk}/hand-numbers/", mark).status_code == 200
    (kept,) = clerk.get(f"/chapters/{chapter.pk}/advice/").json()["typed"]
    assert (kept["reason"], kept["by"]) == ("history", "邱明溪")
    assert tell(clerk, f"/chapters/{chapter.pk}/hand-numbers/", {"block": 1}).status_code == 409


def test_a_changed_figure_is_news_to_the_author_until_seen(enter: Enter, chapter: Chapter) -> None:
    clerk = enter("邱明溪")
    Entry.objects.filter(
        submission__organisation__code="9901020002", submission__campaign__edition="dy2025/school",
        indicator="graduates",
    ).update(raw="281")  # fmt: skip
    stale = {one["link"]: one for one in clerk.get(f"/chapters/{chapter.pk}/advice/").json()["stale"]}
    assert (stale["毕业生人数"]["before"], stale["毕业生人数"]["now"]) == ("279人", "281人")
    assert "281人" in clerk.get(f"/chapters/{chapter.pk}/").content.decode()
    clerk.post(f"/chapters/{chapter.pk}/seen/")
    assert clerk.get(f"/chapters/{chapter.pk}/advice/").json()["stale"] == []


def test_who_else_writes_is_told(enter: Enter, chapter: Chapter) -> None:
    address = f"/chapters/{chapter.pk}/presence/"
    assert enter("邱明溪").post(address).json()["other"] == ""
    assert enter("孟晚照").post(address).json()["other"] == "邱明溪"
    assert "邱明溪正在编辑" in enter("孟晚照").get(f"/chapters/{chapter.pk}/").content.decode()


def test_a_picture_is_sent_shown_and_printed(enter: Enter, chapter: Chapter) -> None:
    clerk = enter("邱明溪")
    address = f"/manuscripts/{chapter.manuscript_id}/pictures/"
    told = clerk.post(address, {"picture": SimpleUploadedFile("菜田.png", PNG)}).json()
    assert (told["file"], told["width"], told["height"]) == ("菜田.png", 4, 3)
    shown = clerk.get(told["address"])
    assert (shown.content, shown["Content-Type"]) == (PNG, "image/png")
    picture = {"kind": "picture", "id": "i-field", "file": "菜田.png", "caption": "菜田", "alternative": "一片菜田"}
    version = Chapter.objects.get(pk=chapter.pk).version
    tell(clerk, f"/chapters/{chapter.pk}/save/", {"version": version, "blocks": [*chapter.blocks, picture]})
    page = clerk.get(f"/chapters/{chapter.pk}/").content.decode()
    assert f'src="{told["address"]}" alt="一片菜田"' in page
    assert clerk.get(f"/chapters/{chapter.pk}/advice/").json()["unwritten"] == []
    assert enter("沈知远").get(told["address"]).status_code == 404
    assert clerk.post(address, {"picture": SimpleUploadedFile("x.png", b"<svg>")}).status_code == 409
