"""Schools beside each other."""

from __future__ import annotations

from collections.abc import Callable

from nianbao.web.publications.side_by_side import are_enough, far_ones, side_by_side
from nianbao.web.submissions.content import boxes_of, plan_of_submission
from nianbao.web.submissions.models import Submission

Whose = Callable[..., Submission]


def test_each_school_has_its_column_in_the_chosen_order(submission: Whose) -> None:
    schools = [submission("9901020003"), submission("9901020001")]
    sheet = next(one for one in plan_of_submission(schools[0]).sheets if one.table.id == "scorecard")
    rows = side_by_side(sheet, schools)
    row = next(one for one in rows if one.box.indicator == "graduates")
    assert [cell.raw for cell in row.cells] == [one.entries.get(indicator="graduates").raw for one in schools]
    assert not are_enough(schools)


def test_a_share_far_from_the_others_is_marked_and_a_count_is_not(submission: Whose) -> None:
    boxes = boxes_of(plan_of_submission(submission("9901020001")))
    share = next(box for box in boxes.values() if box.value_type == "share")
    raws = ["94", "95", "96", "95.5", "94.5", "30", "缺报"]
    assert far_ones(raws, share) == {5}
    assert far_ones(raws, boxes["graduates"]) == frozenset()
    assert far_ones(raws[2:], share) == frozenset()
