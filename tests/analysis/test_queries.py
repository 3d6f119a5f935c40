"""The same six questions get the same answers everywhere, and each known trap stays shut."""

from __future__ import annotations

import math
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest

from nianbao.analysis.engine import PINS, Engine, open_engine
from nianbao.analysis.queries import QUERIES, SATISFIED

ibis = pytest.importorskip("ibis", reason="the extra analysis is not installed")
pyarrow = pytest.importorskip("pyarrow")
TOLERANCE = 1e-12
Nation = dict[str, list[Path]]
Answers = dict[str, list[dict[str, Any]]]
# Spark's client asks pandas in ways that pandas warns about; no warning of this code's own is among them.
CLUSTER = [pytest.mark.slow, pytest.mark.filterwarnings("ignore::DeprecationWarning")]
SERVERS = [
    "postgresql_address",
    pytest.param("clickhouse_address", marks=pytest.mark.slow),
    pytest.param("sail_address", marks=CLUSTER),
    pytest.param("spark_address", marks=CLUSTER),
]


def opened(address: str, nation: Nation) -> Iterator[Engine]:
    with open_engine(address) as engine:
        for name, files in nation.items():
            engine.load(name, files)
        yield engine


@pytest.fixture(scope="module")
def duckdb(nation: Nation) -> Iterator[Engine]:
    yield from opened("", nation)


@pytest.fixture(scope="module", params=["duckdb", *SERVERS])
def engine(request: pytest.FixtureRequest, nation: Nation) -> Iterator[Engine]:
    """Each engine in turn."""
    address = "" if request.param == "duckdb" else request.getfixturevalue(request.param)
    yield from opened(address, nation)


@pytest.fixture(scope="module")
def expected(duckdb: Engine) -> Answers:
    return {name: duckdb.rows(question(duckdb.tables)) for name, question in QUERIES.items()}


def differences(one: list[dict[str, Any]], other: list[dict[str, Any]]) -> list[str]:
    """What is not the same: decimals, counts and names to the bit, floats within the tolerance."""
    if [list(row) for row in one] != [list(row) for row in other]:
        return ["other rows or columns"]
    found = []
    for mine, yours in zip(one, other, strict=True):
        for name, left in mine.items():
            right = yours[name]
            if type(left) is not type(right):
                found.append(f"{name}: {left!r} is no {right!r}")
            elif isinstance(left, float):
                if not math.isclose(left, right, rel_tol=TOLERANCE, abs_tol=0):
                    found.append(f"{name}: {left} {right}")
            elif left != right:
                found.append(f"{name}: {left} {right}")
    return found


@pytest.mark.parametrize("name", sorted(QUERIES))
def test_every_engine_gives_the_same_answer(name: str, engine: Engine, expected: Answers) -> None:
    assert expected[name]
    assert differences(engine.rows(QUERIES[name](engine.tables)), expected[name]) == []


def test_a_difference_in_the_last_digit_is_noticed() -> None:
    assert differences([{"a": Decimal("1.0000")}], [{"a": Decimal("1.0001")}])
    assert differences([{"a": 1.0}], [{"a": 1.0 + 1e-11}])
    assert differences([{"a": 1.0}], [{"a": Decimal(1)}])
    assert not differences([{"a": 1.0}], [{"a": 1.0 + 1e-15}])


def test_the_answers_are_those_of_exact_arithmetic_by_hand(nation: Nation, expected: Answers) -> None:
    import pyarrow.parquet

    facts = [row for path in nation["facts"] for row in pyarrow.parquet.read_table(path).to_pylist()]
    sums: dict[tuple[int, int], Fraction] = {}
    for row in facts:
        if row["value"] is not None:
            key = row["indicator"], row["data_year"]
            sums[key] = sums.get(key, Fraction(0)) + Fraction(row["value"])
    assert {(row["indicator"], row["data_year"]): Fraction(row["total"]) for row in expected["F"]} == sums
    answers = [row for path in nation["answers"] for row in pyarrow.parquet.read_table(path).to_pylist()]
    assert sum(row["asked"] for row in expected["B"]) == len(answers)
    assert sum(row["satisfied"] for row in expected["B"]) == sum((row["score"] or 0) >= SATISFIED for row in answers)
    assert sum(row["scored"] for row in expected["B"]) == sum(row["score"] is not None for row in answers)


# The traps, each by itself.


def test_the_year_before_the_first_is_missing_and_no_zero(engine: Engine, tmp_path: Path) -> None:
    """ClickHouse fills what a window does not reach with 0 unless a column may be null."""
    table = small(engine, {"y": [2023, 2024], "v": amounts("5", "7")}, tmp_path, "trap_before")
    own = ibis.window(order_by="y")
    rows = engine.rows(table.mutate(before=table.v.lag().over(own)))
    assert [row["before"] for row in rows] == [None, Decimal("5.0000")]


def test_the_sum_of_nothing_is_missing_and_no_zero(engine: Engine, tmp_path: Path) -> None:
    table = small(engine, {"a": amounts("1", "2")}, tmp_path, "trap_nothing")
    (row,) = engine.rows(table.filter(table.a > 5).agg(total=table.a.sum(), n=table.a.count()))
    assert (row["total"], row["n"]) == (None, 0)


def test_who_has_no_partner_in_a_join_has_nothing_instead_of_a_zero(engine: Engine, tmp_path: Path) -> None:
    left = small(engine, {"school": [1, 2]}, tmp_path, "trap_left")
    right = small(engine, {"school": [1], "v": amounts("9")}, tmp_path, "trap_right")
    rows = engine.rows(left.left_join(right, "school").select("school", "v"))
    assert [row["v"] for row in rows] == [Decimal("9.0000"), None]


def small(engine: Engine, columns: dict[str, Any], folder: Path, name: str) -> Any:
    import pyarrow.parquet

    path = folder / f"{name}.parquet"
    pyarrow.parquet.write_table(pyarrow.table(columns), path)
    return engine.load(name, path)


def amounts(*digits: str) -> Any:
    return pyarrow.array([Decimal(one) for one in digits], pyarrow.decimal128(18, 4))


def test_a_quotient_of_decimals_is_the_same_once_both_are_floats(engine: Engine, tmp_path: Path) -> None:
    table = small(engine, {"a": amounts("2"), "b": amounts("3")}, tmp_path, "trap_quotient")
    (row,) = engine.rows(table.select(share=table.a.cast("float64") / table.b.cast("float64")))
    assert row["share"] == 2 / 3


def test_a_float_is_rounded_here_and_never_by_an_engine(engine: Engine, tmp_path: Path) -> None:
    """2.5 becomes 2 or 3, as each engine likes; none of the questions asks for it."""
    for question in QUERIES.values():
        assert "ROUND(" not in engine.sql(question(engine.tables)).upper()


def test_what_is_true_is_counted_and_not_added(engine: Engine, tmp_path: Path) -> None:
    table = small(engine, {"a": amounts("1", "2", "3")}, tmp_path, "trap_true")
    (row,) = engine.rows(table.agg(large=table.count(where=table.a >= 2)))
    assert row["large"] == 2


def test_adding_up_truths_is_what_postgresql_refuses(postgresql_address: str, tmp_path: Path) -> None:
    with open_engine(postgresql_address) as engine:
        table = small(engine, {"a": amounts("1", "2", "3")}, tmp_path, "trap_sum")
        with pytest.raises(Exception, match=r"boolean|bigint"):
            engine.rows(table.agg(large=(table.a >= 2).cast("int64").sum()))


def test_decimals_that_floats_cannot_hold_are_added_to_the_last_digit(engine: Engine, tmp_path: Path) -> None:
    table = small(engine, {"a": amounts("99999999999999.9999", "0.0001", "0.1", "0.2")}, tmp_path, "trap_sums")
    (row,) = engine.rows(table.agg(total=table.a.sum()))
    assert row["total"] == Decimal("100000000000000.3000")


def test_a_missing_value_is_neither_zero_nor_counted(engine: Engine, tmp_path: Path) -> None:
    values = pyarrow.array([Decimal("1.5"), None], pyarrow.decimal128(18, 4))
    table = small(engine, {"a": values}, tmp_path, "trap_null")
    (row,) = engine.rows(table.agg(n=table.a.count(), all=table.count(), mean=table.a.cast("float64").mean()))
    assert (row["n"], row["all"], row["mean"]) == (1, 2, 1.5)


def test_chinese_names_come_in_one_order(engine: Engine, tmp_path: Path) -> None:
    table = small(engine, {"name": ["丙", "甲", "乙", "a", "B"]}, tmp_path, "trap_order")
    assert [row["name"] for row in engine.rows(table)] == ["B", "a", "丙", "乙", "甲"]


def test_the_versions_are_those_that_work_together() -> None:
    assert {name: version(name) for name in PINS} == dict(PINS)
