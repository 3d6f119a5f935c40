from __future__ import annotations

from pathlib import Path

import pytest

from nianbao.facts.problem import Problem
from nianbao.filings.filing import Filing
from nianbao.workbooks.message import message


def test_nothing_is_said_twice_about_a_cell_that_could_not_be_read(faulty: Filing) -> None:
    filing = faulty
    assert "AR009" in {finding.check for finding in filing.findings}
    assert "AR009" not in {finding.check for finding in filing.open_findings}


def test_a_filing_without_a_record_is_an_error_and_says_why() -> None:
    unread = Filing(Path("坏.xlsx"), None, (message("file-missing", read="坏.xlsx"),))

    assert unread.has_errors
    with pytest.raises(Problem, match="找不到文件"):
        _ = unread.usable_record


def test_a_hint_is_no_remark_and_no_error() -> None:
    hinted = Filing(Path("a.xlsx"), None, (message("old-format", kind="xls", kind_en="xls"),))

    assert [one.code for one in hinted.hints] == ["old-format"]
    assert not hinted.remarks
    assert not hinted.errors
