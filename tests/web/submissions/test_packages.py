"""Packages out of a submission and back into it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from nianbao.facts.problem import Problem
from nianbao.packages.package import open_package
from nianbao.web.organisations.permissions import Standing
from nianbao.web.submissions.actions import Typed, apply_upload, explain, keep_upload, save_cells
from nianbao.web.submissions.content import read_content
from nianbao.web.submissions.findings import findings_of, shown
from nianbao.web.submissions.models import Submission
from nianbao.web.submissions.packages import is_package, package_for, packed, waivers_by_submission

Whose = Callable[..., Submission]


def test_a_package_holds_the_figures_and_is_the_same_bytes_twice(submission: Whose) -> None:
    content = read_content(submission("9901020002"))
    made = packed(content)
    assert made == packed(content)
    record = open_package(made).record
    assert record.cell("graduates") == content.record.cell("graduates")
    assert record.previous is not None


def test_a_package_of_another_school_is_refused(submission: Whose) -> None:
    made = packed(read_content(submission("9901020001")))
    with pytest.raises(Problem) as caught:
        package_for(submission("9901020002"), made)
    assert caught.value.code == "package-of-another"


def test_a_package_of_another_year_is_refused(submission: Whose) -> None:
    now = submission("9901020002")
    before = Submission.objects.filter(organisation=now.organisation).exclude(pk=now.pk)[0]
    with pytest.raises(Problem) as caught:
        package_for(now, packed(read_content(before)))
    assert caught.value.code == "package-of-another-edition"


def test_a_package_brings_figures_and_explanations_back(submission: Whose, standing: Callable[[str], Standing]) -> None:
    found, filler = submission("9901020002"), standing("邱明溪")
    failing = shown(findings_of(read_content(found), repairs=False))
    error = next(one for one in failing if one.waivable and one.verdict == "fail")
    signed = explain(found, finding=error.id, reason="依据学籍系统异动记录", standing=filler)
    made = packed(read_content(found))
    assert is_package(made)
    signed.delete()
    save_cells(found, cells=[Typed("classes", "77")], standing=filler)
    kept = keep_upload(submission("9901020002"), content=made, name="包.zip", standing=filler)
    apply_upload(found, upload=kept.pk, standing=filler)
    content = read_content(submission("9901020002"))
    assert content.entries["classes"].raw != "77"
    assert content.explanations[0].reason.startswith("依据学籍系统异动记录（报送包：邱明溪")
    assert waivers_by_submission([found])[found.pk][0].finding == error.id


def test_a_zip_without_a_manifest_is_no_package() -> None:
    assert not is_package(b"PK\x05\x06" + b"\0" * 18)
    assert not is_package(b"PK nothing of the kind")
