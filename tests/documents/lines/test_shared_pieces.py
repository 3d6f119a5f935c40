"""Whose label a piece is where nothing tells its height."""

from __future__ import annotations

from nianbao.documents.document import Text
from nianbao.documents.lines.line import lines_from
from nianbao.documents.lines.shared_pieces import LabelRow, parted_pieces, shared_pieces


def texts(words: str) -> list[Text]:
    return [lines_from([word], "a.txt")[0].text() for word in words.split()]


def said(found: list[list[Text]]) -> list[str]:
    return ["".join(piece.text for piece in label) for label in found]


def test_pieces_around_their_rows() -> None:
    rows = [LabelRow(texts("校企共建实训基")), LabelRow(texts("地数量 实训工位")), LabelRow(texts("图书"))]
    found = shared_pieces(rows, [])
    assert found is not None
    assert said(found[0]) == ["校企共建实训基地数量", "实训工位", "图书"]


def test_a_row_without_a_label_is_not_certain() -> None:
    assert shared_pieces([LabelRow(texts("图书")), LabelRow(), LabelRow(texts("座位"))], []) is None


def test_lines_of_a_column_as_so_many_cells() -> None:
    found = parted_pieces(texts("新能源汽车检 测与维修 护理 面点"), 3)
    assert found is not None
    assert said(found) == ["新能源汽车检测与维修", "护理", "面点"]
    assert parted_pieces(texts("护理 面点 钳工"), 2) is None
