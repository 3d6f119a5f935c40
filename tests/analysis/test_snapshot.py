"""A snapshot never changes, says when it was changed, and gives back what was put in."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from nianbao.analysis.engine import open_engine
from nianbao.analysis.panel import Observation, Panel, Subject, panel_of
from nianbao.analysis.snapshot import newest_snapshot, open_snapshot, read_panel, write_snapshot
from nianbao.facts.cell import CellState
from nianbao.facts.problem import Problem
from nianbao.framework.model import Catalogue
from nianbao.sample.district import make_sample

pytest.importorskip("pyarrow", reason="the extra analysis is not installed")


@pytest.fixture(scope="module")
def panel(catalogue: Catalogue) -> Panel:
    sample = make_sample(catalogue=catalogue)
    return panel_of([record for records in sample.records.values() for record in records], catalogue)


def one_figure(value: str) -> Panel:
    figure = Observation("1", 2023, "dy2023/school", "graduates", "dy2023", CellState.VALUE, Decimal(value), "人")
    return Panel.of([figure], [Subject("1", "一职", "school", "99", 2023)])


def test_what_goes_in_comes_out_to_the_digit(panel: Panel, catalogue: Catalogue, tmp_path: Path) -> None:
    back = read_panel(write_snapshot(tmp_path, "spring", panel, catalogue))
    assert back.observations == panel.observations
    assert back.subjects == panel.subjects


def test_the_same_content_is_the_same_version(panel: Panel, catalogue: Catalogue, tmp_path: Path) -> None:
    first = write_snapshot(tmp_path, "spring", panel, catalogue)
    again = write_snapshot(tmp_path, "spring", panel, catalogue)
    elsewhere = write_snapshot(tmp_path / "elsewhere", "spring", panel, catalogue)
    assert first == again
    assert first.digest == elsewhere.digest
    assert [one.name for one in (tmp_path / "spring").iterdir()] == [first.folder.name]


def test_a_change_is_a_new_version_beside_the_old_one(catalogue: Catalogue, tmp_path: Path) -> None:
    old = write_snapshot(tmp_path, "spring", one_figure("10"), catalogue)
    new = write_snapshot(tmp_path, "spring", one_figure("11"), catalogue)
    assert (old.version, new.version) == (1, 2)
    assert newest_snapshot(tmp_path) == new
    assert read_panel(open_snapshot(old.folder)).value("1", 2023, "graduates") == 10


def test_a_changed_file_is_refused(catalogue: Catalogue, tmp_path: Path) -> None:
    made = write_snapshot(tmp_path, "spring", one_figure("10"), catalogue)
    path = made.path("observations")
    path.chmod(0o644)
    path.write_bytes(path.read_bytes()[:-1] + b"?")
    with pytest.raises(Problem, match="改动过") as told:
        open_snapshot(made.folder)
    assert told.value.code == "snapshot-changed"


def test_more_than_four_places_are_kept_beside_the_column(catalogue: Catalogue, tmp_path: Path) -> None:
    made = write_snapshot(tmp_path, "spring", one_figure("330.655917"), catalogue)
    assert read_panel(made).value("1", 2023, "graduates") == Decimal("330.655917")
    with open_engine("") as engine:
        engine.load_snapshot(made)
        (row,) = engine.rows(engine.table("observations"))
        assert row["value"] == Decimal("330.6559")
        (definition,) = engine.rows(engine.table("definitions"))
        assert definition["label"] == catalogue.indicators["graduates"].label


def test_a_panel_may_be_read_in_part(panel: Panel, catalogue: Catalogue, tmp_path: Path) -> None:
    made = write_snapshot(tmp_path, "spring", panel, catalogue)
    assert read_panel(made, ["graduates"]).indicators == ("graduates",)


def test_nothing_to_keep_and_bad_names_are_refused(catalogue: Catalogue, tmp_path: Path) -> None:
    with pytest.raises(Problem, match="没有任何数据"):
        write_snapshot(tmp_path, "spring", Panel.of([], []), catalogue)
    with pytest.raises(Problem, match="不能用"):
        write_snapshot(tmp_path, "../spring", one_figure("1"), catalogue)
    with pytest.raises(Problem, match="没有快照"):
        newest_snapshot(tmp_path / "nowhere")
    with pytest.raises(Problem, match="不是快照"):
        open_snapshot(tmp_path)


def test_no_unfinished_folder_is_left(catalogue: Catalogue, tmp_path: Path) -> None:
    write_snapshot(tmp_path, "spring", one_figure("10"), catalogue)
    write_snapshot(tmp_path, "spring", one_figure("10"), catalogue)
    assert not list((tmp_path / "spring").glob(".making*"))
