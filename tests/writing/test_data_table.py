from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from nianbao.facts.problem import Problem
from nianbao.facts.record import Organisation, Record
from nianbao.framework.model import Catalogue
from nianbao.writing.content import DataTable
from nianbao.writing.data_table import Sources, fill_table

NOW = {"graduates": "135", "graduates_placed": "120"}
BEFORE = {"graduates": "150", "graduates_placed": "120"}


def test_changes_and_shares_are_worked_out(record: Callable[..., Record], catalogue: Catalogue) -> None:
    table = DataTable(
        "t1", "毕业", ("毕业生人数", "毕业去向落实人数"), ("本年", "上年", "变化", "增长", "占 毕业生人数")
    )
    filled = fill_table(table, Sources(record(NOW, BEFORE), catalogue))
    assert filled.header == ("指标", "2025年", "2024年", "增减", "增长率（%）", "占毕业生人数比例（%）")
    assert filled.rows == (
        ("毕业生人数（人）", "135", "150", "-15", "-10.0", "100.00"),
        ("毕业去向落实人数（人）", "120", "120", "0", "0", "88.89"),
    )
    assert filled.links[0] == (None, *["graduates"] * 5)


def test_what_is_not_there_is_no_zero(record: Callable[..., Record], catalogue: Catalogue) -> None:
    table = DataTable("t1", "毕业", ("毕业生人数",), ("本年", "上年", "变化", "占 毕业生人数"))
    filled = fill_table(table, Sources(record({"graduates": "缺报"}), catalogue))
    assert filled.rows[0][1:] == ("缺报", "—", "—", "—")


def test_schools_stand_beside_each_other(record: Callable[..., Record], catalogue: Catalogue) -> None:
    whole = record({"graduates": "30"})
    schools = tuple(
        replace(record({"graduates": number}), organisation=Organisation(number, name, "school"))
        for name, number in (("甲校", "10"), ("乙校", "20"))
    )
    sources = Sources(whole, catalogue, schools)
    filled = fill_table(DataTable("t1", "毕业", ("毕业生人数",), organisations=("全部", "合计")), sources)
    assert filled.header[1:3] == ("甲校", "乙校")
    assert filled.rows[0][1:] == ("10", "20", "30")


@pytest.mark.parametrize(
    "table",
    [
        DataTable("t1", "空", ()),
        DataTable("t1", "列", ("毕业生人数",), ("去年",)),
        DataTable("t1", "校", ("毕业生人数",), organisations=("丙校",)),
    ],
)
def test_a_table_that_asks_for_nothing_known_is_refused(
    table: DataTable, record: Callable[..., Record], catalogue: Catalogue
) -> None:
    with pytest.raises(Problem):
        fill_table(table, Sources(record(NOW), catalogue))


def test_three_years_stand_beside_each_other(record: Callable[..., Record], catalogue: Catalogue) -> None:
    made = record(NOW, BEFORE)
    assert made.previous is not None
    made = replace(made, previous=replace(made.previous, previous=record({"graduates": "160"})))
    filled = fill_table(
        DataTable("t1", "毕业", ("毕业生人数",), ("前年", "上年", "本年", "比前年")), Sources(made, catalogue)
    )
    assert filled.header == ("指标", "2025年", "2024年", "2025年", "比2025年增减")
    assert filled.rows == (("毕业生人数（人）", "160", "150", "135", "-25"),)


def test_each_school_has_a_group_of_columns(record: Callable[..., Record], catalogue: Catalogue) -> None:
    schools = (replace(record(NOW, BEFORE), organisation=Organisation("1", "甲校", "school")),)
    table = DataTable("t1", "毕业", ("毕业生人数",), ("本年", "变化"), ("全部",))
    filled = fill_table(table, Sources(record(NOW), catalogue, schools))
    assert filled.header == ("指标", "甲校 > 2025年", "甲校 > 增减")
    assert filled.rows == (("毕业生人数（人）", "135", "-15"),)
