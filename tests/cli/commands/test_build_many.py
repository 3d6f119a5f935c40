from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from nianbao.cli.commands.build_many import DONE
from nianbao.cli.main import main
from nianbao.facts.cell import read_cell
from nianbao.facts.period import Period
from nianbao.facts.record import Fact, Organisation, Record
from nianbao.framework.loader import load_catalogue
from nianbao.packages.package import make_package
from nianbao.packages.verification import verify_package

CHAPTER = "# 质量年报\n\n## 人才培养\n\n毕业生[[毕业生人数]]。\n"


@pytest.fixture(scope="module")
def schools(tmp_path_factory: pytest.TempPathFactory) -> Path:
    catalogue = load_catalogue()
    folder = tmp_path_factory.mktemp("many")
    (folder / "data").mkdir()
    for number in range(3):
        school = Organisation(f"990000000{number}", f"第{number}职业学校", "school")
        cell = read_cell(str(400 + number), catalogue.unit_of("graduates", "dy2023/school"))
        fact = Fact("graduates", school.code, Period.data_year(2023), cell)
        data = make_package(Record(school, "dy2023/school", {"graduates": fact}), catalogue)
        (folder / "data" / f"{school.code}.zip").write_bytes(data)
    (folder / "chapters").mkdir()
    (folder / "chapters" / "01.md").write_text(CHAPTER, encoding="utf-8")
    return folder


def build_many(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["build-many", *map(str, arguments)])


def shared(folder: Path, *more: object) -> Result:
    return build_many(
        folder / "data", "--chapters", folder / "chapters", "-o", folder / "out", "--format", "docx,md", *more
    )


def test_every_school_gets_its_report_and_what_is_done_is_left_alone(schools: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(schools, tmp_path / "many"))
    result = shared(folder, "--jobs", 2)
    assert result.exit_code == 0, result.output
    for number in range(3):
        out = folder / "out" / f"990000000{number}"
        assert f"毕业生{400 + number}人。" in (out / "report.md").read_text(encoding="utf-8")
        assert verify_package(out / "report.zip").is_intact
    first = (folder / "out" / "9900000000" / "report.docx").stat().st_mtime_ns
    assert "原来已有 3 本" in shared(folder).output
    assert (folder / "out" / "9900000000" / "report.docx").stat().st_mtime_ns == first
    (folder / "out" / "9900000001" / DONE).unlink()
    assert "印好 1 本，原来已有 2 本" in shared(folder).output
    (folder / "chapters" / "01.md").write_text(CHAPTER + "\n又一段。\n", encoding="utf-8")
    assert "印好 3 本" in shared(folder).output


def test_a_file_that_cannot_be_used_stops_no_other(schools: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(schools, tmp_path / "many"))
    (folder / "data" / "broken.zip").write_bytes(b"PK broken")
    result = shared(folder, "--jobs", 1)
    assert result.exit_code == 1
    assert "印好 3 本" in result.output
    assert "broken" in result.output


def test_a_folder_for_each_school_is_printed_too(schools: Path, tmp_path: Path) -> None:
    for number in range(2):
        one = tmp_path / "reports" / f"school-{number}"
        (one / "data").mkdir(parents=True)
        shutil.copy(schools / "data" / f"990000000{number}.zip", one / "data")
        shutil.copytree(schools / "chapters", one / "chapters")
    result = build_many(tmp_path / "reports", "--format", "md", "--jobs", 1, "--sheet")
    assert result.exit_code == 0, result.output
    assert (tmp_path / "reports" / "school-1" / "output" / "report.md").is_file()


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    assert build_many(tmp_path / "none").exit_code == 2
