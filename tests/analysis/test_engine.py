"""Opening engines: addresses, refusals, tables."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from nianbao.analysis.engine import VARIABLE, connect, open_engine
from nianbao.facts.problem import Problem

pyarrow = pytest.importorskip("pyarrow", reason="the extra analysis is not installed")


def written(folder: Path, *names: str) -> Path:
    import pyarrow.parquet

    path = folder / "table.parquet"
    pyarrow.parquet.write_table(pyarrow.table({"name": list(names)}), path)
    return path


def test_without_an_address_the_engine_is_in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    with open_engine() as engine:
        assert engine.name == "duckdb"


def test_the_environment_names_the_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "oracle://somewhere")
    with pytest.raises(Problem, match="不认识"), open_engine():
        pass


def test_an_address_nobody_answers_is_said_without_its_password() -> None:
    with pytest.raises(Problem) as told:
        connect("postgresql://me:secret@127.0.0.1:1/nothing")
    assert told.value.code == "analysis-engine-unreachable"
    assert "secret" not in told.value.message + told.value.message_en


def test_a_table_keeps_what_the_file_holds(tmp_path: Path) -> None:
    import pyarrow.parquet

    path = tmp_path / "a.parquet"
    pyarrow.parquet.write_table(pyarrow.table({"v": pyarrow.array([Decimal("1.25")], pyarrow.decimal128(18, 4))}), path)
    with open_engine("") as engine:
        assert engine.rows(engine.load("a", path)) == [{"v": Decimal("1.2500")}]


def test_postgresql_copies_a_snapshot_once(postgresql_address: str, tmp_path: Path) -> None:
    path = written(tmp_path, "一职", '含,逗号和"引号', "")
    with open_engine(postgresql_address) as engine:
        first = engine.rows(engine.load("once", path, digest="abc"))
        assert [row["name"] for row in first] == ["", "一职", '含,逗号和"引号']
        path.unlink()  # a second load must not need the file
        assert engine.rows(engine.load("once", path, digest="abc")) == first


def test_the_question_can_be_read_as_sql(tmp_path: Path) -> None:
    with open_engine("") as engine:
        table = engine.load("t", written(tmp_path, "a"))
        assert "COUNT" in engine.sql(table.group_by("name").agg(n=table.count())).upper()
