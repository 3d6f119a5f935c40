"""Tables of copies that kept where things stand: made-up tables as ``pdftotext -layout`` sets them."""

from __future__ import annotations

from nianbao.documents.lines.laid_out_table import laid_out_tables
from nianbao.documents.lines.line import lines_from

BROKEN = """\
 序号       培训项目           培训对象  期数   人次   学时
   1     电工上岗培训          社区居民   11  1767 80
   2 养老护理员技能提升培训         退役军人   11  2866 80
     社区居民智能手机应用培
   3                   企业在职职工   5    534 16
            训
                      下岗转岗人员及农
   4       茶艺师                  5    309  8
                       村转移劳动力
               合计               32  5476  —
"""
GROUPED = """\
                                 人数   占比
           类别          项目
                                （人）  （%）
                      研究生         72 36.00
           学历          本科        118 59.00
                    专科及以下         10  5.00
                        高级         50 25.00
           职称
                        其他        150 75.00
"""


def rows(text: str) -> list[list[str]] | None:
    lines = lines_from(text.split("\n"), "a.txt")
    tables = laid_out_tables(lines, ["blank" if line.is_blank else "prose" for line in lines]).tables
    if not tables:
        return None
    grid = tables[0].grid
    assert grid.certainty == "guessed"
    return [[cell.text if cell else "" for cell in row] for row in grid.rows()]


def test_cells_broken_above_and_below_their_row_are_whole_again() -> None:
    table = rows(BROKEN)
    assert table is not None
    assert table[0] == ["序号", "培训项目", "培训对象", "期数", "人次", "学时"]
    assert table[3:] == [
        ["3", "社区居民智能手机应用培训", "企业在职职工", "5", "534", "16"],
        ["4", "茶艺师", "下岗转岗人员及农村转移劳动力", "5", "309", "8"],
        ["合计", "", "", "32", "5476", "—"],
    ]


def test_a_blank_cell_keeps_its_column() -> None:
    table = rows(BROKEN.replace("11  2866 80", "    2866 80"))
    assert table is not None
    assert table[2] == ["2", "养老护理员技能提升培训", "退役军人", "", "2866", "80"]


def test_a_label_in_the_middle_of_its_rows_names_them_where_the_figures_prove_it() -> None:
    table = rows(GROUPED)
    assert table is not None
    assert table[0] == ["类别", "项目", "人数（人）", "占比（%）"]
    assert [row[0] for row in table[1:]] == ["学历", "", "", "职称", ""]
    assert rows(GROUPED.replace("           职称\n", "").replace("高级  ", "职称  ")) is None


def test_a_row_torn_by_the_end_of_the_page_goes_on_below_the_heads() -> None:
    head, *body = BROKEN.splitlines()
    table = rows("\n".join([head, *body[:4], "\f" + head, *body[4:]]))
    assert table is not None
    assert table == rows(BROKEN)


def test_figures_that_belong_to_no_row_leave_the_table_alone() -> None:
    assert rows(BROKEN.replace("            训\n", "            训               77\n")) is None


def test_a_column_of_words_and_figures_leaves_the_table_alone() -> None:
    assert rows(BROKEN.replace("  1767 80", "  甲乙丙丁 80")) is None


def test_a_table_whose_cells_stand_whole_between_wide_gaps_is_read_elsewhere() -> None:
    assert (
        rows(
            "学校     招生数     在校生数\n甲校     120        350\n乙校     98         301\n丙校     77         240\n"
        )
        is None
    )


def test_a_title_without_number_above_the_heads_is_none_of_them() -> None:
    titled = rows("           2019 年社会培训情况统计表\n" + BROKEN)
    assert titled == rows(BROKEN)
    assert rows("各项培训如下：\n" + BROKEN) == titled
