"""Heads of tables that stand one cell to a line."""

from __future__ import annotations

from nianbao.documents.lines.cell_heads import head_rows
from nianbao.documents.lines.cell_words import CellWord
from nianbao.documents.lines.copied_words import Word
from nianbao.documents.lines.line import lines_from


def words(said: str) -> list[CellWord]:
    lines = lines_from(said.split(), "a.txt")
    return [CellWord(Word.of(line.text(), True, True), number) for number, line in enumerate(lines)]


def read(said: str, figures: str, way: str, labels: int = 1) -> list[list[str]] | None:
    body = [[word.word.text for word in words(row)] for row in figures.split("|")]
    rows = head_rows(words(said), False, labels, body, way)
    return [[cell.text for cell in row] for row in rows] if rows is not None else None


def test_names_of_one_line_come_in_order() -> None:
    assert read("专业 招生数 课时", "40 64|35 72", "flat") == [["专业", "招生数", "课时"]]


def test_lines_of_names_come_as_many_at_a_time() -> None:
    assert read("招生 在校 年份 人数 人数", "40 64|35 72", "lines") == [["年份", "招生人数", "在校人数"]]


def test_the_only_share_has_the_name_without_a_unit() -> None:
    found = read("班级数 学生数 年份 升学率 （个） （人）", "9 310 41.2%|9 305 44.0%", "lines")
    assert found == [["年份", "班级数（个）", "学生数（人）", "升学率"]]


def test_half_a_name_is_no_head() -> None:
    assert read("专业 招生 数", "40 64|35 72", "flat") is None
