from __future__ import annotations

from nianbao.documents.lines.line import lines_from
from nianbao.documents.lines.written_text import pieces_of
from nianbao.documents.passage import Grid, Passage


def read(text: str) -> list[Grid | Passage]:
    return pieces_of(lines_from(text.split("\n"), "a.txt"), [])


def test_tabs_in_a_table_of_contents_make_no_table() -> None:
    pieces = read("目录\n一、人才培养\t1\n二、服务贡献\t5\n三、面临挑战\t9\n\n一、人才培养\n")
    assert all(isinstance(piece, Passage) for piece in pieces)


def test_a_tab_that_sets_a_paragraph_in_makes_no_table() -> None:
    pieces = read(
        "\t本年度共有学生958人，教师120人，生师比为7.98:1，各项指标稳步提升，办学条件持续改善。\n\t下一段。\n"
    )
    assert [piece.text.text for piece in pieces if isinstance(piece, Passage)][-1] == "下一段。"
    assert all(isinstance(piece, Passage) for piece in pieces)


def test_text_and_tables_come_in_the_order_of_the_file() -> None:
    kinds = [type(piece).__name__ for piece in read("前文。\n项目\t人数\n教师\t12\n后文。\n项目\t人数\n学生\t30\n")]
    assert kinds == ["Passage", "Grid", "Passage", "Grid"]
