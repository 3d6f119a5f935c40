"""What a page offers exists for whoever sees it: every link is followed, by every role."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from nianbao.web.submissions.models import Submission

Whose = Callable[..., Submission]
FAULTY = "9901020002"
ROLES = ("filler", "head", "district_reviewer", "editor", "district_head", "city", "operator")
# Files take long to make and are asked for elsewhere; another language is an answer of its own.
FILES = (".xlsx", ".docx", ".pdf", ".csv", ".zip", ".html", ".md", ".parquet", ".json", ".atom", ".xml")


class Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        address = dict(attrs).get("href") or ""
        if tag == "a" and address.startswith("/"):
            self.found.append(address.partition("#")[0])


def permission_table() -> Any:
    place = Path(__file__).parent.parent / "config" / "test_urls.py"
    made = importlib.util.spec_from_file_location("permission_table", place)
    assert made is not None
    assert made.loader is not None
    module = importlib.util.module_from_spec(made)
    made.loader.exec_module(module)
    return module


PERMISSIONS = permission_table()


def links_of(client: Client, where: str) -> list[str]:
    answer = client.get(where)
    assert answer.status_code == 200, where
    if not answer.headers["Content-Type"].startswith("text/html"):
        return []
    links = Links()
    links.feed((b"".join(answer) if answer.streaming else answer.content).decode())
    return links.found


def test_a_link_is_found() -> None:
    links = Links()
    links.feed("<a href='/a/#b'>1</a><a href='https://example.org/'>2</a><link href='/c/'>")
    assert links.found == ["/a/"]


@pytest.mark.parametrize("role", ROLES)
def test_every_link_leads_somewhere(role: str, enter: Callable[[str], Client], submission: Whose) -> None:
    client, one = enter(PERMISSIONS.WHO[role]), submission(FAULTY)
    known: set[str] = set()
    dead = []
    for address, method, expected in PERMISSIONS.TABLE.values():
        if method != "get" or expected[role] != 200 or address.startswith(("/public/", "/s/", "/api/")):
            continue
        where = PERMISSIONS.addressed(address, one)
        # Followed at once: the next page of the table may be of another survey.
        for link in links_of(client, where):
            if link in known or link.partition("?")[0].endswith(FILES):
                continue
            known.add(link)
            if (status := client.get(link).status_code) not in (200, 302):
                dead.append((where, link, status))
    assert known
    assert not dead
