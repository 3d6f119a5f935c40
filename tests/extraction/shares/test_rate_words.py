"""Whom a rate counts, and what a sentence calls them."""

from __future__ import annotations

import pytest
from family_reading import read

from nianbao.extraction.mention import Passage
from nianbao.extraction.shares.rate_words import is_of_a_group, said_of, words_of_rate


def passage_of(text: str) -> Passage:
    (passage,) = read(text).passages
    return passage


@pytest.mark.parametrize(
    ("stem", "word"),
    [("就业", "落实"), ("毕业生升学", "考入"), ("对口就业", "对口"), ("到课", "实到"), ("设备完好", "完好")],
)
def test_a_rate_counts_those_of_whom_its_word_is_said(stem: str, word: str) -> None:
    assert word in words_of_rate(stem)


def test_not_all_who_work_have_work_that_fits() -> None:
    assert "就业" not in words_of_rate("对口就业")


def test_words_before_a_mark_belong_to_the_figure_before_them() -> None:
    passage = passage_of("322人升学、201人就业，参军9人")
    assert [said_of(passage, mention) for mention in passage.mentions] == ["", "", "参军"]


@pytest.mark.parametrize(
    ("text", "stem", "is_narrow"),
    [
        ("合格率92.0%，其中一年级合格率91.3%", "一年级合格", True),
        ("合格率92.0%，又一次合格率91.3%", "合格", True),
        ("毕业生300人，升学240人，升学率80%", "升学", False),
        ("女生120人，女生升学96人，女生升学率80%", "女生升学", False),
    ],
)
def test_a_rate_of_some_has_no_count_of_all(text: str, stem: str, is_narrow: bool) -> None:
    passage = passage_of(text)
    assert is_of_a_group(passage, passage.mentions[-1], stem) is is_narrow
