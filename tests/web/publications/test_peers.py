"""Far from the others, or too few others to tell."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from nianbao.sample.district import LATEST
from nianbao.web.campaigns.models import Campaign
from nianbao.web.organisations.models import Organisation
from nianbao.web.publications.peers import FEWEST, change_distances, deviations, far_from_peers
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
    distances, _middles = deviations(np.array([3.0, 0.3]), np.array([[2.0, 0.1 + 0.2]] * FEWEST))
    assert np.isnan(distances).all()


def test_who_has_no_number_is_not_counted_among_the_peers() -> None:
    others = np.array([[1.0], [2], [3], [4], [np.nan], [np.nan]])
    assert np.isnan(deviations(np.array([9.0]), others)[0]).all()
    distances, middles = deviations(np.array([9.0]), np.vstack([others, [[5.0]]]))
    assert (distances.round(2).tolist(), middles.tolist()) == ([4.05], [3.0])


def test_a_step_of_one_among_schools_that_did_not_move_is_not_far() -> None:
    others = np.full((FEWEST, 1), 30.0)
    distances, middles, counts = change_distances((np.array([30.0]), np.array([31.0])), (others, others))
    assert distances[0] < 1
    assert (middles.tolist(), counts.tolist()) == ([1.0], [FEWEST])


def test_a_figure_that_began_at_zero_has_no_change() -> None:
    others = np.full((FEWEST, 1), 30.0)
    distances, _middles, _counts = change_distances((np.array([0.0]), np.array([31.0])), (others, others))
    assert np.isnan(distances).all()
