"""The whole address of a link, and the letter that is asked for."""

from __future__ import annotations

from collections.abc import Callable

from django.test import RequestFactory

from nianbao.web.accounts.links import RESET
from nianbao.web.accounts.models import LinkLetter, Person
from nianbao.web.presentation.links import link_address, mail_link


def test_a_link_and_its_letter_lead_where_the_workbench_was_reached(person: Callable[[str], Person]) -> None:
    request = RequestFactory().get("/organisations/1/people/")
    assert link_address(request, "abc") == "http://testserver/welcome/abc/"
    assert mail_link(request, person("邱明溪"), purpose=RESET)
    assert LinkLetter.objects.get().origin == "http://testserver/"
