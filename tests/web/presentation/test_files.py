"""Files go out to be saved, under names that people understand."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

import pytest
from django.http import Http404

from nianbao.web.presentation.files import evidence_answer, remark_list_answer, signed_page_answer
from nianbao.web.submissions.models import Submission

Whose = Callable[..., Submission]


@pytest.mark.parametrize("extension", ["xlsx", "docx"])
def test_the_list_of_remarks_is_saved_under_the_school_s_name(submission: Whose, extension: str) -> None:
    found = submission("9901020002")
    answer = remark_list_answer(found, extension)

    assert answer.content[:2] == b"PK"
    assert answer["Content-Disposition"].startswith("attachment")
    assert quote(found.organisation.name) in answer["Content-Disposition"]


def test_there_is_no_list_in_another_format(submission: Whose) -> None:
    with pytest.raises(Http404):
        remark_list_answer(submission("9901020002"), "exe")


def test_what_was_never_kept_is_not_there(submission: Whose) -> None:
    found = submission("9901020002")
    with pytest.raises(Http404):
        evidence_answer(found, 10**6)
    with pytest.raises(Http404):
        signed_page_answer(found, 10**6)
