"""Heads of indicator tables that stand one cell to a line."""

from __future__ import annotations

from nianbao.documents.lines.cell_words import CellWord
from nianbao.documents.lines.copied_words import Word
from nianbao.documents.lines.indicator_heads import indicator_heads
from nianbao.documents.lines.line import lines_from


def names(said: str) -> list[list[str]]:
    lines = lines_from(said.split(), "a.txt")
    words = [CellWord(Word.of(line.text(), True, True), number) for number, line in enumerate(lines)]
    return [head.names for head in indicator_heads(words, said.split().index("单位"))]


def test_the_most_names_are_offered_first() -> None:
    found = names("序号 指标 单位 2021年 2022年 1 图书 册 52 60")
    assert found == [["序号", "指标", "单位", "2021年", "2022年"], ["序号", "指标", "单位", "2021年"]]


def test_a_name_in_two_lines_is_offered_in_every_place() -> None:
    found = names("调查人 序号 指标 单位 2022年 调查方式 次 1")
    assert ["序号", "指标", "单位", "2022年", "调查人次", "调查方式"] in found


def test_a_unit_without_an_indicator_heads_nothing() -> None:
    assert names("联系 单位 2022年 1") == []
