from __future__ import annotations

from nianbao.documents.paged.glyphs import Glyph, lines_of
from nianbao.documents.paged.rules import Rule, Rules
from nianbao.documents.paged.tables import aligned_tables, ruled_tables


def words(text: str, left: float, bottom: float) -> list[Glyph]:
    return [Glyph(c, left + 10 * i, bottom, left + 10 * (i + 1), bottom + 12) for i, c in enumerate(text)]


ROWS = [["项目", "二二年", "二三年"], ["教师", "120", "125"], ["学生", "958", "960"]]
GLYPHS = [
    g for r, row in enumerate(ROWS) for c, text in enumerate(row) for g in words(text, 60 + 120 * c, 700 - 24 * r)
]


def test_a_table_with_rules_takes_its_glyphs() -> None:
    rules = Rules([Rule(y, 50, 400) for y in (640, 670, 694, 720)], [Rule(x, 640, 720) for x in (50, 170, 290, 400)])
    tables, rest = ruled_tables(GLYPHS + words("正文", 60, 500), rules, "a.pdf", 1)
    assert [cell.text.text for cell in tables[0].grid.cells] == [text for row in ROWS for text in row]
    assert len(rest) == 2


def test_a_table_without_rules_leaves_the_prose_around_it() -> None:
    lines = lines_of(words("正文一行写到这里为止没有表格的样子文字", 60, 760) + GLYPHS, 1)
    tables, rest = aligned_tables(lines, Rules(), "a.pdf", 1, (60, 260))
    assert [cell.text.text for cell in tables[0].grid.cells] == [text for row in ROWS for text in row]
    assert len(rest) == 1


def test_a_chapter_right_below_a_table_is_none_of_its_rows() -> None:
    lines = lines_of(GLYPHS + words("7 发展保障", 40, 634) + words("7.1 制度与治理", 40, 618), 1)
    tables, rest = aligned_tables(lines, Rules(), "a.pdf", 1, (40, 400))
    assert [cell.text.text for cell in tables[0].grid.cells] == [text for row in ROWS for text in row]
    assert [line.plain for line in rest] == ["7 发展保障", "7.1 制度与治理"]


def test_a_label_that_a_page_break_tore_goes_on_with_its_table() -> None:
    first, _ = aligned_tables(lines_of(GLYPHS, 1), Rules(), "a.pdf", 1, (40, 400))
    top = words("情况", 60, 780) + words("职工", 60, 740) + words("80", 180, 740) + words("85", 300, 740)
    tables, rest = aligned_tables(lines_of(top, 2), Rules(), "a.pdf", 2, (40, 400), first[-1].aligned)
    assert [[c.text if c else "" for c in row] for row in tables[0].grid.rows()] == [
        ["情况", "", ""],
        ["职工", "80", "85"],
    ]
    assert rest == []


def test_the_lower_half_of_a_cell_in_the_middle_of_the_last_row_is_its_own() -> None:
    row = words("企业职工岗", 60, 640) + words("362", 180, 630) + words("405", 300, 630) + words("技能培训", 65, 620)
    lines = lines_of(GLYPHS + row + words("附件", 60, 560), 1)
    tables, rest = aligned_tables(lines, Rules(), "a.pdf", 1, (40, 400))
    assert [c.text if c else "" for c in tables[0].grid.rows()[-1]] == ["企业职工岗技能培训", "362", "405"]
    assert [line.plain for line in rest] == ["附件"]


def test_a_ruled_table_right_under_another_is_one_of_its_own() -> None:
    upper = [["序号", "指标", "二三年"], ["1", "教师", "125"]]
    lower = [["序号", "专业名称", "产业"], ["1", "烹饪", "服务"]]
    glyphs, vertical, horizontal = [], [], [Rule(720 - 24 * n, 50, 400) for n in range(5)]
    for rows, top, edges in ((upper, 720, (50, 100, 290, 400)), (lower, 672, (50, 160, 230, 400))):
        vertical += [Rule(x, top - 48, top) for x in edges]
        for r, row in enumerate(rows):
            for x, text in zip(edges, row, strict=False):
                glyphs += words(text, x + 5, top - 18 - 24 * r)
    tables, rest = ruled_tables(glyphs, Rules(horizontal, vertical), "a.pdf", 1)
    assert [[[c.text if c else "" for c in row] for row in table.grid.rows()] for table in tables] == [upper, lower]
    assert rest == []


def test_a_form_with_other_columns_further_down_stays_one_table() -> None:
    vertical = [Rule(x, 672, 720) for x in (50, 100, 290, 400)] + [Rule(x, 624, 672) for x in (50, 160, 230, 400)]
    texts = [["校名", "指标", "二三年"], ["地址", "教师", "学生"]]
    glyphs = [
        g
        for r, row in enumerate(texts)
        for x, t in zip((55, 165, 295), row, strict=True)
        for g in words(t, x, 700 - 48 * r)
    ]
    tables, _ = ruled_tables(glyphs, Rules([Rule(720 - 24 * n, 50, 400) for n in range(5)], vertical), "a.pdf", 1)
    assert len(tables) == 1


def test_a_head_half_a_line_above_the_others_begins_its_table() -> None:
    head = (
        words("毕业生人", 170, 748)
        + words("升学", 250, 738)
        + words("就业去向", 300, 738)
        + words("学校", 60, 728)
        + words("数", 185, 728)
    )
    lines = lines_of(words("表1 就业情况", 150, 772) + head + GLYPHS[6:], 1)
    _, rest = aligned_tables(lines, Rules(), "a.pdf", 1, (40, 400))
    assert [line.plain for line in rest] == ["表1 就业情况"]


def test_forms_of_one_head_under_each_other_are_tables_of_their_own() -> None:
    below = [Glyph(g.char, g.left, g.bottom - 100, g.right, g.top - 100) for g in GLYPHS]
    tables, rest = aligned_tables(
        lines_of(GLYPHS + words("资源表", 180, 626) + below, 1), Rules(), "a.pdf", 1, (40, 400)
    )
    assert [table.grid.height for table in tables] == [3, 3]
    assert [line.plain for line in rest] == ["资源表"]


def test_a_line_under_several_cells_of_the_last_row_is_no_part_of_it() -> None:
    lines = lines_of(GLYPHS + words("扫一扫在手机上看打印本页关闭窗口", 80, 628), 1)
    tables, rest = aligned_tables(lines, Rules(), "a.pdf", 1, (40, 500))
    assert [[c.text if c else "" for c in row] for row in tables[0].grid.rows()] == ROWS
    assert len(rest) == 1


def test_text_in_larger_type_behind_a_table_is_none_of_its_rows() -> None:
    large = [Glyph(c, 62 + 12 * i, 634, 74 + 12 * i, 648) for i, c in enumerate("云州教育局")]
    tables, rest = aligned_tables(lines_of(GLYPHS + large, 1), Rules(), "a.pdf", 1, (40, 400))
    assert tables[0].grid.height == 3
    assert [line.plain for line in rest] == ["云州教育局"]


def test_a_title_between_two_tables_is_none_of_their_rows() -> None:
    title = words("专任教师学历结构对比表", 60, 630)
    _, rest = aligned_tables(lines_of(GLYPHS + title, 1), Rules(), "a.pdf", 1, (40, 400))
    assert [line.plain for line in rest] == ["专任教师学历结构对比表"]


def test_a_sentence_that_leads_on_is_none_of_the_rows_above_it() -> None:
    lead = words("与上年相比变化情况如下：", 60, 630)
    _, rest = aligned_tables(lines_of(GLYPHS + lead, 1), Rules(), "a.pdf", 1, (40, 600))
    assert [line.plain for line in rest] == ["与上年相比变化情况如下："]


def test_the_rest_of_a_label_at_the_foot_of_a_page_is_its_own() -> None:
    row = words("现代农艺技", 60, 628) + words("362", 180, 628) + words("405", 300, 628) + words("术", 80, 608)
    tables, rest = aligned_tables(lines_of(GLYPHS + row, 1), Rules(), "a.pdf", 1, (40, 400))
    assert [c.text if c else "" for c in tables[0].grid.rows()[-1]] == ["现代农艺技术", "362", "405"]
    assert rest == []


def test_a_last_row_of_one_figure_belongs_to_its_table() -> None:
    row = words("在校生合", 60, 630) + words("2023", 180, 620) + words("计人数", 65, 610)
    tables, rest = aligned_tables(lines_of(GLYPHS + row, 1), Rules(), "a.pdf", 1, (40, 400))
    assert [c.text if c else "" for c in tables[0].grid.rows()[-1]] == ["在校生合计人数", "2023", ""]
    assert rest == []


def test_heads_that_touch_are_apart_where_a_gap_goes_through_all_rows() -> None:
    head = words("项目", 60, 724) + words("直接就业", 180, 724) + words("其他去向", 228, 724)
    rows = [
        g
        for r, row in enumerate((("教师", "120", "125"), ("学生", "958", "960"), ("职工", "958", "960")))
        for x, text in zip((60, 185, 235), row, strict=True)
        for g in words(text, x, 700 - 24 * r)
    ]
    tables, _ = aligned_tables(lines_of(head + rows, 1), Rules(), "a.pdf", 1, (40, 400))
    assert [c.text if c else "" for c in tables[0].grid.rows()[0]] == ["项目", "直接就业", "其他去向"]


def test_rows_that_no_rule_parts_stand_where_their_figures_do() -> None:
    rules = Rules([Rule(y, 50, 400) for y in (580, 694, 720)], [Rule(x, 580, 720) for x in (50, 170, 290, 400)])
    more = [["教师", "120", "125"], ["男", "45", "47"], ["学生", "958", "960"], ["班级", "", "31"]]
    glyphs = [g for c, text in enumerate(ROWS[0]) for g in words(text, 60 + 120 * c, 700)]
    glyphs += [
        g for r, row in enumerate(more) for c, text in enumerate(row) for g in words(text, 60 + 120 * c, 676 - 24 * r)
    ]
    tables, _ = ruled_tables(glyphs, rules, "a.pdf", 1)
    assert [[c.text if c else "" for c in row] for row in tables[0].grid.rows()] == [ROWS[0], *more]


def test_a_cell_of_two_lines_beside_one_figure_stays_one_cell() -> None:
    rules = Rules([Rule(y, 50, 400) for y in (640, 694, 720)], [Rule(x, 640, 720) for x in (50, 170, 290, 400)])
    glyphs = [g for c, text in enumerate(ROWS[0]) for g in words(text, 60 + 120 * c, 700)]
    glyphs += words("专业课", 60, 676) + words("教师", 60, 652) + words("120", 180, 664) + words("125", 300, 664)
    tables, _ = ruled_tables(glyphs, rules, "a.pdf", 1)
    assert [cell.text.text for cell in tables[0].grid.cells][3:] == ["专业课教师", "120", "125"]
