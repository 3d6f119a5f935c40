from __future__ import annotations

from nianbao.documents.document import BlockKind
from nianbao.documents.formats import md


def read(text: str):
    return md.read(text.encode(), "a.md").blocks


def test_marks_of_stress_are_taken_off_and_columns_kept() -> None:
    block = read("共有**958**人，教师120人。")[0]
    assert block.text.text == "共有958人，教师120人。"
    assert block.text.place(2, 5).column == 5


def test_headings_have_the_depth_of_their_numbers() -> None:
    assert [(b.kind, b.level) for b in read("# 某区质量年度报告\n\n## 1 人才培养\n\n### 1.1 立德树人\n")] == [
        (BlockKind.HEADING, 0),
        (BlockKind.HEADING, 1),
        (BlockKind.HEADING, 2),
    ]


def test_a_table_with_bars_is_a_table() -> None:
    (table,) = read("| 项目 | 人数 |\n| --- | ---: |\n| 教师 | **12** |\n")
    assert [cell.text.text for cell in table.cells] == ["项目", "人数", "教师", "12"]


def test_front_matter_is_not_read() -> None:
    assert [block.text.text for block in read("---\ntitle: 12\n---\n共有12人。\n")] == ["共有12人。"]


def test_an_underlined_line_is_a_heading() -> None:
    assert read("人才培养\n====\n\n共有12人。\n")[0].kind is BlockKind.HEADING
