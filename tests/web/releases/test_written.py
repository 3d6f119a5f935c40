"""A report written in the workbench is released once it is finished, with the accepted schools' figures."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db.models import F
from django.test import Client

from nianbao.facts.problem import Problem
from nianbao.sample.district import LATEST
from nianbao.web.manuscripts.models import Chapter, Manuscript
from nianbao.web.organisations.permissions import Standing
from nianbao.web.releases.actions import prepare_written
from nianbao.web.releases.candidates import candidates_of
from nianbao.web.releases.files import read_file
from nianbao.web.releases.models import Release, ReleasedFact
from nianbao.web.releases.written import written_package
from nianbao.web.submissions.models import Entry, Submission


@pytest.fixture
def manuscript() -> Manuscript:
    return Manuscript.objects.select_related("organisation", "campaign__district").get(
        organisation__level="district", campaign__edition=LATEST
    )


@pytest.fixture
def finished(manuscript: Manuscript) -> Manuscript:
    """Every chapter is marked as finished, every school accepted."""
    Chapter.objects.filter(manuscript=manuscript).update(finished_version=F("version"))
    Submission.objects.filter(campaign=manuscript.campaign).update(state="accepted")
    return manuscript


def test_a_chapter_that_is_not_finished_keeps_the_whole_back(manuscript: Manuscript) -> None:
    Chapter.objects.filter(manuscript=manuscript).update(finished_version=None)
    with pytest.raises(Problem, match="没有定稿") as told:
        written_package(manuscript)
    first = manuscript.chapters.first()
    assert first is not None
    assert first.heading in told.value.message
    (own,) = [one for one in candidates_of(manuscript.organisation)[0].candidates if one.is_written]
    assert own.unfinished == manuscript.chapters.count()


def test_a_report_without_accepted_schools_rests_on_nothing(finished: Manuscript) -> None:
    Submission.objects.filter(campaign=finished.campaign).update(state="handed_in")
    with pytest.raises(Problem, match="没有通过审核"):
        written_package(finished)


def test_a_number_that_cannot_be_written_is_named(finished: Manuscript) -> None:
    chapter = finished.chapters.first()
    assert chapter is not None
    picture = {"kind": "picture", "id": "gone", "file": "没有.png", "caption": "校门"}
    Chapter.objects.filter(pk=chapter.pk).update(blocks=[*chapter.blocks, picture])
    with pytest.raises(Problem, match=r"写不出来.*没有\.png"):
        written_package(finished)


def test_the_finished_report_is_a_release_with_its_text_and_the_accepted_figures(
    finished: Manuscript, head: Standing
) -> None:
    made = prepare_written(finished, standing=head, formats=("md",))
    assert (made.origin, made.organisation, made.data_year) == ("package", finished.organisation, 2025)
    page = read_file(made.files.get(name="page").digest).decode()
    for chapter in finished.chapters.all():
        assert chapter.heading in page
    raw = Entry.objects.filter(submission__campaign=finished.campaign, indicator="graduates").values_list(
        "raw", flat=True
    )
    fact = ReleasedFact.objects.get(release=made, definition__indicator="graduates")
    assert fact.number == str(sum(int(one) for one in raw if one.isdecimal()))


def test_nobody_else_releases_the_text(finished: Manuscript, standing: Callable[[str], Standing]) -> None:
    for name in ("江市平", "白路遥"):
        with pytest.raises(Problem, match="权限"):
            prepare_written(finished, standing=standing(name), formats=())
    school = Manuscript.objects.filter(organisation__level="school").first()
    assert school is not None
    with pytest.raises(Problem, match="权限"):
        prepare_written(school, standing=standing("郑守正"), formats=())


def test_it_is_ticked_on_the_page_of_releases(finished: Manuscript, enter: Callable[[str], Client]) -> None:
    client, here = enter("温编言"), f"/districts/{finished.organisation_id}/releases/"
    assert f'value="m-{finished.pk}"' in client.get(here).content.decode()
    client.post(f"{here}prepare/", {"candidate": f"m-{finished.pk}"})
    assert Release.objects.get(organisation=finished.organisation).origin == "package"
