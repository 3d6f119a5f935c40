"""``nianbao demo``: everything is there afterwards, the planted faults are told, and nothing is served."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from nianbao.cli.main import main
from nianbao.sample.fault import load_faults


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    folder = tmp_path_factory.mktemp("demo") / "out"
    result = CliRunner().invoke(main, ["demo", "-o", str(folder), "--no-serve"], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return folder, result.output


def test_the_six_tables_are_printed_in_each_format(run: tuple[Path, str]) -> None:
    folder, _ = run
    for extension in ("html", "docx", "xlsx"):
        assert (folder / "4-annex" / f"annex.{extension}").stat().st_size > 5000
    page = (folder / "4-annex" / "annex.html").read_text(encoding="utf-8")
    for table in ("人才培养质量计分卡", "满意度调查表", "教学资源表", "服务贡献表", "国际影响表", "落实政策表"):
        assert table in page


def test_thirteen_workbooks_and_five_packages_are_there(run: tuple[Path, str]) -> None:
    folder, _ = run
    assert len(list((folder / "1-workbooks").rglob("*.xlsx"))) == 13  # 4 schools × 3 data years, one corrected
    assert len(list((folder / "3-packages").glob("*.zip"))) == 5  # the district's own among them


def test_the_findings_are_told_in_chinese_with_the_cell(run: tuple[Path, str]) -> None:
    _, output = run
    assert "岚溪区现代农业与生态文化旅游中等职业学校" in output
    assert "教学资源表!" in output
    assert "千兆" in output


def test_the_findings_are_kept_for_other_programs(run: tuple[Path, str]) -> None:
    folder, _ = run
    data = json.loads((folder / "2-findings" / "findings.json").read_text(encoding="utf-8"))
    troubled = [filing for filing in data["filings"] if filing["messages"] or filing["findings"]]
    assert len(data["filings"]) == 12
    assert load_faults()[0].organisation in {filing["organisation"]["code"] for filing in troubled}


def test_it_ends_with_what_to_open_first(run: tuple[Path, str]) -> None:
    folder, output = run
    ending = output[output.index("先打开") :]
    assert str(folder / "4-annex" / "annex.html") in ending
    assert str(folder / "2-findings" / "findings.html") in ending


def test_another_seed_makes_another_district_without_faults(tmp_path: Path) -> None:
    arguments = ["--language", "en", "demo", "-o", str(tmp_path), "--seed", "7", "--no-serve"]
    result = CliRunner().invoke(main, arguments, catch_exceptions=False)
    assert result.exit_code == 0
    assert "Open first" in result.output
    assert len(list((tmp_path / "1-workbooks").rglob("*.xlsx"))) == 12
