from pathlib import Path

import pytest
from click.testing import CliRunner

from nianbao.cli.main import main
from nianbao.facts.cell import read_cell
from nianbao.facts.period import Period
from nianbao.facts.record import Fact, Organisation, Record
from nianbao.framework.loader import load_catalogue
from nianbao.framework.model import Catalogue
from nianbao.packages.package import make_package
from nianbao.workbooks.template import filled_bytes


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue()


@pytest.fixture(scope="module")
def record(catalogue: Catalogue) -> Record:
    school = Organisation("9900000001", "第一职业学校", "school")
    meaning = catalogue.indicators["graduates"].meaning_in("dy2023")
    fact = Fact("graduates", school.code, Period.data_year(2023), read_cell("402", meaning.unit))
    return Record(school, "dy2023/school", {"graduates": fact})


def _run(*arguments: str | Path) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["render", *map(str, arguments)])
    return result.exit_code, result.output


def test_a_workbook_becomes_every_format_asked_for(tmp_path: Path, record: Record, catalogue: Catalogue) -> None:
    source = tmp_path / "第一职校.xlsx"
    source.write_bytes(filled_bytes(record, catalogue))
    code, output = _run(source, "-o", tmp_path / "out", "--format", "md,html")
    assert code == 0, output
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"第一职校.md", "第一职校.html"}
    assert "| 1 | 毕业生人数★ | 人 | 402 |" in (tmp_path / "out" / "第一职校.md").read_text(encoding="utf-8")


def test_a_package_is_printed_like_the_workbook(tmp_path: Path, record: Record, catalogue: Catalogue) -> None:
    source = tmp_path / "a.zip"
    source.write_bytes(make_package(record, catalogue))
    code, output = _run(source, "-o", tmp_path, "--format", "md", "--no-findings")
    assert code == 0, output
    text = (tmp_path / "a.md").read_text(encoding="utf-8")
    assert "| 1 | 毕业生人数★ | 人 | 402 |" in text
    assert "核验结果" not in text


def test_printing_never_overwrites_the_workbook_it_reads(tmp_path: Path, record: Record, catalogue: Catalogue) -> None:
    source = tmp_path / "a.xlsx"
    content = filled_bytes(record, catalogue)
    source.write_bytes(content)
    code, output = _run(source, "-o", tmp_path, "--format", "xlsx", "--no-findings")
    assert code == 0, output
    assert source.read_bytes() == content
    assert (tmp_path / "a-print.xlsx").exists()


def test_an_unknown_format_is_refused_before_anything_is_read(tmp_path: Path) -> None:
    source = tmp_path / "a.xlsx"
    source.write_bytes(b"")
    code, output = _run(source, "--format", "odt")
    assert code == 2
    assert "rendering-unknown-format" in output


def test_a_file_that_is_no_workbook_is_a_problem_and_no_traceback(tmp_path: Path) -> None:
    source = tmp_path / "a.xlsx"
    source.write_text("只是文字", encoding="utf-8")
    code, output = _run(source, "-o", tmp_path)
    assert code == 2
    assert "这不是 Excel 工作簿" in output
    assert "Traceback" not in output
