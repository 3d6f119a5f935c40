"""The sample district's earlier data years made public: schools, the district with its text, a correction.

They are printed in few formats, so that the demonstration opens within seconds.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import resources

from django.utils import timezone

from nianbao.filings.sealed_report import CONTENT
from nianbao.filings.sealed_report import DATA as SEALED_DATA
from nianbao.framework.loader import load_catalogue
from nianbao.packages.package import make_package, open_package
from nianbao.rendering.renderer import find_renderer
from nianbao.sample.district import LATEST
from nianbao.web.accounts.models import Person
from nianbao.web.campaigns.models import Campaign
from nianbao.web.organisations.permissions import Standing, standing_of
from nianbao.web.publications.aggregate import district_tables
from nianbao.web.releases.actions import answer_finding, prepare_aggregate, prepare_package, prepare_submission, sign
from nianbao.web.releases.archive import add_archived, publish_archived
from nianbao.web.releases.models import Release
from nianbao.web.submissions.models import Submission
from nianbao.writing.content import write_content
from nianbao.writing.markdown import read_markdown

HEAD = "郑守正"
REASON = "全校合计数，按表印出，不能认出个人。"
CORRECTION = "汇总时漏印正文，补发整本报告。"


def release_demonstration() -> int:
    """Release what was accepted before the latest data year, once; how many releases there are then."""
    if Release.objects.exists():
        return Release.objects.count()
    standing = standing_of(Person.objects.get(name=HEAD))
    campaigns = list(Campaign.objects.exclude(edition=LATEST).select_related("district").order_by("edition"))
    for campaign in campaigns:
        submissions = campaign.submissions.select_related("organisation", "campaign__district")
        formats = ("xlsx",) if campaign == campaigns[-1] else ()
        made = [_settled(prepare_submission(one, standing=standing, formats=formats), standing) for one in submissions]
        made.append(_settled(prepare_aggregate(campaign, standing=standing, formats=formats), standing))
        sign(made, signed_name=HEAD, password="", standing=standing)
    if campaigns:
        last = campaigns[-1]
        whole = prepare_package(
            _report(last),
            district=last.district,
            standing=standing,
            change_reason=CORRECTION,
            formats=("xlsx", "md"),
        )
        sign([_settled(whole, standing)], signed_name=HEAD, password="", standing=standing)
        _archive(campaigns[0], standing)
    return Release.objects.count()


def _settled(release: Release, standing: Standing) -> Release:
    """What the scan found, explained or, where it blocks, kept back."""
    findings = list(release.findings.all())
    blocked = {one.indicator for one in findings if one.is_blocking and one.indicator}
    if blocked and release.origin == "submission":
        submission = Submission.objects.get(organisation=release.organisation, campaign__edition=release.edition)
        release = prepare_submission(submission, standing=standing, suppressed=blocked, formats=())
        findings = list(release.findings.all())
    for one in findings:
        if not one.is_blocking:
            answer_finding(one, reason=REASON, standing=standing)
    return release


def _report(campaign: Campaign) -> bytes:
    """The district's text with its figures, sealed as ``nianbao build`` does."""
    catalogue = load_catalogue()
    data = district_tables(campaign, is_provisional=False).packed()
    record = open_package(data).record
    content = read_markdown(list(_chapters()))
    attachments = {CONTENT: write_content(content).encode(), f"{SEALED_DATA}district.zip": data}
    return make_package(record, catalogue, attachments=attachments)


def _chapters() -> Iterator[str]:
    folder = resources.files("nianbao.sample").joinpath("report")
    for chapter in sorted(folder.iterdir(), key=lambda one: one.name):
        yield chapter.read_text(encoding="utf-8")


def _archive(campaign: Campaign, standing: Standing) -> None:
    """An older report as a file, such as a district finds on its disk."""
    view = district_tables(campaign, is_provisional=False).view
    today = timezone.localdate()
    data_year = int(load_catalogue().editions[campaign.edition].data_year.removeprefix("dy")) - 1
    report = add_archived(
        campaign.district,
        district=campaign.district,
        title=f"{campaign.district.name}{data_year}年职业教育质量年度报告",
        data_year=data_year,
        source=f"区教育委员会档案，{today.year}年补录",
        name=f"{data_year}年报告.docx",
        data=find_renderer("docx").render(view),
        standing=standing,
    )
    publish_archived(report, reason=REASON, standing=standing)
