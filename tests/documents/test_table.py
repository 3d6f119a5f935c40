from __future__ import annotations

import pytest

from nianbao.documents.document import BlockKind
from nianbao.documents.reading import read_document
from nianbao.documents.table import is_total, table_view, table_views, years_in


def view(text: str, index: int = 0):
    return table_views(read_document(text.encode(), name="a.txt"))[index]


STAFF = (
    "1 队伍\n\n1.1 教师\n\n表1-1 教师（单位：人）\n\n"
    "项目名称\t内容\t数量\t\t比率\t\n\t\t2018年\t2019年\t2018年\t2019年\n"
    "专任教师\t\t191\t175\t76.71%\t81.02%\n学历结构\t研究生\t7\t6\t3.67%\t3.42%\n\t本科\t184\t169\t96.33%\t96.57%\n"
)


def test_heads_of_two_levels_make_a_path_for_every_column() -> None:
    table = view(STAFF)
    assert (table.header_rows, table.header_columns) == (2, 2)
    assert table.column_paths[2:] == (("数量", "2018年"), ("数量", "2019年"), ("比率", "2018年"), ("比率", "2019年"))
    assert table.column_years[2:] == (("2018",), ("2019",), ("2018",), ("2019",))


def test_blanks_below_a_label_are_filled_and_marked() -> None:
    table = view(STAFF)
    assert table.row_paths[4] == ("学历结构", "本科")
    assert table.at(4, 0).filled
    assert not table.at(4, 0).is_own


def test_a_table_knows_its_caption_unit_and_section() -> None:
    table = view(STAFF)
    assert (table.number, table.unit_hint) == ("1-1", "人")
    assert [block.text.text for block in table.section] == ["1 队伍", "1.1 教师"]


def test_years_are_heads_and_never_data() -> None:
    table = view("年度\t教师\t学生\n2018年\t120\t958\n2019年\t125\t960\n")
    assert (table.header_rows, table.row_years[1]) == (1, ("2018",))


def test_serial_and_unit_columns_are_no_labels() -> None:
    table = view("序号\t指标\t单位\t2023年\n1\t教师\t人\t12\n\t其中：女\t人\t7\n2\t设备值\t元/生\t465.6\n")
    assert table.roles == ("serial", "label", "unit", "data")
    assert table.row_paths[1:] == (("教师",), ("其中：女",), ("设备值",))
    assert table.unit_of(3, 3) == "元/生"


def test_a_total_under_the_serial_numbers_is_the_label_of_its_row() -> None:
    table = view("序号\t专业\t人数\n1\t会计\t12\n2\t电商\t30\n合计\t\t42\n")
    assert table.row_paths[3] == ("合计",)
    assert table.is_total_row(3)


def test_a_caption_behind_its_table_is_found() -> None:
    table = view("项目\t人数\n教师\t12\n学生\t30\n\n表 2 规模\n\n正文。\n")
    assert (table.title, table.caption_after) == ("表 2 规模", True)


def test_a_group_row_heads_the_rows_below_it() -> None:
    table = view("指标\t2022年\t2023年\n一、学生\t\t\n招生\t12\t13\n二、教师\t\t\n专任\t7\t8\n")
    assert table.row_paths[2:] == (("一、学生", "招生"), ("二、教师",), ("二、教师", "专任"))


def test_lists_side_by_side_have_all_their_cells() -> None:
    table = view("序号\t培训\t人数\t服务\t次数\n1\t考试\t621\t社区\t10\n2\t安检\t123\t帮扶\t5\n")
    assert [p.text for p in table.data()] == ["621", "社区", "10", "123", "帮扶", "5"]


def test_merged_cells_cover_their_positions_and_count_once() -> None:
    page = "<table><tr><td rowspan=2>项目<td colspan=2>数量<tr><td>2022年<td>2023年<tr><td>教师<td>1<td>2</table>"
    table = table_views(read_document(page.encode(), name="a.html"))[0]
    assert table.at(0, 2).text == "数量"
    assert table.at(0, 2).merged
    assert table.column_paths[0] == ("项目",)


def test_a_view_is_found_by_its_block() -> None:
    document = read_document(STAFF.encode(), name="a.txt")
    block = next(document.of_kind(BlockKind.TABLE))
    assert table_view(document, block).block is block
    with pytest.raises(KeyError):
        table_view(document, document.blocks[0])


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2019-2020学年", ("2019-2020",)),
        ("2021—22学年", ("2021-2022",)),
        ("2019招生人数", ("2019",)),
        ("共2019人", ()),
        ("12345", ()),
    ],
)
def test_years_in_heads_are_read(text, years) -> None:
    assert years_in(text) == years


def test_a_number_of_all_is_no_total() -> None:
    assert [is_total(word) for word in ("合 计", "小计（人）", "教职工总数", "设计")] == [True, True, False, False]
