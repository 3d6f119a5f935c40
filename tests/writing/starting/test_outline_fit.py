from __future__ import annotations

from nianbao.framework.model import Outline, OutlineNode
from nianbao.writing.starting.outline_fit import Section, fit

PARTS = tuple(OutlineNode(title, "", title) for title in ("专业建设", "质量保障"))
OUTLINE = Outline(
    "o",
    "提纲",
    "decimal",
    (
        OutlineNode("foreword", "0", "前言"),
        OutlineNode("talent", "1", "人才培养", children=PARTS),
        OutlineNode("support", "2", "发展保障", children=PARTS),
    ),
    "",
    True,
)


def homes(*sections: tuple[str, int]) -> list[str]:
    made = fit([Section(*one) for one in sections], OUTLINE)
    titles = ["" for _ in sections]
    for position, (title, _) in enumerate(sections):
        for number, place in enumerate(made.places):
            for role, found in (("in", place.taken), ("after", place.following)):
                if any(one.title == title and one.level == sections[position][1] for one in found):
                    titles[position] = f"{role} {number}"
    return titles


def test_a_title_found_twice_in_the_outline_belongs_to_its_own_chapter() -> None:
    assert homes(("发展保障", 1), ("质量保障情况", 2)) == ["in 4", "in 6"]
    assert homes(("人才培养", 1), ("质量保障情况", 2)) == ["in 1", "in 3"]


def test_text_before_the_first_heading_is_the_foreword() -> None:
    assert homes(("", 1)) == ["in 0"]


def test_a_strange_chapter_stands_behind_the_whole_chapter_before_it() -> None:
    assert homes(("人才培养", 1), ("食堂", 1), ("早餐", 2)) == ["in 1", "after 3", "after 3"]


def test_an_older_name_of_a_part_is_known() -> None:
    assert homes(("政府履责", 1), ("专业布局", 2)) == ["in 4", "in 2"]
