"""A returned file's changes by chapter, with the cell in which a number is put right."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from nianbao.framework.loader import load_catalogue
from nianbao.web.manuscripts.chapter_texts import ChapterTexts
from nianbao.web.manuscripts.models import Manuscript
from nianbao.web.manuscripts.printouts import keep_printout
from nianbao.web.manuscripts.returned_models import ReturnedFile
from nianbao.web.manuscripts.returns import receive_file
from nianbao.web.manuscripts.text import edition_of
from nianbao.web.organisations.models import Organisation
from nianbao.web.organisations.permissions import Standing
from nianbao.web.presentation.returned_changes import (
    cell_address,
    figures_with_data,
    link_of,
    shown_changes,
    with_data,
)
from nianbao.web.publications.written_report import written_report
from nianbao.web.submissions.models import Submission
from nianbao.writing.content import Link, Paragraph, Text
from nianbao.writing.link import Names
from nianbao.writing.returned.proposal import Change, ChangedFigure, Step

SEASON = "教师把农时写进课表"


@pytest.fixture
def manuscript() -> Manuscript:
    return Manuscript.objects.select_related("campaign__district", "organisation").get(organisation__code="9901020002")


@pytest.fixture
def file(manuscript: Manuscript, standing: Callable[[str], Standing], edited: Any) -> ReturnedFile:
    clerk = standing("邱明溪")
    report = written_report(manuscript)
    data = report.rendered("docx")
    keep_printout(manuscript, content=report.content, chapters=report.chapters, data=data, standing=clerk)
    word = edited(data)
    word.number(SEASON, "99999门")
    return receive_file(manuscript, data=word.saved(), name="改.docx", standing=clerk)


def test_a_number_typed_over_is_shown_with_the_data_and_its_cell(
    manuscript: Manuscript, file: ReturnedFile, standing: Callable[[str], Standing]
) -> None:
    (group,) = shown_changes(file, list(file.changes.all()), ChapterTexts.read(manuscript), standing("邱明溪"))
    assert group.chapter is not None
    assert (group.chapter.node, group.waiting) == ("teaching", 1)
    submission = Submission.objects.get(campaign=manuscript.campaign_id, organisation=manuscript.organisation_id)
    with_data([group], figures_with_data([group], written_report(manuscript), submission.pk))
    ((figure,),) = [row.figures for row in group.rows]
    assert (figure.found, figure.now, figure.agrees) == ("99999门", figure.printed, False)
    assert figure.address.startswith(f"/submissions/{submission.pk}/tables/")
    assert "#c-" in figure.address


def test_others_see_and_do_not_decide(
    manuscript: Manuscript, file: ReturnedFile, standing: Callable[[str], Standing]
) -> None:
    (group,) = shown_changes(file, list(file.changes.all()), ChapterTexts.read(manuscript), standing("范若谷"))
    assert [row.may_decide for row in group.rows] == [False]
    assert group.waiting == 0


def test_a_cell_of_a_table_is_known_by_its_row() -> None:
    block = Paragraph("p", (Text("有"), Link("毕业生人数")))
    step = Step("1", Change.CHANGED, (block,), (block,))
    assert link_of(step, ChangedFigure("1.1", "", "", "", "p", 1)) == Link("毕业生人数")
    assert link_of(step, ChangedFigure("1.1", "", "", "", "p", 0)) is None
    assert link_of(step, ChangedFigure("1.1", "毕业生人数·本年", "", "", "p")) == Link("毕业生人数")
    assert link_of(step, ChangedFigure("1.1", "甲·本年 [[毕业生人数|变化]]", "", "", "p")) == Link("毕业生人数")
    assert link_of(step, ChangedFigure("1.1", "", "", "", "elsewhere", 1)) is None


def test_a_district_changes_its_figure_on_the_figures_own_page(manuscript: Manuscript) -> None:
    names = Names(edition_of(manuscript), load_catalogue())
    edition = edition_of(manuscript)
    assert cell_address(manuscript, None, edition, names, Link("毕业生人数")) == ""
    assert cell_address(manuscript, None, edition, names, Link("没有这一项")) == ""
    manuscript.organisation = Organisation(level="district", pk=manuscript.campaign.district_id)
    address = cell_address(manuscript, None, edition, names, Link("毕业生人数"))
    assert address == f"/campaigns/{manuscript.campaign_id}/figures/graduates/"
