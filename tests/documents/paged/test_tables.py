from __future__ import annotations

from nianbao.documents.paged.glyphs import Glyph, lines_of
from nianbao.documents.paged.rules import Rule, Rules
from nianbao.documents.paged.tables import aligned_tables, ruled_tables


def words(text: str, left: float, bottom: float) -> list[Glyph]:
    return [Glyph(c, left + 10 * i, bottom, left + 10 * (i + 1), bottom + 12) for i, c in enumerate(text)]


ROWS = [["项目", "二二年", "二三年"], ["教师", "120", "125"], ["学生", "958", "960"]]
GLYPHS = [
    g for r, row in enumerate(ROWS) for c, text in enumerate(row) for g in words(text, 60 + 120 * c, 700 - 24 * r)
]


def test_a_table_with_rules_takes_its_glyphs() -> None:
    rules = Rules([Rule(y, 50, 400) for y in (640, 670, 694, 720)], [Rule(x, 640, 720) for x in (50, 170, 290, 400)])
    tables, rest = ruled_tables(GLYPHS + words("正文", 60, 500), rules, "a.pdf", 1)
    assert [cell.text.text for cell in tables[0].grid.cells] == [text for row in ROWS for text in row]
    assert len(rest) == 2


def test_a_table_without_rules_leaves_the_prose_around_it() -> None:
    lines = lines_of(words("正文一行写到这里为止没有表格的样子文字", 60, 760) + GLYPHS, 1)
    tables, rest = aligned_tables(lines, Rules(), "a.pdf", 1, (60, 260))
    assert [cell.text.text for cell in tables[0].grid.cells] == [text for row in ROWS for text in row]
    assert len(rest) == 1


def test_a_chapter_right_below_a_table_is_none_of_its_rows() -> None:
    lines = lines_of(GLYPHS + words("7 发展保障", 40, 634) + words("7.1 制度与治理", 40, 618), 1)
    tables, rest = aligned_tables(lines, Rules(), "a.pdf", 1, (40, 400))
    assert [cell.text.text for cell in tables[0].grid.cells] == [text for row in ROWS for text in row]
    assert [line.plain for line in rest] == ["7 发展保障", "7.1 制度与治理"]
