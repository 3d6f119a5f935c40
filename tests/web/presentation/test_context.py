"""Every page knows who is signed in."""

from __future__ import annotations

from django.test import RequestFactory

from nianbao.web.presentation.context import page_context


def test_a_request_without_a_person_has_no_standing() -> None:
    assert page_context(RequestFactory().get("/"))["standing"] is None
