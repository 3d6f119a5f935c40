"""The commands of analysis, from packages to tables."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from nianbao.cli.main import main
from nianbao.framework.loader import load_catalogue
from nianbao.packages.package import make_package
from nianbao.sample.district import LATEST, make_many, make_sample

pytest.importorskip("pyarrow", reason="the extra analysis is not installed")


@pytest.fixture(scope="module")
def snapshots(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder, catalogue = tmp_path_factory.mktemp("analyse"), load_catalogue()
    for record in make_sample(catalogue=catalogue).true_records[LATEST]:
        (folder / f"{record.organisation.code}.zip").write_bytes(make_package(record, catalogue))
    made = run("snapshot", str(folder), "--release", "spring", "-o", str(folder / "snapshots"))
    assert made.exit_code == 0, made.output
    assert "数据年 2023–2025" in made.output
    return folder / "snapshots"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["analyse", *arguments])


def test_the_same_packages_make_no_second_version(snapshots: Path) -> None:
    again = run("snapshot", str(snapshots.parent), "--release", "spring", "-o", str(snapshots))
    assert again.exit_code == 0
    assert len(list((snapshots / "spring").iterdir())) == 1


def test_a_series_as_csv(snapshots: Path) -> None:
    made = run("series", "毕业生人数", "--organisation", "9901020001", "--from", str(snapshots), "--format", "csv")
    assert made.exit_code == 0, made.output
    rows = list(csv.DictReader(io.StringIO(made.stdout)))
    assert [row["data_year"] for row in rows] == ["2023", "2024", "2025"]
    assert rows[-1]["comparability"] == "口径相同"


def test_a_target_as_json(snapshots: Path) -> None:
    made = run(
        "what-if", "teachers_dual_qualified_share", "--target", "75", "--from", str(snapshots), "--format", "json"
    )
    said = json.loads(made.stdout)
    assert sum(int(row["extra"]) for row in said["rows"]) == 40


def test_a_decomposition_as_a_workbook(snapshots: Path, tmp_path: Path) -> None:
    target = tmp_path / "parts.xlsx"
    made = run("decompose", "students_per_teacher", "--from", str(snapshots), "-o", str(target))
    assert made.exit_code == 0, made.output
    assert openpyxl.load_workbook(target).worksheets[0].max_row > 3


@pytest.mark.parametrize(
    "arguments", [["compare", "students_per_teacher"], ["peers", "graduates"], ["calls"], ["calls", "--schools"]]
)
def test_tables_for_people(snapshots: Path, arguments: list[str]) -> None:
    made = run(*arguments, "--from", str(snapshots))
    assert made.exit_code == 0, made.output
    assert "。" in made.output


def test_in_english_nothing_is_left_in_chinese_but_names(snapshots: Path) -> None:
    made = CliRunner().invoke(
        main, ["--language", "en", "analyse", "decompose", "students_per_teacher", "--from", str(snapshots)]
    )
    assert "The parts add up exactly" in made.output
    assert "恰" not in made.output


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["series", "no_such_thing"], "indicator-unknown"),
        (["series", "graduates", "--organisation", "1"], "organisation-unknown"),
        (["what-if", "students_per_teacher", "--target", "many"], "target-no-number"),
        (["correlate", "graduates", "staff"], "correlation-too-few"),
        (["compare", "graduates", "--format", "xlsx"], "analyse-format"),
        (["compare", "graduates", "--release", "autumn"], "snapshot-missing"),
    ],
)
def test_trouble_is_said_and_never_a_traceback(snapshots: Path, arguments: list[str], code: str) -> None:
    made = run(*arguments, "--from", str(snapshots))
    assert made.exit_code == 2
    assert code in made.output


def test_many_schools_go_together_with_their_peers(tmp_path: Path) -> None:
    catalogue = load_catalogue()
    for record in make_many(12, edition="dy2024/school", catalogue=catalogue, with_previous=True):
        (tmp_path / f"{record.organisation.code}.zip").write_bytes(make_package(record, catalogue))
    run("snapshot", str(tmp_path), "--release", "a", "-o", str(tmp_path / "s"))
    made = run("correlate", "graduates", "full_time_students", "--from", str(tmp_path / "s"), "--format", "json")
    assert json.loads(made.stdout)["rows"][0] == {"measure": "n", "value": 12}


def test_a_nation_is_simulated_as_large_as_asked(tmp_path: Path) -> None:
    sizes = ["--schools", "20", "--indicators", "3", "--data-years", "2", "--answers", "500", "--reports", "2"]
    made = run("simulate", "-o", str(tmp_path), *sizes)
    assert made.exit_code == 0, made.output
    assert "120 个数据、500 份答卷" in made.output
    assert len(list((tmp_path / "reports").glob("*.md"))) == 2
    again = run("simulate", "-o", str(tmp_path), "--schools", "21", *sizes[2:])
    assert "simulation-other-size" in again.output
