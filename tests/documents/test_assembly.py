from __future__ import annotations

from nianbao.documents.assembly import assemble
from nianbao.documents.document import BlockKind
from nianbao.documents.passage import Passage, grid_of
from nianbao.documents.running_text import text_at
from nianbao.facts.place import Place


def passage(text: str, level: int = 0) -> Passage:
    return Passage(text_at(text, Place(line=1, column=1)), level=level)


def grid(*rows: str):
    return grid_of([[text_at(text, Place(line=1, column=1)) for text in row.split("|")] for row in rows])


TABLE = ("项目|人数", "教师|120", "学生|958")


def kinds(*pieces) -> list[tuple[str, str]]:
    return [(block.kind.value, block.text.text) for block in assemble(pieces, "a", "txt").blocks]


def test_a_heading_that_runs_on_is_a_heading_and_a_paragraph() -> None:
    assert kinds(passage("3.2 质量保证。包括监控、项目建设等。")) == [
        ("heading", "3.2 质量保证。"),
        ("paragraph", "包括监控、项目建设等。"),
    ]


def test_several_captions_in_a_row_are_a_list_and_the_last_one_a_caption() -> None:
    found = kinds(passage("表 1 学生"), passage("表 2 教师"), passage("表 1 学生"), grid(*TABLE))
    assert [kind for kind, _ in found] == ["paragraph", "paragraph", "caption", "table"]


def test_a_short_line_before_a_table_is_its_caption_and_only_guessed() -> None:
    block = assemble([passage("正文。"), passage("各专业具体情况"), grid(*TABLE)], "a", "txt").blocks[1]
    assert (block.kind, block.certainty) == (BlockKind.CAPTION, "guessed")


def test_a_note_inside_a_table_stands_outside_it() -> None:
    found = kinds(grid(*TABLE, "注：人数为年末数|"))
    assert found == [("table", ""), ("note", "注：人数为年末数")]


def test_lines_of_the_contents_are_left_out_and_said_to_be() -> None:
    document = assemble(
        [passage("目录"), passage("1 人才培养 ........ 3"), passage("2 服务贡献 ........ 9"), passage("1 人才培养")],
        "a",
        "txt",
    )
    assert [block.text.text for block in document.blocks] == ["目录", "1 人才培养"]
    assert "2 行" in document.notes[0].message


def test_the_title_of_the_report_is_no_chapter() -> None:
    document = assemble([passage("某区职业教育质量年度报告（2023年度）"), passage("1 人才培养")], "a", "txt")
    assert [block.level for block in document.blocks] == [0, 1]


def test_items_of_a_list_are_no_chapters() -> None:
    lines = ["1 人才培养", "1.1 主要做法", "1. 组织领导", "2. 经费保障", "2 服务贡献"]
    document = assemble([passage(line) for line in lines], "a", "txt")
    headings = [block.text.text for block in document.of_kind(BlockKind.HEADING)]
    assert headings == ["1 人才培养", "1.1 主要做法", "2 服务贡献"]


def test_a_declared_level_is_taken_relative_to_the_chapters() -> None:
    document = assemble([passage("1 人才培养", 2), passage("1.1 立德树人", 3), passage("附加说明事项", 2)], "a", "html")
    assert [block.level for block in document.blocks] == [1, 2, 1]


def test_cells_know_their_table_row_and_column() -> None:
    blocks = assemble([grid(*TABLE), passage("说明文字。"), grid(*TABLE)], "a", "txt").blocks
    place = blocks[2].cells[3].text.place(0, 3)
    assert (place.table, place.row, place.table_column, place.text) == (1, 1, 1, "120")


def test_rows_that_end_in_a_number_are_no_lines_of_the_contents() -> None:
    found = kinds(passage("主要数据如下。"), passage("在校生\t360"), passage("教师\t30"), passage("专业\t12"))
    assert [kind for kind, _ in found] == ["paragraph", "table"]


def test_numbered_titles_with_rising_pages_are_the_contents_without_any_dots() -> None:
    lines = ["1 人才培养\t3", "1.1 规模\t3", "1.2 结构\t12"]
    assert kinds(*[passage(line) for line in lines], passage("正文。")) == [("paragraph", "正文。")]
