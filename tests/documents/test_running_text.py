from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from nianbao.documents.running_text import cut, joined, text_at, trimmed
from nianbao.facts.place import Place


@given(st.text(max_size=40), st.integers(0, 45), st.integers(0, 45))
def test_a_cut_keeps_the_column_of_every_character(text, start, end) -> None:
    whole = text_at(text, Place(line=1, column=1))
    part = cut(whole, start, max(start, end))
    for span in part.spans:
        for offset in range(span.start, span.end):
            column = span.place.column + offset - span.start
            assert part.text[offset] == whole.text[offset + start]
            assert 1 <= column <= len(text)


def test_what_cannot_be_seen_does_not_tear_a_number() -> None:
    text = text_at("1\u200b2\u00ad3人", Place(line=1, column=1))
    assert text.text == "123人"
    assert text.place(2, 3).column == 5


def test_joined_lines_keep_their_lines() -> None:
    text = joined([text_at("共有", Place(line=1, column=1)), text_at("12人", Place(line=3, column=1))])
    assert (text.text, text.place(2, 4).line) == ("共有12人", 3)


def test_trimming_moves_the_column() -> None:
    assert trimmed(text_at("　　共有12人 ", Place(line=1, column=1))).place(2, 4).column == 5
