from pathlib import Path

import pytest

from nianbao.cli.filings import filing_paths, read_filing
from nianbao.facts.problem import Problem
from nianbao.framework.loader import load_catalogue


def test_a_folder_stands_for_the_workbooks_and_packages_in_it(tmp_path: Path) -> None:
    for name in ("b.xlsx", "a.zip", "~$b.xlsx", "notes.txt"):
        (tmp_path / name).touch()

    assert [path.name for path in filing_paths([tmp_path, tmp_path / "a.zip"])] == ["a.zip", "b.xlsx"]


def test_an_empty_folder_is_said_aloud(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="没有工作簿"):
        filing_paths([tmp_path])


def test_a_workbook_that_cannot_be_used_says_why(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"no workbook")

    with pytest.raises(Problem) as caught:
        read_filing(tmp_path / "a.xlsx", load_catalogue())

    assert caught.value.code == "workbook-unusable"
    assert "a.xlsx" in caught.value.message_en
