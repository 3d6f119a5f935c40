"""A public page is made once, told apart by its tag, and never older than what is public."""

from __future__ import annotations

import gzip
from typing import Any

import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from nianbao.web.presentation import kept_pages
from nianbao.web.presentation.kept_pages import KEPT, Kept, KeptPages, public_page
from nianbao.web.releases.actions import count_up


@pytest.fixture(autouse=True)
def _fresh() -> None:
    KEPT.forget()


made: list[str] = []


@public_page
def page(request: HttpRequest) -> HttpResponse:
    made.append(request.get_full_path())
    return HttpResponse("公开" * 400)


def ask(address: str = "/public/x/", **headers: str) -> Any:
    return page(RequestFactory().get(address, headers=headers))


def test_a_page_is_made_once() -> None:
    made.clear()
    first, second = ask(), ask()
    assert first.content == second.content
    assert made == ["/public/x/"]
    ask("/public/x/?q=1")
    assert len(made) == 2


def test_who_has_it_already_is_told_so_without_a_page() -> None:
    tag = ask().headers["ETag"]
    answer = ask(**{"If-None-Match": tag})
    assert (answer.status_code, answer.content) == (304, b"")
    assert answer.headers["ETag"] == tag
    assert ask(**{"If-None-Match": '"another"'}).status_code == 200


def test_whatever_changes_for_the_public_changes_the_tag() -> None:
    before = ask().headers["ETag"]
    count_up()
    KEPT._token_until = 0.0
    assert ask().headers["ETag"] != before


def test_it_travels_compressed_to_whoever_takes_that() -> None:
    answer = ask(**{"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(answer.content) == ask().content
    assert "Accept-Encoding" in answer.headers["Vary"]


def test_shared_caches_may_keep_it_for_a_minute() -> None:
    assert ask().headers["Cache-Control"] == "public, max-age=60"


def test_the_least_used_is_forgotten_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_pages, "MOST_KEPT", 2)
    kept = KeptPages()
    for name in ("a", "b", "c"):
        kept.keep(name, Kept("text/html", b"", False, ()))
        kept.find("a")
    assert kept.find("a") is not None
    assert kept.find("b") is None


def test_a_kept_page_asks_the_database_nothing() -> None:
    client = Client()
    client.get("/public/")
    with CaptureQueriesContext(connection) as queries:
        client.get("/public/")
    assert not queries
