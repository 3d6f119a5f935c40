"""A name is found in some words as if each had been tried in turn, however many there are."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from nianbao.extraction.names.name_index import NameIndex

_WORDS = st.text("护理机电专业男女", max_size=14)


@given(st.lists(st.text("护理机电专业男女", min_size=1, max_size=5), max_size=12), _WORDS)
def test_a_name_is_found_as_if_every_name_had_been_tried_in_turn(names: list[str], words: str) -> None:
    assert NameIndex(names).first_in(words) == next((name for name in names if name in words), None)


@given(st.lists(st.text("护理机电专业男女", min_size=1, max_size=5), max_size=12), _WORDS)
def test_the_leftmost_name_is_the_one_that_begins_first(names: list[str], words: str) -> None:
    begins = [(words.find(name), rank, name) for rank, name in enumerate(names) if name in words]
    assert NameIndex(names).leftmost_in(words) == ((min(begins)[0], min(begins)[2]) if begins else None)


def test_a_name_of_one_character_is_found_at_the_very_end() -> None:
    index = NameIndex(["女教师", "女"])
    assert index.first_in("在岗的女") == "女"
    assert index.leftmost_in("在岗女教师") == (2, "女教师")
    assert index.leftmost_in("") is None
