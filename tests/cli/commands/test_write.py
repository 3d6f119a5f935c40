from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from nianbao.cli.main import main
from nianbao.facts.cell import read_cell
from nianbao.facts.period import Period
from nianbao.facts.record import Fact, Organisation, Record
from nianbao.framework.loader import load_catalogue
from nianbao.workbooks.template import filled_bytes


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    catalogue = load_catalogue()
    school = Organisation("9900000001", "第一职业学校", "school")
    cell = read_cell("402", catalogue.unit_of("graduates", "dy2023/school"))
    fact = Fact("graduates", school.code, Period.data_year(2023), cell)
    path = tmp_path_factory.mktemp("data") / "第一职校.xlsx"
    path.write_bytes(filled_bytes(Record(school, "dy2023/school", {"graduates": fact}), catalogue))
    return path


def _run(*arguments: str | Path) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["write", *map(str, arguments)])
    return result.exit_code, result.output


def test_a_draft_becomes_a_report_with_its_figures(tmp_path: Path, workbook: Path) -> None:
    draft = tmp_path / "年报.md"
    draft.write_text("# 质量年报\n\n## 一、概况\n\n毕业生[[毕业生人数]]。\n", encoding="gb18030")
    code, output = _run(draft, "--data", workbook, "-o", tmp_path, "--format", "md,html,docx")
    assert code == 0, output
    assert "毕业生402人。" in (tmp_path / "年报-print.md").read_text(encoding="utf-8")
    page = (tmp_path / "年报.html").read_text(encoding="utf-8")
    assert 'href="#about-graduates"' in page.partition("毕业生<a")[2][:80]
    assert 'id="about-graduates"' in page
    assert (tmp_path / "年报.docx").read_bytes().startswith(b"PK")


def test_without_tables_no_figure_leads_nowhere(tmp_path: Path, workbook: Path) -> None:
    draft = tmp_path / "年报.txt"
    draft.write_text("毕业生[[毕业生人数]]。", encoding="utf-8")
    code, output = _run(draft, "--data", workbook, "-o", tmp_path, "--format", "html", "--no-tables")
    assert code == 0, output
    page = (tmp_path / "年报.html").read_text(encoding="utf-8")
    assert "402人" in page
    assert "about-graduates" not in page


def test_a_figure_that_is_not_there_is_told_with_its_line(tmp_path: Path, workbook: Path) -> None:
    draft = tmp_path / "年报.md"
    draft.write_text("一\n\n[[毕业去向落实人数]]", encoding="utf-8")
    code, output = _run(draft, "--data", workbook, "-o", tmp_path / "out", "--format", "md")
    assert code == 1
    assert "年报.md:3" in output
    assert "为“空”" in output


def test_a_draft_is_begun_from_the_outline_and_never_overwritten(tmp_path: Path, workbook: Path) -> None:
    draft = tmp_path / "年报.md"
    assert _run(draft, "--data", workbook, "--start")[0] == 0
    assert "## 1 人才培养" in draft.read_text(encoding="utf-8")
    code, output = _run(draft, "--data", workbook, "--start")
    assert code == 2
    assert "没有覆盖" in output


def test_a_word_file_is_no_draft(tmp_path: Path, workbook: Path) -> None:
    draft = tmp_path / "年报.docx"
    draft.write_bytes(b"PK\x03\x04" + bytes(range(256)) * 20)
    code, output = _run(draft, "--data", workbook)
    assert code == 2
    assert "nianbao check" in output
