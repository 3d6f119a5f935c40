"""Tables set with blanks: columns that stand clear of each other are read as if tabs parted them."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

import pytest

from nianbao.documents.lines.gapped_rows import gapped_rows
from nianbao.documents.lines.line import lines_from
from nianbao.documents.lines.written_text import pieces_of
from nianbao.documents.passage import Grid, Passage

TABLE = [
    ["专业名称", "在校生", "毕业生", "校内实训室"],
    ["中餐烹饪", "214", "70", "6"],
    ["汽车运用与维修", "188", "", "9"],
    ["合计", "402", "70", "15"],
]


def read(text: str) -> list[Grid | Passage]:
    return pieces_of(lines_from(text.split("\n"), "a.txt"), [])


def rows(piece: Grid | Passage) -> list[list[str]]:
    assert isinstance(piece, Grid)
    return [[cell.text if cell else "" for cell in row] for row in piece.rows()]


def _wide(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _set(table: list[list[str]], measured: Callable[[str], int], side: str) -> str:
    widths = [max(measured(row[column]) for row in table) + 3 for column in range(len(table[0]))]
    lines = []
    for row in table:
        line = ""
        for text, width in zip(row, widths, strict=True):
            free = width - measured(text)
            before = {"left": 0, "right": free - 3, "middle": (free - 3) // 2}[side]
            line += " " * before + text + " " * (free - before)
        lines.append(line.rstrip())
    return "\n".join(lines)


@pytest.mark.parametrize("measured", [len, _wide])
@pytest.mark.parametrize("side", ["left", "right", "middle"])
def test_a_blank_cell_stays_in_its_column(measured: Callable[[str], int], side: str) -> None:
    (grid,) = read(_set(TABLE, measured, side))
    assert rows(grid) == TABLE


def test_a_table_goes_on_over_the_page_with_its_head_said_again() -> None:
    text = _set(TABLE[:3], _wide, "left") + "\n\n" + _set([TABLE[0], *TABLE[3:]], _wide, "left")
    (grid,) = read(text)
    assert rows(grid) == TABLE


def test_the_halves_of_a_name_above_and_below_its_figures_are_one_name() -> None:
    text = (
        "专业名称      在校生    毕业生\n"
        "中餐烹饪        214        70\n"
        "新能源汽车\n"
        "                188        52\n"
        "运用与维修\n"
        "合计            402       122\n"
    )
    (grid,) = read(text)
    assert rows(grid)[2] == ["新能源汽车运用与维修", "188", "52"]


def test_heads_of_two_levels_and_labels_of_groups_stay_where_they_are_set() -> None:
    table = [
        ["类别", "项目", "人数", "", "比率", ""],
        ["", "", "上年", "本年", "上年", "本年"],
        ["学历", "研究生", "7", "9", "5.6%", "7.0%"],
        ["", "本科", "118", "120", "94.4%", "93.0%"],
        ["合计", "", "125", "129", "", ""],
    ]
    (grid,) = read(_set(table, _wide, "left"))
    assert rows(grid) == table
    # In the middle of its columns the upper head begins where none of them does.
    lines = lines_from(_set(table, _wide, "left").replace("人数", "   人数").split("\n"), "a.txt")
    assert gapped_rows(lines, ["prose"] * len(lines)) == {}


@pytest.mark.parametrize(
    "text",
    [
        # A gap too narrow to part a name and its figure.
        "专业名称        在校生   毕业生\n中餐烹饪          214      70\n"
        "汽车运用与维修 188      52\n合计              402     122\n",
        # Heads of two levels.
        "            在校生           毕业生\n专业      男      女      男      女\n"
        "烹饪      120     94      40      30\n维修      150     38      44       8\n",
        "我校  现有  教师\n学生  共有  很多\n",
    ],
)
def test_what_is_less_clear_is_left_to_others(text: str) -> None:
    lines = lines_from(text.split("\n"), "a.txt")
    assert gapped_rows(lines, ["blank" if line.is_blank else "prose" for line in lines]) == {}
