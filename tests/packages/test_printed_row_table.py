from dataclasses import replace

import pytest
from small_catalogue import CATALOGUE, record, school

from nianbao.facts.place import Place
from nianbao.facts.problem import Problem
from nianbao.facts.record import PrintedRow
from nianbao.packages.package import make_package, open_package
from nianbao.packages.printed_row_table import HEADER, read_printed_rows, write_printed_rows

ROWS = {
    "policy": (
        PrintedRow("1", "全日制在校生人数", "人", Place(sheet="表6", cell="A3")),
        PrintedRow("", "教教职工总数"),
    ),
    "scorecard": (),
}
HANDED_IN = replace(record(school("1")), printed_rows=ROWS)


def test_the_form_as_it_came_back_travels_along() -> None:
    assert read_printed_rows(write_printed_rows(HANDED_IN), "printed_rows.csv") == ROWS
    assert open_package(make_package(HANDED_IN, CATALOGUE)).record.printed_rows == ROWS


@pytest.mark.parametrize("line", ["t,2,,,,", "t,1,,,,{", "t,1,,"])
def test_a_line_that_cannot_be_read_is_named(line: str) -> None:
    data = f"{','.join(HEADER)}\n{line}\n".encode()

    with pytest.raises(Problem, match=r"printed_rows\.csv 第 2 行"):
        read_printed_rows(data, "printed_rows.csv")
