"""Values of one thing told in the order of time, however they are written."""

import pytest

from nianbao.documents.document import Text
from nianbao.extraction.mention import Passage
from nianbao.extraction.told.dated_runs import dated_runs


def read(text: str) -> list[tuple[tuple[int, ...], list[str]]]:
    told = Passage.of("p", Text(text, ()))
    return [(run.periods, [value.raw.strip() for value in run.values]) for run in dated_runs(told, 0, len(told.plain))]


@pytest.mark.parametrize(
    ("text", "periods", "values"),
    [
        ("招生2020年4人、2021年5人、2022年6人", (2020, 2021, 2022), ["4人", "5人", "6人"]),
        ("2023年获奖18项，2022年获奖21项", (2022, 2023), ["21项", "18项"]),
        ("2020—2022年招生分别为300人、310人和320人", (2020, 2021, 2022), ["300人", "310人", "320人"]),
        ("近三年招生依次为300人、310人、320人", (1, 2, 3), ["300人", "310人", "320人"]),
        ("图书由2020年的10万册，到2021年的11万册", (2020, 2021), ["10万册", "11万册"]),
        ("2020—2022年获奖33项、41项、27项", (2020, 2021, 2022), ["33项", "41项", "27项"]),
        ("近三年获奖376、402、438项", (1, 2, 3), ["376", "402", "438项"]),
        ("招生（86→91→70）", (1, 2, 3), ["86", "91", "70"]),
    ],
)
def test_a_series_is_read_in_any_layout(text: str, periods: tuple[int, ...], values: list[str]) -> None:
    assert read(text) == [(periods, values)]


def test_values_of_different_things_are_no_series() -> None:
    assert read("2020年招生300人，2021年毕业生280人") == []


def test_parts_of_a_sum_behind_a_span_are_no_series() -> None:
    assert read("近三年累计获奖33项、41项、27项") == []
    assert read("近三年获国家级、市级、区级奖3项、4项") == []


def test_years_out_of_order_are_no_series() -> None:
    assert read("2021年4人、2020年5人、2022年6人") == []
