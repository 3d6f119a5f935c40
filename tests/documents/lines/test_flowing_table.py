"""Made-up tables as programs and people copy them out of PDFs: labels in pieces, heads in scrambled order."""

from __future__ import annotations

from nianbao.documents.lines.flowing_table import FlowLine, flowing_table
from nianbao.documents.lines.line import lines_from
from nianbao.documents.lines.written_text import pieces_of
from nianbao.documents.passage import Grid
from nianbao.documents.running_text import text_at
from nianbao.documents.values import is_value
from nianbao.facts.place import Place

MAJORS = [
    ["序号", "专业名称", "毕业生数（人）", "就业人数（人）", "就业率（%）"],
    ["1", "学前教育", "86", "85", "98.84"],
    ["2", "平面媒体印制技术", "41", "40", "97.56"],
    ["3", "建筑工程施工", "38", "37", "97.37"],
    ["4", "会计", "47", "46", "97.87"],
    ["合计", "", "212", "208", "98.11"],
]
KINDS = [
    ["学生类别", "2019 年招生（人）", "", "2019 年在校生（人）", ""],
    ["", "京籍", "非京籍", "京籍", "非京籍"],
    ["全日制普通中专", "135", "12", "402", "56"],
    ["职业高中", "208", "31", "640", "82"],
    ["业余成人中专", "96", "90", "301", "258"],
    ["合计", "439", "133", "1343", "396"],
]


def tables(text: str) -> list[list[list[str]]]:
    pieces = pieces_of(lines_from(text.split("\n"), "a.txt"), [])
    return [[[c.text if c else "" for c in row] for row in p.rows()] for p in pieces if isinstance(p, Grid)]


IN_READING_ORDER = """表 1 毕业生就业情况
序号 专业名称 毕业生数
（人）
就业人数
（人）
就业率
（%）
1 学前教育 86 85 98.84
2
平面媒体印
制技术 41 40 97.56
3
建筑工程施
工
38 37 97.37
4 会计 47 46 97.87
合计 212 208 98.11
学校坚持德技并修，毕业生就业质量稳步提高。
"""


def test_pieces_of_a_label_stand_above_its_figures_in_the_order_of_a_copy() -> None:
    assert tables(IN_READING_ORDER) == [MAJORS]


def test_a_blank_line_behind_every_line_changes_nothing() -> None:
    assert tables(IN_READING_ORDER.replace("\n", "\n\n")) == [MAJORS]


def test_labels_are_centred_beside_their_figures_where_the_layout_was_kept() -> None:
    text = """
              2019 年招生（人）        2019 年在校生（人）
   学生类别
            京籍     非京籍        京籍       非京籍
全日制普通
            135      12        402       56
  中专
  职业高中      208      31        640       82
业余成人中
             96      90        301       258
  专
   合计       439     133       1343      396
"""
    assert tables(text) == [KINDS]


def test_a_label_that_goes_on_below_its_figures_is_whole() -> None:
    text = """
学生类别 招生数 在校生数 毕业生数
全日制普通 135 402 56
中专
职业高中 208 640 82
业余成人中 96 301 258
专
合计 439 1343 396
"""
    assert [row[0] for row in tables(text)[0]] == ["学生类别", "全日制普通中专", "职业高中", "业余成人中专", "合计"]


def test_a_head_that_the_next_page_says_again_is_no_row() -> None:
    lines = IN_READING_ORDER.replace("（人）\n就业人数\n（人）\n就业率\n（%）\n", " 就业人数 就业率\n").split("\n")
    lines[9:9] = [lines[1]]
    (table,) = tables("\n".join(lines).replace(" 毕业生数 ", " 毕业生数"))
    assert [row[1] for row in table] == ["专业名称", "学前教育", "平面媒体印制技术", "建筑工程施工", "会计", ""]


def test_units_that_stand_before_the_figures_keep_their_column() -> None:
    text = """序号 指标 单位 2022 年 2023 年
1 毕业生人数 人 287 301
2
毕业去向落实人
数
人 280 296
其中：升学人数 人 214 233
3
毕业生本省去向
落实率 % 97.56 98.34
"""
    (table,) = tables(text)
    assert table[2:] == [
        ["2", "毕业去向落实人数", "人", "280", "296"],
        ["", "其中：升学人数", "人", "214", "233"],
        ["3", "毕业生本省去向落实率", "%", "97.56", "98.34"],
    ]


def test_gaps_that_part_some_cells_only_do_not_part_cells() -> None:
    text = """      序号            指标   单位 2022年 2023年
       1          毕业生人数   人 287 301
                 升入本科人数   人 12        18
       2     毕业生本省去向落实率 % 97.56 98.34
       3           月收入    元 4125.50 4310.00
"""
    (table,) = tables(text)
    assert [len(row) for row in table] == [5] * 5
    assert table[2] == ["", "升入本科人数", "人", "12", "18"]


def flow_line(words: str) -> FlowLine:
    texts = tuple(text_at(word, Place(line=1)) for word in words.split())
    return FlowLine(texts, (0,) * len(texts), any(is_value(text.text) for text in texts))


def test_two_lines_of_a_list_with_a_number_each_are_no_table() -> None:
    lines = [flow_line(words) for words in ("张三 一等奖 2项", "教学能力比赛", "学校荣誉", "李四 二等奖 1项")]
    assert flowing_table([flow_line("获奖名单")], lines) is None


def test_pieces_below_the_last_figures_belong_to_their_label_only_where_it_is_open() -> None:
    lines = [flow_line(w) for w in ("设备值（万", "12 13", "元）", "图书（万", "9 10", "册）", "本年度")]
    flow = flowing_table([flow_line("项目 2018年 2019年"), lines[0]], lines[1:])
    assert flow is not None
    assert (flow.above, flow.behind) == (2, 1)
    assert [row[0].text for row in flow.grid.rows() if row[0]] == ["项目", "设备值（万元）", "图书（万册）"]
