"""What each role may do, and that it ends at the branch."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from nianbao.web.accounts.models import Person
from nianbao.web.organisations.actions import grant_role, revoke_role
from nianbao.web.organisations.models import Organisation, Role
from nianbao.web.organisations.permissions import Standing, standing_of

# name: fill, pass, hand in, review, reopen
ROLES = {
    "邱明溪": (True, False, False, False, False),
    "孟晚照": (True, True, False, False, False),
    "白路遥": (True, True, True, False, False),
    "高审之": (False, False, False, True, False),
    "温编言": (False, False, False, False, False),
    "郑守正": (False, False, False, True, True),
    "江市平": (False, False, False, False, False),
    "沈知远": (False, False, False, False, False),
    "系统管理员": (False, False, False, False, False),
}


@pytest.mark.parametrize("name", ROLES)
def test_a_role_may_do_so_much_and_no_more(name: str, standing: Callable[[str], Standing]) -> None:
    who, school = standing(name), Organisation.objects.get(code="9901020002")
    assert ROLES[name] == (
        who.may_fill(school),
        who.may_pass(school),
        who.may_hand_in(school),
        who.may_review(school),
        who.may_reopen(school),
    )


# name: write any chapter of the school's, one at all; of the district's; read the school's, the district's
WRITERS = {
    "邱明溪": (True, True, False, True, False),
    "范若谷": (False, False, False, True, False),
    "白路遥": (True, True, False, True, False),
    "高审之": (False, False, False, False, True),
    "温编言": (False, False, True, False, True),
    "郑守正": (False, False, True, False, True),
    "江市平": (False, False, False, False, False),
    "沈知远": (False, False, False, False, False),
    "系统管理员": (False, False, False, False, False),
}


@pytest.mark.parametrize("name", WRITERS)
def test_a_report_is_written_and_read_by_its_own_people_alone(name: str, standing: Callable[[str], Standing]) -> None:
    who, school = standing(name), Organisation.objects.get(code="9901020002")
    district = Organisation.objects.get(level="district")
    assert WRITERS[name] == (
        who.may_write(school, ""),
        who.may_write(school),
        who.may_write(district),
        who.may_read_text(school),
        who.may_read_text(district),
    )


def test_a_filler_can_be_limited_to_a_chapter(person: Callable[[str], Person]) -> None:
    school = Organisation.objects.get(code="9901020002")
    for tables in ([], ["satisfaction"]):
        grant_role(
            person=person("邱明溪"), organisation=school, role=Role.FILLER, by=None, tables=tables, chapters=["culture"]
        )
        who = standing_of(person("邱明溪"))
        assert who.may_write(school, "culture")
        assert who.may_write(school)
        assert not who.may_write(school, "teaching")
        assert not who.may_write(school, "")
        assert who.may_fill(school, "satisfaction") == bool(tables)
        assert not who.may_fill(school, "scorecard")


def test_a_filler_can_be_limited_to_a_table(standing: Callable[[str], Standing]) -> None:
    who, school = standing("范若谷"), Organisation.objects.get(code="9901020002")
    assert who.may_fill(school, "satisfaction")
    assert not who.may_fill(school, "scorecard")


def test_a_school_s_people_end_at_their_school(standing: Callable[[str], Standing]) -> None:
    other = Organisation.objects.get(code="9901020001")
    assert not standing("白路遥").may_see(other)
    assert standing("江市平").may_see(other)


def test_a_role_taken_away_is_gone(standing: Callable[[str], Standing]) -> None:
    school = Organisation.objects.get(code="9901020002")
    revoke_role(standing("白路遥").grants[0], by=None)
    assert not standing("白路遥").may_see(school)


@pytest.mark.parametrize(
    ("name", "reads"), [("高审之", False), ("温编言", False), ("郑守正", True), ("江市平", True), ("系统管理员", True)]
)
def test_the_record_is_offered_to_those_who_may_read_it(
    name: str, reads: bool, standing: Callable[[str], Standing]
) -> None:
    assert standing(name).reads_record is reads
