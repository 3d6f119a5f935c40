from __future__ import annotations

import pytest

from nianbao.facts.problem import Problem
from nianbao.writing.content import Case, DataTable, Heading, Picture
from nianbao.writing.numbering import number, style

BLOCKS = (
    Heading("h0", 1, "前言"),
    Heading("h1", 1, "人才培养"),
    Heading("h11", 2, "立德树人"),
    DataTable("t1", "甲", ()),
    Heading("h12", 2, "专业建设"),
    DataTable("t2", "乙", ()),
    Heading("h2", 1, "服务贡献"),
    Heading("h21", 2, "社区"),
    Picture("g1", "", "丙"),
    Case("c1", "丁"),
)


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("decimal", ["", "1 ", "1.1 ", "1.2 ", "2 ", "2.1 "]),
        ("chinese", ["", "一、", "（一）", "（二）", "二、", "（一）"]),
    ],
)
def test_both_schemes_number_the_same_report(name: str, printed: list[str]) -> None:
    numbering = number(BLOCKS, style(name))
    assert list(numbering.headings.values()) == printed
    assert [str(one) for one in numbering.captions.values()] == ["表1-1", "表1-2", "图2-1", "案例2-1"]


def test_an_unknown_style_is_told() -> None:
    with pytest.raises(Problem, match="decimal、chinese"):
        style("fancy")
