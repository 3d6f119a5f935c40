"""Far from the others, or too few others to tell."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from nianbao.sample.district import LATEST
from nianbao.web.campaigns.models import Campaign
from nianbao.web.organisations.models import Organisation
from nianbao.web.publications.peers import FEWEST, change_distance, deviation, far_from_peers
from nianbao.web.submissions.models import Entry, Submission

Whose = Callable[..., Submission]


@pytest.fixture
def crowd(submission: Whose) -> None:
    """Six more schools that report as the first one does, both years."""
    district = Organisation.objects.get(level="district")
    for number in range(6):
        code = f"99010290{number:02d}"
        school = Organisation.objects.create(
            code=code, name=f"第{number}校", level="school", parent=district, path=f"{district.path}{code}/"
        )
        for campaign in Campaign.objects.all():
            model = submission("9901020001", campaign.edition)
            copy = Submission.objects.create(campaign=campaign, organisation=school, revision=1)
            for entry in model.entries.all():
                entry.pk, entry.submission = None, copy
                entry.save(force_insert=True)


def test_with_too_few_peers_nothing_is_compared(submission: Whose) -> None:
    reading = far_from_peers(submission("9901020001"))
    assert not reading.is_enough
    assert reading.peers < FEWEST
    assert not reading.outliers


@pytest.mark.usefixtures("crowd")
def test_a_figure_that_grew_tenfold_stands_out(submission: Whose) -> None:
    found = submission("9901020001", LATEST)
    calm = {one.indicator for one in far_from_peers(found).outliers if one.is_change}
    entry = Entry.objects.get(submission=found, indicator="graduates")
    entry.raw = str(int(entry.raw) * 10)
    entry.save()
    found.revision += 1
    found.save()
    reading = far_from_peers(found)
    assert reading.is_enough
    assert "graduates" not in calm
    assert "graduates" in {one.indicator for one in reading.outliers if one.is_change}
    distances = [one.distance for one in reading.outliers]
    assert distances == sorted(distances, reverse=True)


def test_peers_that_are_all_alike_say_nothing_of_a_deviation() -> None:
    assert deviation(Decimal(3), [Decimal(2)] * FEWEST) is None


def test_a_step_of_one_among_schools_that_did_not_move_is_not_far() -> None:
    others = [(Decimal(30), Decimal(30))] * FEWEST
    distance = change_distance((Decimal(30), Decimal(31)), others)
    assert distance is not None
    assert distance < 1
