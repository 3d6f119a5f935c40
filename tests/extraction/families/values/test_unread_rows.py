"""The family of odd lines in tables that could not be read, in copies of its own."""

from __future__ import annotations

import pytest
from family_reading import failing, is_contradicted

FAMILY = "unread-rows"
_FORM = (
    "表2 满意度调查表\n序号 调查内容 单位 2025年 调查人次 调查方式\n1 在校生满意度 % 95.28 2104 网络问卷\n其中：课堂育人满意度 % 95.8 2104 网络问卷\n"
    "课外育人满意度 % 94.2 2104 网络问卷\n专业课教学满意度 % 96.4 2104 网络问卷\n2 毕业生满意度 % 93.09 1012 网络问卷\n"
    "3 教职工满意度 % {} 214 网络问卷\n4 用人单位满意度 % 97.1 68 电话访谈\n5 家长满意度 % 94.7 1830 网络问卷\n"
)
_ROWS = "附表4 服务贡献表\n序号 指标 单位 2022年 2023年\n" + "".join(
    f"{n} {name} {unit} {n}12 {n}38\n"
    for n, (name, unit) in enumerate(
        [("社会培训人次", "人次"), ("培训到账经费", "万元"), ("横向服务到款", "万元"), ("培训项目数", "项"), ("培训学时", "学时"), ("公益培训学时", "学时"), ("技术服务项目", "项"), ("参加测试人数", "人")], 1
    )
)  # fmt: skip


def test_a_word_among_the_figures_of_a_form_is_seen() -> None:
    assert is_contradicted(FAMILY, _FORM.format("网络问卷"))
    assert failing(FAMILY, _FORM.format("96.2")) == []


def test_an_answer_is_no_slip() -> None:
    assert failing(FAMILY, _FORM.format("—")) == []
    assert failing(FAMILY, _FORM.format("无")) == []


@pytest.mark.parametrize("word", ["满意", "问卷", "份"])
def test_a_word_among_the_figures_of_a_short_table_is_seen(word: str) -> None:
    table = "表 3 2022年满意度调查结果\n调查对象 有效问卷数 满意和基本满意数 满意度\n在校学生 1600 1512 94.50%\n学生家长 1200 {} 94.50%\n用人单位 40 38 95.00%\n教职工 170 161 94.71%\n"
    assert is_contradicted(FAMILY, table.format(word))
    assert failing(FAMILY, table.format("1134")) == []


def test_sections_of_words_between_rows_of_figures_are_no_slips() -> None:
    table = "表 5 各校情况\n学校 招生 在校生 毕业生\n甲校 120 350 110\n乙校 90 260 88\n其中 男生 女生 合计\n甲校 60 60 120\n乙校 40 50 90\n"
    assert failing(FAMILY, table) == []


def test_a_head_of_years_is_no_row() -> None:
    assert failing(FAMILY, _ROWS.replace("单位 2022年 2023年", "单位2203 年 2023 年")) == []
