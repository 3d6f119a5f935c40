from dataclasses import replace

from small_catalogue import DISTRICT, PROVINCE, record, school

from nianbao.aggregation.membership import Standing, settle_membership
from nianbao.facts.record import Organisation

ONE, TWO = school("1", "一职"), school("2", "二职")


def test_everybody_has_a_standing() -> None:
    excused = school("3", "停办校", no_report_reason="停办")
    empty = school("4", "老校", has_students=False)
    stranger = Organisation("5", "民办校", "school")

    found = settle_membership([record(ONE), record(stranger)], DISTRICT, [empty, excused, TWO, ONE])

    assert [(member.organisation.code, member.standing) for member in found.members] == [
        ("1", Standing.REPORTED),
        ("2", Standing.NOT_REPORTING),
        ("3", Standing.EXCUSED),
        ("4", Standing.NO_STUDENTS),
        ("5", Standing.UNREGISTERED),
    ]


def test_what_a_school_says_of_its_graduates_counts_beside_the_registry() -> None:
    own = replace(ONE, has_graduates=False, name="第一职业学校")

    (member,) = settle_membership([record(own)], DISTRICT, [ONE]).members

    assert not member.organisation.has_graduates
    assert member.organisation.name == "一职"


def test_schools_below_a_district_are_counted_from_the_registry() -> None:
    found = settle_membership([], PROVINCE, [DISTRICT, ONE, TWO])

    assert [member.organisation for member in found.members] == [DISTRICT]
    assert found.schools_below(DISTRICT.code) == 2
    assert found.schools_below("unknown") == 1
