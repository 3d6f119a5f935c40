"""A parent finds her school's figure and what it means; what is corrected or withdrawn says so."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from nianbao.web.presentation.kept_pages import KEPT
from nianbao.web.releases.actions import withdraw

MOST_QUERIES = 12
HERE = "/public/organisations/9901020001/"


def links(answer: Any) -> list[str]:
    return re.findall(r'href="([^"]+)"', answer.content.decode())


def test_three_clicks_from_the_front_page_to_what_a_figure_means(public: Any, visitor: Client) -> None:
    public.school()
    front = visitor.get("/public/").content.decode()
    assert 'action="/public/search/"' in front
    found = visitor.get("/public/search/", {"q": "岚溪 职业技术"})  # one: search
    assert HERE in links(found)
    school = visitor.get(HERE)  # two: the school
    figure = next(one for one in links(school) if one.startswith("/public/indicators/graduates/"))
    page = visitor.get(figure).content.decode()  # three: the figure
    assert "是什么意思" in page
    assert "岚溪区职业技术学校的各年" in page
    assert "统计时段" in page
    assert "依据" in page


def test_a_report_shows_contents_figures_definitions_and_downloads(public: Any, visitor: Client) -> None:
    made = public.school()
    page = visitor.get(f"{HERE}2024/").content.decode()
    for words in ("目录", "定义", "来源", made.digest, "第 1 版", "郑守正", "files/report.md"):
        assert words in page
    assert 'id="about-graduates"' in page
    assert "style=" not in page
    block = re.search(r'<script type="application/ld\+json">(.*?)</script>', page)
    assert block is not None
    said = json.loads(block[1])
    assert said["@type"] == "Dataset"
    assert said["identifier"] == f"sha256:{made.digest}"


def test_pictures_of_a_report_are_files_of_their_own(public: Any, visitor: Client) -> None:
    public.district()
    page = visitor.get("/public/organisations/990102/2024/").content.decode()
    pictures = re.findall(r'<img src="([^"]+)"', page)
    assert pictures
    answer = visitor.get(pictures[0])
    assert answer.headers["Content-Type"] == "image/svg+xml"
    assert "sandbox" in answer.headers["Content-Security-Policy"]


def test_a_correction_says_why_and_the_old_version_stays(public: Any, visitor: Client) -> None:
    public.school()
    public.school(change_reason="毕业生数录入有误")
    now = visitor.get(f"{HERE}2024/").content.decode()
    old = visitor.get(f"{HERE}2024/v1/").content.decode()
    assert "毕业生数录入有误" in now
    assert "已被更正" in old
    assert "看现行版本" in old
    assert "毕业生数录入有误" in visitor.get("/public/").content.decode()


def test_what_is_withdrawn_is_gone_with_its_reason(public: Any, visitor: Client) -> None:
    made = public.school()
    withdraw(made, reason="学校申请重报", standing=public.head)
    KEPT.forget()
    for address in (f"{HERE}2024/", f"{HERE}2024/v1/"):
        answer = visitor.get(address)
        assert answer.status_code == 410
        assert "学校申请重报" in answer.content.decode()
    assert visitor.get(f"{HERE}2024/v1/files/report.md").status_code == 404


def test_a_file_is_given_out_byte_for_byte_and_parts_of_pages_are_not(public: Any, visitor: Client) -> None:
    made = public.school()
    from nianbao.web.releases.files import read_file

    answer = visitor.get(f"{HERE}2024/v1/files/report.md")
    assert answer.content == read_file(made.files.get(name="report.md").digest)
    assert "attachment" in answer.headers["Content-Disposition"]
    for name in ("page", "contents", "nothing.pdf"):
        assert visitor.get(f"{HERE}2024/v1/files/{name}").status_code == 404


def test_the_signed_lists_are_public(public: Any, visitor: Client) -> None:
    made = public.school()
    page = visitor.get("/public/organisations/990102/lists/").content.decode()
    assert made.digest in page
    assert "本人已核对" in page


@pytest.mark.parametrize(
    "address",
    [
        "/public/", "/public/organisations/", "/public/organisations/?q=职业", "/public/search/?q=学校", HERE,
        "/public/organisations/990102/", f"{HERE}2024/", f"{HERE}2024/v1/", "/public/organisations/990102/lists/",
        "/public/organisations/990102/2024/", "/public/indicators/", "/public/indicators/graduates/",
        "/public/indicators/graduates/?organisation=9901020001", "/public/compare/?organisation=9901020001",
        "/public/compare/?organisation=9901020001&organisation=990102", "/public/cases/", "/public/cases/?q=学生",
        "/public/archive/", "/public/feed.atom", "/public/sitemap.xml", "/public/sitemap-0.xml",
        "/public/sitemap-1.xml",
    ],
)  # fmt: skip
def test_a_page_asks_the_database_little(address: str, public: Any, visitor: Client) -> None:
    public.school("dy2023/school")
    public.school()
    public.district()
    with CaptureQueriesContext(connection) as queries:
        assert visitor.get(address).status_code == 200
    assert len(queries) <= MOST_QUERIES, "\n".join(one["sql"][:200] for one in queries.captured_queries)


def test_pages_are_there_in_english(public: Any, visitor: Client) -> None:
    public.school()
    visitor.get("/public/language/en/", {"back": "/public/"})
    page = visitor.get("/public/indicators/graduates/").content.decode()
    assert "Graduates" in page
    assert "What it means" in page
    assert visitor.get("/public/language/en/", {"back": "//evil.example/"}).headers["Location"] == "/public/"
