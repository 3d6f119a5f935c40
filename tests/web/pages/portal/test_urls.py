"""Addresses of the public are promises: they begin alike and each has a name."""

from __future__ import annotations

from nianbao.web.pages.portal.urls import urlpatterns


def test_every_public_address_stands_below_one_prefix() -> None:
    for pattern in urlpatterns:
        assert str(pattern.pattern).startswith("public/") or pattern.name == "robots"
        assert pattern.name


def test_names_are_given_once() -> None:
    names = [pattern.name for pattern in urlpatterns]
    assert len(names) == len(set(names))
