from __future__ import annotations

from nianbao.documents.lines.line import lines_from
from nianbao.documents.lines.written_text import pieces_of
from nianbao.documents.passage import Grid


def grids(text: str) -> list[list[list[str]]]:
    pieces = pieces_of(lines_from(text.split("\n"), "a.txt"), [])
    return [[[c.text if c else "" for c in row] for row in p.rows()] for p in pieces if isinstance(p, Grid)]


def test_a_blank_line_does_not_end_a_table() -> None:
    assert len(grids("项目\t人数\n教师\t12\n\n学生\t30\n职工\t5\n")[0]) == 4


def test_a_rule_of_dashes_is_no_row() -> None:
    assert grids("序号\t人数\n----\t----\n\n1\t12\n2\t30\n") == [[["序号", "人数"], ["1", "12"], ["2", "30"]]]


def test_bars_part_cells_too() -> None:
    assert grids("| 项目 | 人数 |\n|---|---|\n| 教师 | 12 |\n") == [[["项目", "人数"], ["教师", "12"]]]


def test_a_frame_drawn_with_characters_is_a_table() -> None:
    assert grids("+----+----+\n| 项目 | 人数 |\n+----+----+\n| 教师 | 12 |\n+----+----+\n")[0][1] == ["教师", "12"]


def test_a_row_that_goes_on_in_the_next_line_is_one_row() -> None:
    assert grids("序号\t项目\t单位\n1\t北京某某\n有限公司\t12\n2\t其他\t3\n")[0][1] == ["1", "北京某某有限公司", "12"]


def test_page_furniture_inside_a_table_is_left_out() -> None:
    pages = "".join(f"行{n}甲\t{n}\n行{n}乙\t{n}\n- {n} -\n行{n}丙\t{n}\n行{n}丁\t{n}\n" for n in range(1, 5))
    (table,) = grids("项目\t人数\n" + pages)
    assert len(table) == 17


def test_another_header_begins_another_table() -> None:
    assert len(grids("序号\t专业\t人数\n1\t会计\t12\n\n序号\t课程\t学时\n1\t统计\t30\n")) == 2


def test_a_row_that_lost_its_tabs_is_put_back_and_said_to_be() -> None:
    notes: list[str] = []
    rows = "".join(f"{n}\t指标{n}\t个\t{n}7\n" for n in range(1, 9))
    pieces = pieces_of(lines_from(f"序号\t指标\t单位\t2023年\n{rows}接入数量\t个\t无\t\n".split("\n"), "a.txt"), notes)
    grid = pieces[0]
    assert isinstance(grid, Grid)
    assert [cell.text for cell in grid.rows()[-1]] == ["", "接入数量", "个", "无"]
    assert "第10行" in notes[0].message


def test_a_head_said_again_is_no_row_where_every_line_has_a_blank_one_behind_it() -> None:
    rows = ["县区\t学校\t在校生", "市直\t5\t218", "东区\t3\t106", "县区\t学校\t在校生", "西区\t2\t74", "合计\t10\t398"]
    (table,) = grids("\n\n".join(rows))
    assert [row[0] for row in table] == ["县区", "市直", "东区", "西区", "合计"]


def test_a_row_like_the_first_is_kept_where_the_first_is_no_head() -> None:
    (table,) = grids("\n\n".join(["是否达标\t是\t12", "学校\t是\t7", "是否达标\t是\t12", "基地\t是\t7"]))
    assert len(table) == 4


def test_a_head_said_again_right_behind_a_row_is_no_row() -> None:
    head = ["序号\t专业\t在校生\t\t2024届毕业生", "\t\t24级\t23级\t人数"]
    (table,) = grids("\n".join([*head, "1\t会计\t38\t35\t29", *head, "2\t烹饪\t22\t21\t18", "合计\t\t60\t56\t47"]))
    assert [row[0] for row in table] == ["序号", "", "1", "2", "合计"]


def test_a_title_between_two_forms_belongs_to_neither() -> None:
    upper, lower = (
        "12\t工位数\t个\t0.85\t0.92\n13\t设备值\t元\t5978\t6082",
        "1\t专业群\t核心专业\t产业链\n\t智能制造\t机器人\t装备",
    )
    found = grids(f"序号\t指标\t单位\t2023年\t2024年\n{upper}\n两校专业群与核心专业\n{lower}\n")
    assert [table[-1][-1] for table in found if len(table) > 1] == ["6082", "装备"]
