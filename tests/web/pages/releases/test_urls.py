"""Addresses of the releasing pages."""

from __future__ import annotations

from nianbao.web.pages.releases.urls import urlpatterns


def test_each_address_has_a_name_of_its_own() -> None:
    names = [pattern.name for pattern in urlpatterns]
    assert all(names)
    assert len(names) == len(set(names))
