from __future__ import annotations

import pytest

from nianbao.facts.problem import Problem
from nianbao.writing.content import (
    Case,
    Chart,
    ChartKind,
    DataTable,
    Link,
    ListBlock,
    OwnTable,
    Paragraph,
    read_content,
)
from nianbao.writing.content import write_content as as_json
from nianbao.writing.markdown import read_markdown, write_markdown

DRAFT = """# 年报

::: 封面
编制时间：二〇二五年十二月
声明：本报告内容真实。
:::

## 概况 {#c1}

毕业生[[毕业生人数]]，[[毕业生人数|变化]]，
落实[[毕业去向落实人数|占 毕业生人数|2位]]，见{@t1}和{@g1}。

- 一所学校
- 两个基地，[[毕业生人数|@一职|上年]]

1. 先
2. 后

<!-- 待核 -->

::: 表 毕业与就业 {#t1}
指标：毕业生人数、毕业去向落实人数
列：本年、上年、变化
来源：表1
:::

::: 表 基地
| 名称 | 面积 |
| --- | --- |
| 实训楼 | 甲 |
:::

::: 柱图 毕业生 {#g1}
指标：毕业生人数
时期：上年、本年
:::

::: 案例 田间课堂
单位：一职
背景：农忙缺人。
做法：学生下田，[[毕业生人数]]参加。
成效：增收。
:::
"""


def test_what_was_read_and_written_is_read_again_without_loss() -> None:
    content = read_markdown([DRAFT])
    again = read_markdown([write_markdown(content)])
    assert again == content
    assert read_content(as_json(content)) == content


def test_every_part_of_a_draft_becomes_its_block() -> None:
    content = read_markdown([DRAFT])
    kinds = [type(block) for block in content.blocks[1:]]
    assert kinds[:3] == [Paragraph, ListBlock, ListBlock]
    assert kinds[4:] == [DataTable, OwnTable, Chart, Case]
    lists = [block for block in content.blocks if isinstance(block, ListBlock)]
    assert [one.numbered for one in lists] == [False, True]
    assert lists[0].items[1][1] == Link("毕业生人数", aspect=lists[0].items[1][1].aspect, organisation="一职")  # type: ignore[union-attr]
    assert content.by_id()["g1"].type is ChartKind.BAR  # type: ignore[union-attr]
    assert content.statement is not None
    assert content.compiled == "二〇二五年十二月"


def test_a_block_keeps_its_id_when_another_is_put_before_it() -> None:
    before = {block.id for block in read_markdown([DRAFT]).blocks}
    after = {block.id for block in read_markdown([DRAFT.replace("## 概况", "## 新章\n\n新的一段。\n\n## 概况")]).blocks}
    assert before < after


def test_chapters_of_several_files_follow_each_other() -> None:
    content = read_markdown(["# 年报\n\n## 甲", "## 乙"])
    assert [block.text for block in content.blocks] == ["甲", "乙"]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("draft", "told"),
    [
        ("甲\n\n::: 表 没完", "第 3 行"),
        ("::: 诗 题\n:::", "不认识“::: 诗”"),
        ("::: 表 题\n| 甲 | 乙 |\n| 丙 |\n:::", "列数不同"),
        ("[[甲|乱写]]", "乱写"),
        ("甲 {#a}\n\n乙 {#a}", "编号都是“a”"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_place(draft: str, told: str) -> None:
    with pytest.raises(Problem, match=told):
        read_markdown([draft])
