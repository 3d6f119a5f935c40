from __future__ import annotations

from random import Random

import pytest

from nianbao.writing.content import Heading, Inline, Link, Paragraph, Text
from nianbao.writing.returned.proposal import Change, ChangedFigure, Step
from nianbao.writing.returned.three_way import merged, put_together

BASE = Paragraph("p", (Text("教师把农时写进课表，有"), Link("毕业生人数"), Text("到田间上课。")))


def step(after: Paragraph, *figures: ChangedFigure) -> Step:
    return Step("1", Change.CHANGED, (BASE,), (after,), figures=figures)


def test_two_changes_in_different_words_are_both_kept_and_links_stay_links() -> None:
    theirs = Paragraph("p", (Text("老师把农时写进课表，有"), Link("毕业生人数"), Text("到田间上课。")))
    mine = Paragraph("p", (Text("教师把农时写进课表，有"), Link("毕业生人数"), Text("到田间和茶山上课。")))
    both = put_together(step(theirs), [mine])
    assert both is not None
    (paragraph,) = both.after
    assert paragraph == Paragraph("p", (Text("老师把农时写进课表，有"), Link("毕业生人数"), Text("到田间和茶山上课。")))


def test_a_number_that_becomes_text_does_so_in_the_words_of_now() -> None:
    mine = Paragraph("p", (Text("教师把农时写进教案，有"), Link("毕业生人数"), Text("到田间上课。")))
    both = put_together(step(BASE, ChangedFigure("1.1", "[[毕业生人数]]", "3人", "4人", "p", 1)), [mine], ["1.1"])
    assert both is not None
    assert both.after == (Paragraph("p", (Text("教师把农时写进教案，有4人到田间上课。"),)),)
    assert both.figures == ()


def test_changes_of_the_same_words_ask_for_a_decision() -> None:
    theirs = Paragraph("p", (Text("老师把农时写进课表，有"), *BASE.parts[1:]))
    mine = Paragraph("p", (Text("先生把农时写进课表，有"), *BASE.parts[1:]))
    assert put_together(step(theirs), [mine]) is None
    assert put_together(step(theirs), []) is None
    assert put_together(step(theirs), [Heading("p", 2, "课表")]) is None
    assert put_together(Step("1", Change.DELETED, (BASE,), ()), [mine]) is None


@pytest.mark.parametrize("seed", range(20))
def test_whatever_is_put_together_is_the_same_from_either_side(seed: int) -> None:
    random = Random(seed)
    base = "甲乙丙丁戊己庚辛壬癸" * 3

    def edited() -> list[Inline]:
        at = random.randrange(len(base))
        return [Text(base[:at] + random.choice("子丑寅卯") + base[at + random.randrange(3) :])]

    one, other = edited(), edited()
    assert merged([Text(base)], one, other) == merged([Text(base)], other, one)
    assert merged([Text(base)], one, [Text(base)]) == tuple(one)
    assert merged([Text(base)], one, one) == tuple(one)
