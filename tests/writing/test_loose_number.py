from __future__ import annotations

from collections.abc import Callable

from nianbao.facts.record import Record
from nianbao.framework.model import Catalogue
from nianbao.writing.draft import read_draft
from nianbao.writing.loose_number import loose_numbers


def test_a_number_typed_by_hand_is_listed_with_the_link_that_prints_it(
    record: Callable[..., Record], catalogue: Catalogue
) -> None:
    figures = record({"graduates": "135"}, {"graduates": "120"})
    found = loose_numbers(read_draft("毕业生135人，上年120人，\n\n另有1,350人次。"), figures, catalogue)
    assert [(one.line, one.digits, one.suggestions) for one in found] == [
        (1, "135", ("[[毕业生人数]]",)),
        (1, "120", ("[[毕业生人数|上年]]",)),
        (3, "1,350", ()),
    ]


def test_dates_names_and_headings_are_no_loose_numbers(record: Callable[..., Record], catalogue: Catalogue) -> None:
    draft = read_draft("## 1.2 概况\n\n2024年，依据〔2024〕6号文，“3+2”试点招收[[毕业生人数]]，见表3。")
    assert loose_numbers(draft, record({"graduates": "135"}), catalogue) == ()


def test_what_is_left_of_a_masked_number_is_no_loose_number(
    record: Callable[..., Record], catalogue: Catalogue
) -> None:
    draft = read_draft("联系电话138****5678，共有45人。")
    assert [one.digits for one in loose_numbers(draft, record({}), catalogue)] == ["45"]
