"""Where results of a check go, decided before anything is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from nianbao.cli.check_output import Destination, keep_apart
from nianbao.facts.problem import Problem

REPORTS = [Path("一中/报告.docx"), Path("二中/报告.docx")]


def test_without_a_name_results_go_to_the_screen() -> None:
    assert Destination.of("json", None, REPORTS, several=True) == Destination("json")


@pytest.mark.parametrize("form", ["docx", "xlsx"])
def test_what_no_screen_shows_needs_a_file(form: str) -> None:
    with pytest.raises(Problem, match="-o"):
        Destination.of(form, None, REPORTS, several=True)


def test_a_slash_at_the_end_makes_a_folder() -> None:
    assert Destination.of("html", "结果/", REPORTS, several=True).folder == Path("结果")
    assert Destination.of("html", "结果", REPORTS, several=True).file == Path("结果")


def test_comments_of_several_reports_need_a_folder() -> None:
    assert Destination.of("docx", "批注", REPORTS, several=True).folder == Path("批注")
    with pytest.raises(Problem, match="文件夹"):
        Destination.of("docx", "批注.docx", REPORTS, several=True)


def test_files_in_a_folder_keep_the_names_of_the_reports() -> None:
    destination = Destination("html", folder=Path("out"))
    names = ["一中/报告.docx", "二中/报告.docx", "总结.pdf", "总结.docx"]
    assert [path.name for path in destination.targets(names)] == [
        "一中_报告.html", "二中_报告.html", "总结.pdf.html", "总结.docx.html",
    ]  # fmt: skip


def test_a_report_is_not_written_over(tmp_path: Path) -> None:
    report = tmp_path / "a.txt"
    with pytest.raises(Problem, match=r"a\.txt"):
        keep_apart(tmp_path / "sub" / ".." / "a.txt", [report])
