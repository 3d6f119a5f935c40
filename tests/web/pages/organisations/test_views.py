"""The pages of the tree: adding, renaming, describing, closing."""

from __future__ import annotations

from collections.abc import Callable

from django.test import Client

from nianbao.web.organisations.models import Organisation

SCHOOL, OTHER = "9901020002", "9901020001"


def page_of(code: str = SCHOOL) -> str:
    return f"/organisations/{Organisation.objects.get(code=code).pk}/"


def test_the_tree_shows_the_own_district_alone(enter: Callable[[str], Client]) -> None:
    Organisation.objects.create(code="77", name="别的市", level="province", path="77/")
    assert "别的市" not in enter("郑守正").get("/organisations/").content.decode()
    assert "别的市" in enter("系统管理员").get("/organisations/").content.decode()


def test_a_school_is_added_once(enter: Callable[[str], Client]) -> None:
    head = enter("郑守正")
    district = Organisation.objects.get(code=SCHOOL).parent
    assert district is not None
    asked = {"name": "新校", "code": "9901020099", "owner": "区教委"}
    assert head.post(page_of(district.code) + "add/", asked).headers["Location"] == page_of("9901020099")
    assert head.post(page_of(district.code) + "add/", asked).status_code == 409


def test_renaming_and_closing_are_shown(enter: Callable[[str], Client]) -> None:
    head, into = enter("郑守正"), Organisation.objects.get(code=OTHER)
    asked = {"act": "rename", "name": "望川职业学校", "day": "2026-09-01"}
    for _ in range(2):
        assert head.post(page_of() + "change/", asked).status_code == 302
    assert head.post(page_of() + "change/", asked | {"day": "soon"}).status_code == 409
    for _ in range(2):
        head.post(page_of() + "change/", {"act": "close", "day": "2026-10-01", "successor": [into.pk, "x"]})
    shown = head.get(page_of()).content.decode()
    assert "2026-10-01：望川职业学校 → " + into.name in shown
    assert "撤并本校" not in shown
    assert head.post(page_of() + "change/", {"act": "other"}).status_code == 404


def test_a_school_is_described(enter: Callable[[str], Client]) -> None:
    asked = {"act": "describe", "owner": "区教委", "school_type": "职业高中", "has_students": "1"}
    assert enter("郑守正").post(page_of() + "change/", asked).status_code == 302
    school = Organisation.objects.get(code=SCHOOL)
    assert (school.has_students, school.has_graduates) == (True, False)
