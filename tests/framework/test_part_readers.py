"""Outlines, crosswalk and checks as their files say."""

from __future__ import annotations

import pytest

from nianbao.framework.loader import load_catalogue
from nianbao.framework.part_readers import walk_nodes

PARTS = ("人才培养", "服务贡献", "文化传承", "国际合作", "产教融合", "发展保障", "面临挑战")


def headings(identifier: str) -> list[str]:
    return [node.title for node in load_catalogue().outlines[identifier].nodes if node.title != "前言"]


@pytest.mark.parametrize("identifier", ["dy2023/school", "dy2023/district", "dy2024/school"])
def test_the_outline_of_2023_has_seven_parts(identifier: str) -> None:
    assert headings(identifier) == list(PARTS)


def test_the_outlines_before_and_after_have_their_own_parts() -> None:
    assert headings("dy2024/district") == ["基本情况", *PARTS]
    assert headings("dy2025/school") == [PARTS[0], "教育教学", *PARTS[1:]]
    assert headings("dy2019/beijing-district") == [
        *("基本情况", "学生发展", "质量保障", "校企合作", "社会贡献"),
        *("政府履责", "特色创新", "党建情况", "主要问题和改进措施"),
    ]
    assert headings("dy2021/beijing-district")[-1] == "报告总结"


def test_parts_are_required_and_what_is_below_them_may_be_left_out() -> None:
    outline = load_catalogue().outlines["dy2023/school"]

    assert all(node.required for node in outline.nodes if node.title in PARTS)
    assert not any(child.required for node in outline.nodes for child in node.children)


def test_a_heading_keeps_its_id_from_edition_to_edition() -> None:
    outlines = load_catalogue().outlines
    ids = {node.title: node.id for node in walk_nodes(outlines["dy2023/school"].nodes)}

    for identifier in ("dy2024/district", "dy2025/school"):
        for node in walk_nodes(outlines[identifier].nodes):
            assert ids.get(node.title, node.id) == node.id


def test_cases_are_limited_where_a_notice_limits_them() -> None:
    (innovations,) = (
        node
        for node in walk_nodes(load_catalogue().outlines["dy2019/beijing-district"].nodes)
        if node.title == "特色创新"
    )

    assert dict(innovations.limits) == {"cases_min": 2}


def test_an_indicator_that_is_not_comparable_says_why() -> None:
    for entry in load_catalogue().crosswalk:
        if entry.relation == "similar_not_comparable":
            assert entry.note, entry
