"""What a table tells of one thing over several periods."""

from __future__ import annotations

from nianbao.documents.reading import read_document
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.tables.table_series import series_of


def series(text: str) -> dict[str, list[int]]:
    manuscript = Manuscript.of(read_document(text.encode(), name="report.txt"))
    return {name: [period for period, _ in figures] for name, figures in series_of(manuscript)}


def test_columns_of_periods_tell_of_each_row_in_the_order_of_time() -> None:
    found = series("项目\t2023年\t2022年\n在校生数\t1200\t1100\n招生数\t400\t380\n")

    assert found == {"在校生数": [2022, 2023], "招生数": [2022, 2023]}


def test_one_period_is_no_series() -> None:
    assert series("项目\t2023年\n在校生数\t1200\n招生数\t400\n") == {}
