from __future__ import annotations

from nianbao.documents.word.annotated import Unit
from nianbao.writing.content import Case, Heading, ListBlock, OwnTable, Paragraph, Picture, Text
from nianbao.writing.returned.new_blocks import new_blocks


def paragraph(text: str, **more: object) -> Unit:
    return Unit("paragraph", text, **more)  # type: ignore[arg-type]


def test_a_caption_goes_with_its_table_and_the_source_too() -> None:
    rows = (("项目", "数"), ("甲",))
    units = [paragraph("表3-1 专业情况"), Unit("table", rows=rows), paragraph("数据来源：教务处")]
    (table,) = new_blocks(units, ()).blocks
    assert isinstance(table, OwnTable)
    assert (table.caption, table.rows, table.source) == ("专业情况", (("甲", ""),), "教务处")


def test_a_picture_has_the_caption_below_it_and_its_bytes() -> None:
    made = new_blocks([Unit("picture", image=b"png", image_name="image1.PNG"), paragraph("图2 校门")], ())
    (picture,) = made.blocks
    assert isinstance(picture, Picture)
    assert picture.caption == "校门"
    assert made.pictures == {picture.file: b"png"}
    assert picture.file.endswith(".png")


def test_a_case_takes_its_parts() -> None:
    units = [
        paragraph(text)
        for text in ("【案例2】下田", "背景：缺人手。", "做法：学生下田。", "成效：增收。", "此后另起一段。")
    ]
    case, after = new_blocks(units, ()).blocks
    assert isinstance(case, Case)
    assert (case.title, case.background, case.result) == ("下田", (Text("缺人手。"),), (Text("增收。"),))
    assert isinstance(after, Paragraph)


def test_headings_lists_and_lines_are_told_apart() -> None:
    units = [
        paragraph("1.2 专业建设", level=2),
        paragraph("甲", listed="●"),
        paragraph("乙", listed="●"),
        paragraph("上一行\n下一行"),
    ]
    heading, items, first, second = new_blocks(units, ()).blocks
    assert heading == Heading(heading.id, 2, "专业建设")
    assert isinstance(items, ListBlock)
    assert len(items.items) == 2
    assert isinstance(first, Paragraph)
    assert isinstance(second, Paragraph)
    assert [first.parts, second.parts] == [(Text("上一行"),), (Text("下一行"),)]


def test_no_id_is_given_twice_and_what_no_block_holds_is_left() -> None:
    made = new_blocks([paragraph("甲"), paragraph("甲"), Unit("object", "公式")], ())
    assert len({block.id for block in made.blocks}) == 2
    assert made.left == [2]
