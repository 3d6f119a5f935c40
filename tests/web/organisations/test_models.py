"""An organisation of the tree is the one that records know."""

from __future__ import annotations

from nianbao.sample.district import make_sample
from nianbao.web.organisations.models import Organisation


def test_an_organisation_is_the_sample_s_own_again() -> None:
    for school in make_sample().schools:
        assert Organisation.objects.get(code=school.code).fact == school


def test_a_branch_is_a_prefix() -> None:
    district = Organisation.objects.get(code="990102")
    assert district.path == "990100/990102/"
    assert Organisation.objects.filter(path__startswith=district.path, level="school").count() == 4
