"""Made-up tables whose columns nobody can tell: said, kept as lines, and not checked."""

from __future__ import annotations

from nianbao.documents.document import BlockKind, Document
from nianbao.documents.lines.line import Line
from nianbao.documents.lines.unread_table import (
    holds_figures_run_together,
    holds_rows_run_together,
    is_doubtful,
    lines_under_captions,
    with_pieces_joined,
)
from nianbao.documents.passage import grid_of
from nianbao.documents.reading import read_document
from nianbao.documents.running_text import text_at
from nianbao.facts.place import Place
from nianbao.proofreading.proofread import proofread

# Column by column, as a program leaves it that looks for columns of a newspaper.
BY_COLUMNS = """青禾区中等职业教育质量年度报告（2023年）
1 办学规模
全区共有中等职业学校3所，办学规模保持稳定。
表1 各校招生、在校生和毕业生情况
2022年
学校
青禾卫生
学校
青禾财经
学校
合计

招生数

在校生
数

209

336

734

249

943

585

学校办学条件不断改善，办学质量稳步提高。
"""


def read(text: str) -> Document:
    return read_document(text.encode(), name="a.txt")


def doubted(*rows: str) -> bool:
    return is_doubtful(grid_of([[text_at(cell, Place(line=1)) for cell in row.split("|")] for row in rows]))


def test_a_table_whose_columns_are_not_certain_is_kept_as_lines_and_said() -> None:
    document = read(BY_COLUMNS)
    (table,) = document.of_kind(BlockKind.TABLE)
    assert table.certainty == "unread"
    assert table.column_count == 1
    assert any("没有读入，也没有核对" in note.message for note in document.notes)


def test_nothing_is_found_in_a_table_that_was_not_read() -> None:
    report = proofread(read(BY_COLUMNS))
    assert [f.message for f in report.findings if f.group == "contradiction" and not f.is_folded] == []
    assert report.tables == 1
    assert len(report.tables_not_understood) == 1


def test_a_whole_table_is_not_doubted() -> None:
    assert not doubted("专业|毕业生数|就业率", "护理|120|97.5%", "会计|80|98.75%", "合计|200|98%")


def test_words_among_figures_are_doubted() -> None:
    assert doubted("专业|毕业生数|就业数", "护理|120|110", "会计|事务|80", "园林|75|70", "烹饪|66|60")


def test_left_over_pieces_of_labels_are_doubted() -> None:
    assert doubted("专业|毕业生数|就业数", "汽车运用与|120|110", "维修||", "会计|80|78", "园林|75|70")
    assert doubted("项目|数值", "公共基础课（不含思想|90.1", "专业课|91.2", "家长|95.3")


def test_a_column_without_a_head_is_doubted() -> None:
    assert doubted("专业|毕业生数|", "护理|120|110", "会计|80|78", "园林|75|70")


def test_a_name_of_labels_over_figures_is_doubted() -> None:
    assert doubted("学校数（所）|年份|生师比", "2021年|5|13.3", "2022年|5|12.1", "2023年|5|11.8")


def test_serial_numbers_that_do_not_count_are_doubted() -> None:
    assert doubted("序号|专业|毕业生数", "1|护理|120", "3|会计|80", "4|园林|75")
    assert not doubted("序号|专业|毕业生数", "1|护理|120", "2|会计|80", "3|园林|75")


def test_two_figures_in_one_cell_are_doubted() -> None:
    from nianbao.documents.running_text import joined

    both = joined([text_at("135", Place(line=2)), text_at("292", Place(line=3))], "")
    rows = [[text_at(cell, Place(line=1)) for cell in row.split("|")] for row in ("专业|人数", "护理|12", "会计|80")]
    rows[1][1] = both
    assert is_doubtful(grid_of(rows))


def test_a_piece_below_a_full_label_belongs_to_it() -> None:
    rows = (
        "学校名称|招生|在校",
        "云溪区职业|228|702",
        "教育中心学校||",
        "云溪区第二|146|455",
        "职业学校||",
        "合计|374|1157",
    )
    grid = grid_of([[text_at(cell, Place(line=1)) for cell in row.split("|")] for row in rows])
    found = [[cell.text if cell else "" for cell in row] for row in with_pieces_joined(grid).rows()]
    assert found[1:] == [
        ["云溪区职业教育中心学校", "228", "702"],
        ["云溪区第二职业学校", "146", "455"],
        ["合计", "374", "1157"],
    ]


def test_a_piece_below_a_label_with_room_for_more_stays_alone() -> None:
    rows = ("学校名称|招生|在校", "一中|228|702", "云溪区职业教育||", "中心学校|146|455", "合计|374|1157")
    grid = grid_of([[text_at(cell, Place(line=1)) for cell in row.split("|")] for row in rows])
    assert with_pieces_joined(grid) is grid


def test_a_group_of_columns_that_never_adds_up_is_doubted() -> None:
    heads = ("级别|获奖数量|参赛人次||", "||一等奖|二等奖|小计")
    assert doubted(*heads, "国家级|20|19|39|314", "省级|34|4|38|237", "区级|25|36|61|187")
    assert not doubted(*heads, "国家级|20|19|39|58", "省级|34|4|38|42", "区级|25|36|61|187")


def test_a_figure_among_the_words_of_a_label_is_doubted() -> None:
    assert doubted(
        "项目|上年|本年", "其中：一般公共预算教育经 464.68费|626.84|162.16", "其他|12.5|13.5", "合计|20.5|21.5"
    )


def test_a_unit_of_the_next_column_is_doubted() -> None:
    assert doubted(
        "项目|上年（万元）|本年（万元）|增减率（万元）", "一|12.5|13.5|8.0", "二|20.5|21.5|4.9", "三|30.5|31.5|3.3"
    )


def test_rows_of_figures_under_a_caption_are_found_and_sentences_are_not() -> None:
    said = [
        "表3 教学资源表", "序号 指标 单位 2023年 2024年", "1 生师比 :1 15.68 15.65", "2 双师素质专任教 % 58.88 60.55",
        "师比例", "3 专业群数量 个 4 4", "从上表看，生师比略有下降。",
    ]  # fmt: skip
    lines = [Line("a.txt", number, text) for number, text in enumerate(said, 1)]
    assert lines_under_captions(lines) == [(1, 6)]
    assert lines_under_captions(lines[1:]) == []
    assert lines_under_captions([lines[0], lines[1], lines[2], lines[-1]]) == []


def test_rows_that_a_page_keeps_as_paragraphs_are_a_table_of_lines() -> None:
    rows = ["表10 实习情况", "系部 人数 实习", "机械系 110 108", "信息系 145 140", "合计 255 248", "实习率有所提高。"]
    page = "".join(f"<p>{row}</p>" for row in ["质量年度报告", *rows])
    document = read_document(f"<html><body>{page}</body></html>".encode(), name="a.html")
    (table,) = document.of_kind(BlockKind.TABLE)
    assert table.certainty == "unread"
    assert [cell.text.text for cell in table.cells] == rows[1:-1]
    assert any("没有读入" in note.message for note in document.notes)


def test_figures_of_several_columns_in_one_cell_are_doubted() -> None:
    assert doubted("学校|招生|在校生", "甲校|31|245 620 88", "乙校|9|135 371 42", "合计|40|380 991 130")


def test_labels_and_figures_of_several_rows_in_one_cell_are_doubted() -> None:
    rows = [["学校", "招生", "在校生"], ["沙峪区职业学校", "6", "1126"], ["合计 12 2918", "", ""]]
    grid = grid_of([[text_at(text, Place()) for text in row] for row in rows])
    assert holds_figures_run_together(grid)
    rows[2][0] = "合计 （2 所）"
    assert not holds_figures_run_together(grid_of([[text_at(text, Place()) for text in row] for row in rows]))


def test_pieces_of_two_labels_in_one_cell_are_doubted() -> None:
    def together(*labels: str) -> bool:
        return holds_rows_run_together(grid_of([[text_at(label, Place()), text_at("12", Place())] for label in labels]))

    assert together("结构与规模", "招生（人）分类在校生数（人）")
    assert together("序号", "1", "员培训2企业职工")
    assert not together("指标", "招生数（人）", "其中：女生（人）")
    assert not together("班级", "机电2班", "会计3班")
