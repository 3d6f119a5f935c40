"""A merged school is compared with all that it was made of, or not at all."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from decimal import Decimal

import pytest
from django.test import Client

from nianbao.sample.district import LATEST
from nianbao.web.organisations.models import Organisation, Succession
from nianbao.web.submissions.content import read_content, read_record
from nianbao.web.submissions.models import Entry, Submission
from nianbao.web.submissions.predecessors import parts_of

Whose = Callable[..., Submission]
BEFORE = "dy2024/school"
HEIR, CLOSED, OTHER = "9901020002", "9901020001", "9901020003"
SUMMED, MEAN = "graduates", "graduate_monthly_income"


def merge(predecessor: str, successor: str, submission: Whose) -> None:
    on = submission(HEIR).campaign.opens_on
    found = {one.code: one for one in Organisation.objects.filter(code__in=(predecessor, successor))}
    Succession.objects.create(predecessor=found[predecessor], successor=found[successor], since=on)


def typed(code: str, submission: Whose, indicator: str = SUMMED) -> Entry:
    return submission(code, BEFORE).entries.get(indicator=indicator)


def before(submission: Whose, indicator: str = SUMMED) -> Decimal | None:
    previous = read_content(submission(HEIR)).record.previous
    number = previous.cell(indicator).number if previous is not None else None
    return None if number is None else number.value


@pytest.fixture
def merged(submission: Whose) -> Decimal:
    merge(CLOSED, HEIR, submission)
    return Decimal(typed(HEIR, submission).raw) + Decimal(typed(CLOSED, submission).raw)


def test_last_time_s_figure_is_the_sum_of_all_parts(merged: Decimal, submission: Whose) -> None:
    assert before(submission) == merged
    content = read_content(submission(HEIR))
    assert content.record == read_record(submission(HEIR))[0]
    assert len(content.merged) == 2


def test_what_cannot_be_added_is_left_out(merged: Decimal, submission: Whose) -> None:
    assert typed(HEIR, submission, MEAN).raw
    assert before(submission, MEAN) is None


@pytest.mark.parametrize("raw", ["", "缺报"])
def test_a_part_without_a_number_leaves_no_sum(raw: str, merged: Decimal, submission: Whose) -> None:
    Entry.objects.filter(pk=typed(CLOSED, submission).pk).update(raw=raw)
    assert before(submission) is None


def test_a_part_that_filed_nothing_leaves_no_sum(merged: Decimal, submission: Whose) -> None:
    submission(CLOSED, BEFORE).entries.all().delete()
    assert before(submission) is None


def test_a_school_that_was_split_is_in_no_sum(merged: Decimal, submission: Whose) -> None:
    merge(CLOSED, OTHER, submission)
    assert before(submission) is None


def test_a_merger_to_come_changes_nothing_yet(merged: Decimal, submission: Whose) -> None:
    Succession.objects.update(since=submission(HEIR).campaign.opens_on + datetime.timedelta(days=1))
    assert parts_of(submission(HEIR)) == ()
    assert before(submission) == Decimal(typed(HEIR, submission).raw)


def test_who_took_no_part_last_time_is_no_part(merged: Decimal, submission: Whose) -> None:
    submission(CLOSED, BEFORE).campaign.participations.filter(organisation__code=CLOSED).update(takes_part=False)
    assert parts_of(submission(HEIR)) == ()


def test_the_pages_name_the_schools(merged: Decimal, submission: Whose, enter: Callable[[str], Client]) -> None:
    found, name = submission(HEIR, LATEST), Organisation.objects.get(code=CLOSED).name
    for who, address in (
        ("邱明溪", f"/submissions/{found.pk}/tables/base_items/"),
        ("高审之", f"/reviews/{found.pk}/"),
    ):
        page = enter(who).get(address).content.decode()
        assert "之和；" in page
        assert name in page
