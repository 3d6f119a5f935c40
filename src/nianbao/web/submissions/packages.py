"""A submission as a package (报送包), and a package that somebody sent for a submission."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping

from nianbao.checks.waiver import Waiver
from nianbao.facts.problem import Problem
from nianbao.framework.loader import load_catalogue
from nianbao.packages.package import Package, make_package, open_package
from nianbao.web.organisations.models import Organisation
from nianbao.web.submissions.content import Content, waiver_of
from nianbao.web.submissions.models import Explanation, Submission

MANIFEST = "manifest.json"


def packed(content: Content, *, attachments: Mapping[str, bytes] | None = None) -> bytes:
    """What a submission holds now: figures, lists, explanations, the edition before, and files as evidence."""
    return make_package(content.record, load_catalogue(), waivers=content.waivers, attachments=attachments or {})


def is_package(data: bytes) -> bool:
    """Whether a file looks like a package; a workbook is a zip too, but has no manifest.

    >>> is_package(b"PK")
    False
    """
    if not data.startswith(b"PK"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return MANIFEST in archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError):
        return False


def package_for(submission: Submission, data: bytes) -> Package:
    """A package opened for a submission; one of another school or edition is refused."""
    package = open_package(data)
    require_package_of(package, organisation=submission.organisation, edition=submission.campaign.edition)
    return package


def require_package_of(package: Package, *, organisation: Organisation, edition: str) -> None:
    """Refuse a package of another school or edition."""
    sent, ours = package.record.organisation, organisation
    if sent.code != ours.code:
        raise Problem(
            "package-of-another",
            f"这是“{sent.name}”（{sent.code}）的报送包，不是“{ours.name}”（{ours.code}）的。",
            f"This is the package of {sent.name} ({sent.code}), not of {ours.name} ({ours.code}).",
        )
    if package.record.edition != edition:
        raise Problem(
            "package-of-another-edition",
            f"报送包的年度版本是 {package.record.edition}，本次填报是 {edition}。",
            f"The package is of the edition {package.record.edition}; this campaign asks for {edition}.",
        )


def waivers_by_submission(submissions: Iterable[Submission]) -> dict[int, tuple[Waiver, ...]]:
    """What each submission explains, in one query."""
    found: dict[int, list[Waiver]] = {one.pk: [] for one in submissions}
    for one in Explanation.objects.filter(submission__in=found, withdrawn_at=None).select_related("signed_by"):
        found[one.submission_id].append(waiver_of(one))
    return {number: tuple(waivers) for number, waivers in found.items()}
