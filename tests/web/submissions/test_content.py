"""What was loaded is the same record again."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from nianbao.facts.record import Record
from nianbao.sample.district import LATEST, make_sample
from nianbao.web.submissions.content import (
    boxes_of,
    plan_of_submission,
    read_content,
    read_record,
    says_the_same,
    texts_beside,
    typed_texts,
)
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


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("246.89万元", "246.89", True),
        ("246.89", "246.890", False),  # a digit more allows other true values
        ("246.89", "2468900元", False),
        ("无", "没有", True),
        ("无", "0", False),
        ("", "0", False),
        ("千兆", "千兆", True),
        ("千兆", "万兆", False),
    ],
)
def test_one_answer_in_other_words_is_no_change(
    one: str, other: str, same: bool, submission: Callable[..., Submission]
) -> None:
    boxes = boxes_of(plan_of_submission(submission("9901020001")))
    box = next(box for box in boxes.values() if box.unit_label == "万元")
    assert says_the_same(one, other, box) is same


def test_what_is_typed_stays_where_a_workbook_says_the_same(submission: Callable[..., Submission]) -> None:
    record, _ = read_record(submission("9901020001"))
    typed = {name: raw for name, (raw, _) in typed_texts(record).items()}
    name = next(box.indicator for box in boxes_of(plan_of_submission(submission("9901020001"))).values()
                if box.unit_label == "万元" and typed.get(box.indicator, "").replace(".", "").isdecimal())  # fmt: skip
    found = texts_beside(typed | {name: f"{typed[name]}万元"}, record)
    assert found.pop(name)[0] == f"{typed[name]}万元"
    assert found == {key: pair for key, pair in typed_texts(record).items() if key != name}
