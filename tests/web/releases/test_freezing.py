"""What a release holds and what it leaves behind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from nianbao.facts.problem import Problem
from nianbao.framework.loader import load_catalogue
from nianbao.web.campaigns.models import Campaign
from nianbao.web.config.demonstration_releases import _report
from nianbao.web.organisations.models import Organisation
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

BEFORE = "dy2024/school"
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
