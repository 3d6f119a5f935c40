"""A district files what a school without network sent."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from types import MappingProxyType

import pytest

from nianbao.facts.problem import Problem
from nianbao.framework.loader import load_catalogue
from nianbao.packages.package import make_package
from nianbao.sample.district import LATEST, make_sample
from nianbao.web.audit.models import Event
from nianbao.web.organisations.permissions import Standing
from nianbao.web.publications.remark_list import package_list
from nianbao.web.reviews.filed_packages import file_package, preview_package, previewed
from nianbao.web.reviews.signed_pages import checked_page
from nianbao.web.submissions.content import read_content
from nianbao.web.submissions.models import State, Submission

Whose = Callable[..., Submission]
Stands = Callable[[str], Standing]


@pytest.fixture(scope="module")
def sound() -> bytes:
    """The second school's package without the planted faults."""
    record = make_sample().true_records[LATEST][1]
    return make_package(record, load_catalogue())


def test_a_package_is_previewed_then_filed_as_handed_in(sound: bytes, submission: Whose, standing: Stands) -> None:
    found, reviewer = submission("9901020002"), standing("高审之")
    arrival = preview_package(found.campaign, data=sound, name="包.zip", standing=reviewer)
    assert arrival.changes
    assert not arrival.blocking
    assert submission("9901020002").state == State.DRAFTED
    made = file_package(arrival.upload, signed_name="白路遥", standing=reviewer)
    after = submission("9901020002")
    assert after.state == State.HANDED_IN
    assert (made.signed_name, made.by) == ("白路遥", reviewer.person)
    assert read_content(after).record.cell("graduates") == arrival.package.record.cell("graduates")
    assert Event.objects.get(kind="reviews.package.filed").detail["seal"]
    assert file_package(arrival.upload, signed_name="白路遥", standing=reviewer) == made


def test_a_package_with_open_errors_is_not_filed(submission: Whose, standing: Stands) -> None:
    found, reviewer = submission("9901020002"), standing("高审之")
    wrong = make_package(read_content(found).record, load_catalogue())
    arrival = preview_package(found.campaign, data=wrong, name="包.zip", standing=reviewer)
    assert arrival.blocking
    with pytest.raises(Problem) as caught:
        file_package(arrival.upload, signed_name="白路遥", standing=reviewer)
    assert caught.value.code == "open-errors"


def test_only_a_reviewer_files_and_only_with_a_signature(sound: bytes, submission: Whose, standing: Stands) -> None:
    found = submission("9901020002")
    with pytest.raises(Problem) as caught:
        preview_package(found.campaign, data=sound, name="包.zip", standing=standing("温编言"))
    assert caught.value.code == "not-permitted"
    arrival = preview_package(found.campaign, data=sound, name="包.zip", standing=standing("高审之"))
    with pytest.raises(Problem) as caught:
        file_package(arrival.upload, signed_name=" ", standing=standing("高审之"))
    assert caught.value.code == "package-unsigned"


def test_a_package_does_not_replace_what_was_handed_in(submission: Whose, standing: Stands) -> None:
    found = submission("9901020003")
    made = make_package(read_content(found).record, load_catalogue())
    with pytest.raises(Problem) as caught:
        preview_package(found.campaign, data=made, name="包.zip", standing=standing("高审之"))
    assert caught.value.code == "state-differs"


def test_a_package_of_a_stranger_is_not_taken(submission: Whose, standing: Stands) -> None:
    found = submission("9901020002")
    record = read_content(found).record
    stranger = replace(record, organisation=replace(record.organisation, code="1"), facts=MappingProxyType({}))
    with pytest.raises(Problem) as caught:
        preview_package(
            found.campaign,
            data=make_package(stranger, load_catalogue()),
            name="包.zip",
            standing=standing("高审之"),
        )
    assert caught.value.code == "package-of-no-participant"


def test_a_preview_leaves_a_school_that_has_not_begun_as_it_is(
    sound: bytes, submission: Whose, standing: Stands
) -> None:
    found, reviewer = submission("9901020002"), standing("高审之")
    campaign, school = found.campaign, found.organisation
    found.changes.all().delete()
    found.entries.all().delete()
    found.delete()
    arrival = preview_package(campaign, data=sound, name="包.zip", standing=reviewer)
    assert arrival.organisation == school
    assert arrival.changes
    assert not campaign.submissions.filter(organisation=school).exists()
    file_package(arrival.upload, signed_name="白路遥", standing=reviewer)
    assert campaign.submissions.get(organisation=school).state == State.HANDED_IN


def test_evidence_and_the_signed_page_come_with_the_package(submission: Whose, standing: Stands) -> None:
    found, reviewer = submission("9901020002"), standing("高审之")
    pdf = b"%PDF-1.4 register"
    files = {
        "classes/001-名册.pdf": pdf,
        "classes/002-说明.txt": "邱明溪：见名册\n".encode(),
        "scan.pdf": pdf,
        "signed-page/声明.pdf": b"%PDF-1.4 signed",
        "signed-page/签署.txt": "白路遥\n2026-01-10\n\n本人郑重声明".encode(),
        "run.exe": b"MZ",
        "审核意见清单.docx": b"PK",
    }
    record = make_sample().true_records[LATEST][1]
    data = make_package(record, load_catalogue(), attachments=files)
    arrival = preview_package(found.campaign, data=data, name="包.zip", standing=reviewer)
    assert (arrival.attached.signed_name, [name for name, _ in arrival.attached.refused]) == ("白路遥", ["run.exe"])
    assert not found.evidence.exists()

    made = file_package(arrival.upload, signed_name=arrival.attached.signed_name, standing=reviewer)

    kept = {(one.key, one.name, one.comment) for one in submission("9901020002").evidence.all()}
    assert kept == {("classes", "名册.pdf", ""), ("classes", "", "邱明溪：见名册"), ("", "scan.pdf", "")}
    assert made.page_name == "声明.pdf"


def test_a_scan_that_the_district_adds_counts_before_the_package_s_own(
    sound: bytes, submission: Whose, standing: Stands
) -> None:
    reviewer = standing("高审之")
    arrival = preview_package(submission("9901020002").campaign, data=sound, name="包.zip", standing=reviewer)
    page = checked_page("寄来的.pdf", b"%PDF-1.4 by post")
    made = file_package(arrival.upload, signed_name="白路遥", page=page, standing=reviewer)
    assert made.page_name == "寄来的.pdf"


def test_the_findings_of_a_package_go_back_as_a_list(submission: Whose, standing: Stands) -> None:
    found, reviewer = submission("9901020002"), standing("高审之")
    wrong = make_package(read_content(found).record, load_catalogue())
    arrival = preview_package(found.campaign, data=wrong, name="包.zip", standing=reviewer)

    made = package_list(previewed(arrival.upload))

    assert len(made.rows) == len(arrival.findings)
    assert sum(row[-1] == "必须改正或说明" for row in made.rows) == len(arrival.blocking)
    assert arrival.package.manifest.short_seal in made.reason
    assert made.written("docx").startswith(b"PK")
