"""Nothing unsafe is on unless somebody asks for it."""

from __future__ import annotations

from django.conf import settings

from nianbao.web.config import settings as written


def test_the_defaults_are_the_safe_ones() -> None:
    assert written.DEBUG is False
    assert written.IS_DEMO is False
    assert "*" not in settings.ALLOWED_HOSTS
    assert len(written.SECRET_KEY) >= 40


def test_every_page_asks_for_a_person_unless_it_says_otherwise() -> None:
    assert "django.contrib.auth.middleware.LoginRequiredMiddleware" in written.MIDDLEWARE
