"""An old report is taken apart, and put into chapters only where nothing stands or somebody asked for it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from nianbao.facts.problem import Problem
from nianbao.web.audit.models import Event
from nianbao.web.manuscripts.actions import start_manuscript
from nianbao.web.manuscripts.models import Chapter, Manuscript, Revision, RevisionState
from nianbao.web.manuscripts.old_reports import (
    APPEND,
    PROPOSE,
    PUT,
    content_of,
    links_of,
    old_parts,
    put_in,
    receive_old_report,
    unplaced_in,
)
from nianbao.web.manuscripts.returned_models import OldReport
from nianbao.web.organisations.permissions import Standing
from nianbao.web.publications.written_report import written_report
from nianbao.web.submissions.models import Submission

Stands = Callable[[str], Standing]
OLD = """第一职业学校职业教育质量年度报告

一、人才培养

（一）立德树人

学校把劳动教育写进课程表，各年级都有实践周。

案例1 稻田课堂

背景：学生没有下过田。
做法：每周一次。
成效：学会了插秧。

二、服务贡献

开展了技术培训。

三、校史

学校建于上个世纪。
"""


@pytest.fixture
def empty(submission: Callable[..., Submission], standing: Stands) -> Manuscript:
    """A report in which nobody has written."""
    school = submission("9901020001")
    return start_manuscript(campaign=school.campaign, organisation=school.organisation, standing=standing("沈知远"))


@pytest.fixture
def written() -> Manuscript:
    return Manuscript.objects.select_related("campaign__district", "organisation").get(organisation__code="9901020002")


def received(manuscript: Manuscript, standing: Standing, text: str = OLD, name: str = "去年.txt") -> OldReport:
    record = written_report(manuscript, []).sources.record
    return receive_old_report(manuscript, data=text.encode(), name=name, record=record, standing=standing)


def part_ids(old: OldReport) -> dict[str, str]:
    chapters = list(old.manuscript.chapters.all())
    return {one.part.heading.text: one.id for one in old_parts(old.manuscript, content_of(old), chapters)}


def chapter(manuscript: Manuscript, node: str) -> Chapter:
    return Chapter.objects.get(manuscript=manuscript, node=node)


def test_an_old_report_changes_nothing_until_it_is_put_in(empty: Manuscript, standing: Stands) -> None:
    before = [one.blocks for one in empty.chapters.all()]
    old = received(empty, standing("沈知远"))
    assert [one.blocks for one in empty.chapters.all()] == before
    assert received(empty, standing("沈知远"), name="又一次.txt") == old
    assert set(part_ids(old)) == {"人才培养", "服务贡献", "校史"}

    assert any(one.where == "校史" for one in unplaced_in(old))


def test_parts_go_into_empty_chapters_and_new_ones_and_only_once(empty: Manuscript, standing: Stands) -> None:
    clerk = standing("沈知远")
    old = received(empty, clerk)
    ids = part_ids(old)
    told = put_in(old, parts=dict.fromkeys(ids.values(), PUT), standing=clerk)
    assert set(told.done.values()) == {"人才培养", "服务贡献", "校史"}
    training = chapter(empty, "talent_training")
    kinds = [block["kind"] for block in training.blocks]
    assert "case" in kinds
    assert "劳动教育写进课程表" in str(training.blocks)
    assert "必写。" not in str(training.blocks)
    headings = {block["id"] for block in training.blocks if block["kind"] == "heading"}
    assert "h-talent-training" in headings
    assert training.revisions.first().via == "old"  # type: ignore[union-attr]
    assert Chapter.objects.filter(manuscript=empty, node="").count() == 1
    version = training.version
    again = put_in(old, parts=dict.fromkeys(ids.values(), APPEND), standing=clerk)
    assert again.done == {}
    assert chapter(empty, "talent_training").version == version
    assert Event.objects.filter(kind="manuscripts.old_report.taken").count() == 1


def test_text_that_stands_is_never_replaced(written: Manuscript, standing: Stands) -> None:
    clerk = standing("白路遥")
    old = received(written, clerk)
    ids = part_ids(old)
    before = chapter(written, "talent_training").blocks
    told = put_in(old, parts={ids["人才培养"]: PUT}, standing=clerk)
    assert (told.done, told.filled) == ({}, ["人才培养"])
    assert chapter(written, "talent_training").blocks == before
    told = put_in(old, parts={ids["人才培养"]: PROPOSE}, standing=clerk)
    assert list(told.done.values()) == ["人才培养"]
    assert chapter(written, "talent_training").blocks == before
    assert Revision.objects.get(state=RevisionState.PROPOSED, note="去年.txt").via == "old"


def test_what_is_appended_stands_behind_the_text_of_its_own_heading(written: Manuscript, standing: Stands) -> None:
    clerk = standing("白路遥")
    old = received(written, clerk)
    before = chapter(written, "talent_training").blocks
    put_in(old, parts={part_ids(old)["人才培养"]: APPEND}, standing=clerk)
    after = chapter(written, "talent_training").blocks
    assert [block for block in after if block in before] == before
    at = next(place for place, block in enumerate(after) if "劳动教育写进课程表" in str(block))
    heading = [block for block in after[:at] if block["kind"] == "heading"][-1]
    assert heading["text"] == "立德树人"
    assert len({block["id"] for block in after}) == len(after)


def test_numbers_become_links_as_they_were_decided(written: Manuscript, empty: Manuscript, standing: Stands) -> None:
    clerk = standing("沈知远")
    record = written_report(empty, []).sources.record
    fact = record.facts["graduates"]
    text = f"第一职业学校年度报告\n\n一、人才培养\n\n毕业生人数为{fact.cell.raw}人。\n"
    old = received(empty, clerk, text)
    (link,) = links_of(old)
    assert link.links[0].indicator == "毕业生人数"
    assert (link.before, link.behind) == ("毕业生人数为", "")
    chosen = {} if link.is_sure else {0: 0}
    put_in(old, parts=dict.fromkeys(part_ids(old).values(), PUT), links=chosen, standing=clerk)
    assert "'indicator': '毕业生人数'" in str(chapter(empty, "talent_training").blocks)
    other = received(written, standing("白路遥"), text)
    put_in(other, parts={part_ids(other)["人才培养"]: APPEND}, links={0: -1}, standing=standing("白路遥"))
    assert f"毕业生人数为{fact.cell.raw}人" in str(chapter(written, "talent_training").blocks)


def test_others_chapters_are_left_to_them(written: Manuscript, standing: Stands) -> None:
    old = received(written, standing("范若谷"))
    told = put_in(old, parts={part_ids(old)["服务贡献"]: APPEND}, standing=standing("范若谷"))
    assert (told.done, told.kept_out) == ({}, ["服务贡献"])
    with pytest.raises(Problem, match="没有写这份报告的权限"):
        received(written, standing("汪青禾"))


def test_a_file_that_cannot_be_read_is_told(empty: Manuscript, standing: Stands) -> None:
    with pytest.raises(Problem, match="空文件"):
        receive_old_report(empty, data=b"", name="空.txt", record=None, standing=standing("沈知远"))
    with pytest.raises(Problem):
        receive_old_report(empty, data=b"PK\x03\x04 half", name="坏.docx", record=None, standing=standing("沈知远"))
