"""Made-up tables in the order in which a copy gives out their words."""

from __future__ import annotations

from words_of_a_copy import words

from nianbao.documents.lines.copied_table import copied_table


def table(*lines: str) -> list[list[str]] | None:
    found = copied_table(words(*lines))
    return [[cell.text if cell else "" for cell in row] for row in found.grid.rows()] if found else None


INDICATORS = (
    "序", "号", "指标 单位 2023年 2024年", "1 毕业生人数 人 663 613", "2", "毕业去向落", "实人数", "人 655 601",
    "其中：毕业", "生升学人数", "人 327 283", "升入本科人", "数", "人 43 38", "3 月收入 元 3090 5810", "4",
    "毕业三年晋", "升比例", "% 56.11 44.15",
)  # fmt: skip


def test_labels_in_pieces_are_put_together_where_their_lines_were_full() -> None:
    assert table(*INDICATORS) == [
        ["序号", "指标", "单位", "2023年", "2024年"],
        ["1", "毕业生人数", "人", "663", "613"],
        ["2", "毕业去向落实人数", "人", "655", "601"],
        ["", "其中：毕业生升学人数", "人", "327", "283"],
        ["", "升入本科人数", "人", "43", "38"],
        ["3", "月收入", "元", "3090", "5810"],
        ["4", "毕业三年晋升比例", "%", "56.11", "44.15"],
    ]


def test_words_behind_the_figures_are_put_together_too() -> None:
    rows = (
        "1 在校生满意度 % 90.42 430",
        "电话访",
        "谈",
        "2 教职工满意度 % 90.52 626",
        "网络问",
        "卷",
        "3 家长满意度 % 93.15 505",
        "电话访",
        "谈",
    )
    assert table("序号 指标 单位 2023年 调查人次 调查方式", *rows) == [
        ["序号", "指标", "单位", "2023年", "调查人次", "调查方式"],
        ["1", "在校生满意度", "%", "90.42", "430", "电话访谈"],
        ["2", "教职工满意度", "%", "90.52", "626", "网络问卷"],
        ["3", "家长满意度", "%", "93.15", "505", "电话访谈"],
    ]


def test_a_label_may_stand_beside_several_rows() -> None:
    rows = (
        "学历 研究生 72 16.14",
        "本科 227 50.90",
        "专科及以下 147 32.96",
        "职称 高级 111 24.89",
        "中级 225 50.45",
        "初级 110 24.66",
    )
    found = table("类别 项目 人数（人） 占比（%）", *rows)
    assert found is not None
    assert [row[:2] for row in found[1:]] == [
        ["学历", "研究生"], ["", "本科"], ["", "专科及以下"], ["职称", "高级"], ["", "中级"], ["", "初级"],
    ]  # fmt: skip


def test_a_row_that_lacks_a_figure_makes_the_table_unreadable() -> None:
    # Which of the three columns is blank the order of the words does not tell.
    rows = ("占地面积 250 310 420", "教学用计算机 25 58", "实训室 35 28 20", "多媒体教室 27 49 55")
    assert table("项目 一中 二中 三中", *rows) is None


def test_a_number_like_a_calendar_is_a_figure_among_figures() -> None:
    found = table("学校 招生 在校", "一中 145 1955", "二中 230 1840", "三中 112 970")
    assert found is not None
    assert found[1] == ["一中", "145", "1955"]


def test_what_comes_behind_the_table_is_left() -> None:
    given = words(*INDICATORS, "5 校企合作")
    found = copied_table(given)
    assert found is not None
    assert found.end == len(given) - 2


def test_a_list_of_sentences_is_no_table() -> None:
    assert table("开展活动", "组织学生 30 人参加比赛", "获得奖项 5 个", "其中一等奖 2 个", "教师 3 人") is None
