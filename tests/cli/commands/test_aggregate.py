from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from nianbao.cli.main import main
from nianbao.facts.record import Record
from nianbao.framework.loader import load_catalogue
from nianbao.packages.package import make_package, open_package
from nianbao.sample.district import make_sample

CATALOGUE = load_catalogue()
SAMPLE = make_sample(catalogue=CATALOGUE)
LATEST: tuple[Record, ...] = SAMPLE.records[max(SAMPLE.records)]


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("packages")
    for record in LATEST:
        (folder / f"{record.organisation.code}.zip").write_bytes(make_package(record, CATALOGUE))
    return folder


@pytest.fixture
def registry(tmp_path: Path) -> Path:
    path = tmp_path / "名录.csv"
    lines = [f"{one.code},{one.name},{one.parent or ''}," for one in SAMPLE.schools]
    path.write_text("\n".join(["代码,名称,上级代码,未报送原因", *lines, "999,停办校,,已停办"]), encoding="utf-8")
    return path


def test_coverage_counts_against_the_registry(packages: Path, registry: Path, tmp_path: Path) -> None:
    district = tmp_path / "district.zip"

    result = run("aggregate", packages, "--district", "岚溪区", "--registry", registry, "-o", district)

    assert result.exit_code == 0, result.output
    count = len(LATEST)
    assert f"汇总 {count}/{count + 1} 个单位" in result.output
    assert "未报送：停办校（已停办）" in result.output
    opened = open_package(district)
    assert len(opened.sources) == count
    assert opened.record.organisation.level == "district"
    assert run("package", "verify", district).exit_code == 0


def test_a_figure_is_traced_to_the_schools(packages: Path) -> None:
    result = run("--language", "en", "aggregate", packages, "--district", "岚溪区", "--trace", "graduates")

    assert "graduates = " in result.output
    assert all(record.organisation.name in result.output for record in LATEST if record.cell("graduates").is_numeric)
    assert "There is no registry" in result.output


def test_the_districts_own_figures_are_compared(packages: Path, tmp_path: Path) -> None:
    district, wrong = tmp_path / "district.zip", tmp_path / "wrong"
    run("aggregate", packages, "--district", "岚溪区", "-o", district)
    wrong.mkdir()
    (wrong / "a.zip").write_bytes((packages / f"{LATEST[0].organisation.code}.zip").read_bytes())

    same = run("aggregate", packages, "--district", "岚溪区", "--compare", district)
    less = run("aggregate", wrong, "--district", "岚溪区", "--compare", district)

    assert same.exit_code == 0, same.output
    assert "不一致 0 项" in same.output
    assert less.exit_code == 1
    assert "相差" in less.output


def test_districts_make_a_province_without_their_schools(packages: Path, tmp_path: Path) -> None:
    district, province = tmp_path / "district.zip", tmp_path / "province.zip"
    run("aggregate", packages, "--district", "岚溪区", "-o", district, "--lean")

    result = run("aggregate", district, "--district", "某市", "-o", province)

    assert result.exit_code == 0, result.output
    assert open_package(province).record.cell("graduates") == open_package(district).record.cell("graduates")


def test_what_cannot_be_aggregated_is_said_in_words(packages: Path, tmp_path: Path) -> None:
    district = tmp_path / "district.zip"
    run("aggregate", packages, "--district", "岚溪区", "-o", district)

    mixed = run("aggregate", packages, district, "--district", "x")
    unknown = run("aggregate", packages, "--district", "x", "--trace", "nothing_such")

    assert (mixed.exit_code, unknown.exit_code) == (2, 2)
    assert "同一级单位" in mixed.output
    assert "nothing_such" in unknown.output
