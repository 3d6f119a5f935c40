"""An edited Word file comes back: what it changes is taken, refused or left open, and nobody is overwritten."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from nianbao.facts.problem import Problem
from nianbao.web.audit.models import Event
from nianbao.web.manuscripts.actions import add_chapter, save_chapter
from nianbao.web.manuscripts.chapter_texts import ChapterTexts
from nianbao.web.manuscripts.models import Chapter, Manuscript, Printout
from nianbao.web.manuscripts.printouts import keep_printout
from nianbao.web.manuscripts.returned_models import ChangeState, ReturnedFile
from nianbao.web.manuscripts.returns import (
    UNLINK,
    compare_with,
    mark_of,
    printout_of,
    receive_file,
    refuse_changes,
    reopen_changes,
    step_of,
    take_changes,
    unplaced_of,
)
from nianbao.web.organisations.permissions import Standing
from nianbao.web.publications.written_report import written_report

Stands = Callable[[str], Standing]
PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
    b"\x00\x00\x00\nIDATx\x9cc\x00\x01\x00\x00\x05\x00\x01\r\n-\xb4\x00\x00\x00\x00IEND\xaeB`\x82"
)
SEASON = "教师把农时写进课表"


@pytest.fixture
def manuscript() -> Manuscript:
    return Manuscript.objects.select_related("campaign__district", "organisation").get(organisation__code="9901020002")


@pytest.fixture
def word(manuscript: Manuscript, standing: Stands, edited: Any) -> Any:
    """The report as it was downloaded, ready to be edited."""
    return edited(printed(manuscript, standing("邱明溪")))


def printed(manuscript: Manuscript, standing: Standing) -> bytes:
    report = written_report(manuscript)
    data = report.rendered("docx")
    keep_printout(manuscript, content=report.content, chapters=report.chapters, data=data, standing=standing)
    return data


def text_of(manuscript: Manuscript) -> str:
    return "\n".join(str(chapter.blocks) for chapter in Chapter.objects.filter(manuscript=manuscript))


def changes(file: ReturnedFile) -> list[tuple[str, str]]:
    return [(one.step["change"], one.state) for one in file.changes.all()]


def received(manuscript: Manuscript, word: Any, standing: Standing, name: str = "改.docx") -> ReturnedFile:
    return receive_file(manuscript, data=word.saved(), name=name, standing=standing)


def test_a_file_that_comes_back_changes_nothing_by_itself(manuscript: Manuscript, word: Any, standing: Stands) -> None:
    before = text_of(manuscript)
    word.retype(SEASON, "老师把农时排进课表")
    file = received(manuscript, word, standing("邱明溪"))
    assert changes(file) == [("changed", ChangeState.OPEN)]
    assert text_of(manuscript) == before
    again = received(manuscript, word, standing("孟晚照"), "又传.docx")
    assert again == file
    assert ReturnedFile.objects.count() == 1


def test_changes_are_taken_one_by_one_and_only_once(manuscript: Manuscript, word: Any, standing: Stands) -> None:
    word.retype(SEASON, "老师把农时排进课表").insert("老师把农时排进课表", "新写的一段。")
    file = received(manuscript, word, standing("邱明溪"))
    assert [kind for kind, _ in changes(file)] == ["changed", "new"]
    told = take_changes(file, positions=[2], standing=standing("邱明溪"))
    assert told.done == [2]
    assert "新写的一段。" in text_of(manuscript)
    assert "老师把农时" not in text_of(manuscript)
    version = Chapter.objects.get(manuscript=manuscript, node="teaching").version
    again = take_changes(file, positions=[2], standing=standing("孟晚照"))
    assert (again.done, again.disputed) == ([], [])
    assert Chapter.objects.get(manuscript=manuscript, node="teaching").version == version
    take_changes(file, positions=[1, 2], standing=standing("孟晚照"))
    assert "老师把农时排进课表" in text_of(manuscript)
    last = Chapter.objects.get(manuscript=manuscript, node="teaching").revisions.first()
    assert last is not None
    assert (last.via, last.version) == ("word", version + 1)


def test_what_one_refuses_another_may_take_and_the_second_decision_of_two_is_told(
    manuscript: Manuscript, word: Any, standing: Stands
) -> None:
    file = received(manuscript, word.retype(SEASON, "老师把农时排进课表"), standing("邱明溪"))
    assert refuse_changes(file, positions=[1], standing=standing("孟晚照")).done == [1]
    assert refuse_changes(file, positions=[1], standing=standing("邱明溪")).done == []
    assert changes(file) == [("changed", ChangeState.REFUSED)]
    assert take_changes(file, positions=[1], standing=standing("邱明溪")).done == []
    reopen_changes(file, positions=[1], standing=standing("邱明溪"))
    assert changes(file) == [("changed", ChangeState.OPEN)]
    assert take_changes(file, positions=[1], standing=standing("邱明溪")).done == [1]
    assert refuse_changes(file, positions=[1], standing=standing("孟晚照")).done == []
    assert "老师把农时排进课表" in text_of(manuscript)
    kinds = Event.objects.filter(kind__startswith="manuscripts.return").order_by("pk").values_list("kind", flat=True)
    assert [kind.rpartition(".")[2] for kind in kinds] == ["received", "refused", "reopened", "taken"]


def test_words_that_somebody_typed_on_the_page_are_not_overwritten_unseen(
    manuscript: Manuscript, word: Any, standing: Stands
) -> None:
    word.retype(SEASON, "老师把农时排进课表").insert("老师把农时排进课表", "新写的一段。")
    file = received(manuscript, word, standing("邱明溪"))
    chapter = Chapter.objects.get(manuscript=manuscript, node="teaching")
    typed = [
        {**block, "parts": [{"kind": "text", "text": "页面上改的。"}]} if SEASON in str(block) else block
        for block in chapter.blocks
    ]
    save_chapter(chapter, blocks=typed, version=chapter.version, standing=standing("孟晚照"))
    told = take_changes(file, positions=[1, 2], standing=standing("邱明溪"))
    assert (told.done, told.disputed) == ([2], [1])
    assert "页面上改的。" in text_of(manuscript)
    assert "新写的一段。" in text_of(manuscript)
    change = file.changes.get(position=1)
    assert change.state == ChangeState.OPEN
    blocks = ChapterTexts.read(manuscript).blocks
    wrong = take_changes(file, positions=[1], shown={1: "0" * 16}, standing=standing("邱明溪"))
    assert wrong.disputed == [1]
    seen = {1: mark_of(step_of(change), blocks)}
    assert take_changes(file, positions=[1], shown=seen, standing=standing("邱明溪")).done == [1]
    assert "页面上改的。" not in text_of(manuscript)
    assert any("页面上改的。" in str(one.blocks) for one in chapter.revisions.all())


def test_a_number_typed_over_stays_with_the_data_or_becomes_text(
    manuscript: Manuscript, word: Any, standing: Stands
) -> None:
    word.number(SEASON, "99999门")
    file = received(manuscript, word, standing("邱明溪"))
    (change,) = file.changes.all()
    (figure,) = step_of(change).figures
    assert figure.found == "99999门"
    before = text_of(manuscript)
    take_changes(file, positions=[1], standing=standing("邱明溪"))
    assert text_of(manuscript) == before
    another = received(manuscript, word.insert(SEASON, "附言。"), standing("邱明溪"), "二.docx")
    (number,) = [one for one in another.changes.all() if one.step.get("figures")]
    name = step_of(number).figures[0].id
    take_changes(another, positions=[number.position], figures={name: UNLINK}, standing=standing("邱明溪"))
    assert "99999门" in text_of(manuscript)
    assert another.changes.get(position=number.position).figures == {name: UNLINK}


def test_comments_come_along_once_and_pictures_become_the_reports_own(
    manuscript: Manuscript, word: Any, standing: Stands
) -> None:
    word.comment(SEASON, "李主任", "写得具体些").picture(SEASON, PNG)
    file = received(manuscript, word, standing("邱明溪"))
    assert [kind for kind, _ in changes(file)] == ["kept", "new"]
    take_changes(file, positions=[1, 2], standing=standing("邱明溪"))
    chapter = Chapter.objects.get(manuscript=manuscript, node="teaching")
    (remark,) = chapter.comments.filter(text__contains="李主任")
    assert remark.text == "〔Word 批注 · 李主任 2025-12-01〕写得具体些"
    assert any(block["id"] == remark.block and SEASON in str(block) for block in chapter.blocks)
    (picture,) = [block for block in chapter.blocks if block["kind"] == "picture"]
    assert manuscript.pictures.get(file=picture["file"]).size == len(PNG)
    again = received(manuscript, word.insert(SEASON, "再来一段。"), standing("邱明溪"), "二.docx")
    take_changes(again, positions=range(1, 9), standing=standing("邱明溪"))
    assert chapter.comments.filter(text__contains="李主任").count() == 1


def test_a_picture_that_a_report_cannot_hold_is_told(manuscript: Manuscript, word: Any, standing: Stands) -> None:
    file = received(manuscript, word.picture(SEASON, b"\x01\x00\x00\x00 EMF", "emf"), standing("邱明溪"))
    assert changes(file) == []
    assert any("EMF" in one.message for one in unplaced_of(file))


def test_others_chapters_are_theirs_to_decide(manuscript: Manuscript, word: Any, standing: Stands) -> None:
    file = received(manuscript, word.retype(SEASON, "老师把农时排进课表"), standing("范若谷"))
    assert take_changes(file, positions=[1], standing=standing("范若谷")).kept_out == [1]
    assert refuse_changes(file, positions=[1], standing=standing("范若谷")).kept_out == [1]
    assert changes(file) == [("changed", ChangeState.OPEN)]
    with pytest.raises(Problem, match="没有写这份报告的权限"):
        received(manuscript, word, standing("沈知远"))


def test_a_new_heading_of_the_first_level_begins_a_chapter_where_it_stands(
    manuscript: Manuscript, word: Any, standing: Stands
) -> None:
    word.insert(SEASON, "特色的一章", "NianbaoHeading").insert("特色的一章", "里面的话。")
    file = received(manuscript, word, standing("白路遥"))
    told = take_changes(file, positions=[1, 2], standing=standing("白路遥"))
    assert told.done == [1, 2]
    headings = [chapter.heading for chapter in Chapter.objects.filter(manuscript=manuscript)]
    at = headings.index("特色的一章")
    assert Chapter.objects.filter(manuscript=manuscript)[at - 1].node == "teaching"
    assert "里面的话。" in str(Chapter.objects.filter(manuscript=manuscript)[at].blocks)


def test_a_chapters_heading_is_not_deleted_from_a_file(manuscript: Manuscript, word: Any, standing: Stands) -> None:
    chapter = Chapter.objects.get(manuscript=manuscript, node="teaching")
    file = received(manuscript, word.delete(chapter.heading), standing("白路遥"))
    (gone,) = [one for one in file.changes.all() if one.step["change"] == "deleted"]
    told = take_changes(file, positions=[gone.position], standing=standing("白路遥"))
    assert [problem.code for problem in told.troubles.values()] == ["return-chapter-heading"]
    assert Chapter.objects.filter(pk=chapter.pk).exists()


def test_the_printout_is_found_by_what_it_says(manuscript: Manuscript, standing: Stands, edited: Any) -> None:
    first = edited(printed(manuscript, standing("邱明溪")))
    chapter = add_chapter(manuscript, title="后来加的", standing=standing("白路遥"))
    blocks = [
        *chapter.blocks,
        {"kind": "paragraph", "id": "p-x", "parts": [{"kind": "text", "text": "后来在页面上写的一段话。"}]},
    ]
    save_chapter(chapter, blocks=blocks, version=1, standing=standing("白路遥"))
    printed(manuscript, standing("邱明溪"))
    oldest = Printout.objects.filter(manuscript=manuscript).earliest("pk")
    newest = Printout.objects.filter(manuscript=manuscript).latest("pk")
    first.retype(SEASON, "老师把农时排进课表")
    assert printout_of(manuscript, first.saved(), "改.docx") == oldest
    file = received(manuscript, first, standing("邱明溪"))
    assert len(changes(file)) == 1
    compare_with(file, printout=newest, standing=standing("邱明溪"))
    assert "deleted" in [kind for kind, _ in changes(file)]
    compare_with(file, printout=oldest, standing=standing("邱明溪"))
    take_changes(file, positions=[1], standing=standing("邱明溪"))
    with pytest.raises(Problem, match="不能换一份底稿"):
        compare_with(file, printout=newest, standing=standing("邱明溪"))


def test_what_the_text_says_already_asks_for_nothing(manuscript: Manuscript, word: Any, standing: Stands) -> None:
    take_changes(
        received(manuscript, word.retype(SEASON, "老师把农时排进课表"), standing("邱明溪")),
        positions=[1], standing=standing("邱明溪"),
    )  # fmt: skip
    word.insert("老师把农时排进课表", "又加一段。")
    file = received(manuscript, word, standing("邱明溪"), "二.docx")
    assert changes(file) == [("changed", ChangeState.STANDING), ("new", ChangeState.OPEN)]


def test_a_file_of_something_else_and_one_without_printout_are_refused(
    manuscript: Manuscript, standing: Stands, edited: Any
) -> None:
    data = written_report(manuscript).rendered("docx")
    with pytest.raises(Problem, match="还没有下载过"):
        receive_file(manuscript, data=data, name="改.docx", standing=standing("邱明溪"))
    other = Manuscript.objects.exclude(pk=manuscript.pk).first()
    strange = edited(data)
    for paragraph in list(strange.root.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t")):
        paragraph.text = "无关的文字" + (paragraph.text or "")[:1] if paragraph.text else paragraph.text
    printed(manuscript, standing("邱明溪"))
    with pytest.raises(Problem, match="不像是从这份报告下载的"):
        receive_file(manuscript, data=strange.saved(), name="别的.docx", standing=standing("邱明溪"))
    assert other is None or not other.returned_files.exists()
