"""The pages on which a report begins from an old one."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from nianbao.web.manuscripts.models import Chapter, Manuscript
from nianbao.web.manuscripts.returned_models import OldReport
from nianbao.web.publications.written_report import written_report
from nianbao.web.submissions.models import State, Submission

Enter = Callable[[str], Client]
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MOST_QUERIES = 12
PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
    b"\x00\x00\x00\nIDATx\x9cc\x00\x01\x00\x00\x05\x00\x01\r\n-\xb4\x00\x00\x00\x00IEND\xaeB`\x82"
)
DRAWING = (
    '<w:p><w:r><w:drawing xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<wp:inline><wp:docPr id="1" name="图" descr="稻田"/><a:graphic><a:graphicData'
    ' uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:blipFill><a:blip r:embed="rId1"/>'
    "</pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1"'
    ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="media/a.png"/>'
    "</Relationships>"
)


def old_docx(*lines: str) -> bytes:
    body = "".join(line if line.startswith("<") else f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>')
        archive.writestr("word/_rels/document.xml.rels", RELATIONS)
        archive.writestr("word/media/a.png", PNG)
    return made.getvalue()


@pytest.fixture
def address(enter: Enter, submission: Callable[..., Submission]) -> str:
    """The address of a report that nobody has written in."""
    school = submission("9901020001")
    Submission.objects.filter(pk=school.pk).update(state=State.RETURNED)  # a report that was accepted stands still
    answer = enter("沈知远").post(f"/campaigns/{school.campaign_id}/manuscripts/{school.organisation_id}/", follow=True)
    return str(answer.redirect_chain[-1][0])


@pytest.fixture
def old(address: str) -> bytes:
    manuscript = Manuscript.objects.select_related("campaign__district", "organisation").get(
        pk=int(address.split("/")[2])
    )
    graduates = written_report(manuscript, []).sources.record.facts["graduates"].cell.raw
    return old_docx(
        "某校职业教育质量年度报告", "1. 人才培养", f"毕业生人数为{graduates}人，种了{graduates}棵树。", DRAWING,
        "2. 服务贡献", "开展了培训。", "3. 校史", "学校建于上个世纪。",
    )  # fmt: skip


def sent(client: Client, address: str, data: bytes, name: str = "去年.docx") -> Any:
    file = SimpleUploadedFile(name, data)
    return client.post(f"{address}old-report/", {"file": file, "back": f"{address}old-report/"}, follow=True)


def test_an_old_report_is_previewed_and_put_into_empty_chapters(enter: Enter, address: str, old: bytes) -> None:
    clerk = enter("沈知远")
    answer = sent(clerk, address, old)
    made = OldReport.objects.get()
    here = f"{address}old-report/{made.pk}/"
    assert answer.redirect_chain[-1][0] == here
    page = answer.content.decode()
    for said in ("人才培养", "这一章还空着", "提纲里没有，另成一章", "毕业生人数", "数据现在是", "图片 1", "校史"):
        assert said in page
    (name,) = made.pictures
    assert clerk.get(f"{here}pictures/{name}").content == PNG
    assert clerk.get(f"{here}pictures/no.png").status_code == 404
    chosen = dict.fromkeys(re.findall(r'name="(part-[^"]+)"', page), "put")
    answer = clerk.post(f"{here}put/", chosen, follow=True).content.decode()
    assert "已放进 3 章" in answer
    assert "已放进「人才培养」" in answer
    chapter = Chapter.objects.get(manuscript=made.manuscript_id, node="talent_training")
    assert [block["kind"] for block in chapter.blocks].count("picture") == 1
    assert "没有要放的" in clerk.post(f"{here}put/", chosen, follow=True).content.decode()
    assert "放进了 3 章" in clerk.get(f"{address}old-report/").content.decode()
    assert sent(clerk, address, old).redirect_chain[-1][0] == here
    assert clerk.get(f"{address}preview/").status_code == 200


def test_a_chapter_with_text_is_only_offered_beside_or_behind(enter: Enter, old: bytes) -> None:
    head = enter("白路遥")
    address = f"/manuscripts/{Manuscript.objects.get(organisation__code='9901020002').pk}/"
    page = sent(head, address, old).content.decode()
    assert "作为建议稿放在旁边" in page
    assert "接在已有的文字后面" in page
    assert "另加一章" in page
    limited = enter("范若谷").get(f"{address}old-report/{OldReport.objects.get().pk}/").content.decode()
    assert "这一章由别人写。" in limited


def test_what_cannot_be_read_is_told_where_the_person_is(enter: Enter, address: str) -> None:
    clerk = enter("沈知远")
    page = sent(clerk, address, b"PK\x03\x04 half of it")
    assert page.redirect_chain[-1][0] == f"{address}old-report/"
    assert "损坏" in page.content.decode()
    assert "请先选择" in clerk.post(f"{address}old-report/", {"back": address}, follow=True).content.decode()


def test_strangers_find_nothing(enter: Enter, address: str, old: bytes) -> None:
    sent(enter("沈知远"), address, old)
    here = f"{address}old-report/{OldReport.objects.get().pk}/"
    stranger = enter("汪青禾")
    assert stranger.get(here).status_code == 404
    assert stranger.post(f"{here}put/", {}).status_code == 404


def test_each_page_asks_the_database_little(enter: Enter, address: str, old: bytes) -> None:
    clerk = enter("沈知远")
    sent(clerk, address, old)
    for page in (f"{address}old-report/", f"{address}old-report/{OldReport.objects.get().pk}/"):
        with CaptureQueriesContext(connection) as asked:
            assert clerk.get(page).status_code == 200
        assert len(asked) <= MOST_QUERIES, "\n".join(one["sql"][:150] for one in asked)
