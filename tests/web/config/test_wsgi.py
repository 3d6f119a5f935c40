"""The door for servers opens."""

from __future__ import annotations

from django.core.handlers.wsgi import WSGIHandler

from nianbao.web.config.wsgi import application


def test_the_application_is_one() -> None:
    assert isinstance(application, WSGIHandler)
