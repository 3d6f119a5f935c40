"""Heads of copied tables: one level or two, never a guess between several."""

from __future__ import annotations

from words_of_a_copy import words

from nianbao.documents.document import Text
from nianbao.documents.lines.copied_head import Heads
from nianbao.documents.running_text import text_at
from nianbao.facts.place import Place


def body(*rows: str) -> list[list[Text]]:
    return [[text_at(cell, Place(line=1)) for cell in row.split()] for row in rows]


def head(lines: tuple[str, ...], sorts: str, edges: list[int], rows: list[list[Text]]) -> list[list[str]] | None:
    given = words(*lines)
    found = Heads(given).of(len(given), sorts, edges, rows)
    return [[cell.text for cell in row] for row in found.rows] if found else None


def test_units_go_to_the_words_above_them() -> None:
    lines = ("序号 专业名称 毕业生数", "（人）", "就业率", "（%）")
    assert head(lines, "stvv", [2, 12, 3, 5], body("1 护理 40 97.5")) == [
        ["序号", "专业名称", "毕业生数（人）", "就业率（%）"]
    ]


def test_years_stand_over_what_is_said_again_below_them() -> None:
    lines = ("学校", "2022年", "（人）", "2023年", "（人）", "招生", "数", "在校", "生数", "招生", "数", "在校", "生数")
    assert head(lines, "tvvvv", [12, 3, 4, 3, 4], body("一中 12 340 15 322")) == [
        ["学校", "2022年（人）", "", "2023年（人）", ""],
        ["", "招生数", "在校生数", "招生数", "在校生数"],
    ]


def test_a_group_that_adds_up_is_told_from_the_column_beside_it() -> None:
    lines = ("级别 获奖数量 参赛人次 一等奖 二等奖 小计",)
    rows = body("国家级 1 2 3 80", "省级 4 5 9 70")
    assert head(lines, "tvvvv", [6, 1, 1, 1, 2], rows) == [
        ["级别", "获奖数量", "", "", "参赛人次"],
        ["", "一等奖", "二等奖", "小计", ""],
    ]


def test_which_of_two_columns_is_the_group_is_not_guessed() -> None:
    lines = ("级别 获奖数量 参赛人次 团体 个人",)
    assert head(lines, "tvvv", [6, 2, 2, 2], body("国家级 10 20 80", "省级 40 50 70")) is None


def test_too_few_words_are_no_head() -> None:
    assert head(("专业 人数",), "tvvv", [6, 2, 2, 2], body("护理 10 20 80", "会计 40 50 70")) is None


def test_a_name_that_is_whole_does_not_go_on_below() -> None:
    lines = ("类别", "项目", "人数", "（人）", "占比", "（%）")
    rows = body("学历 本科 104 33.99", "学历 专科 27 8.82")
    assert head(lines, "ttvv", [4, 4, 3, 5], rows) == [["类别", "项目", "人数（人）", "占比（%）"]]
    assert head(lines, "tvv", [4, 3, 5], rows) is None
