"""Rows that a sentence names side by side."""

from __future__ import annotations

import pytest

from nianbao.documents.reading import read_document
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.tables.named_lists import (
    columns_meant,
    columns_of_measure,
    named_lists,
    row_names,
    without_names,
)

TABLE = "\n\n表1 招生\n\n专业\t招生计划\t实际招生\t报到率\n护理\t240\t236\t98.3%\n新能源汽车运用与维修\t120\t98\t81.7%\n机电\t200\t204\t97.1%\n"


def read(text: str) -> Manuscript:
    return Manuscript.of(read_document((text + TABLE).encode(), name="report.txt"))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("护理、机电两个专业人数多。", [("护理", "机电")]),
        ("护理专业和新能源汽车运用与维修专业人数多。", [("护理", "新能源汽车运用与维修")]),
        ("护理专业人数多，机电专业人数少。", [("护理",), ("机电",)]),
        ("护理、烹饪两个专业人数多。", []),
        ("烹饪和护理专业人数多。", []),
        ("会计专业人数多。", []),
    ],
)
def test_a_list_is_whole(text: str, names: list[tuple[str, ...]]) -> None:
    manuscript = read(text)
    _, index = row_names(manuscript)
    assert [each.names for each in named_lists(manuscript.passages[0], index)] == names


def test_columns_go_by_what_is_said_or_by_the_measure() -> None:
    manuscript = read("护理和机电报到率高于90%，实际招生440人。")
    rows, _ = row_names(manuscript)
    share, _ = manuscript.passages[0].mentions
    said = columns_meant(("护理", "机电"), "招生", rows, None)
    assert [[figure.number.raw for figure in column.figures] for column in said] == [["236", "204"]]
    assert said[0].is_exact
    measured = columns_of_measure(("护理", "机电"), rows, share)
    assert [[figure.number.raw for figure in column.figures] for column in measured] == [["98.3%", "97.1%"]]


def test_a_name_says_nothing_else() -> None:
    assert without_names("新能源汽车运用与维修专业招生", ("新能源汽车运用与维修",)) == "专业招生"
