"""Evidence at the cell, for those who may see it."""

from __future__ import annotations

from collections.abc import Callable

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from nianbao.web.presentation.evidence import evidence_of
from nianbao.web.submissions.models import Submission

PDF = b"%PDF-1.4 a register"


def test_a_file_is_saved_shown_and_given_to_the_reviewer(
    enter: Callable[[str], Client], submission: Callable[..., Submission]
) -> None:
    found = submission("9901020002")
    sent = {"key": "classes", "comment": "见名册", "file": SimpleUploadedFile("名册.pdf", PDF)}
    assert enter("邱明溪").post(f"/submissions/{found.pk}/evidence/", sent).status_code == 302
    (one,) = evidence_of(found)
    assert "名册.pdf" in enter("邱明溪").get(f"/submissions/{found.pk}/tables/base_items/").content.decode()
    assert "名册.pdf" in enter("高审之").get(f"/reviews/{found.pk}/").content.decode()
    answer = enter("高审之").get(f"/reviews/{found.pk}/evidence/{one.evidence.pk}/")
    assert answer.content == PDF
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_a_file_of_one_school_is_not_found_through_another(
    enter: Callable[[str], Client], submission: Callable[..., Submission]
) -> None:
    found, other = submission("9901020002"), submission("9901020001")
    enter("邱明溪").post(
        f"/submissions/{found.pk}/evidence/", {"key": "classes", "file": SimpleUploadedFile("a.pdf", PDF)}
    )
    (one,) = evidence_of(found)
    assert enter("沈知远").get(f"/submissions/{other.pk}/evidence/{one.evidence.pk}/").status_code == 404
