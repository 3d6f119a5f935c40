"""A simulated nation is the same each time and as large as asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from nianbao.analysis.simulation import Size, simulate
from nianbao.facts.problem import Problem

pyarrow = pytest.importorskip("pyarrow", reason="the extra analysis is not installed")
SMALL = Size(schools=25, indicators=6, data_years=3, answers=2_000)


def test_the_same_seed_makes_the_same_bytes(tmp_path: Path) -> None:
    one, two = simulate(tmp_path / "one", SMALL), simulate(tmp_path / "two", SMALL)
    assert [path.read_bytes() for files in one.values() for path in files] == [
        path.read_bytes() for files in two.values() for path in files
    ]


def test_the_sizes_are_those_asked_for(tmp_path: Path) -> None:
    import pyarrow.parquet

    told: list[tuple[str, int, int]] = []
    made = simulate(tmp_path, SMALL, lambda *what: told.append(what))
    rows = {name: sum(pyarrow.parquet.read_metadata(path).num_rows for path in files) for name, files in made.items()}
    assert rows == {"schools": 25, "facts": 25 * 6 * 3, "answers": 2_000}
    assert told[-1] == ("answers", 2_000, 2_000)


def test_values_are_exact_decimals_and_some_are_absent(tmp_path: Path) -> None:
    import pyarrow.parquet

    table = pyarrow.parquet.read_table(simulate(tmp_path, SMALL)["facts"][0])
    assert str(table.schema.field("value").type) == "decimal128(18, 4)"
    values = table["value"].to_pylist()
    assert None in values
    assert all(one is None or one >= 0 for one in values)


def test_every_school_and_data_year_is_asked(tmp_path: Path) -> None:
    import pyarrow.parquet

    files = simulate(tmp_path, SMALL)["answers"]
    rows = [row for path in files for row in pyarrow.parquet.read_table(path).to_pylist()]
    assert len(rows) == SMALL.answers
    assert len({(row["school"], row["data_year"]) for row in rows}) == SMALL.groups == 75


def test_another_size_in_the_same_folder_is_refused(tmp_path: Path) -> None:
    simulate(tmp_path, SMALL)
    assert simulate(tmp_path, SMALL)["facts"]
    with pytest.raises(Problem, match="另一种规模"):
        simulate(tmp_path, SMALL.scaled(50))


def test_growth_keeps_the_proportions() -> None:
    assert Size().scaled(700) == Size(schools=700, answers=5_000_000)
