from __future__ import annotations

from nianbao.documents.lines.beside_labels import with_labels_at_top
from nianbao.documents.passage import grid_of
from nianbao.documents.running_text import EMPTY, text_at
from nianbao.facts.place import Place


def labels(table: str) -> list[str]:
    rows = [
        [text_at(cell, Place(line=n, column=1)) if cell else EMPTY for cell in line.split("|")]
        for n, line in enumerate(table.strip().split("\n"), 1)
    ]
    grid = with_labels_at_top(grid_of(rows))
    return [text.text if text else "" for text, *_ in grid.rows()]


MIDDLE = """
项目|类别|人数|比例
专任教师||148|100%
|研究生|24|16.22%
学历|本科|122|82.43%
|专科|2|1.35%
|高级|47|31.76%
职称|中级|92|62.16%
|未定|9|6.08%
"""


def test_labels_at_the_middle_go_to_the_top_where_the_groups_come_to_one_sum() -> None:
    assert labels(MIDDLE) == ["项目", "专任教师", "学历", "", "", "职称", "", ""]


def test_a_wrong_figure_in_one_column_leaves_the_proof_to_the_other() -> None:
    assert labels(MIDDLE.replace("|122|", "|212|")) == ["项目", "专任教师", "学历", "", "", "职称", "", ""]


def test_labels_on_the_first_rows_of_their_groups_stay() -> None:
    top = (
        MIDDLE.replace("|研究生", "学历|研究生")
        .replace("学历|本科", "|本科")
        .replace("|高级", "职称|高级")
        .replace("职称|中级", "|中级")
    )
    assert labels(top) == ["项目", "专任教师", "学历", "", "", "职称", "", ""]


def test_nothing_moves_where_no_sum_tells() -> None:
    vague = MIDDLE.replace("|24|16.22%", "|25|17.22%").replace("|47|31.76%", "|45|30.76%")
    assert labels(vague) == ["项目", "专任教师", "", "学历", "", "", "职称", ""]


def test_one_label_beside_rows_that_come_to_the_whole_above_goes_to_the_first() -> None:
    assert labels("\n".join(MIDDLE.strip().split("\n")[:5])) == ["项目", "专任教师", "学历", "", ""]
