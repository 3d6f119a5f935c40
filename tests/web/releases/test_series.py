"""Ten years in one answer: what can be compared stands together, what cannot is apart."""

from __future__ import annotations

from collections.abc import Callable

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from nianbao.web.organisations.models import Organisation
from nianbao.web.releases.models import Definition, Release, ReleasedFact
from nianbao.web.releases.series import compared_indicator, compared_indicators

Make = Callable[..., Release]
SCHOOL = "9901020001"


def school() -> Organisation:
    return Organisation.objects.get(code=SCHOOL)


def test_two_data_years_of_one_definition_can_be_compared(released: Make) -> None:
    released(edition="dy2023/school")
    released()
    found = compared_indicator("graduates", [school()], timezone.now())
    assert [one.data_year for one in found.series[0].points] == [2023, 2024]
    assert all(one.is_comparable and one.value for one in found.series[0].points)


def other_meaning(edition: str, indicator: str) -> None:
    Definition.objects.filter(edition=edition, indicator=indicator).update(meaning="another", definition="别的")


def test_a_changed_definition_is_a_break_and_keeps_its_figure_apart(released: Make) -> None:
    released(edition="dy2023/school")
    released()
    other_meaning("dy2023/school", "classes")
    earlier, later = compared_indicator("classes", [school()], timezone.now()).series[0].points
    assert later.is_comparable
    assert earlier.is_break
    assert not earlier.is_comparable
    assert earlier.value == ""
    assert earlier.fact.text


def test_an_old_rate_is_converted_where_the_crosswalk_says_how(released: Make) -> None:
    made = released(edition="dy2023/school")
    released()
    facts = ReleasedFact.objects.filter(release=made, definition__indicator__in=("graduates_placed", "graduates"))
    facts.filter(definition__indicator="graduates_placed").delete()
    facts.filter(definition__indicator="graduates").update(number="200")
    old = Definition.objects.get(edition="dy2023/school", indicator="graduates")
    old.pk, old.digest, old.indicator, old.meaning = None, "x" * 64, "graduates_placed_share", "old"
    old.save()
    ReleasedFact.objects.create(release=made, definition=old, state="value", number="97.5", text="97.5")
    earlier = compared_indicator("graduates_placed", [school()], timezone.now()).series[0].points[0]
    assert (earlier.value, earlier.converted_from) == ("195", "graduates_placed_share × graduates ÷ 100")
    assert earlier.is_comparable


def test_many_indicators_of_many_organisations_take_three_queries(released: Make, released_district: Release) -> None:
    released()
    names = ["graduates", "full_time_students", "students_per_teacher"]
    with CaptureQueriesContext(connection) as queries:
        found = compared_indicators(names, list(Organisation.objects.all()), timezone.now())
    assert len(queries) <= 4  # one of them reads the organisations
    assert [one.indicator for one in found] == names
