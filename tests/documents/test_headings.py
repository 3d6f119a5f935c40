from __future__ import annotations

import pytest

from nianbao.documents.headings import Outline, is_heading_title, is_unnumbered_heading, read_numbering, run_in_split


@pytest.mark.parametrize(
    ("line", "scheme", "parts"),
    [
        ("1.1.1 招生规模", "decimal", (1, 1, 1)),
        ("1．1 招生规模", "decimal", (1, 1)),
        ("１.２ 招生规模", "decimal", (1, 2)),
        ("3.2.2 项目建设", "decimal", (3, 2, 2)),
        ("2.1项目建设", "decimal", (2, 1)),
        ("1.2人才培养", "decimal", (1, 2)),
        ("7、面临挑战", "single", (7,)),
        ("1. 基本情况", "single", (1,)),
        ("3 产教融合", "spaced", (3,)),
        ("一、人才培养", "han", (1,)),
        ("十二、结语", "han", (12,)),
        ("（三）经费投入", "han_bracket", (3,)),
        ("第三章 产教融合", "chapter", (3,)),
        ("第一部分 基本情况", "chapter", (1,)),
        ("第二节 师资", "section", (2,)),
        ("（1）调整目标", "bracket", (1,)),
        ("②加强管理", "circled", (2,)),
    ],
)
def test_both_schemes_are_read(line, scheme, parts) -> None:
    numbering = read_numbering(line)
    assert numbering is not None
    assert (numbering.scheme, numbering.parts) == (scheme, parts)


@pytest.mark.parametrize(
    "line",
    [
        "2019年招生",
        "1.5万人次",
        "2.12吨废纸",
        "3.2倍。",
        "5.6册图书，",
        "2.5 万元",
        "1.18:1",
        "3.5%的学生",
        "一等奖3项",
        "一带一路",
        "十四五期间",
        "2 名教师",
        "12人",
        "2.5元/人",
    ],
)
def test_a_quantity_is_no_heading_number(line) -> None:
    assert read_numbering(line) is None


def test_depth_follows_the_scheme_that_came_before() -> None:
    outline = Outline(chinese=True)
    lines = ["第一章 总则", "第一节 规模", "一、学生", "（一）招生", "1. 计划", "第二章 教学"]
    assert [outline.level_of(read_numbering(line)) for line in lines] == [1, 2, 3, 4, 5, 1]


def test_a_sentence_behind_a_number_is_no_title() -> None:
    assert is_heading_title("抓实理论学习，加强思想政治建设。")
    assert not is_heading_title("新设三个专业，现共有 11 人就读；其中女生 5 人。")
    assert not is_heading_title("")


def test_a_title_runs_on_only_behind_a_short_title() -> None:
    line = "3.1 全区共有2所学校。都是公办。"
    assert run_in_split(line, read_numbering(line)) == 0


def test_customary_parts_need_no_number() -> None:
    lines = ("前言", "附件 1：统计表", "附近的企业", "如附件1所示，共3项。")
    assert [is_unnumbered_heading(line) for line in lines] == [
        True, True, False, False,
    ]  # fmt: skip
