"""People are known by their names."""

from __future__ import annotations

from collections.abc import Callable

from nianbao.web.accounts.models import Person


def test_a_person_is_shown_by_name_and_found_by_login_name(person: Callable[[str], Person]) -> None:
    clerk = person("邱明溪")
    assert str(clerk) == "邱明溪"
    assert Person.objects.get_by_natural_key("school2.filler") == clerk
