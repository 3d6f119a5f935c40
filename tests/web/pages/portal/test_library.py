"""Cases are found by two characters; the archive says what a program read."""

from __future__ import annotations

from typing import Any

from django.test import Client

from nianbao.rendering.renderer import find_renderer
from nianbao.web.presentation.kept_pages import KEPT
from nianbao.web.publications.aggregate import district_tables
from nianbao.web.releases.archive import add_archived, publish_archived
from nianbao.web.releases.models import ReleasedCase


def test_a_case_is_found_by_two_characters_and_shown_whole(public: Any, visitor: Client) -> None:
    public.district()
    assert "典型案例" in visitor.get("/public/cases/").content.decode()
    found = visitor.get("/public/cases/", {"q": "农机"}).content.decode()
    assert "巡回农机门诊" in found
    assert "找到 1 个" in found
    assert "没有找到" in visitor.get("/public/cases/", {"q": "航天"}).content.decode()
    case = ReleasedCase.objects.get(title="巡回农机门诊")
    page = visitor.get(f"/public/cases/{case.pk}/").content.decode()
    for words in ("背景", "做法", "成效", "/public/organisations/990102/2024/v1/#c-clinic"):
        assert words in page


def test_an_older_report_is_there_as_a_file_with_what_was_read_from_it(public: Any, visitor: Client) -> None:
    data = find_renderer("docx").render(district_tables(public.campaign, is_provisional=False).view)
    made = add_archived(
        public.campaign.district, district=public.campaign.district, title="2019年年度报告", data_year=2019,
        source="档案", name="2019.docx", data=data, standing=public.head,
    )  # fmt: skip
    assert visitor.get(f"/public/archive/{made.pk}/").status_code == 404
    publish_archived(made, reason="", standing=public.head)
    KEPT.forget()
    assert "2019年年度报告" in visitor.get("/public/archive/").content.decode()
    page = visitor.get(f"/public/archive/{made.pk}/").content.decode()
    assert "自动提取，未经确认" in page
    assert "毕业生人数" in page
    answer = visitor.get(f"/public/archive/{made.pk}/file")
    assert answer.content == data
    assert "attachment" in answer.headers["Content-Disposition"]
