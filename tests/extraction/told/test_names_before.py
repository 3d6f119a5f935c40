"""Figures by the name that ends right before them."""

from __future__ import annotations

import pytest
from family_reading import read

from nianbao.extraction.told.names_before import figures_named, without_measure


@pytest.mark.parametrize(
    ("text", "name", "found"),
    [
        ("实训经费年初预算为86.5万元，支出决算为82.3万元。", "预算", ["86.5万元"]),
        ("实训经费年初预算为86.5万元，支出决算为82.3万元。", "支出决算", ["82.3万元"]),
        ("本年招生426人，毕业生人数共398人。", "毕业生", ["398人"]),
        ("本年招生约426人，毕业生398人。", "招生", []),
        ("招生计划完成率98%，招生426人。", "计划", []),
    ],
)
def test_a_name_ends_right_before_its_figure(text: str, name: str, found: list[str]) -> None:
    (passage,) = read(text).passages
    assert [mention.raw for mention in figures_named(passage, passage.mentions, name)] == found


def test_a_name_is_what_is_counted() -> None:
    assert [without_measure(name) for name in ("招生人数", "预算数", "经费总额", "在校生")] == [
        "招生", "预算", "经费", "在校生",
    ]  # fmt: skip
