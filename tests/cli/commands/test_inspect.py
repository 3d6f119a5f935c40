"""``nianbao inspect``: filled workbooks and packages in, findings out, and an exit code that scripts can use."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from nianbao.cli.main import main
from nianbao.filings.reading import read_filings
from nianbao.framework.loader import load_catalogue
from nianbao.sample.district import LATEST, make_sample
from nianbao.sample.journey import packed, write_workbooks


@pytest.fixture(scope="module")
def workbooks(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A clean workbook and the spoiled one."""
    catalogue = load_catalogue()
    sample = make_sample(catalogue=catalogue)
    folder = tmp_path_factory.mktemp("inspect")
    paths = list(write_workbooks(sample.records[LATEST], folder, catalogue))
    spoiled = sample.faults[0].organisation
    return {
        "clean": next(path for path in paths if not path.name.startswith(spoiled)),
        "spoiled": next(path for path in paths if path.name.startswith(spoiled)),
    }


def test_a_clean_workbook_ends_well(workbooks: dict[str, Path]) -> None:
    result = CliRunner().invoke(main, ["inspect", str(workbooks["clean"])], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    assert "错误 0" in result.output


def test_open_errors_make_the_exit_code_one(workbooks: dict[str, Path]) -> None:
    result = CliRunner().invoke(main, ["inspect", str(workbooks["spoiled"])], catch_exceptions=False)
    assert result.exit_code == 1
    assert "千兆" in result.output


def test_findings_come_as_json(workbooks: dict[str, Path]) -> None:
    arguments = ["inspect", "--format", "json", str(workbooks["spoiled"]), str(workbooks["clean"])]
    result = CliRunner().invoke(main, arguments, catch_exceptions=False)
    data = json.loads(result.stdout)
    assert data["schema"] == "nianbao/inspection/1"
    assert [bool(filing["messages"]) for filing in data["filings"]] == [True, False]


def test_findings_come_as_a_page(workbooks: dict[str, Path], tmp_path: Path) -> None:
    page = tmp_path / "findings.html"
    arguments = ["inspect", "--format", "html", "-o", str(page), str(workbooks["spoiled"])]
    assert CliRunner().invoke(main, arguments, catch_exceptions=False).exit_code == 1
    assert "千兆" in page.read_text(encoding="utf-8")


def test_a_page_needs_a_file_to_go_to(workbooks: dict[str, Path]) -> None:
    result = CliRunner().invoke(main, ["inspect", "--format", "html", str(workbooks["clean"])])
    assert result.exit_code == 2
    assert "-o" in result.output


def test_a_package_is_inspected_like_its_workbook(workbooks: dict[str, Path], tmp_path: Path) -> None:
    catalogue = load_catalogue()
    (path,) = packed(read_filings([workbooks["clean"]], catalogue), tmp_path, catalogue)
    result = CliRunner().invoke(main, ["inspect", str(path)], catch_exceptions=False)
    assert result.exit_code == 0, result.output


def test_a_file_that_is_no_workbook_is_told_and_not_thrown(tmp_path: Path) -> None:
    path = tmp_path / "letter.xlsx"
    path.write_bytes(b"Dear colleague")
    result = CliRunner().invoke(main, ["inspect", str(path)], catch_exceptions=False)
    assert result.exit_code == 2
    assert "读不出来" in result.output


def test_a_folder_stands_for_the_workbooks_in_it(workbooks: dict[str, Path]) -> None:
    arguments = ["inspect", "--format", "json", str(workbooks["clean"].parent)]
    data = json.loads(CliRunner().invoke(main, arguments, catch_exceptions=False).stdout)
    assert len(data["filings"]) == 4


def test_english_is_english_but_for_names_and_what_was_read(workbooks: dict[str, Path]) -> None:
    arguments = ["--language", "en", "inspect", str(workbooks["spoiled"])]
    output = CliRunner().invoke(main, arguments, catch_exceptions=False).output

    assert not set("。，；：") & set(output), output
    assert "“In the tertiary sector” (面向第三产业): 35 → 53" in output
    assert "one of 问卷, " in output


def test_hints_are_listed_where_asked_for(workbooks: dict[str, Path]) -> None:
    folded, listed = (
        CliRunner().invoke(main, ["inspect", *more, str(workbooks["spoiled"])]).output for more in ([], ["--all"])
    )

    assert "另有 1 条提示" in folded
    assert "万元" in listed
    assert len(listed.splitlines()) > len(folded.splitlines())
