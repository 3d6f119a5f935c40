"""A made-up country with ten public data years."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from nianbao.facts.problem import Problem
from nianbao.web.config.multitude_releases import DATA_YEARS, INDICATORS, release_multitude
from nianbao.web.organisations.models import Organisation
from nianbao.web.presentation.kept_pages import KEPT
from nianbao.web.releases.series import compared_indicator


@pytest.fixture
def made() -> object:
    KEPT.forget()
    return release_multitude(patterns=3, printed=2)


def test_every_school_and_district_has_ten_reports(made: object) -> None:
    schools = Organisation.objects.filter(level="school").count()
    assert made.releases == DATA_YEARS * (schools + 1)  # type: ignore[attr-defined]
    assert made.facts == made.releases * INDICATORS  # type: ignore[attr-defined]
    assert made.pages == 2  # type: ignore[attr-defined]
    with pytest.raises(Problem, match="已有发布"):
        release_multitude()


@pytest.mark.usefixtures("made")
def test_ten_years_of_a_school_compare(visitor_to: Callable[[str], str]) -> None:
    school = Organisation.objects.filter(level="school").order_by("pk")[0]
    found = compared_indicator("graduates", [school], timezone.now())
    assert len(found.series[0].points) == DATA_YEARS
    assert all(one.is_comparable for one in found.series[0].points)
    for address in ("", f"organisations/{school.code}/", f"organisations/{school.code}/2025/",
                    f"organisations/{school.code}/2016/", "indicators/graduates/"):  # fmt: skip
        assert visitor_to(f"/public/{address}")


@pytest.fixture
def visitor_to() -> Callable[[str], str]:
    def get(address: str) -> str:
        answer = Client().get(address)
        assert answer.status_code == 200
        return str(answer.content.decode())

    return get
