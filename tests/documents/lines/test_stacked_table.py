from __future__ import annotations

import pytest

from nianbao.documents.document import BlockKind, Document
from nianbao.documents.reading import read_document
from nianbao.proofreading.proofread import proofread

CELLS = [
    "二级学院",
    "在校生数（人）",
    "班级数",
    "机电学院",
    "1988",
    "40",
    "物流学院",
    "1935",
    "50",
    "信息学院",
    "2677",
    "53",
    "合计",
    "6600",
    "143",
]


def document(words: list[str], between: str = "\n") -> Document:
    text = "学校质量报告（2021年度）\n\n一、规模\n\n表1 各学院在校生\n\n" + between.join(words)
    return read_document(f"{text}\n\n学院规模大体相当，比上一年略有增加。\n".encode(), name="a.txt")


@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_cells_on_lines_of_their_own_are_a_table(between: str) -> None:
    (table,) = document(CELLS, between).of_kind(BlockKind.TABLE)
    assert (table.row_count, table.column_count, table.certainty) == (5, 3, "guessed")
    assert [cell.text.text for cell in table.cells] == CELLS


def test_every_cell_keeps_its_line() -> None:
    (table,) = document(CELLS).of_kind(BlockKind.TABLE)
    assert [cell.text.spans[0].place.line for cell in table.cells] == list(range(7, 7 + len(CELLS)))


def test_a_year_may_head_a_column_and_a_figure_may_look_like_a_year() -> None:
    words = ["项目", "2019", "2020", "招生数", "1935", "1950", "毕业生数", "1890", "1902", "在校生数", "5600", "5640"]
    (table,) = document(words).of_kind(BlockKind.TABLE)
    assert [cell.text.text for cell in table.cells] == words


def test_what_was_guessed_is_said() -> None:
    assert any("每行一格" in note.message for note in document(CELLS).notes)


def test_columns_of_such_a_table_are_added() -> None:
    assert not [f for f in proofread(document(CELLS)).findings if not f.is_folded]
    (found,) = [f for f in proofread(document([*CELLS[:-1], "134"])).findings if not f.is_folded]
    assert found.formula == "40 + 50 + 53 = 143 ≠ 134"


@pytest.mark.parametrize(
    "words",
    [
        CELLS[:9],  # two rows repeat by chance
        ["立德树人", "产教融合", "质量保障", "服务地方", "国际交流", "办学特色", "党建引领", "教师发展", "社会评价"],
        ["招生", "120", "毕业", "100", "在校", "300", "教师", "20"],  # a list of figures without a head
    ],
)
def test_short_lines_alone_are_no_table(words: list[str]) -> None:
    tables = list(document(words).of_kind(BlockKind.TABLE))
    assert all(table.certainty == "unread" for table in tables)
