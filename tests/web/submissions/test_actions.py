"""Entering figures: nobody overwrites anybody silently, a second click changes nothing, frozen is frozen."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest
from django.utils import timezone

from nianbao.facts.problem import Problem
from nianbao.framework.loader import load_catalogue
from nianbao.web.audit.models import Event
from nianbao.web.campaigns.models import Campaign
from nianbao.web.organisations.permissions import Standing
from nianbao.web.submissions.actions import (
    Typed,
    accept_repair,
    apply_upload,
    explain,
    keep_upload,
    read_upload,
    save_cells,
    save_list,
    withdraw_explanation,
)
from nianbao.web.submissions.content import read_content
from nianbao.web.submissions.findings import findings_of
from nianbao.web.submissions.models import Entry, State, Submission
from nianbao.workbooks.template import filled_bytes

Who = Callable[[str], Standing]
Whose = Callable[..., Submission]
FAULTY = "9901020002"


def entry_of(submission: Submission, indicator: str) -> Entry:
    return submission.entries.get(indicator=indicator)


def test_a_save_raises_the_version_and_is_told_once(standing: Who, submission: Whose) -> None:
    found = submission(FAULTY)
    before = Event.objects.count()
    version = entry_of(found, "graduates").version
    cell = Typed("graduates", "280", version=version)
    first = save_cells(found, cells=[cell], standing=standing("邱明溪"))
    again = save_cells(found, cells=[cell], standing=standing("邱明溪"))
    assert (entry_of(found, "graduates").raw, entry_of(found, "graduates").version) == ("280", version + 1)
    assert again.revision == first.revision
    assert not again.conflicts
    assert Event.objects.count() == before + 1


def test_the_second_of_two_people_is_told_what_the_first_wrote(standing: Who, submission: Whose) -> None:
    found = submission(FAULTY)
    seen = entry_of(found, "graduates").version
    save_cells(found, cells=[Typed("graduates", "280", version=seen)], standing=standing("邱明溪"))
    saved = save_cells(
        found,
        cells=[Typed("graduates", "300", version=seen), Typed("graduates_placed", "275", version=1)],
        standing=standing("孟晚照"),
    )
    (conflict,) = saved.conflicts
    assert (conflict.indicator, conflict.raw, conflict.by) == ("graduates", "280", "邱明溪")
    assert entry_of(found, "graduates").raw == "280"
    assert entry_of(found, "graduates_placed").raw == "275"


def test_what_is_frozen_stays_as_it_is(standing: Who, submission: Whose) -> None:
    found = submission("9901020001")
    with pytest.raises(Problem, match="不能修改"):
        save_cells(found, cells=[Typed("graduates", "1")], standing=standing("沈知远"))


def test_nobody_writes_in_another_s_table(standing: Who, submission: Whose) -> None:
    found = submission(FAULTY)
    with pytest.raises(Problem, match="没有填报"):
        save_cells(found, cells=[Typed("graduates", "1")], standing=standing("范若谷"))
    save_cells(found, cells=[Typed("satisfaction_staff", "95.00")], standing=standing("范若谷"))
    with pytest.raises(Problem, match="没有填报"):
        save_cells(found, cells=[Typed("satisfaction_staff", "96.00")], standing=standing("高审之"))


def test_a_cell_that_the_form_lacks_is_refused(standing: Who, submission: Whose) -> None:
    with pytest.raises(Problem, match="没有"):
        save_cells(submission(FAULTY), cells=[Typed("no_such_thing", "1")], standing=standing("邱明溪"))
    with pytest.raises(Problem, match="太长"):
        save_cells(submission(FAULTY), cells=[Typed("graduates", "1" * 300)], standing=standing("邱明溪"))


def test_entry_ends_when_the_campaign_closes_unless_extended(standing: Who, submission: Whose) -> None:
    found = submission(FAULTY)
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    Campaign.objects.filter(pk=found.campaign_id).update(due_on=yesterday, closes_on=yesterday)
    with pytest.raises(Problem, match="关闭"):
        save_cells(submission(FAULTY), cells=[Typed("graduates", "280")], standing=standing("邱明溪"))
    found.campaign.participations.filter(organisation=found.organisation).update(extended_until=timezone.localdate())
    save_cells(found, cells=[Typed("graduates", "280")], standing=standing("邱明溪"))


def test_a_list_is_replaced_as_a_whole_and_never_over_another_s(standing: Who, submission: Whose) -> None:
    found = submission(FAULTY)
    kept = found.list_contents.get(list_id="major_group_list")
    rows = [*kept.rows, dict(kept.rows[0])]
    for _ in range(2):
        save_list(found, list_id="major_group_list", rows=rows, version=kept.version, standing=standing("邱明溪"))
    kept.refresh_from_db()
    assert len(kept.rows) == len(rows)
    with pytest.raises(Problem, match="刚被邱明溪改过"):
        save_list(
            found, list_id="major_group_list", rows=rows[:1], version=kept.version - 1, standing=standing("孟晚照")
        )


def test_a_repair_is_accepted_with_one_click_and_a_second_is_told_so(standing: Who, submission: Whose) -> None:
    found = submission(FAULTY)
    finding = next(one for one in findings_of(read_content(found)) if one.check == "AR004" and one.repairs)
    accept_repair(found, finding=finding.id, number=0, standing=standing("邱明溪"))
    assert "AR004" not in {one.check for one in findings_of(read_content(found))}
    with pytest.raises(Problem, match="已不适用"):
        accept_repair(found, finding=finding.id, number=0, standing=standing("邱明溪"))


def test_an_explanation_stops_blocking_until_the_figure_changes(standing: Who, submission: Whose) -> None:
    found = submission(FAULTY)
    finding = next(one for one in findings_of(read_content(found)) if one.blocks and one.waivable)
    errors = found.summary["total"]["errors"]
    numbers = {
        explain(found, finding=finding.id, reason="统计口径经区级确认", standing=standing("邱明溪")).pk
        for _ in range(2)
    }
    assert len(numbers) == 1
    found.refresh_from_db()
    assert found.summary["total"]["errors"] == errors - 1
    withdraw_explanation(found, explanation=numbers.pop(), standing=standing("邱明溪"))
    found.refresh_from_db()
    assert found.summary["total"]["errors"] == errors


def test_an_explanation_says_something(standing: Who, submission: Whose) -> None:
    found = submission(FAULTY)
    finding = next(one for one in findings_of(read_content(found)) if one.blocks and one.waivable)
    with pytest.raises(Problem, match="原因"):
        explain(found, finding=finding.id, reason="属实", standing=standing("邱明溪"))


def test_a_workbook_comes_back_without_a_change(standing: Who, submission: Whose) -> None:
    found = submission("9901020004")
    content = filled_bytes(read_content(found).record, load_catalogue())
    kept = keep_upload(found, content=content, name="工作簿.xlsx", standing=standing("石安澜"))
    before = found.changes.count()
    apply_upload(found, upload=kept.pk, standing=standing("石安澜"))
    assert found.changes.count() == before
    with pytest.raises(Problem, match="已经导入"):
        apply_upload(found, upload=kept.pk, standing=standing("石安澜"))


def test_a_preview_that_time_has_passed_over_is_not_applied(standing: Who, submission: Whose) -> None:
    found = submission(FAULTY)
    content = filled_bytes(read_content(found).record, load_catalogue())
    kept = keep_upload(found, content=content, name="工作簿.xlsx", standing=standing("邱明溪"))
    save_cells(found, cells=[Typed("graduates", "281")], standing=standing("孟晚照"))
    with pytest.raises(Problem, match="又有改动"):
        apply_upload(found, upload=kept.pk, standing=standing("邱明溪"))
    assert entry_of(found, "graduates").raw == "281"


def test_another_school_s_workbook_is_not_read(submission: Whose) -> None:
    other = filled_bytes(read_content(submission("9901020001")).record, load_catalogue())
    assert read_upload(submission(FAULTY), other, "别校.xlsx").errors


def test_what_was_returned_late_can_still_be_put_right(standing: Who, submission: Whose) -> None:
    found = submission(FAULTY)
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    Campaign.objects.filter(pk=found.campaign_id).update(due_on=yesterday, closes_on=yesterday)
    Submission.objects.filter(pk=found.pk).update(state=State.RETURNED)
    save_cells(submission(FAULTY), cells=[Typed("graduates", "280")], standing=standing("邱明溪"))
