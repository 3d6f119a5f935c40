from __future__ import annotations

from collections.abc import Callable

from nianbao.facts.record import Record
from nianbao.framework.model import Catalogue
from nianbao.writing.composition import WrittenBlock
from nianbao.writing.data_table import Sources
from nianbao.writing.markdown import read_markdown
from nianbao.writing.printing import WrittenPicture, WrittenTable, print_content

DRAFT = """# 年报

## 人才培养

毕业生[[毕业生人数]]，[[没有的]]，见{@t1}和{@x1}，另有88人。

::: 表 毕业 {#t1}
指标：毕业生人数
列：本年、上年、变化
:::

::: 柱图 毕业 {#g1}
指标：毕业生人数
:::

::: 图片 校门 {#g2}
文件：门.png
:::

::: 案例 下田
背景：李明（13812345678）缺人手。
做法：学生下田。
成效：增收。
人物：李明
:::
"""


def test_every_block_is_printed_and_every_gap_is_told(record: Callable[..., Record], catalogue: Catalogue) -> None:
    sources = Sources(record({"graduates": "135"}, {"graduates": "130"}), catalogue)
    printed = print_content(read_markdown([DRAFT]), sources)
    texts = [block.text for block in printed.blocks if isinstance(block, WrittenBlock)]
    assert texts[:2] == ["1 人才培养", "毕业生135人，〔待补：没有的〕，见表1-1和〔待补：x1〕，另有88人。"]
    assert "〔待补：校门〕" in texts
    assert "【案例1-1】下田" in texts
    assert "背景：李某（138****5678）缺人手。" in texts
    assert [one.problem.code for one in printed.unwritten] == [
        "figure-name-unknown",
        "reference-unknown",
        "picture-missing",
    ]
    assert [one.digits for one in printed.loose] == ["88"]
    assert [remark.problem.code for remark in printed.case_remarks] == ["case-without-consent"]


def test_tables_and_charts_carry_the_data(record: Callable[..., Record], catalogue: Catalogue) -> None:
    sources = Sources(record({"graduates": "135"}, {"graduates": "130"}), catalogue)
    printed = print_content(read_markdown([DRAFT]), sources, pictures={"门.png": b"png"})
    table = next(block for block in printed.blocks if isinstance(block, WrittenTable))
    assert table.table.rows == (("毕业生人数（人）", "135", "130", "+5"),)
    chart, picture = (block for block in printed.blocks if isinstance(block, WrittenPicture))
    assert "毕业生人数 135人" in chart.alternative
    assert (str(picture.number), picture.image) == ("图1-2", b"png")
