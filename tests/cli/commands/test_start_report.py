from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from nianbao.cli.main import main
from nianbao.facts.cell import read_cell
from nianbao.facts.period import Period
from nianbao.facts.record import Fact, Organisation, Record
from nianbao.framework.loader import load_catalogue
from nianbao.workbooks.template import filled_bytes

OLD = """# 第一职业学校质量年度报告

## 1. 人才培养

### 1.1 立德树人

毕业生人数为402人。

## 2. 食堂情况

伙食很好。
"""


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "旧.md"
    path.write_text(OLD, encoding="utf-8")
    return path


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    catalogue = load_catalogue()
    school = Organisation("9900000001", "第一职业学校", "school")
    cell = read_cell("402", catalogue.unit_of("graduates", "dy2023/school"))
    fact = Fact("graduates", school.code, Period.data_year(2023), cell)
    path = tmp_path / "第一职校.xlsx"
    path.write_bytes(filled_bytes(Record(school, "dy2023/school", {"graduates": fact}), catalogue))
    return path


def start(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["start-report", *map(str, arguments)])


def test_the_new_folder_can_be_built_at_once(old: Path, workbook: Path, tmp_path: Path) -> None:
    out = tmp_path / "新"
    result = start(old, "--data", workbook, "-o", out)
    assert result.exit_code == 0, result.output
    chapters = sorted((out / "chapters").iterdir())
    text = "".join(path.read_text(encoding="utf-8") for path in chapters)
    assert "毕业生人数为[[毕业生人数]]。" in text
    assert "食堂情况" in (out / "to-do.md").read_text(encoding="utf-8")
    built = CliRunner().invoke(main, ["build", str(out), "--format", "md"])
    assert built.exit_code == 0, built.output
    assert "毕业生人数为402人。" in (out / "output" / "report.md").read_text(encoding="utf-8")


def test_chapters_that_are_there_are_not_written_over(old: Path, workbook: Path, tmp_path: Path) -> None:
    out = tmp_path / "新"
    assert start(old, "--edition", "dy2023/school", "-o", out).exit_code == 0
    again = start(old, "--edition", "dy2023/school", "-o", out)
    assert (again.exit_code, "start-report-exists" in again.output) == (2, True)


def test_without_an_edition_the_known_ones_are_named(old: Path, tmp_path: Path) -> None:
    result = start(old, "-o", tmp_path / "新")
    assert result.exit_code == 2
    assert "dy2025/district" in result.output
