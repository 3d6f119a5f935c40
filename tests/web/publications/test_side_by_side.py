"""Schools beside each other."""

from __future__ import annotations

from collections.abc import Callable

from nianbao.web.organisations.models import Organisation
from nianbao.web.publications.side_by_side import MOST_OFFERED, MOST_SCHOOLS, are_enough, choose, far_ones, side_by_side
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


def many(count: int) -> list[Submission]:
    types = ("职业高中", "技工学校")
    return [
        Submission(
            pk=number,
            organisation=Organisation(
                pk=number, name=f"第{number}职业学校", code=f"99{number:04d}", school_type=types[number % 2]
            ),
        )
        for number in range(1, count + 1)
    ]


def test_of_three_hundred_a_name_or_a_type_offers_those_that_fit_and_what_was_ticked_stays() -> None:
    schools = many(300)
    choice = choose(schools, ticked=["7", "9"], name="第29", school_type="")
    assert [one.pk for one in choice.shown] == [7, 9]
    assert [one.pk for one in choice.offered] == [29, *range(290, 300)]
    assert choice.more == 0
    assert choice.types == ("技工学校", "职业高中")
    of_a_type = choose(schools, ticked=[], name="", school_type="职业高中")
    assert {one.organisation.school_type for one in (*of_a_type.shown, *of_a_type.offered)} == {"职业高中"}


def test_nobody_chosen_shows_the_first_and_the_list_offered_has_a_bound() -> None:
    choice = choose(many(300), ticked=[], name="", school_type="")
    assert (len(choice.shown), choice.ticked) == (MOST_SCHOOLS, ())
    assert (len(choice.offered), choice.more) == (MOST_OFFERED, 300 - MOST_OFFERED)


def test_ticking_more_than_sixteen_shows_sixteen_and_says_how_many_are_left_out() -> None:
    choice = choose(many(300), ticked=[str(number) for number in range(1, 21)], name="", school_type="")
    assert len(choice.shown) == MOST_SCHOOLS
    assert choice.left_out == 4
    assert [one.pk for one in choice.offered[:4]] == [17, 18, 19, 20]
