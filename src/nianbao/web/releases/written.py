"""The report that a district wrote in the workbench, sealed so that it can be released like one built elsewhere.

It prints the accepted schools' figures, not those that were there while somebody wrote: what may still change is no
report. A chapter that is not finished, or a number that cannot be written, keeps the whole from being released.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from nianbao.facts.problem import Problem
from nianbao.facts.record import Record
from nianbao.filings.sealed_report import CONTENT, DATA, attached_pictures
from nianbao.framework.loader import load_catalogue
from nianbao.packages.package import make_package, open_package
from nianbao.web.campaigns.models import Campaign
from nianbao.web.manuscripts.models import Chapter, Manuscript
from nianbao.web.manuscripts.pictures import pictures_of
from nianbao.web.manuscripts.text import whole_content
from nianbao.web.publications.aggregate import district_tables
from nianbao.writing.content import write_content
from nianbao.writing.data_table import Sources
from nianbao.writing.printing import print_content

MOST_NAMED = 3


def written_package(manuscript: Manuscript) -> bytes:
    """The sealed package of a district's own report. Problem where it is not ready to be read by everybody."""
    chapters = list(manuscript.chapters.all())
    _require_finished(chapters)
    tables = district_tables(manuscript.campaign, is_provisional=False)
    if not tables.submissions:
        raise Problem(
            "release-nothing-accepted",
            "还没有通过审核的学校，报告里的数没有依据，不能发布。",
            "No school is accepted yet; the report's figures rest on nothing that may be public.",
        )
    catalogue, content, pictures = load_catalogue(), whole_content(manuscript, chapters), pictures_of(manuscript)
    data = tables.packed()
    record = replace(open_package(data).record, previous=_before(manuscript.campaign))
    printed = print_content(content, Sources(record, catalogue, tables.records), pictures=pictures)
    if printed.unwritten:
        first = printed.unwritten[0]
        raise Problem(
            "release-text-incomplete",
            f"正文里有 {len(printed.unwritten)} 处数写不出来，不能发布。第一处：{first.problem.message}"
            "请在写报告的页面上改好。",
            f"{len(printed.unwritten)} numbers of the text cannot be written. The first: {first.problem.message_en} "
            "Mend it where the report is written.",
        )
    attachments = {
        CONTENT: write_content(content).encode(),
        **attached_pictures(content, pictures),
        f"{DATA}district.zip": data,
    }
    return make_package(record, catalogue, attachments=attachments)


def _before(campaign: Campaign) -> Record | None:
    """The district's accepted figures of the data year before, for words like 比上年."""
    edition = load_catalogue().editions[campaign.edition].previous
    found = Campaign.objects.filter(edition=edition, district=campaign.district_id).select_related("district").first()
    if found is None:
        return None
    tables = district_tables(found, is_provisional=False)
    return tables.aggregate.record if tables.submissions else None


def _require_finished(chapters: Sequence[Chapter]) -> None:
    if not chapters:
        raise Problem("release-text-empty", "报告还没有正文，不能发布。", "The report has no text yet.")
    open_ones = [one.heading for one in chapters if not one.is_finished]
    if open_ones:
        named = "、".join(open_ones[:MOST_NAMED])
        raise Problem(
            "release-text-unfinished",
            f"还有 {len(open_ones)} 章没有定稿，不能发布：{named}。请在写报告的页面上逐章定稿。",
            f"{len(open_ones)} chapters are not finished: {named}. Mark each as finished where the report is written.",
        )
