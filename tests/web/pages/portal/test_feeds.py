"""Programs that follow what is new read well-formed answers."""

from __future__ import annotations

from typing import Any

from django.test import Client
from lxml import etree

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def test_the_feed_names_each_release_and_the_reason_of_a_correction(public: Any, visitor: Client) -> None:
    public.school()
    public.school(change_reason="毕业生数 <录入> 有误")
    feed = etree.fromstring(visitor.get("/public/feed.atom").content)
    entries = feed.findall(f"{ATOM}entry")
    assert len(entries) == 2
    assert entries[0].findtext(f"{ATOM}summary") == "更正：毕业生数 <录入> 有误"
    assert entries[0].findtext(f"{ATOM}id").endswith("/2024/v2/")
    assert feed.findtext(f"{ATOM}updated")


def test_the_map_leads_to_every_report(public: Any, visitor: Client) -> None:
    public.school()
    index = etree.fromstring(visitor.get("/public/sitemap.xml").content)
    parts = [one.text for one in index.iter(f"{MAP}loc")]
    assert len(parts) == 2
    found = etree.fromstring(visitor.get("/public/sitemap-1.xml").content)
    assert [one.text for one in found.iter(f"{MAP}loc")] == ["http://testserver/public/organisations/9901020001/2024/"]
    assert visitor.get("/public/sitemap-2.xml").status_code == 404


def test_robots_may_read_what_is_public_and_nothing_else(visitor: Client) -> None:
    said = visitor.get("/robots.txt").content.decode()
    assert "Allow: /public/" in said
    assert said.index("Disallow: /\n") > 0
    assert "Sitemap: http://testserver/public/sitemap.xml" in said
