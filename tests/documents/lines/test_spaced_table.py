from __future__ import annotations

from nianbao.documents.lines.line import lines_from
from nianbao.documents.lines.written_text import pieces_of
from nianbao.documents.passage import Grid, Passage


def read(text: str) -> list[Grid | Passage]:
    return pieces_of(lines_from(text.split("\n"), "a.txt"), [])


def rows(grid: Grid) -> list[list[str]]:
    return [[cell.text if cell else "" for cell in row] for row in grid.rows()]


def test_a_text_that_kept_its_layout_keeps_its_columns() -> None:
    (grid,) = read(
        "项目        2022年    2023年\n"
        "专任教师       120       125\n"
        "学生           958       960\n"
        "校外教师                  18\n"
    )  # fmt: skip
    assert rows(grid)[3] == ["校外教师", "", "18"]


def test_a_text_copied_from_a_pdf_has_its_columns_counted() -> None:
    (grid,) = read("专业 毕业生 就业率\n\n学前教育 68 16.18%\n\n会 计 27 44.44%\n\n电子商务 13 92.31%\n")
    assert rows(grid)[0] == ["专业", "毕业生", "就业率"]
    assert rows(grid)[2] == ["会 计", "27", "44.44%"]


def test_a_label_in_pieces_around_its_figures_is_put_together() -> None:
    (grid,) = read("序号 指标 单位 2023年\n1 毕业生数 人 2\n毕业生面向三次产\n2 人 0\n业就业人数\n3 月收入 元 3500\n")
    assert rows(grid)[2] == ["2", "毕业生面向三次产业就业人数", "人", "0"]
    assert grid.certainty == "guessed"


def test_heads_of_two_levels_are_laid_over_their_columns() -> None:
    (grid,) = read("项目 内容 数量 比率\n2018年 2019年 2018年 2019年\n学历 本科 184 169 96% 97%\n学历 专科 7 6 4% 3%\n")
    assert rows(grid)[:2] == [
        ["项目", "内容", "数量", "", "比率", ""],
        ["", "", "2018年", "2019年", "2018年", "2019年"],
    ]


def test_prose_with_spaces_around_its_figures_is_no_table() -> None:
    pieces = read("全区共有 7 所学校，学生 1200 人。\n教师 120 人，其中双师型 80 人。\n2023 年 12 月\n")
    assert all(isinstance(piece, Passage) for piece in pieces)


def test_headings_are_no_rows() -> None:
    assert all(isinstance(piece, Passage) for piece in read("1 人才培养\n1.1 立德树人\n1.2 专业建设\n2 服务贡献\n"))


def test_a_cell_with_a_colon_between_wide_gaps_is_no_sentence() -> None:
    (grid,) = read(
        "序号   指标                          单位   2023年\n"
        "1      毕业生初次就业人数            人     2267\n"
        "       其中：A类：留在当地就业       人     1306\n"
        "       B类：到中小微企业等基层就业   人     1652\n"
    )
    assert rows(grid)[2:] == [
        ["", "其中：A类：留在当地就业", "人", "1306"],
        ["", "B类：到中小微企业等基层就业", "人", "1652"],
    ]


def test_a_total_spread_to_the_width_of_its_column_is_one_label() -> None:
    (grid,) = read(
        "    人员支出      7,318万元    占71.42%\n    公用支出      1,402万元    占13.68%\n"
        "    合    计     8,720万元    占100.00%\n"
    )
    assert [row[1:] for row in rows(grid)] == [
        ["7,318万元", "占71.42%"],
        ["1,402万元", "占13.68%"],
        ["8,720万元", "占100.00%"],
    ]
