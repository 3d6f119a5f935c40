"""An edition reads as the printed form does."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from nianbao.framework.listing import (
    aggregation_text,
    display_width,
    edition_data,
    edition_text,
    formula_text,
    padded,
    printed_label,
)
from nianbao.framework.loader import load_catalogue
from nianbao.framework.model import Catalogue


@pytest.fixture
def small(catalogue_folder: Callable[..., Path]) -> Catalogue:
    return load_catalogue(catalogue_folder())


def test_a_row_shows_its_star_and_its_place_under_the_row_above(small: Catalogue) -> None:
    rows = small.editions["dy2023/school"].tables[0].rows

    assert [printed_label(row) for row in rows] == ["学生数★", "　其中：住校学生数", "住校比例", "调查方式"]


def test_a_formula_is_told_in_official_terms(small: Catalogue) -> None:
    meaning = small.indicators["boarding_share"].meaning_in("dy2023")

    assert meaning.formula is not None
    assert formula_text(meaning.formula, small) == "住校学生数 ÷ 学生数 × 100"
    assert aggregation_text(meaning, small) == "按支撑项重算"


def test_an_unconfirmed_edition_says_so(small: Catalogue) -> None:
    assert "版本状态：未经官方确认　上一版本：dy2023/school" in edition_text(small, "dy2024/school")
    assert "版本状态：已确认　上一版本：无" in edition_text(small, "dy2023/school")


def test_lists_base_items_and_outline_are_shown(small: Catalogue) -> None:
    assert "清单 班级清单（class_list）" in edition_text(small, "dy2023/school")
    assert "      - 人数 → pupils" in edition_text(small, "dy2023/school")
    assert "1.2 下（可选）　限：cases_max=3" in edition_text(small, "dy2023/school")
    assert "住校学生数" in edition_text(small, "dy2024/school").partition("支撑项")[2]


def test_plain_data_marks_working_definitions(small: Catalogue) -> None:
    rows = edition_data(small, small.editions["dy2023/school"])["forms"][0]["rows"]

    assert [row["cells"][0]["standing"] for row in rows] == ["", "工作定义，未经官方确认", "工作定义，未经官方确认", ""]
    assert rows[2]["cells"][0]["formula"] == "住校学生数 ÷ 学生数 × 100"


def test_chinese_takes_two_columns() -> None:
    assert display_width("学生★a") == 2 + 2 + 1 + 1
    assert padded("学生", 6) == "学生  "
    assert padded("学生", 2) == "学生"
