"""The statement signed on paper: a scan by content, kept once, replaced until it is received."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from nianbao.facts.problem import Problem
from nianbao.web.audit.models import Event
from nianbao.web.organisations.permissions import Standing
from nianbao.web.reviews.actions import hand_in, pass_internally, receive
from nianbao.web.reviews.evidence import MOST_BYTES
from nianbao.web.reviews.signed_pages import add_signed_page, checked_page, read_signed_page
from nianbao.web.submissions.models import State, Submission

Who = Callable[[str], Standing]
Whose = Callable[..., Submission]
Enter = Callable[[str], Client]
CLEAN, FAULTY = "9901020004", "9901020002"
HEAD, REVIEWER, DISTRICT = "谢长风", "丁若水", "高审之"
PDF, JPEG = b"%PDF-1.4 signed", b"\xff\xd8\xff\xe0 signed again"


@pytest.fixture
def handed_in(standing: Who, submission: Whose) -> Submission:
    pass_internally(submission(CLEAN), standing=standing(REVIEWER))
    hand_in(submission(CLEAN), signed_name=HEAD, password="", standing=standing(HEAD))
    return submission(CLEAN)


def sent(data: bytes = PDF, name: str = "声明.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


@pytest.mark.parametrize("data", [b"", b"<html>", b"PK\x03\x04 a workbook", b"%PDF-" + b"a" * MOST_BYTES])
def test_what_is_no_scan_is_refused(data: bytes) -> None:
    with pytest.raises(Problem):
        checked_page("声明.pdf", data)


def test_a_page_comes_with_the_hand_in_twice_and_is_kept_once(standing: Who, submission: Whose, enter: Enter) -> None:
    pass_internally(submission(CLEAN), standing=standing(REVIEWER))
    address = f"/submissions/{submission(CLEAN).pk}/hand-in/"
    for _ in range(2):
        assert enter(HEAD).post(address, {"signed_name": HEAD, "page": sent()}).status_code == 302
    made = submission(CLEAN).hand_ins.get()
    assert read_signed_page(made) == PDF
    assert (made.page_name, made.page_kind, made.page_size) == ("声明.pdf", "pdf", len(PDF))
    review = enter(DISTRICT).get(f"/reviews/{submission(CLEAN).pk}/").content.decode()
    assert f"/reviews/{submission(CLEAN).pk}/signed-page/{made.pk}/" in review


def test_a_page_that_is_no_scan_stops_the_hand_in(standing: Who, submission: Whose, enter: Enter) -> None:
    pass_internally(submission(CLEAN), standing=standing(REVIEWER))
    found = submission(CLEAN)
    answer = enter(HEAD).post(f"/submissions/{found.pk}/hand-in/", {"signed_name": HEAD, "page": sent(b"MZ")})
    assert answer.status_code == 409
    assert submission(CLEAN).state == State.DRAFTED


def test_a_page_added_afterwards_twice_is_one_event(handed_in: Submission, enter: Enter) -> None:
    before = Event.objects.count()
    for _ in range(2):
        answer = enter(HEAD).post(f"/submissions/{handed_in.pk}/signed-page/", {"page": sent()})
        assert answer.status_code == 302
    assert Event.objects.count() == before + 1
    made = handed_in.hand_ins.get()
    answer = enter(DISTRICT).get(f"/reviews/{handed_in.pk}/signed-page/{made.pk}/")
    assert answer.content == PDF
    assert answer["Content-Disposition"].startswith("attachment")


def test_a_page_is_replaced_until_it_is_received(handed_in: Submission, standing: Who) -> None:
    head = standing(HEAD)
    add_signed_page(handed_in, name="声明.pdf", data=PDF, standing=head)
    assert add_signed_page(handed_in, name="声明.jpg", data=JPEG, standing=head).page_kind == "jpeg"
    receive(handed_in, standing=standing(DISTRICT))
    with pytest.raises(Problem) as caught:
        add_signed_page(handed_in, name="声明.pdf", data=PDF, standing=head)
    assert caught.value.code == "signed-page-frozen"


def test_a_missing_page_may_follow_after_it_was_received(handed_in: Submission, standing: Who) -> None:
    receive(handed_in, standing=standing(DISTRICT))
    assert add_signed_page(handed_in, name="声明.pdf", data=PDF, standing=standing(HEAD)).page_digest


def test_a_page_needs_a_hand_in_and_the_head(handed_in: Submission, submission: Whose, standing: Who) -> None:
    with pytest.raises(Problem) as caught:
        add_signed_page(submission(FAULTY), name="声明.pdf", data=PDF, standing=standing("白路遥"))
    assert caught.value.code == "signed-page-too-early"
    with pytest.raises(Problem) as caught:
        add_signed_page(handed_in, name="声明.pdf", data=PDF, standing=standing(REVIEWER))
    assert caught.value.code == "not-permitted"


def test_the_sheet_says_what_was_signed(handed_in: Submission, submission: Whose, enter: Enter) -> None:
    signed = handed_in.hand_ins.get()
    handed_in.campaign.statement = "本人为{organisation}的{edition}负责。"
    handed_in.campaign.save()
    assert signed.statement in enter(HEAD).get(f"/submissions/{handed_in.pk}/statement/").content.decode()
    draft = submission(FAULTY)
    sheet = enter("白路遥").get(f"/submissions/{draft.pk}/statement/").content.decode()
    assert f"本人为{draft.organisation.name}的" in sheet
    assert draft.campaign.title in sheet
