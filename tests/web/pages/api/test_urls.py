"""The interface is described on a page without scripts, from its own description."""

from __future__ import annotations

from django.test import Client

from nianbao.web.pages.api.urls import operations


def test_the_page_names_every_operation_and_parameter(visitor: Client) -> None:
    page = visitor.get("/api/v1/docs").content.decode()
    assert len(operations()) == 11
    for one in operations():
        assert one["address"] in page
        assert one["summary"]
        assert all(parameter["kind"] for parameter in one["parameters"])
    assert "<script" not in page
