"""The sheet's page: read, signed in order, sealed beside the work, looked at and downloaded."""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from nianbao.packages.verification import verify_package
from nianbao.web.manuscripts.models import Manuscript
from nianbao.web.sealing.making import make_seal
from nianbao.web.sealing.models import Seal, SealState
from nianbao.web.submissions.models import State, Submission

Enter = Callable[[str], Client]
SIGNERS = (("author", "温编言"), ("reviewer", "高审之"), ("head", "郑守正"))


def report(code: str = "990102") -> Manuscript:
    return Manuscript.objects.get(organisation__code=code)


def signed_by(client: Client, role: str, name: str, number: int) -> Any:
    seen = client.get(f"/manuscripts/{number}/sheet/").context["told"].covers
    sent = {"role": role, "signed_name": name, "seen": seen, "reservation": "一所学校缺报，已说明"}
    return client.post(f"/manuscripts/{number}/sign/", sent, follow=True)


def test_the_page_says_what_is_missing_and_where(enter: Enter) -> None:
    number = report().pk
    page = enter("温编言").get(f"/manuscripts/{number}/sheet/").content.decode()
    assert "缺报 1 所" in page
    assert f'href="/campaigns/{report().campaign_id}/"' in page
    assert "以编制人的身份签字" in page
    assert "以审核人的身份签字" not in enter("高审之").get(f"/manuscripts/{number}/sheet/").content.decode()
    assert enter("白路遥").get(f"/manuscripts/{number}/sheet/").status_code == 404
    stopped = enter("邱明溪").get(f"/manuscripts/{report('9901020002').pk}/sheet/").content.decode()
    assert "先处理这些，才能签字" in stopped
    assert "的身份签字" not in stopped


def test_signing_on_the_page_and_taking_it_back(enter: Enter) -> None:
    number, editor = report().pk, enter("温编言")
    assert "编制人已签字" in signed_by(editor, "author", "温编言", number).content.decode()
    page = enter("高审之").get(f"/manuscripts/{number}/sheet/")
    assert "以审核人的身份签字" in page.content.decode()
    made = report().sign_offs.get()
    answer = editor.post(f"/manuscripts/{number}/signatures/{made.pk}/withdraw/", {"reason": "还要改"}, follow=True)
    assert "还要改" in answer.content.decode()
    assert enter("邱明溪").post(f"/manuscripts/{number}/signatures/{made.pk}/withdraw/").status_code == 404


def test_the_sheet_is_printed_with_its_signatures(enter: Enter) -> None:
    number, editor = report().pk, enter("温编言")
    signed_by(editor, "author", "温编言", number)
    page = editor.get(f"/manuscripts/{number}/sheet.html").content.decode()
    assert "温编言" in page
    assert "学校填报" in page
    assert editor.get(f"/manuscripts/{number}/sheet.exe").status_code == 404


@pytest.mark.slow
def test_a_signed_report_is_sealed_looked_at_and_downloaded(enter: Enter) -> None:
    number = report().pk
    for role, name in SIGNERS:
        signed_by(enter(name), role, name, number)
    editor = enter("温编言")
    seen = editor.get(f"/manuscripts/{number}/sheet/").context["told"].covers
    answer = editor.post(f"/manuscripts/{number}/seal/", {"seen": seen}, follow=True)
    seal = Seal.objects.get()
    assert "正在封存" in answer.content.decode()
    assert editor.get(f"/seals/{seal.pk}/state/").json()["over"] is False
    assert editor.get(f"/seals/{seal.pk}/package.zip").status_code == 404
    make_seal(seal.pk)
    assert editor.get(f"/seals/{seal.pk}/state/").json() == {
        "state": "sealed", "step": 9, "of": 9, "doing": "逐项核对各格式与数据", "over": True,
    }  # fmt: skip
    page = editor.get(f"/seals/{seal.pk}/").content.decode()
    assert "完好" in page
    for _, name in SIGNERS:
        assert name in page
    package = editor.get(f"/seals/{seal.pk}/package.zip")
    assert verify_package(package.content).is_intact
    assert Seal.objects.get().short_seal in page
    assert enter("白路遥").get(f"/seals/{seal.pk}/").status_code == 404
    assert io.BytesIO(package.content).read(2) == b"PK"


def test_a_seal_that_broke_off_says_so(enter: Enter) -> None:
    person = enter("温编言")
    signer = Seal(manuscript=report(), covers="c", by_id=person.session["_auth_user_id"])
    signer.asked_at = signer.beat_at = timezone.now() - datetime.timedelta(hours=1)
    signer.save()
    page = person.get(f"/seals/{signer.pk}/").content.decode()
    assert "中断" in page
    Seal.objects.filter(pk=signer.pk).update(state=SealState.FAILED, problem="不一致", problem_en="differs")
    assert "不一致" in person.get(f"/seals/{signer.pk}/").content.decode()


def test_reviewers_read_the_sheet_of_a_report_that_was_handed_in(enter: Enter) -> None:
    number, reviewer = report("9901020002").pk, enter("高审之")
    assert reviewer.get(f"/manuscripts/{number}/sheet/").status_code == 404
    Submission.objects.filter(organisation__code="9901020002").update(state=State.HANDED_IN)
    page = reviewer.get(f"/manuscripts/{number}/sheet/")
    assert page.status_code == 200
    assert "的身份签字" not in page.content.decode()
