"""A table on a page: its boxes, last time's figures, and how they moved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from nianbao.facts.record import Record
from nianbao.web.presentation.form_table import change_of, list_view, table_view
from nianbao.web.submissions.content import boxes_of, cell_of, edition_of, lists_of, plan_of_submission, read_content
from nianbao.web.submissions.models import Submission


def with_cell(record: Record, submission: Submission, raw: str) -> Record:
    box = boxes_of(plan_of_submission(submission))["graduates"]
    fact = replace(record.facts["graduates"], cell=cell_of(raw, box))
    return replace(record, facts={**record.facts, "graduates": fact})


@pytest.mark.parametrize(("now", "before", "text"), [
    ("110", "100", "▲ 10.0%"), ("100", "100", "＝"), ("50", "100", "▼▼ 50.0%"), ("无", "100", ""), ("5", "0", ""),
])  # fmt: skip
def test_a_change_is_told_in_percent_where_both_are_numbers(
    now: str, before: str, text: str, submission: Callable[..., Submission]
) -> None:
    found = submission("9901020001")
    record = read_content(found).record
    assert record.previous is not None
    previous = with_cell(record.previous, found, before)
    assert change_of(replace(with_cell(record, found, now), previous=previous), "graduates") == text


def test_every_box_of_the_form_is_shown_once(submission: Callable[..., Submission]) -> None:
    found = submission("9901020001")
    content = read_content(found)
    plan = plan_of_submission(found)
    shown = [
        slot.view.box.indicator
        for sheet in plan.sheets
        for line in table_view(sheet, content).lines
        for slot in line.boxes
        if slot.view is not None
    ]
    assert shown == [box.indicator for _, box in plan.boxes()]


def test_headings_reach_over_all_columns(submission: Callable[..., Submission]) -> None:
    found = submission("9901020001")
    for sheet in plan_of_submission(found).sheets:
        view = table_view(sheet, read_content(found))
        widths = {sum(head.columns for head in view.headings[0])}
        for line in view.lines:
            slots = sum(2 if slot.has_previous else 1 for slot in line.boxes)
            widths.add(slots + 4)
        assert len(widths) == 1, sheet.title


def test_a_list_has_empty_rows_to_write_into(submission: Callable[..., Submission]) -> None:
    found = submission("9901020001")
    view = list_view(lists_of(edition_of(found))["major_group_list"], read_content(found))
    assert len(view.cells) == len(view.rows) + 3
