from __future__ import annotations

import pytest

from nianbao.documents.values import is_calendar, is_figure, is_value, shape


@pytest.mark.parametrize(
    "text", ["12", "1,208", "81.02%", "2.59:1", "↑ 14165", "621 人", "降低1", "0.98亿", "-12.20", "4.5/5"]
)
def test_figures_are_values(text) -> None:
    assert is_figure(text)


@pytest.mark.parametrize(
    "text",
    [
        "2018年",
        "2019-2020学年",
        "2023年度",
        "1月",
        "17级",
        "第一季度",
        "3+2 项目",
        "网上调查",
        "2022年招",
        "2024届毕业生",
        "",
    ],
)
def test_heads_are_no_figures(text) -> None:
    assert not is_figure(text)


def test_nil_is_a_value_without_digits() -> None:
    assert is_value("——")
    assert shape("无") == "nil"


def test_a_four_digit_count_is_no_year() -> None:
    assert not is_calendar("1739")
    assert not is_calendar("3500")
