"""What a release holds and what it leaves behind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from nianbao.facts.problem import Problem
from nianbao.filings.sealed_report import CONTENT, attached_pictures
from nianbao.framework.loader import load_catalogue
from nianbao.packages.package import make_package, open_package
from nianbao.web.campaigns.models import Campaign
from nianbao.web.config.demonstration_releases import _report
from nianbao.web.organisations.models import Organisation
from nianbao.web.organisations.permissions import Standing
from nianbao.web.releases.actions import prepare_package
from nianbao.web.releases.files import read_file
from nianbao.web.releases.freezing import (
    definitions_of,
    digest_of,
    frozen_aggregate,
    frozen_package,
    frozen_submission,
    meaning_digest,
)
from nianbao.web.submissions.content import read_content
from nianbao.web.submissions.models import Submission
from nianbao.web.submissions.packages import packed
from nianbao.writing.content import write_content
from nianbao.writing.markdown import read_markdown

BEFORE = "dy2024/school"
PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x00\x00\x00\x00:~\x9bU"
    b"\x00\x00\x00\nIDATx\x9cc`\x00\x00\x00\x02\x00\x01H\xaf\xa4q\x00\x00\x00\x00IEND\xaeB`\x82"
)
Whose = Callable[..., Submission]


def test_every_indicator_of_the_form_is_there_blanks_included(submission: Whose) -> None:
    frozen = frozen_submission(submission("9901020001", BEFORE))
    asked = load_catalogue().editions[BEFORE].indicators()
    assert [one.definition.indicator for one in frozen.facts] == list(asked)


def test_a_campaign_without_accepted_schools_has_nothing_to_release(campaign: Campaign) -> None:
    campaign.submissions.update(state="handed_in")
    with pytest.raises(Problem, match="没有内容可以发布"):
        frozen_aggregate(campaign)


def test_a_report_package_brings_its_text_and_its_cases(campaign: Campaign) -> None:
    frozen = frozen_package(_report(campaign), district=campaign.district)
    assert frozen.organisation == campaign.district
    assert len(frozen.cases) > 5
    assert {word for case in frozen.cases for word, _ in case.parts} >= {"背景", "做法", "成效"}
    assert frozen.view.narrative
    assert any(fact.expected == 4 for fact in frozen.facts)


def test_a_sealed_report_s_pictures_are_files_of_its_release(campaign: Campaign, head: Standing) -> None:
    sealed = open_package(_report(campaign))
    text = "::: 封面\n编制时间：2025年12月\n声明：内容真实。\n签署人：郑守正\n:::\n\n# 校园\n\n"
    content = read_markdown([f"{text}::: 图片 校门 {{#p1}}\n文件：校门.png\n说明：校门的样子\n:::\n"])
    attachments = {**sealed.attachments, CONTENT: write_content(content).encode()}
    attachments |= attached_pictures(content, {"校门.png": PNG})
    data = make_package(sealed.record, load_catalogue(), attachments=attachments)
    made = prepare_package(data, district=campaign.district, standing=head, formats=("html",))
    kept = {one.name: one for one in made.files.all()}
    pictures = [name for name, one in kept.items() if one.media_type == "image/png"]
    assert [read_file(kept[name].digest) for name in pictures] == [PNG]
    page = read_file(kept["page"].digest).decode()
    assert f'files/{pictures[0]}"' in page
    assert 'alt="校门的样子"' in page
    assert "内容真实" in read_file(kept["report.html"].digest).decode()


def test_a_package_of_somewhere_else_or_without_text_is_refused(campaign: Campaign, submission: Whose) -> None:
    other = Organisation.objects.create(code="880101", name="别处", level="district", path="88/880101/")
    with pytest.raises(Problem, match="不在"):
        frozen_package(_report(campaign), district=other)
    bare = packed(read_content(submission("9901020001", BEFORE)))
    with pytest.raises(Problem, match="没有报告正文"):
        frozen_package(bare, district=campaign.district)


def test_the_hash_changes_with_any_figure(submission: Whose) -> None:
    frozen = frozen_submission(submission("9901020001", BEFORE))
    changed = (replace(frozen.facts[0], text="另一个数"), *frozen.facts[1:])
    assert digest_of(frozen.facts, (), {}) != digest_of(changed, (), {})
    assert digest_of(frozen.facts, (), {}) == digest_of(frozen.facts, (), {})


def test_equal_definitions_of_two_editions_mean_the_same() -> None:
    catalogue = load_catalogue()
    first, second = (definitions_of(catalogue.editions[name], catalogue) for name in ("dy2023/school", BEFORE))
    assert first["graduates"].digest != second["graduates"].digest
    assert first["graduates"].meaning == second["graduates"].meaning
    meanings = catalogue.indicators["students_per_teacher"].meanings
    assert len({meaning_digest(one) for one in meanings}) == len(meanings) > 1
