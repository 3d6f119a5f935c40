import pytest
from small_catalogue import CATALOGUE, DISTRICT, record, school

from nianbao.aggregation.aggregate import aggregate
from nianbao.facts.problem import Problem
from nianbao.packages.aggregation_table import HEADER, read_backing, read_carried, write_contributions, write_figures

ONE, TWO = school("1", "一职"), school("2", "二职")
RESULT = aggregate(
    [record(ONE, dual="41", teachers="141", funding="330.655917"), record(TWO, dual="30", teachers="60")],
    CATALOGUE,
    edition="dy2023/district",
    organisation=DISTRICT,
    registry=[ONE, TWO],
)


def test_unrounded_figures_travel_upward() -> None:
    assert read_carried(write_figures(RESULT)) == RESULT.carried


def test_a_reader_finds_each_school_and_cell_behind_a_figure() -> None:
    lines = write_contributions(RESULT).decode("utf-8-sig").splitlines()

    assert "dual_share,1,一职,41,141,0.577465,dual=41 @ 1.xlsx 表1!D4; teachers=141 @ 1.xlsx 表1!D5" in lines


@pytest.mark.parametrize(("number", "count"), [("NaN", "1"), ("1e999", "1"), ("x", "1"), ("1", "-1"), ("1", "一")])
def test_a_figure_that_is_none_is_named_by_its_line(number: str, count: str) -> None:
    row = ["staff", "", "sum", number, "", "", "", "", count, "1", "", "", ""]
    data = f"{','.join(HEADER)}\n{','.join(row)}\n".encode()

    with pytest.raises(Problem, match=r"aggregation\.csv 第 2 行"):
        read_carried(data)


def test_who_stands_behind_a_figure_travels_with_it() -> None:
    behind = read_backing(write_figures(RESULT), write_contributions(RESULT))

    assert behind == RESULT.backing
    assert not behind.covers_alike(["funding", "dual"])
    assert behind.covers_alike(["dual_share", "dual", "teachers"])
