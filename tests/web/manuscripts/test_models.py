"""What a chapter says of itself."""

from __future__ import annotations

from nianbao.web.manuscripts.models import Chapter


def test_a_chapter_is_called_by_its_first_heading_and_finished_only_as_it_stands() -> None:
    chapter = Chapter(blocks=[{"kind": "heading", "id": "h", "level": 1, "text": "服务贡献"}], version=3)
    assert (str(chapter), chapter.is_finished) == ("服务贡献", False)
    chapter.finished_version = 3
    assert chapter.is_finished
    chapter.version = 4
    assert not chapter.is_finished
    assert Chapter().heading == ""
