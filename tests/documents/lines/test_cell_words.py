"""Which lines hold one cell, and what their words may be."""

from __future__ import annotations

import pytest

from nianbao.documents.lines.cell_words import CellWord, is_cell
from nianbao.documents.lines.copied_words import Word
from nianbao.documents.lines.line import lines_from


def word(text: str) -> CellWord:
    (line,) = lines_from([text], "a.txt")
    return CellWord(Word.of(line.text(), True, True), 0)


@pytest.mark.parametrize("text", ["97.24", "B 类：到小微企业就业", "实训工位"])
def test_short_words_and_figures_are_cells(text: str) -> None:
    assert is_cell(lines_from([text], "a.txt")[0], "prose")


@pytest.mark.parametrize("text", ["附表二  满意度情况", "食堂翻新，师生满意。", "三、办学条件"])
def test_titles_sentences_and_headings_are_none(text: str) -> None:
    assert not is_cell(lines_from([text], "a.txt")[0], "prose")


def test_a_year_may_be_a_figure_and_an_age_is_none() -> None:
    assert [word(text).is_value for text in ("1935", "30岁及以下", "元/生")] == [True, False, False]
    assert word("元/生").is_unit
    assert not word("12").is_unit
