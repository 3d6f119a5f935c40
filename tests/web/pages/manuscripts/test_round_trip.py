"""The pages on which an edited Word file comes back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from nianbao.web.manuscripts.models import Chapter, Manuscript
from nianbao.web.manuscripts.returned_models import ReturnedFile

Enter = Callable[[str], Client]
SEASON = "教师把农时写进课表"
MOST_QUERIES = 12
PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
    b"\x00\x00\x00\nIDATx\x9cc\x00\x01\x00\x00\x05\x00\x01\r\n-\xb4\x00\x00\x00\x00IEND\xaeB`\x82"
)


@pytest.fixture
def address() -> str:
    return f"/manuscripts/{Manuscript.objects.get(organisation__code='9901020002').pk}/"


def sent(client: Client, address: str, data: bytes, name: str = "改.docx") -> Any:
    return client.post(
        f"{address}word/", {"file": SimpleUploadedFile(name, data), "back": f"{address}word/"}, follow=True
    )


def edited_report(client: Client, address: str, edited: Any) -> Any:
    word = edited(client.get(f"{address}report.docx").content)
    word.number(SEASON, "99999门")
    return word.retype(SEASON, "老师把农时排进课表").insert("老师把农时排进课表", "新写的一段。")


def test_an_edited_file_is_previewed_taken_and_refused(enter: Enter, address: str, edited: Any) -> None:
    clerk = enter("邱明溪")
    word = edited_report(clerk, address, edited).comment("老师把农时", "李主任", "写得具体些")
    page = sent(clerk, address, word.saved())
    file = ReturnedFile.objects.get()
    here = f"{address}word/{file.pk}/"
    assert page.redirect_chain[-1][0] == here
    text = page.content.decode()
    for said in (
        "<del>教</del>",
        "<ins>",
        "新写的一段。",
        "99999门",
        "去改这一格",
        "李主任",
        "写得具体些",
        "采纳全部 2 处",
    ):
        assert said in text
    answer = clerk.post(f"{here}decide/", {"take": "1", "figure-1.1": "unlink", "back": here}, follow=True)
    assert "已采纳 1 处" in answer.content.decode()
    chapter = Chapter.objects.get(manuscript=file.manuscript_id, node="teaching")
    assert "99999门" in str(chapter.blocks)
    assert "新写的一段。" not in str(chapter.blocks)
    answer = clerk.post(f"{here}decide/", {"refuse": "all"}, follow=True)
    assert "未采纳 1 处" in answer.content.decode()
    assert "重新考虑" in answer.content.decode()
    assert "已经决定过了" in clerk.post(f"{here}decide/", {"take": "1"}, follow=True).content.decode()
    clerk.post(f"{here}decide/", {"reopen": "2"})
    assert "采纳全部 1 处" in clerk.get(here).content.decode()
    assert sent(clerk, address, word.saved()).redirect_chain[-1][0] == here
    listed = clerk.get(f"{address}word/").content.decode()
    assert "1 处待决定" in listed
    assert "在 Word 里改" in clerk.get(address).content.decode()


def test_words_of_the_page_are_shown_before_they_are_given_up(enter: Enter, address: str, edited: Any) -> None:
    clerk = enter("邱明溪")
    sent(clerk, address, edited_report(clerk, address, edited).saved())
    file = ReturnedFile.objects.get()
    here = f"{address}word/{file.pk}/"
    chapter = Chapter.objects.get(manuscript=file.manuscript_id, node="teaching")
    chapter.blocks = [
        {**one, "parts": [{"kind": "text", "text": "页面上改的。"}]} if SEASON in str(one) else one
        for one in chapter.blocks
    ]
    chapter.save()
    answer = clerk.post(f"{here}decide/", {"take": "all"}, follow=True).content.decode()
    assert "1 处在页面上也改过，没有采纳" in answer
    assert "两边都改过" in answer
    assert "页面上改的。" in answer
    mark = answer.partition('name="shown-1" value="')[2].partition('"')[0]
    clerk.post(f"{here}decide/", {"take": "1", "shown-1": mark})
    assert "老师把农时排进课表" in str(Chapter.objects.get(pk=chapter.pk).blocks)


def test_what_is_no_word_file_is_told_where_the_person_is(enter: Enter, address: str) -> None:
    clerk = enter("邱明溪")
    for data, said in ((b"%PDF-1.7", "PDF"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ".doc 或 .wps"), (b"", "空文件")):
        page = sent(clerk, address, data)
        assert page.redirect_chain[-1][0] == f"{address}word/"
        assert said in page.content.decode()
    assert "请先选择" in clerk.post(f"{address}word/", {"back": f"{address}word/"}, follow=True).content.decode()
    assert clerk.get(f"{address}report.docx").status_code == 200
    assert not ReturnedFile.objects.exists()


def test_the_original_and_its_pictures_are_kept_and_strangers_find_nothing(
    enter: Enter, address: str, edited: Any
) -> None:
    clerk = enter("邱明溪")
    word = edited_report(clerk, address, edited).picture("新写的一段。", PNG)
    data = word.saved()
    sent(clerk, address, data)
    file = ReturnedFile.objects.get()
    here = f"{address}word/{file.pk}/"
    assert clerk.get(f"{here}file/").content == data
    (name,) = file.pictures
    answer = clerk.get(f"{here}pictures/{name}")
    assert (answer["Content-Type"], answer.content) == ("image/png", PNG)
    assert f"{here}pictures/{name}" in clerk.get(here).content.decode()
    assert clerk.get(f"{here}pictures/other.png").status_code == 404
    stranger = enter("沈知远")
    for rest in ("", "file/", f"pictures/{name}"):
        assert stranger.get(f"{here}{rest}").status_code == 404
    assert stranger.post(f"{here}decide/", {"take": "all"}).status_code == 404
    assert clerk.post(f"{here}decide/", {}).status_code == 404


def test_a_file_is_laid_beside_another_printout(enter: Enter, address: str, edited: Any) -> None:
    clerk = enter("邱明溪")
    word = edited_report(clerk, address, edited)
    chapter = Chapter.objects.get(manuscript__organisation__code="9901020002", node="teaching")
    more = {"kind": "paragraph", "id": "p-more", "parts": [{"kind": "text", "text": "后来在页面上写的一段话。"}]}
    chapter.blocks = [*chapter.blocks, more]
    chapter.save()
    clerk.get(f"{address}report.docx")
    page = sent(clerk, address, word.saved()).content.decode()
    assert "底稿不对？" in page
    file = ReturnedFile.objects.get()
    newest = file.manuscript.printouts.first()
    assert newest is not None
    here = f"{address}word/{file.pk}/"
    answer = clerk.post(f"{here}compare/", {"printout": newest.pk}, follow=True).content.decode()
    assert "重新对照" in answer
    assert "<del>后来在页面上</del>" in answer
    assert clerk.post(f"{here}compare/", {"printout": "x"}).status_code == 404


def test_each_page_asks_the_database_little(enter: Enter, address: str, edited: Any) -> None:
    clerk = enter("邱明溪")
    sent(clerk, address, edited_report(clerk, address, edited).saved())
    for page in (f"{address}word/", f"{address}word/{ReturnedFile.objects.get().pk}/"):
        with CaptureQueriesContext(connection) as asked:
            assert clerk.get(page).status_code == 200
        assert len(asked) <= MOST_QUERIES, "\n".join(one["sql"][:150] for one in asked)
