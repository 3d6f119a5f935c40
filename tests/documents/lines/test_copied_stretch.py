"""Made-up reports in which tables lost what parts their columns."""

from __future__ import annotations

import pytest
from copied_reports import as_page, written

from nianbao.documents.document import Note
from nianbao.documents.lines.copied_stretch import copied_tables
from nianbao.documents.lines.line import lines_from
from nianbao.documents.lines.written_text import pieces_of
from nianbao.documents.passage import Grid
from nianbao.documents.reading import read_document
from nianbao.proofreading.proofread import proofread


def grids(text: str, notes: list[Note] | None = None) -> list[list[list[str]]]:
    pieces = pieces_of(lines_from(text.split("\n"), "a.txt"), [] if notes is None else notes)
    return [[[c.text if c else "" for c in row] for row in p.rows()] for p in pieces if isinstance(p, Grid)]


TORN = """表1 社会培训情况统计
序
号
培训项目 培训对象 期数 人次
1
养老护理员技
能提升培训
社区居民 8 868
2 茶艺师
企业在职
职工
5 1204
\f序
号
培训项目 培训对象 期数 人次
3
消防设施操作
员取证培训
企业在职
职工
11 640
4 育婴员 社区居民 3 77
合计 27 2789
学校面向社区开展培训，受到好评。
"""
WHOLE = [
    ["序号", "培训项目", "培训对象", "期数", "人次"],
    ["1", "养老护理员技能提升培训", "社区居民", "8", "868"],
    ["2", "茶艺师", "企业在职职工", "5", "1204"],
    ["3", "消防设施操作员取证培训", "企业在职职工", "11", "640"],
    ["4", "育婴员", "社区居民", "3", "77"],
    ["合计", "", "", "27", "2789"],
]


def test_a_table_goes_on_behind_a_head_that_is_said_again() -> None:
    assert grids(TORN) == [WHOLE]


def test_a_blank_line_behind_every_line_changes_nothing() -> None:
    assert grids(TORN.replace("\n", "\n\n")) == [WHOLE]


def test_what_was_put_together_is_said() -> None:
    notes: list[Note] = []
    grids(TORN, notes)
    assert [note.message for note in notes] == ["第2行起的表格，单元格分在几行里，已按先后拼合，请核对。"]


def test_where_the_layout_was_kept_the_order_of_the_words_is_not_asked() -> None:
    text = "专业        招生    在校\n护理        120     340\n会计        80      231\n园林        75      200\n"
    lines = lines_from(text.split("\n"), "a.txt")
    assert copied_tables(lines, ["blank" if line.is_blank else "prose" for line in lines]) == []


@pytest.mark.parametrize("number", [0, 3, 4])
def test_the_reports_that_are_printed_and_copied_contradict_themselves_nowhere(number: int) -> None:
    findings = proofread(read_document(as_page(written(number)).encode(), name="a.html")).findings
    assert [f.message for f in findings if f.group == "contradiction" and not f.is_folded] == []
