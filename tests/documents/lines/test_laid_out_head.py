from __future__ import annotations

from nianbao.documents.lines.laid_out_head import Band, Piece, head_rows
from nianbao.documents.running_text import text_at
from nianbao.facts.place import Place


def lines_of(*texts: str) -> list[list[Piece]]:
    """The words of lines as they stand, a Han character a column."""
    lines = []
    for text in texts:
        pieces, start = [], 0
        for word in text.split(" "):
            if word:
                pieces.append(Piece(start, start + len(word), text_at(word, Place(line=1, column=start + 1))))
            start += len(word) + 1
        lines.append(pieces)
    return lines


def heads(texts: list[str], bands: list[Band]) -> list[list[str]] | None:
    rows = head_rows(lines_of(*texts), bands)
    return None if rows is None else [[text.text for text in row] for row in rows]


THREE = [Band(0, 4), Band(8, 11, "figures"), Band(16, 19, "figures")]
SIX = [Band(0, 4), *(Band(left, left + 4, "figures") for left in (8, 16, 24, 32, 40, 48))]


def test_a_head_in_several_lines_is_one_head() -> None:
    assert heads(["        毕业生  去向落", "学校     数   实人数", "       （人） （人）"], THREE) == [
        ["学校", "毕业生数（人）", "去向落实人数（人）"]
    ]


def test_years_over_the_same_words_are_the_upper_level() -> None:
    upper, lower = (
        "                2022年                   2023年",
        "学校      招生数     在校生数    毕业生数    招生数     在校生数    毕业生数",
    )
    found = heads([upper, lower], SIX)
    assert found is not None
    assert found[0] == ["学校", "2022年", "", "", "2023年", "", ""]
    assert found[1][1:4] == found[1][4:] == ["招生数", "在校生数", "毕业生数"]


def test_a_group_that_may_reach_over_two_columns_or_three_is_not_guessed() -> None:
    assert heads(["               情况", "学校      甲      乙"], [*THREE, Band(24, 27, "figures")]) is None


def test_figures_are_no_heads() -> None:
    assert heads(["学校      15      23"], THREE) is None
