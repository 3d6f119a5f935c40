"""What was loaded is the same record again."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from nianbao.facts.record import Record
from nianbao.sample.district import LATEST, make_sample
from nianbao.web.submissions.content import boxes_of, plan_of_submission, read_content, read_record, typed_texts
from nianbao.web.submissions.models import Submission


def shown(record: Record) -> dict[str, str]:
    return {name: str(fact.cell) for name, fact in record.facts.items()}


@pytest.mark.parametrize("position", range(4))
def test_a_school_s_record_comes_back_as_it_went_in(position: int, submission: Callable[..., Submission]) -> None:
    original = make_sample().records[LATEST][position]
    found = submission(original.organisation.code)
    record = read_content(found).record
    asked = boxes_of(plan_of_submission(found))
    assert shown(record) == {name: text for name, text in shown(original).items() if name in asked and text != "空"}
    assert {name: [dict(row) for row in rows] for name, rows in record.lists.items()} == {
        name: [dict(row) for row in rows] for name, rows in original.lists.items() if rows
    }
    assert record.organisation == original.organisation


def test_last_time_s_figures_come_with_it(submission: Callable[..., Submission]) -> None:
    record = read_content(submission("9901020001")).record
    assert record.previous is not None
    assert record.previous.edition == "dy2024/school"


def test_the_lean_reading_says_the_same(submission: Callable[..., Submission]) -> None:
    found = submission("9901020002")
    record, waivers = read_record(found)
    assert record == read_content(found).record
    assert waivers == ()


def test_a_line_s_note_is_kept_with_its_first_box(submission: Callable[..., Submission]) -> None:
    texts = typed_texts(read_content(submission("9901020002")).record)
    plan = plan_of_submission(submission("9901020002"))
    later = {box.indicator for sheet in plan.sheets for line in sheet.lines for box in line.boxes[1:]}
    assert not [name for name in later if texts.get(name, ("", ""))[1]]
