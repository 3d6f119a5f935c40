"""What goes back to a school without network."""

from __future__ import annotations

from collections.abc import Callable

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from nianbao.framework.loader import load_catalogue
from nianbao.packages.package import make_package, open_package
from nianbao.sample.district import LATEST, make_sample
from nianbao.web.submissions.content import read_content
from nianbao.web.submissions.models import Submission, Upload

Enter = Callable[[str], Client]
Whose = Callable[..., Submission]


def test_a_package_with_errors_is_answered_with_their_list(enter: Enter, submission: Whose) -> None:
    found, client = submission("9901020002"), enter("高审之")
    sent = SimpleUploadedFile("包.zip", make_package(read_content(found).record, load_catalogue()))
    address = f"/campaigns/{found.campaign_id}/packages/"
    page = client.post(address, {"package": sent}).content.decode()
    kept = Upload.objects.get()
    assert f"{address}{kept.pk}/findings.docx" in page
    answer = client.get(f"{address}{kept.pk}/findings.xlsx")
    assert answer.content.startswith(b"PK")
    assert client.get(f"{address}{kept.pk}/findings.exe").status_code == 404
    assert enter("郑守正").get(f"{address}{kept.pk}/findings.xlsx").status_code == 404  # somebody else's preview


def test_a_package_goes_out_comes_in_is_returned_and_comes_in_again(enter: Enter, submission: Whose) -> None:
    found, client = submission("9901020002"), enter("高审之")
    record = make_sample().true_records[LATEST][1]
    files = {"classes/001-名册.pdf": b"%PDF-1.4"}
    address = f"/campaigns/{found.campaign_id}/packages/"

    def bring(data: bytes) -> int:
        client.post(address, {"package": SimpleUploadedFile("包.zip", data)})
        kept = Upload.objects.get()
        page = SimpleUploadedFile("声明.jpg", b"\xff\xd8\xff\xe0")
        return client.post(f"{address}{kept.pk}/file/", {"signed_name": "白路遥", "page": page}).status_code

    assert bring(make_package(record, load_catalogue(), attachments=files)) == 302
    assert submission("9901020002").hand_ins.get().page_name == "声明.jpg"
    client.post(f"/reviews/{found.pk}/remarks/", {"key": "classes", "text": "请核对班级数"})
    client.post(f"/reviews/{found.pk}/return/", {"reason": "请核对班级数"})

    back = client.get(f"/reviews/{found.pk}/package/").content

    opened = open_package(back)
    assert {"审核意见清单.docx", "审核意见清单.xlsx", "classes/001-名册.pdf"} <= set(opened.attachments)
    assert opened.record.cell("graduates") == record.cell("graduates")
    assert bring(back) == 302
    assert submission("9901020002").evidence.filter(removed_at=None).count() == 1
