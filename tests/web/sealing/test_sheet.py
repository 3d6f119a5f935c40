"""The sheet of the web: what only the workbench knows, what nobody can sign away, what a signature covers."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from nianbao.filings.compliance import State
from nianbao.web.cases.library import refresh_cards
from nianbao.web.manuscripts.actions import save_chapter, set_finished, set_front
from nianbao.web.manuscripts.comments import comment_on, settle
from nianbao.web.manuscripts.models import Chapter, Manuscript
from nianbao.web.organisations.permissions import Standing
from nianbao.web.sealing.sheet import ReportSheet, report_sheet
from nianbao.web.submissions.models import Entry
from nianbao.writing.content import Statement

Stands = Callable[[str], Standing]


def told(sheet: ReportSheet, name: str) -> tuple[State, str]:
    (line,) = [one for one in sheet.sheet.requirements if one.name == name]
    return line.state, line.detail


def chapter(manuscript: Manuscript, node: str = "teaching") -> Chapter:
    return Chapter.objects.select_related("manuscript__organisation").get(manuscript=manuscript, node=node)


def add(one: Chapter, blocks: list[Any], by: Standing) -> None:
    save_chapter(one, blocks=[*one.blocks, *blocks], version=one.version, standing=by)


def test_the_district_s_sheet_knows_its_schools(manuscript: Manuscript) -> None:
    sheet = report_sheet(manuscript)
    assert told(sheet, "学校填报")[0] is State.UNMET
    assert told(sheet, "各校数据审核通过") == (State.LOOK, "1/2 所")
    assert told(sheet, "数据带入")[0] is State.MET
    assert sheet.stops == ()


def test_what_only_people_know_stands_on_the_sheet(school: Manuscript, standing: Stands) -> None:
    by = standing("孟晚照")
    assert told(report_sheet(school), "未了结的批注") == (State.LOOK, "1 条")
    for one in school.chapters.all():
        for comment in one.comments.filter(thread=None):
            settle(comment, settled=True, standing=by)
        set_finished(one, finished=True, standing=by)
    sheet = report_sheet(school)
    assert told(sheet, "未了结的批注") == (State.MET, "没有")
    assert told(sheet, "各章定稿") == (State.MET, "全部定稿")
    comment_on(chapter(school), text="请再看", standing=by)
    assert told(report_sheet(school), "未了结的批注") == (State.LOOK, "1 条")
    assert told(sheet, "数据报送") == (State.LOOK, "填报中")


def test_gaps_personal_data_and_missing_consents_cannot_be_signed_away(
    manuscript: Manuscript, standing: Stands
) -> None:
    by, one = standing("温编言"), chapter(manuscript)
    link = {"kind": "figure", "indicator": "不存在的指标"}
    add(one, [{"kind": "paragraph", "id": "p-gap", "parts": [link]}], by)
    assert [stop.code for stop in report_sheet(manuscript).stops] == ["sign-unwritten"]
    one = chapter(manuscript)
    save_chapter(one, blocks=one.blocks[:-1], version=one.version, standing=by)
    card = {"kind": "text", "text": "账号6222021234567890128"}
    told_case = {"kind": "case", "id": "c-named", "title": "甲", "people": ["张晓明"], "practice": [card]}
    add(chapter(manuscript), [told_case], by)
    refresh_cards(manuscript.organisation.path)
    sheet = report_sheet(manuscript)
    assert [stop.code for stop in sheet.stops] == ["sign-without-consent", "sign-personal-data"]
    assert told(sheet, "写到的人的同意凭据")[0] is State.UNMET
    assert "张晓明" not in told(sheet, "写到的人的同意凭据")[1]


def test_errors_of_the_figures_stop_a_school(school: Manuscript) -> None:
    assert [stop.code for stop in report_sheet(school).stops] == ["sign-open-errors"]


def test_a_signature_covers_text_cover_and_figures_and_nothing_else(school: Manuscript, standing: Stands) -> None:
    by, first = standing("孟晚照"), report_sheet(school).covers
    assert report_sheet(school).covers == first
    comment_on(chapter(school), text="请再看", standing=by)
    assert report_sheet(school).covers == first
    add(chapter(school), [{"kind": "paragraph", "id": "p-n", "parts": [{"kind": "text", "text": "一句。"}]}], by)
    second = report_sheet(school).covers
    assert second != first
    set_front(
        school, title=school.title, compiled="二〇二六年一月", numbering="", statement=Statement("属实。"), standing=by
    )
    school.refresh_from_db()
    third = report_sheet(school).covers
    assert third not in (first, second)
    Entry.objects.filter(submission__organisation=school.organisation, indicator="graduates").update(raw="7")
    assert report_sheet(school).covers != third


def test_the_sheet_travels_as_data(manuscript: Manuscript) -> None:
    said = json.loads(json.dumps(report_sheet(manuscript).sheet.as_json()))
    assert said["met"] is False
    assert any(one["name"] == "各章定稿" for one in said["requirements"])
