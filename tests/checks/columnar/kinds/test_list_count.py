from collections.abc import Callable
from dataclasses import replace

from nianbao.checks.columnar.kinds.list_count import evaluate
from nianbao.checks.columnar.line import FAIL, LOOK, PASS, UNKNOWN, Line

Builder = Callable[..., Line]


def test_the_stated_number_is_how_many_rows_there_are(line: Builder) -> None:
    count = line("person", "3", "4", "", "不适用", "无")
    rows = replace(line("person", "3", "3", "3", "3", "0"), counts_rows=True)

    assert evaluate({"count": [count], "items": [rows]}, {}).tolist() == [PASS, FAIL, UNKNOWN, PASS, PASS]


def test_items_that_are_cells_are_looked_at(line: Builder) -> None:
    assert evaluate({"count": [line("person", "1")], "items": [line("person", "1")]}, {}).tolist() == [LOOK]
