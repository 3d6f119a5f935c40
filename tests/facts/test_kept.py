from __future__ import annotations

import gc
import weakref
from dataclasses import dataclass

import pytest

from nianbao.facts.kept import kept


@dataclass(frozen=True, eq=False)
class Page:
    text: str


@dataclass(frozen=True, slots=True)
class Slip:
    text: str


def test_work_is_done_once_for_each_thing_even_where_nothing_is_found() -> None:
    asked: list[str] = []

    @kept
    def heading(page: Page) -> str | None:
        asked.append(page.text)
        return None

    first, second = Page("a"), Page("b")
    assert [heading(first), heading(second), heading(first)] == [None, None, None]
    assert asked == ["a", "b"]


def test_two_works_on_one_thing_do_not_mix() -> None:
    @kept
    def size(page: Page) -> int:
        return len(page.text)

    @kept
    def capitals(page: Page) -> str:
        return page.text.upper()

    page = Page("ab")
    assert (size(page), capitals(page), size(page)) == (2, "AB", 2)


def test_what_was_found_goes_with_the_thing() -> None:
    @kept
    def other(page: Page) -> Page:
        return Page(page.text * 2)

    page = Page("a")
    found = weakref.ref(other(page))
    assert found() is not None
    del page
    gc.collect()
    assert found() is None


def test_a_thing_that_can_keep_nothing_is_refused() -> None:
    @kept
    def size(slip: Slip) -> int:
        return len(slip.text)

    with pytest.raises(AttributeError):
        size(Slip("a"))
