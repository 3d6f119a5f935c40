"""Two Chinese characters are found wherever they stand side by side."""

from __future__ import annotations

import pytest

from nianbao.web.releases.models import SearchEntry
from nianbao.web.releases.search import grams, holds, index, matching

TEXT = "学校聘请行业导师，开展VR实训；双师型教师占比提高。"


@pytest.fixture
def entry() -> SearchEntry:
    made = SearchEntry.objects.create(kind="case", title="田埂上的夜校", text=TEXT)
    index([made])
    return made


@pytest.mark.parametrize("asked", ["双师", "导师", "夜校", "vr", "ＶＲ", "行业 教师", "型教师", "校"])
def test_a_word_of_two_characters_is_found(entry: SearchEntry, asked: str) -> None:
    assert list(matching(asked, SearchEntry.objects.all())) == [entry]


@pytest.mark.parametrize("asked", ["双校", "导师 农机", "", "，。"])
def test_what_does_not_stand_there_is_not_found(entry: SearchEntry, asked: str) -> None:
    assert not list(matching(asked, SearchEntry.objects.all()))


def test_pairs_that_lie_apart_make_no_word(entry: SearchEntry) -> None:
    apart = SearchEntry.objects.create(kind="case", title="", text="师型与双师")
    index([apart])
    assert grams("双师型") <= grams(apart.text)
    assert not holds(apart, ["双师型"])
    assert holds(entry, ["双师型"])
