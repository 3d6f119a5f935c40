from __future__ import annotations

from nianbao.documents.document import Text
from nianbao.documents.lines.laid_out_cells import group_starts, shared_out
from nianbao.documents.running_text import text_at
from nianbao.facts.place import Place


def said(text: str) -> Text:
    return text_at(text, Place(line=1, column=1))


def test_a_piece_belongs_to_the_row_whose_line_was_full() -> None:
    own = [{0: said("电工")}, {0: said("社区居民智能手机应用")}]
    found = shared_out(own, [[], [], [{0: said("培训")}]], [0], "top")
    assert [cells[0].text for cells in found.rows] == ["电工", "社区居民智能手机应用培训"]
    assert found.cost == 0


def test_all_pieces_of_a_line_belong_to_one_row() -> None:
    own = [{1: said("甲")}, {1: said("乙")}]
    gaps = [[{0: said("养老护理员技能")}], [{0: said("提升")}, {0: said("智能手机应用培")}], [{0: said("训")}]]
    found = shared_out(own, gaps, [0, 1], "centred")
    assert [cells[0].text for cells in found.rows] == ["养老护理员技能提升", "智能手机应用培训"]
    assert found.reaches == [(1, 1), (1, 1)]


def test_a_line_with_room_left_is_not_broken_for_nothing() -> None:
    own = [{0: said("电工")}, {0: said("社区居民智能手机应用")}]
    assert shared_out(own, [[], [{0: said("培训")}], []], [0], "top").cost > 1


def test_groups_are_those_whose_figures_come_to_one_sum() -> None:
    rows = [(n, n) for n in range(5)]
    labels = [(1.0, said("学历")), (3.5, said("职称"))]
    starts = group_starts(rows, labels, [["72", "118", "10", "50", "150"]])
    assert starts is not None
    assert {row: text.text for row, text in starts.items()} == {0: "学历", 3: "职称"}


def test_labels_that_stand_in_no_middle_name_nothing() -> None:
    rows = [(n, n) for n in range(5)]
    assert group_starts(rows, [(0.0, said("学历")), (2.0, said("职称"))], [["1", "2", "3", "4", "5"]]) is None
